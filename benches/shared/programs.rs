//! The programs that are compared: how each is started on a file, and which keys do what.

use std::process::{Command, Stdio};

pub struct Program {
    pub name: &'static str,
    pub command: &'static str,
    pub args: &'static [&'static str],
    pub env: &'static [(&'static str, &'static str)],
    /// Sorts the rows by the values; empty where no keys do it alike in all versions.
    pub sort: &'static [&'static str],
    /// Leaves the rows of one park; empty likewise.
    pub filter: &'static [&'static str],
    pub quit: &'static [&'static str],
    pub reads_parquet: bool,
}

/// The program of this build, unless `--program` names another.
pub const OURS: &str = env!("CARGO_BIN_EXE_zonescope");
/// It may take what it kept of a large file, or of what is compiled in, at an earlier start.
pub const AGAIN: &str = "zonescope-kept";

/// Shows a ranking, so that its rows are sorted as they come; the others show the rows of the file.
const ZONESCOPE: Program = Program {
    name: "zonescope",
    command: OURS,
    args: &["--no-cache"],
    env: &[("ZONESCOPE_SESSION", "off"), ("ZONESCOPE_SCREEN", "ranking")],
    sort: &["s"],
    filter: &["/p00001\r"],
    quit: &["q"],
    reads_parquet: true,
};

pub const PROGRAMS: &[Program] = &[
    ZONESCOPE,
    Program { name: AGAIN, args: &[], ..ZONESCOPE },
    Program {
        name: "csvlens",
        command: "csvlens",
        args: &[],
        env: &[],
        sort: &["\t", "\x1b[C", "\x1b[C", "\x1b[C", "\x1b[C", "J"],
        filter: &["\t", "\t", "&p00001\r"],
        quit: &["\x1b", "q"],
        reads_parquet: false,
    },
    Program {
        name: "tabiew",
        command: "tw",
        args: &[],
        env: &[],
        sort: &[":order value desc\r"],
        filter: &[":filter park_id = 'p00001'\r"],
        quit: &[":q!\r", "q", "Q"],
        reads_parquet: true,
    },
    Program {
        name: "VisiData",
        command: "vd",
        args: &[],
        env: &[],
        sort: &["llll", "%", "]"],
        filter: &["gh", "|p00001\r", "\""],
        quit: &["gq"],
        reads_parquet: false,
    },
    Program {
        name: "datui",
        command: "datui",
        args: &[],
        env: &[],
        sort: &[],
        filter: &[],
        quit: &["q"],
        reads_parquet: true,
    },
];

pub fn is_installed(command: &str) -> bool {
    let mut probe = Command::new(command);
    probe.arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    probe.status().is_ok()
}
