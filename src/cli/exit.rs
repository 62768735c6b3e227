//! Exit codes: the one table that the program, its help, its manual page and the documents speak from.

use std::process::ExitCode;

/// How the program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// It did what was asked; also where whoever read its output had enough.
    Fine,
    /// `check` found what fails it, `import` refused a table or found no figure, or `config check` found a slip.
    Problems,
    /// It could not do what was asked, or was not asked in a way it understands.
    Failed,
    /// Reading was stopped by hand, as Ctrl-C in a shell says it.
    Stopped,
    /// A signal ended it.
    Signal(u8),
}

/// Every code, and when the program ends with it.
pub const TABLE: [(&str, &str); 5] = [
    ("0", "fine"),
    (
        "1",
        "check found errors (with --strict warnings), import refused a table or found no figure, config check found a slip",
    ),
    ("2", "could not do it: wrong arguments or settings, a file that cannot be read or written, no terminal"),
    ("130", "stopped with Esc, q or Ctrl-C while reading"),
    ("128+n", "ended by signal n"),
];

impl Exit {
    /// The number of it.
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Problems => 1,
            Self::Failed => 2,
            Self::Stopped => 130,
            Self::Signal(signal) => 128_u8.saturating_add(signal),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// The table as help prints it.
pub fn words() -> String {
    let lines = TABLE.map(|(code, when)| format!("  {code:<6} {when}"));
    format!("Exit codes:\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{Exit, TABLE};

    #[test]
    fn the_document_has_the_table() {
        let document = include_str!("../../docs/configuration.md");
        let rows = TABLE.map(|(code, when)| format!("| {code} | {when} |")).join("\n");
        assert!(document.contains(&format!("<!-- exits -->\n{rows}\n<!-- /exits -->")), "should be\n{rows}");
    }

    #[test]
    fn the_table_has_the_codes_the_program_ends_with() {
        let codes = [Exit::Fine, Exit::Problems, Exit::Failed, Exit::Stopped].map(|exit| exit.code().to_string());
        assert_eq!(TABLE.map(|(code, _)| code)[..4], codes);
        assert_eq!(Exit::Signal(15).code(), 143);
    }
}
