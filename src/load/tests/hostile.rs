//! Files of no good will: what is said of them, that nothing comes to harm, and that it does not take for ever.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use super::{Input, all_shown, bytes, load, said};
use crate::{
    load::trial,
    model::{Dataset, Rule, Severity},
    tests::worked::Work,
};

mod changes;

use changes::Changes;

/// No small file takes longer, on however slow a machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// The files of a target; none in a package from the registry, which comes without them.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let fuzz = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    if !fuzz.exists() {
        return vec![];
    }
    let folder = fuzz.join("corpus").join(target);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{target}");
    let name = |path: &Path| format!("{target}/{}", path.file_name().unwrap().display());
    paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// Reads every file of a target as it is and changed in so many ways.
fn every(target: &str, changes: usize, read: impl Fn(&[u8])) {
    for (name, whole) in corpus(target) {
        let mut source = Changes::of(&name);
        for nth in 0..=changes {
            let case = if nth == 0 { whole.clone() } else { source.change(&whole) };
            let work = Work::begins();
            let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| read(&case)));
            assert!(outcome.is_ok(), "{name}, change {nth}: {:?}", String::from_utf8_lossy(&case));
            let took = work.took();
            assert!(took < PATIENCE, "{name}, change {nth}: {took:?}");
        }
    }
}

/// Reads bytes as a file twice: what holds, and that it is the same again.
fn twice(name: &str, bytes: &[u8]) {
    let read = trial::file(name, bytes, None);
    trial::holds(&read, bytes);
    assert!(trial::is_same(&read, &trial::file(name, bytes, None)));
}

fn text(bytes: &[u8], read: impl Fn(&str)) {
    read(&String::from_utf8_lossy(bytes));
}

#[test]
fn tables_hold() {
    every("table", 6, |bytes| twice("t.csv", bytes));
}

#[test]
fn records_hold() {
    every("json", 30, |bytes| twice("t.json", bytes));
}

#[test]
fn workbooks_hold() {
    every("workbook", 12, |bytes| twice("t.xlsx", bytes));
}

#[test]
fn packed_files_hold() {
    every("packed", 20, |bytes| twice("t.csv.gz", bytes));
}

#[test]
fn every_choice_of_an_encoding_holds() {
    every("encoding", 40, trial::encoding);
}

#[test]
fn cells_hold() {
    every("number", 12, |bytes| text(bytes, trial::number));
    every("period", 12, |bytes| text(bytes, trial::period));
    every("heading", 12, |bytes| text(bytes, trial::heading));
}

#[test]
fn what_is_said_of_files_holds() {
    every("sidecar", 20, |bytes| trial::holds(&trial::sidecar(bytes), bytes));
    every("catalog", 12, |bytes| trial::holds(&trial::catalog(bytes), bytes));
    every("scheme", 60, |bytes| trial::holds(&trial::scheme(bytes), bytes));
}

/// Reads bytes that are large or wicked; what is said of them.
fn read(name: &str, bytes: &[u8]) -> Dataset {
    let work = Work::begins();
    let dataset = trial::file(name, bytes, None);
    let took = work.took();
    assert!(took < 3 * PATIENCE, "{name}: {took:?}");
    trial::holds(&dataset, bytes);
    dataset
}

/// That bytes are refused in these words, with nothing taken from them.
fn refused(name: &str, bytes: &[u8], words: &str) {
    let dataset = read(name, bytes);
    let said = said(&dataset);
    assert!(said.iter().any(|said| said.contains(words)), "{name}: {said:?}");
    assert!(dataset.problems.iter().any(|problem| problem.severity == Severity::Error), "{name}: {said:?}");
    assert_eq!(dataset.observations.len(), 0, "{name}");
}

const HEADER: &str = "park,indicator,period,value\n";

fn rows(rows: &str) -> Vec<u8> {
    format!("{HEADER}{rows}").into_bytes()
}

#[test]
fn what_is_not_to_be_seen_is_not_shown() {
    let flood = "\u{301}".repeat(10_000);
    let wicked = format!(
        "\x1b]0;owned\x07青\u{202E}山\u{2066},i\x1b[2J,2020,1\na\u{200B}\u{200D}b,i,2020,2\u{7F}\nz{flood},i,2020,3\n\u{9B}31m,i,2020,x\u{9D}\n"
    );
    let dataset = read("t.csv", &rows(&wicked));
    assert!(
        all_shown(&dataset)[..2].iter().all(|row| ["]0;owned青山 i[2J", "ab i"].iter().any(|it| row.starts_with(it)))
    );
    assert_eq!(dataset.problems[0].rule, Rule::Control);
}

#[test]
fn numbers_that_are_none_stay_out() {
    let told = said(&read("t.csv", &rows("a,i,2020,inf\na,i,2021,1e309\na,i,2022,-Infinity\n")));
    let words = ["not a finite number", "too large to be a number", "not a finite number"];
    assert!(told.len() == 3 && told.iter().zip(words).all(|(said, words)| said.contains(words)), "{told:?}");
    let dataset = read("t.csv", &rows("a,i,2020,NaN\na,i,2021,1e308\na,i,2022,-0\na,i,2023,5e-324\n"));
    let shown = all_shown(&dataset);
    assert!(shown[0].starts_with("a i 2020 - ") && shown[2].starts_with("a i 2022 0 "), "{shown:?}");
    assert_eq!(shown.len(), 4);
    // What is finite in one unit may not be in another.
    let dataset = read(
        "t.csv",
        b"park,indicator,period,value,unit\na,i,2020,1,\xE5\x85\x83\na,i,2021,1e308,\xE4\xBA\xBF\xE5\x85\x83\n",
    );
    let told = said(&dataset);
    assert!(dataset.observations.len() == 1 && told[0].contains("too large to be a number in its unit"), "{told:?}");
}

#[test]
fn years_at_the_ends_of_time() {
    let dataset = read("t.csv", &rows("a,i,0000,1\na,i,9999,2\na,i,99999,3\na,i,-1,4\na,i,10000,5\n"));
    assert_eq!(dataset.observations.len(), 2);
    assert_eq!(dataset.problems.iter().filter(|problem| problem.rule == Rule::Period).count(), 3);
}

#[test]
fn headings_said_twice_count_once() {
    let dataset = bytes(b"park,indicator,period,value,value\na,i,2020,1,2\n");
    assert_eq!(said(&dataset), ["t.csv:1:29: there is a second column like `value`; the first one counts"]);
    assert_eq!(dataset.observations.len(), 1);
}

#[test]
fn a_cell_of_a_megabyte() {
    for letter in ["1", "中", "/", " 万"] {
        let long = letter.repeat((1 << 20) / letter.len());
        for row in [
            format!("{long},i,2020,1\n"),
            format!("a,{long},2020,1\n"),
            format!("a,i,{long},1\n"),
            format!("a,i,2020,{long}\n"),
        ] {
            let dataset = read("t.csv", &rows(&row));
            assert!(dataset.problems.iter().any(|problem| problem.rule == Rule::Ragged), "{:?}", said(&dataset));
        }
        read("t.csv", format!("park,{long},2020,2021\na,b,1,2\na,c,3,4\n").as_bytes());
        read("t.csv", format!("{long}\npark,2020,2021\na,1,2\nb,3,4\n").as_bytes());
    }
}

#[test]
fn too_many_columns_are_refused() {
    let wide = |cell: &str| vec![cell; 100_000].join(",");
    refused("t.csv", format!("{}\n{}\n", wide("year"), wide("1")).as_bytes(), "more than 20000 cells");
    refused("t.csv", wide("").as_bytes(), "more than 20000 cells");
    let years = (0..19_999).map(|nth| format!("{}", 1900 + nth % 100)).collect::<Vec<_>>().join(",");
    read("t.csv", format!("park,{years}\na,{}\n", vec!["1"; 19_999].join(",")).as_bytes());
}

#[test]
fn a_line_of_fifty_megabytes() {
    let long = "a,i,2020,1 ".repeat(5 << 20);
    refused("t.csv", long.as_bytes(), "more than 20000 cells");
    let dataset = read("t.csv", &rows(&format!("a,i,2020,1\na,i,2021,{}\na,i,2022,3\n", "1".repeat(50 << 20))));
    assert_eq!(dataset.observations.len(), 2);
    assert!(said(&dataset)[0].starts_with("t.csv:3: the row is longer than 16 MB"), "{:?}", said(&dataset));
}

#[test]
fn a_quote_that_never_closes() {
    let rest = "a,i,2021,1\n".repeat(1 << 20);
    let dataset = read("t.csv", &rows(&format!("a,i,2020,1\na,i,2021,\"{rest}")));
    assert_eq!(dataset.observations.len(), 1);
    assert!(dataset.problems.iter().all(|problem| problem.spot.line == 3), "{:?}", said(&dataset));
}

#[test]
fn bombs_are_stopped() {
    let zeros = vec![b'0'; 80 << 20];
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&zeros).unwrap();
    let gzip = gzip.finish().unwrap();
    refused("t.csv.gz", &gzip[..gzip.len() / 2], "cannot be unpacked (gzip");
    let zstd = zstd::encode_all(zeros.as_slice(), 1).unwrap();
    refused("t.csv.zst", &zstd, "it unpacks to more than 64 MB");
}

#[test]
fn a_first_cell_of_too_many_dimensions_is_no_list_of_them() {
    let table = |count: usize| {
        let names: Vec<String> = (1..count).map(|nth| format!("d{nth}")).collect();
        let codes = vec!["A"; count - 1].join(",");
        format!("{},geo\\TIME_PERIOD\t2021\t2022\n{codes},XQ\t1\t2\n", names.join(","))
    };
    assert_eq!(read("t.tsv", table(64).as_bytes()).observations.len(), 2);
    let many = read("t.tsv", table(65).as_bytes());
    assert!(many.catalog.parks.iter().all(|park| park.slug != "XQ"), "{:?}", many.catalog.parks);
}

#[test]
fn a_problem_is_said_in_so_many_words() {
    let cell = "不".repeat(20_000);
    let found = read("t.csv", format!("park,indicator,period,value\na,i,{cell},1\n").as_bytes());
    let longest = found.problems.iter().map(|problem| problem.what.len()).max().unwrap();
    assert!((100..=2003).contains(&longest), "{longest}");
    let found = read("t.csv", format!("park,indicator,period,value,{cell}\na,i,2020,1,x\n").as_bytes());
    assert!(found.problems.iter().all(|problem| problem.what.len() <= 2003), "{:?}", found.problems);
}

/// A zip of these entries.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of that sheet, with one text to refer to.
fn workbook(sheet: &str, text: &str) -> Vec<u8> {
    sheets(sheet, text, 1)
}

/// A workbook in which so many sheets are that one.
fn sheets(sheet: &str, text: &str, count: usize) -> Vec<u8> {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
    let inner =
        relation("r1", "worksheet", "worksheets/sheet1.xml") + &relation("r2", "sharedStrings", "sharedStrings.xml");
    let all = (1..=count)
        .map(|nth| format!("<sheet name=\"s{nth}\" sheetId=\"{nth}\" r:id=\"r1\"/>"))
        .collect::<Vec<_>>()
        .concat();
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{all}</sheets></workbook>");
    zip(&[
        ("_rels/.rels", relations(&relation("r1", "officeDocument", "xl/workbook.xml")).as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations(&inner).as_bytes()),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\"><si><t>{text}</t></si></sst>").as_bytes()),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{sheet}</sheetData></worksheet>").as_bytes(),
        ),
    ])
}

#[test]
fn workbooks_of_no_good_will() {
    let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    let whole = workbook(cells, "x");
    refused("t.xlsx", &whole, "no table of figures is seen");
    refused("t.xlsx", &whole[..whole.len() / 2], "the workbook cannot be read");
    refused("t.xlsx", &zip(&[("a.txt", b"no workbook")]), "the workbook cannot be read");
    refused("t.xlsx", b"PK\x03\x04", "the workbook cannot be read");
    refused("t.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "the workbook cannot be read");
    refused("t.xlsx", &workbook("", "x"), "no sheet of it has any cells");
    refused("t.xlsx", &sheets(cells, "x", 1001), "it has 1001 sheets; cut it");
    refused("t.xlsx", &sheets(cells, "x", 1000), "no table of figures is seen");
    let corners =
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    refused("t.xlsx", &workbook(corners, "x"), "has 1048576 rows and 16384 columns");
    // A text of a megabyte in every cell.
    let row = |row: usize| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let again = (1..2000).map(row).collect::<Vec<_>>().concat();
    refused("t.xlsx", &workbook(&again, &"x".repeat(1 << 20)), "has more than 1024 MB of text");
    let blanks = " ".repeat(260 << 20);
    refused("t.xlsx", &workbook(&blanks, "x"), "it unpacks to more than 256 MB");
    let repeated = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16000\" office:value-type=\"float\" office:value=\"1\"><text:p>1</text:p></table:table-cell></table:table-row>";
    refused("t.ods", &zip(&[("content.xml", repeated.as_bytes())]), "repeated too often");
}

#[test]
fn old_workbooks_of_no_good_will() {
    let all = corpus("workbook");
    let of = |file: &str| all.iter().find(|(name, _)| name.ends_with(file)).map(|(_, bytes)| bytes);
    for (file, words) in [
        ("circle.xls", "it is torn, or not what it says it is"),
        ("cut.xls", "it is torn, or not what it says it is"),
        ("nowhere.xls", "a sheet lies nowhere"),
        ("dimensions.xls", "more than 50000000 cells"),
        ("backwards.xls", "a sheet ends before it begins"),
        ("small-dimensions.xls", "more than 50000000 cells"),
        ("small-circle.xls", "it is torn, or not what it says it is"),
    ] {
        if let Some(bytes) = of(&format!("/{file}")) {
            refused(file, bytes, words);
        }
    }
    for file in ["/long.xls", "/small.xls", "/small-book.xls"] {
        assert!(of(file).is_none_or(|whole| read(file, whole).observations.len() == 1), "{file}");
    }
}

#[test]
fn json_of_no_good_will() {
    let deep = |depth: usize, inside: &str| format!("{}{inside}{}", "[".repeat(depth), "]".repeat(depth));
    refused("t.json", deep(10_000, "{\"a\":1}").as_bytes(), "nested deeper than 8 times");
    refused("t.json", "[".repeat(100_000).as_bytes(), "this is not JSON");
    refused("t.json", format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000)).as_bytes(), "nested deeper");
    let keys = (0..100_000).map(|nth| format!("\"k{nth}\":{nth},")).collect::<Vec<_>>().concat();
    refused("t.json", format!("[{{{keys}\"z\":1}}]").as_bytes(), "more than 20000 different keys");
    let lines = (0..19_000).map(|nth| format!("{{\"k{nth}\":1}}\n")).collect::<Vec<_>>().concat();
    refused("t.json", lines.as_bytes(), "leave most cells empty");
    let long = "k".repeat(2000);
    refused("t.json", format!("[{{\"{long}\":1}}]").as_bytes(), "the key is longer than 1024 bytes");
    let dataset = read("t.json", br#"[{"park":"a","park":"b","indicator":"i","period":"2020","value":1,"value":2}]"#);
    assert!(all_shown(&dataset)[0].starts_with("b i 2020 2"), "{:?}", all_shown(&dataset));
}

#[test]
fn empty_files_of_every_name() {
    for end in ["csv", "tsv", "txt", "json", "ndjson", "xlsx", "xls", "ods", "parquet", "arrow", "csv.gz", "csv.zst"] {
        refused(&format!("t.{end}"), b"", "the file is empty");
    }
    refused("t.parquet", b"PAR1", "cannot be read as columns");
    refused("t.arrow", b"ARROW1", "cannot be read as columns");
}

/// What is told of a folder in which something was made.
fn in_folder(name: &str, make: impl FnOnce(&Path)) -> (Dataset, PathBuf) {
    let folder = std::env::temp_dir().join(format!("zonescope-hostile-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.csv"), rows("a,i,2020,1\n")).unwrap();
    make(&folder);
    (load(&vec![Input::Path(folder.clone())].into()).unwrap(), folder)
}

#[test]
fn a_folder_with_the_name_of_a_table() {
    let (dataset, folder) = in_folder("folder", |folder| fs::create_dir_all(folder.join("x.csv")).unwrap());
    assert_eq!((dataset.observations.len(), said(&dataset)), (1, vec![]));
    let alone = load(&vec![Input::Path(folder.join("x.csv"))].into()).unwrap();
    assert!(said(&alone)[0].contains("there is no table here"), "{:?}", said(&alone));
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_is_a_problem() {
    let link = |folder: &Path| std::os::unix::fs::symlink(folder.join("gone"), folder.join("x.csv")).unwrap();
    let (dataset, folder) = in_folder("link", link);
    let said = said(&dataset);
    assert!(dataset.observations.len() == 1 && said.len() == 1 && said[0].contains("cannot be read"), "{said:?}");
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_file_nobody_may_read_is_a_problem() {
    use std::os::unix::fs::PermissionsExt as _;
    let (dataset, folder) = in_folder("locked", |folder| {
        fs::write(folder.join("x.csv"), rows("b,i,2020,1\n")).unwrap();
        fs::set_permissions(folder.join("x.csv"), fs::Permissions::from_mode(0o000)).unwrap();
    });
    // Root may read it all the same.
    let may_read = fs::read(folder.join("x.csv")).is_ok();
    assert_eq!(dataset.problems.len(), usize::from(!may_read), "{:?}", said(&dataset));
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let pipe = |folder: &Path| {
        let made = std::process::Command::new("mkfifo").arg(folder.join("x.csv")).status();
        assert!(made.is_ok_and(|status| status.success()), "there is `mkfifo` on every Unix");
    };
    let (dataset, folder) = in_folder("pipe", pipe);
    assert_eq!((dataset.observations.len(), said(&dataset).len()), (1, 0));
    let error = load(&vec![Input::Path(folder.join("x.csv"))].into()).unwrap_err();
    let why = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(why, "it is no regular file; give a file, or `-` and pipe it in");
    fs::remove_dir_all(folder).unwrap();
}
