//! A terminal that is a program: what is written to it is read until it shows what is waited for.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    process::{Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// Nothing here takes a tenth of it; it is for a program that hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// A terminal of 80 columns and 24 rows with the program in it.
pub struct Terminal {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    exit: Receiver<u32>,
    input: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    /// Held so that the terminal outlives the program in it, and its settings can be looked at.
    slave: Option<Box<dyn SlavePty + Send>>,
    settings: String,
    pid: u32,
    /// All that was written to it.
    raw: Vec<u8>,
}

fn cells(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

impl Terminal {
    /// The program with these arguments.
    pub fn start(args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zonescope"));
        command.args(args);
        Self::with(command)
    }

    /// The program with these arguments and these variables.
    pub fn start_with(args: &[&str], env: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zonescope"));
        command.args(args);
        Self::with_env(command, env)
    }

    /// A shell script; the program is `$0`.
    pub fn shell(script: &str) -> Self {
        Self::shell_with(script, &[])
    }

    /// The same with these variables.
    pub fn shell_with(script: &str, env: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_zonescope")]);
        Self::with_env(command, env)
    }

    fn with(command: CommandBuilder) -> Self {
        Self::with_env(command, &[])
    }

    fn with_env(mut command: CommandBuilder, env: &[(&str, &str)]) -> Self {
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        command.env("LC_ALL", "zh_CN.UTF-8");
        command.env("TERM", "xterm-256color");
        // What the machine that tests runs in must not be seen.
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "COLORFGBG", "TMUX", "STY", "ZELLIJ"] {
            command.env_remove(name);
        }
        // Whoever runs the tests may have settings of their own, and what another test left open is nobody's.
        command.env("XDG_CONFIG_HOME", "/nowhere");
        command.env("XDG_CONFIG_DIRS", "/nowhere");
        command.env_remove("ZONESCOPE_CONFIG");
        command.env("ZONESCOPE_SESSION", "off");
        for (name, value) in env {
            command.env(name, value);
        }
        let pair = native_pty_system().openpty(cells(80, 24)).unwrap();
        let settings = settings(pair.master.as_ref());
        let mut reader = pair.master.try_clone_reader().unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        let pid = child.process_id().unwrap();
        let (send, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if send.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (send, exit) = channel();
        thread::spawn(move || send.send(child.wait().unwrap().exit_code()));
        Self {
            parser: vt100::Parser::new(NonZeroU16::new(24).unwrap(), NonZeroU16::new(80).unwrap(), 0),
            output,
            exit,
            input: pair.master.take_writer().unwrap(),
            master: pair.master,
            slave: Some(pair.slave),
            settings,
            pid,
            raw: vec![],
        }
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The screen as text, every row of it.
    pub fn text(&self) -> String {
        let (_, columns) = self.screen().size();
        self.screen().rows(0, columns.get()).collect::<Vec<_>>().join("\n")
    }

    /// The row of the program's own cursor, in the signs that every East Asian terminal draws one cell wide.
    /// None while it is on its way from one row to another.
    pub fn cursor_row(&self) -> Option<usize> {
        self.text().lines().position(|line| line.starts_with('⡇'))
    }

    /// All that was written to it so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Types, as bytes of the terminal.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        self.input.write_all(keys.as_bytes()).unwrap();
        self.input.flush().unwrap();
        self
    }

    /// Sends the program a signal.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([format!("-{name}"), self.pid.to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Sends the signal to all that runs in the terminal.
    pub fn signal_group(&self, name: &str) {
        let group = self.master.process_group_leader().unwrap();
        let sent =
            Command::new("kill").args([format!("-{name}"), "--".to_owned(), format!("-{group}")]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until the program is stopped.
    #[track_caller]
    pub fn until_stopped(&self) {
        let deadline = Instant::now() + PATIENCE;
        let state = || {
            let told = Command::new("ps").args(["-o", "stat=", "-p", &self.pid.to_string()]).output().unwrap();
            String::from_utf8_lossy(&told.stdout).into_owned()
        };
        while !state().starts_with('T') {
            assert!(Instant::now() < deadline, "it is not stopped: {}", state());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Fails unless echo, line mode and the like are as they were at the start.
    #[track_caller]
    pub fn assert_settings(&self) {
        assert_eq!(settings(self.master.as_ref()), self.settings, "the settings of the terminal");
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(NonZeroU16::new(rows).unwrap(), NonZeroU16::new(columns).unwrap());
        self.master.resize(cells(columns, rows)).unwrap();
    }

    /// Reads until all of the words are on the screen.
    #[track_caller]
    pub fn until(&mut self, words: &[&str]) {
        self.until_so(&words.join(", "), |t| words.iter().all(|word| t.text().contains(word)));
    }

    /// Reads until it is so.
    #[track_caller]
    pub fn until_so(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self) {
            match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("waiting for `{what}`: {error}; the screen is\n{}", self.text()),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.parser.process(bytes);
    }

    /// Whether it is gone already.
    pub fn has_ended(&self) -> bool {
        !std::path::Path::new(&format!("/proc/{}", self.pid)).exists()
    }

    /// Forgets what was written so far.
    pub fn forget(&mut self) {
        self.raw.clear();
    }

    /// The memory it holds, in MB.
    pub fn held(&self) -> f64 {
        let pages = std::fs::read_to_string(format!("/proc/{}/statm", self.pid)).unwrap();
        pages.split(' ').nth(1).unwrap().parse::<f64>().unwrap() * 4096.0 / 1e6
    }

    /// Kills it without a word if it has not ended by then, and waits until it is gone.
    pub fn kill(&mut self) {
        let kill = ["-KILL".to_owned(), self.pid.to_string()];
        Command::new("kill").args(kill).stderr(Stdio::null()).status().unwrap();
        self.exit.recv_timeout(PATIENCE).unwrap();
    }

    /// Waits for the end; the exit code. All that was written is on the screen then.
    #[track_caller]
    pub fn ended(&mut self) -> u32 {
        let code = self.exit.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("it did not end:\n{}", self.text()));
        self.assert_settings();
        self.slave = None;
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return code,
                Err(RecvTimeoutError::Timeout) => panic!("the terminal is still open:\n{}", self.text()),
            }
        }
    }

    /// Fails unless the screen, the cursor, pasting and the mouse are as a shell wants them.
    #[track_caller]
    pub fn assert_restored(&self) {
        let screen = self.screen();
        assert!(!screen.alternate_screen(), "still on the other screen:\n{}", self.text());
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pasting is still bracketed");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still ours");
    }
}

/// Echo, line mode, control characters: all that `stty` knows.
fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}
