//! Running the program and judging what came out.

use std::{
    fs,
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

/// What came out of the program.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// The program, in Chinese whatever the machine speaks.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zonescope"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "zh_CN.UTF-8").env("TERM", "xterm-256color");
    // Whoever runs the tests may have settings of their own.
    command.env("XDG_CONFIG_HOME", "/nowhere").env("XDG_CONFIG_DIRS", "/nowhere").env_remove("ZONESCOPE_CONFIG");
    command.env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs it with these arguments.
pub fn run(args: &[&str]) -> Ran {
    judged(program().args(args).output().unwrap())
}

/// Runs it with that on standard input.
pub fn run_on(args: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut command = program();
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_ref()).unwrap();
    judged(child.wait_with_output().unwrap())
}

pub fn judged(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let ran = Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

/// Runs it where it should do what is asked; what it printed.
#[track_caller]
pub fn fine(args: &[&str]) -> String {
    let ran = run(args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    assert_eq!(ran.err, "", "{args:?}");
    ran.out
}

/// Runs it where it should refuse: exit 2, all of these words on standard error, nothing on standard output.
#[track_caller]
pub fn refused(args: &[&str], words: &[&str]) {
    let ran = run(args);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}: {}", ran.err);
    for word in words {
        assert!(ran.err.contains(word), "{args:?}: `{word}` is not in\n{}", ran.err);
    }
}

/// A folder of a test's own.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("zonescope-it-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub fn file(&self, name: &str, content: &(impl AsRef<[u8]> + ?Sized)) -> String {
        fs::write(self.0.join(name), content).unwrap();
        self.path(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
