//! Completions, as the shells themselves make them of the scripts. zsh and fish only where they are installed.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use super::run::{Scratch, fine, judged, program};

/// What bash offers for a line, its last word the one to be completed.
fn bash(script: &str, words: &[&str]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_zonescope");
    let list = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
    let (at, current) = (words.len(), words[words.len() - 1]);
    let before = if words.len() > 1 { words[words.len() - 2] } else { program };
    // What readline does before it asks the function that `complete` names.
    let asking = format!(
        "source '{script}'; COMP_WORDS=('{program}' {list}); COMP_CWORD={at}; \
         set -- $(complete -p zonescope); while [[ $1 != -F ]]; do shift; done; \
         $2 '{program}' '{current}' '{before}' 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    );
    lines(Command::new("bash").args(["--norc", "--noprofile", "-c", &asking]))
}

fn lines(command: &mut Command) -> Vec<String> {
    let output = command.env("LC_ALL", "C.UTF-8").output().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn bash_completes_commands_flags_and_names() {
    let scratch = Scratch::new("bash");
    let script = scratch.file("zonescope.bash", &fine(&["completions", "bash"]));
    for (words, expect) in [
        (&["show", "ranking", "--park", "binj"][..], &["binjiang"][..]),
        (&["show", "ranking", "--park", "ningbo,binj"], &["ningbo,binjiang"]),
        (&["show", "ranking", "--park", "=", "binj"], &["binjiang"]),
        (&["show", "ranking", "--park", "滨江"], &["杭州滨江"]),
        (&["show", "ranking", "--indicator", "gdp_g"], &["gdp_growth"]),
        (&["show", "ranking", "--group", "zhej"], &["zhejiang"]),
        (&["--scheme", "most-2"], &["most-2021", "most-2013"]),
        (&["show", "rank"], &["ranking"]),
        (&["brief", "binj"], &["binjiang"]),
        (&["brief", "sip", "binj"], &["binjiang"]),
        (&["comp"], &["completions"]),
        (&["show", "ranking", "--siz"], &["--size"]),
        (&["completions", "f"], &["fish"]),
        (&["--theme", "neon"], &[]),
    ] {
        assert_eq!(bash(&script, words), expect, "{words:?}");
    }
    let all = bash(&script, &[""]);
    assert!(all.contains(&"show".to_owned()) && !all.iter().any(|word| word.contains(['[', '<'])), "{all:?}");
}

#[test]
fn fish_completes_flags_and_names() {
    if !Path::new("/usr/bin/fish").exists() {
        return;
    }
    let scratch = Scratch::new("fish");
    let script = scratch.file("zonescope.fish", &fine(&["completions", "fish"]));
    let folder = Path::new(env!("CARGO_BIN_EXE_zonescope")).parent().unwrap().display().to_string();
    for (line, expect) in [
        ("zonescope show ranking --park binj", "binjiang\t杭州滨江"),
        ("zonescope show ranking --park=ningbo,binj", "--park=ningbo,binjiang\t杭州滨江"),
        ("zonescope show ranking --park 滨江", "杭州滨江\tbinjiang"),
        ("zonescope show rankin", "ranking\t排行"),
        ("zonescope completions fis", "fish"),
    ] {
        let asking = format!("set -x PATH {folder} $PATH; source {script}; complete -C '{line}'");
        let found = lines(Command::new("fish").args(["--no-config", "-c", &asking]));
        assert_eq!(found, [expect], "{line}");
    }
}

#[test]
fn zsh_takes_the_script_and_completes_names() {
    if !Path::new("/usr/bin/zsh").exists() {
        return;
    }
    let scratch = Scratch::new("zsh");
    let script = scratch.file("_zonescope", &fine(&["completions", "zsh"]));
    let folder = Path::new(env!("CARGO_BIN_EXE_zonescope")).parent().unwrap().display().to_string();
    // A terminal of zsh's own, in which the line is typed and Tab pressed; the line as it is then is printed.
    let asking = format!(
        "zmodload zsh/zpty; zpty z zsh -f -i; \
         zpty -w z 'PATH={folder}:$PATH; PS1=; fpath=({} $fpath); autoload -Uz compinit; compinit -D -u; source {script}; \
         show-line() {{ print -r -- \"<\"\"<$BUFFER>\"\">\" }}; zle -N show-line; bindkey \"^X\" show-line; print READ\"\"Y'; \
         zpty -r z all '*READY*'; sleep 1; zpty -w -n z \"$1\"; zpty -w -n z $'\\t'; sleep 3; zpty -w -n z $'\\x18'; \
         zpty -r z all '*<<*>>*'; print -r -- ${{${{all##*<<}}%%>>*}}",
        scratch.path("")
    );
    for (typed, expect) in [
        ("zonescope show ranking --park binj", "zonescope show ranking --park binjiang"),
        ("zonescope show ranking --park ningbo,binj", "zonescope show ranking --park ningbo,binjiang"),
        ("zonescope show rank", "zonescope show ranking"),
    ] {
        let found = lines(Command::new("zsh").args(["-f", "-c", &asking, "zsh", typed]).env("TERM", "dumb"));
        assert_eq!(found.last().map(|line| line.trim_end()), Some(expect), "{typed}: {found:?}");
    }
}

#[test]
fn every_shell_has_a_script() {
    for (shell, word) in [("powershell", "Register-ArgumentCompleter"), ("nushell", "export extern zonescope")] {
        assert!(fine(&["completions", shell]).contains(word), "{shell}");
    }
}

#[test]
fn a_name_is_there_before_one_waits() {
    let asked = |kind: &str, typed: &str| judged(program().args(["__complete", kind, typed]).output().unwrap()).out;
    assert_eq!(asked("parks", "binj"), "binjiang\t杭州滨江\n");
    assert_eq!(asked("nothing", "x"), "");
    let since = Instant::now();
    asked("parks", "");
    // A generous bound, for a build without optimising on a busy machine.
    assert!(since.elapsed() < Duration::from_secs(30));
}
