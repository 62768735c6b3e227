//! The line a problem is in, with carets under what is meant.

use crate::{
    model::problem::Excerpt,
    ui::text::{fit, width},
};

/// The text in so many cells, and the row of carets below it. Where the text is too long, the part before the
/// offending characters gives way first.
pub fn pointed(excerpt: &Excerpt, room: usize, ellipsis: &str) -> (String, String) {
    let chars: Vec<char> = excerpt.text.chars().collect();
    let from = excerpt.before.min(chars.len());
    let to = from.saturating_add(excerpt.length.max(1)).min(chars.len());
    let part = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    // A place at the very end of the line has nothing under it, and a caret all the same.
    let meant = width(&part(from, to)).max(1);
    let mut start = 0;
    if width(&part(0, from)) + meant > room {
        while start < from && width(&part(start, from)) > room / 3 {
            start += 1;
        }
    }
    let cut = if start > 0 { ellipsis } else { "" };
    let lead = width(cut) + width(&part(start, from));
    let text = fit(&format!("{cut}{}", part(start, chars.len())), room, ellipsis).into_owned();
    let carets = "^".repeat(meant.min(room.saturating_sub(lead)));
    (text, format!("{}{carets}", " ".repeat(lead)))
}

#[cfg(test)]
mod tests {
    use super::pointed;
    use crate::model::problem::Excerpt;

    fn check(text: &str, (before, length): (usize, usize), room: usize, expect: [&str; 2]) {
        let excerpt = Excerpt { text: text.into(), before, length };
        let (line, carets) = pointed(&excerpt, room, "~");
        assert_eq!([line.as_str(), carets.as_str()], expect);
    }

    #[test]
    fn carets_stand_under_what_is_meant() {
        check("青山,营收,1x2", (6, 3), 40, ["青山,营收,1x2", "          ^^^"]);
        check("青山,营收", (0, 2), 40, ["青山,营收", "^^^^"]);
        check("a,b", (3, 1), 40, ["a,b", "   ^"]);
        check("", (9, 0), 40, ["", "^"]);
    }

    #[test]
    fn a_long_line_is_cut_before_what_is_meant() {
        check("abcdefghijklmnopXYqrstuvw", (16, 2), 12, ["~mnopXYqrst~", "     ^^"]);
        check("XYabcdefghijklmnop", (0, 2), 6, ["XYabc~", "^^"]);
    }
}
