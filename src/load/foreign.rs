//! Files of other kinds, told by how they begin, so that whoever gave one hears what it is and what to do with it.

const SAVE: &str = "open it in a spreadsheet and save it as .xlsx or .csv";

/// What bytes that are no text and no workbook are, and the way out.
pub fn bytes(bytes: &[u8]) -> Option<String> {
    let (what, way) = match bytes {
        [b'F', b'E', b'A', b'1', ..] => {
            ("a Feather file of the old version 1", "write it again as Parquet: pandas.read_feather(…).to_parquet(…)")
        }
        [b'%', b'P', b'D', b'F', b'-', ..] => ("a PDF", "copy its tables into a spreadsheet"),
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => ("an archive", "unpack it"),
        [0xFD, b'7', b'z', b'X', b'Z', 0, ..] | [b'B', b'Z', b'h', ..] => ("packed with xz or bzip2", "unpack it"),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', ..] => ("a SQLite database", "export its tables as .csv"),
        _ => return None,
    };
    Some(format!("it is {what}; {way}"))
}

/// What a text that is no table is, and the way out.
pub fn text(text: &str) -> Option<String> {
    let start = text.trim_start();
    let head = start.get(..start.floor_char_boundary(2048)).unwrap_or_default().to_ascii_lowercase();
    let is_page = ["<html", "<table", "<!doctype html"].iter().any(|tag| head.contains(tag));
    let what = match head.as_str() {
        _ if head.starts_with('<') && is_page => "an HTML page, whatever its name says",
        _ if head.starts_with("<?xml") => "XML",
        _ if head.starts_with("mime-version:") => "a web archive",
        _ => return None,
    };
    Some(format!("it is {what}; {SAVE}"))
}

/// Whether a compound file holds an encrypted workbook.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

#[cfg(test)]
mod tests {
    use super::{bytes, is_encrypted, text};

    #[test]
    fn what_a_file_is_shows_in_its_first_bytes() {
        for (begins, said) in [
            (&b"FEA1\0\0\0\0"[..], "it is a Feather file of the old version 1; "),
            (b"%PDF-1.7\n", "it is a PDF; "),
            (b"SQLite format 3\0", "it is a SQLite database; "),
        ] {
            assert!(bytes(begins).unwrap().starts_with(said), "{said}");
        }
        assert_eq!(bytes(b"park,indicator"), None);
        assert!(text("\n\n<!DOCTYPE html><html><table>").unwrap().starts_with("it is an HTML page, whatever its name"));
        assert!(text("<?xml version=\"1.0\"?><Workbook>").unwrap().starts_with("it is XML; open it in a spreadsheet"));
        assert!(text("\n<!-- as a sheet -->\n<table><tr>").unwrap().starts_with("it is an HTML page"));
        assert_eq!(text("<5,3\n"), None);
        let name: Vec<u8> = "..EncryptedPackage..".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(is_encrypted(&name) && !is_encrypted(b"EncryptedPackage"));
    }
}
