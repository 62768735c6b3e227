//! Problems for people, as compilers print theirs.

use std::io::{self, Write};

use crate::{
    model::{Problem, problem::Excerpt},
    ui::text::width,
};

/// `file:line:column: severity[rule]: what; way out`, and where the offending text is known, that text with a caret line.
pub fn print(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    for problem in problems {
        let Problem { severity, rule, what, .. } = problem;
        writeln!(out, "{}: {}[{}]: {what}", problem.place(), severity.name(), rule.name())?;
        if let Some(excerpt) = &problem.spot.excerpt {
            let (line, carets) = pointed(excerpt);
            writeln!(out, "  | {line}\n  | {carets}")?;
        }
    }
    Ok(())
}

/// The line, and the carets that stand under the offending part of it: 中 takes two of them.
fn pointed(excerpt: &Excerpt) -> (String, String) {
    // A control character would be printed as one `?` although it has no width.
    let text: String = excerpt.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let before: String = text.chars().take(excerpt.before).collect();
    let meant: String = text.chars().skip(excerpt.before).take(excerpt.length.max(1)).collect();
    // Past the end of the line something is missing: one caret shows where.
    let carets = "^".repeat(width(&meant).max(1));
    let indent = width(&before);
    (text, format!("{:indent$}{carets}", ""))
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, pointed};

    #[test]
    fn carets_stand_under_the_offending_text_by_cells() {
        let check = |text: &str, before, length, carets: &str| {
            let excerpt = Excerpt { text: text.into(), before, length };
            assert_eq!(pointed(&excerpt).1, carets, "{text}");
        };
        check("青山,营收,2004,27446-3,亿元", 11, 7, "               ^^^^^^^");
        check("青山,营收", 0, 2, "^^^^");
        check("a\tb", 2, 1, "  ^");
        check("ab", 2, 1, "  ^");
        check("ab", 1, 0, " ^");
        check("", 0, 1, "^");
    }
}
