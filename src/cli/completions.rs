//! Completions for shells: what clap makes of the command line, and names of the data asked of the program itself.

use std::{borrow::Cow, ffi::OsString, io::Write as _, process::ExitCode};

use clap::{CommandFactory as _, ValueEnum};
use clap_complete::{Shell as Known, generate};
use clap_complete_nushell::Nushell;

use super::{Cli, Exit, printed};
use crate::{
    error::Result,
    load,
    model::{
        Catalog, Label,
        find::{Names, Wanted},
    },
    screen,
};

/// The word before a kind and the beginning of a name: what scripts ask, and nobody types.
pub const ASK: &str = "__complete";

const PROGRAM: &str = "zonescope";
/// The flags that take names, each with the kind of them.
const FLAGS: [(&str, &str); 7] = [
    ("park", "parks"),
    ("indicator", "indicators"),
    ("sort", "indicators"),
    ("group", "groups"),
    ("peers", "groups"),
    ("scheme", "schemes"),
    ("measure", "forms"),
];
/// The commands whose own words are names, each with the kind of them.
const WORDS: [(&str, &str); 2] = [("show", "screens"), ("brief", "parks")];

/// A shell there are completions for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(name = "powershell")]
    #[expect(clippy::enum_variant_names, reason = "it is called so")]
    PowerShell,
    Nushell,
}

/// Prints the script for a shell.
pub fn run(shell: Shell) -> Result<ExitCode> {
    printed(|out| out.write_all(script(shell).as_bytes()))
}

fn script(shell: Shell) -> String {
    let made = |known: Known| {
        let mut script = vec![];
        generate(known, &mut Cli::command(), PROGRAM, &mut script);
        String::from_utf8_lossy(&script).into_owned()
    };
    match shell {
        Shell::Bash => bash(&made(Known::Bash)),
        Shell::Zsh => zsh(&made(Known::Zsh)),
        Shell::Fish => fish(&made(Known::Fish)),
        Shell::PowerShell => made(Known::PowerShell),
        Shell::Nushell => {
            let mut script = vec![];
            generate(Nushell, &mut Cli::command(), PROGRAM, &mut script);
            String::from_utf8_lossy(&script).into_owned()
        }
    }
}

/// clap's function is asked where no name is wanted. `--park=x` comes as three words.
fn bash(made: &str) -> String {
    let flags = FLAGS.map(|(flag, kind)| format!("        --{flag}) kind={kind} ;;\n")).concat();
    let words = WORDS.map(|(command, kind)| format!("                {command}) own={kind}; break ;;\n")).concat();
    format!(
        r#"{made}
_zonescope_names() {{
    local cur="$2" prev="$3" kind= own= word
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev="${{COMP_WORDS[COMP_CWORD-2]}}"
    fi
    case "$prev" in
{flags}    esac
    if [[ -z $kind && $cur != -* && $prev != --* ]]; then
        for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
            [[ $word == config ]] && break
            case "$word" in
{words}            esac
        done
        [[ $own == screens && $prev != show ]] && own=
        kind=$own
    fi
    if [[ -n $kind ]]; then
        local IFS=$'\n'
        COMPREPLY=( $("${{COMP_WORDS[0]}}" {ASK} "$kind" "$cur" 2>/dev/null) )
        COMPREPLY=( "${{COMPREPLY[@]%%$'\t'*}}" )
        compopt +o default +o bashdefault 2>/dev/null
        return 0
    fi
    _zonescope "$@"
    local kept=()
    for word in "${{COMPREPLY[@]}}"; do
        [[ $word == [\[\<]* ]] || kept+=("$word")
    done
    COMPREPLY=( "${{kept[@]}}" )
}}
if [[ "${{BASH_VERSINFO[0]}}" -gt 4 || "${{BASH_VERSINFO[0]}}" -eq 4 && "${{BASH_VERSINFO[1]}}" -ge 4 ]]; then
    complete -F _zonescope_names -o nosort -o bashdefault -o default {PROGRAM}
else
    complete -F _zonescope_names -o bashdefault -o default {PROGRAM}
fi
"#
    )
}

/// In place of files, names: the lines of clap's script for these flags end in another action.
fn zsh(made: &str) -> String {
    let action = |line: &str| {
        let flag = FLAGS.iter().find(|(flag, _)| line.contains(&format!("--{flag}=[")));
        let (rest, kind) = match flag {
            // The name of the value may hold a colon, which ends it.
            Some((_, kind)) => (line.rsplit_once(":_default'")?.0.rsplit_once("]:")?.0, *kind),
            None if line.contains(":screen -- ") => (line.rsplit_once(":_default'")?.0, "screens"),
            None if line.contains("':A -- ") || line.contains("':B -- ") => {
                (line.rsplit_once(":_default'")?.0, "parks")
            }
            None => return None,
        };
        let end = if flag.is_some() { "]:name" } else { "" };
        Some(format!("{rest}{end}: _zonescope_names {kind}' \\"))
    };
    // The files of the dashboard take the place of a command, and the command that of its first word: both are first words.
    let made = made.replace("$line[2]", "$line[1]").replace("\":: :_zonescope_commands\"", "\":: :_zonescope_first\"");
    let kept = made.lines().filter(|line| !line.starts_with("'::paths -- "));
    let lines: Vec<String> = kept.map(|line| action(line).unwrap_or_else(|| line.to_owned())).collect();
    let names = format!(
        r#"_zonescope_first() {{
    _zonescope_commands "$@"
    _files
}}
_zonescope_names() {{
    local -a values shown
    local line
    for line in ${{(f)"$(_call_program names {PROGRAM} {ASK} $1 ${{(q)PREFIX}})"}}; do
        values+=("${{line%%$'\t'*}}")
        shown+=("${{line/$'\t'/  -- }}")
    done
    (( $#values )) && compadd -U -l -d shown -a values
}}
"#
    );
    // Before the line that calls the function or hands it over.
    let made = lines.join("\n");
    match made.rsplit_once("\nif [ \"$funcstack[1]\"") {
        Some((functions, call)) => format!("{functions}\n{names}\nif [ \"$funcstack[1]\"{call}\n"),
        None => format!("{made}\n{names}"),
    }
}

fn fish(made: &str) -> String {
    let names = format!(
        "function __zonescope_names
    {PROGRAM} {ASK} $argv[1] (commandline -ct | string replace -r -- '^--[a-z-]+=' '') 2>/dev/null
end
"
    );
    let with_names = |line: &str| {
        let flag = FLAGS.iter().find(|(flag, _)| line.contains(&format!(" -l {flag} ")));
        match flag.filter(|_| line.ends_with(" -r")) {
            Some((_, kind)) => format!("{line} -f -a \"(__zonescope_names {kind})\""),
            None => line.to_owned(),
        }
    };
    let made: Vec<String> = made.lines().map(with_names).collect();
    let words = WORDS.map(|(command, kind)| {
        format!(
            "complete -c {PROGRAM} -n \"__fish_zonescope_using_subcommand {command}\" -f -a \"(__zonescope_names {kind})\"\n"
        )
    });
    let shells =
        Shell::value_variants().iter().filter_map(|shell| Some(shell.to_possible_value()?.get_name().to_owned()));
    let shells = shells.collect::<Vec<_>>().join(" ");
    let shells =
        format!("complete -c {PROGRAM} -n \"__fish_zonescope_using_subcommand completions\" -f -a \"{shells}\"\n");
    format!("{names}{}\n{}{shells}", made.join("\n"), words.concat())
}

/// What a script asks, where one asks: the names that fit, a line each, with what they mean behind a tab.
pub fn asked(mut args: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if args.next()? != ASK {
        return None;
    }
    let mut word = || args.next().and_then(|word| word.into_string().ok()).unwrap_or_default();
    let (kind, typed) = (word(), word());
    let lines = names(&kind, &typed);
    // Names compiled in need no cleaning, which would take the tab away; a shell that is gone needs none.
    let mut out = std::io::stdout().lock();
    let _ = lines.iter().try_for_each(|(name, about)| writeln!(out, "{name}\t{about}"));
    Some(Exit::Fine.into())
}

/// The names of that kind that fit what was typed; of a list, its last part.
fn names(kind: &str, typed: &str) -> Vec<(String, String)> {
    let is_list = matches!(kind, "parks" | "indicators");
    let (head, last) = typed.rfind(',').filter(|_| is_list).map_or(("", typed), |at| typed.split_at(at + 1));
    let found = match kind {
        "screens" => screens(last),
        "forms" => forms(last),
        _ => of_catalog(kind, last, &load::embedded_catalog()),
    };
    found.into_iter().map(|(name, about)| (format!("{head}{name}"), about)).collect()
}

fn screens(typed: &str) -> Vec<(String, String)> {
    let panes = screen::all();
    let all = panes.iter().map(|pane| pane.spec());
    let fitting = all.filter(|spec| spec.id.starts_with(typed));
    fitting.map(|spec| (spec.id.to_owned(), spec.intent.help(crate::model::Lang::Zh).to_owned())).collect()
}

fn forms(typed: &str) -> Vec<(String, String)> {
    const FORMS: [&str; 13] = [
        "level",
        "change",
        "percent",
        "cagr",
        "index",
        "share",
        "contribution",
        "pull",
        "per:",
        "percentile",
        "z",
        "rank",
        "lq:",
    ];
    if let Some((form, by)) = typed.split_once(':') {
        if !matches!(form, "per" | "lq") {
            return vec![];
        }
        let found = of_catalog("indicators", by, &load::embedded_catalog());
        return found.into_iter().map(|(name, about)| (format!("{form}:{name}"), about)).collect();
    }
    FORMS.iter().filter(|form| form.starts_with(typed)).map(|form| ((*form).to_owned(), String::new())).collect()
}

/// Slugs that begin so, else slugs of what was meant, the best first. Whoever types Chinese goes on in Chinese.
fn of_catalog(kind: &str, typed: &str, catalog: &Catalog) -> Vec<(String, String)> {
    let (all, names): (Vec<(&str, &Label)>, Cow<'_, Names>) = match kind {
        "parks" => {
            let all = catalog.parks.iter().map(|park| (&*park.slug, &park.short));
            (all.collect(), Cow::Borrowed(catalog.park_names()))
        }
        "indicators" => {
            let all = catalog.indicators.iter().map(|indicator| (&*indicator.slug, &indicator.name));
            (all.collect(), Cow::Borrowed(catalog.indicator_names()))
        }
        "groups" => {
            let all = catalog.groups.iter().map(|group| (&*group.slug, &group.name));
            (all.collect(), Cow::Owned(catalog.group_names()))
        }
        "schemes" => {
            let all = catalog.schemes.iter().map(|scheme| (&*scheme.slug, &scheme.name));
            (all.collect(), Cow::Owned(catalog.scheme_names()))
        }
        _ => return vec![],
    };
    let line = |(slug, name): &(&str, &Label)| {
        let in_chinese = !typed.is_ascii() && name.zh.contains(typed) && !name.zh.contains(' ');
        let (slug, name) = ((*slug).to_owned(), name.zh.clone());
        if in_chinese { (name, slug) } else { (slug, name) }
    };
    let begin: Vec<_> = all.iter().filter(|(slug, _)| slug.starts_with(typed)).map(line).collect();
    if !begin.is_empty() {
        return begin;
    }
    let found = names.find(&Wanted::new(typed), 0..names.len() as u32);
    found.into_iter().filter_map(|place| all.get(place as usize)).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::{names, zsh};

    #[track_caller]
    fn check(kind: &str, typed: &str, expect: &[&str]) {
        let found: Vec<String> = names(kind, typed).into_iter().map(|(name, _)| name).collect();
        assert_eq!(found, expect, "{kind} {typed}");
    }

    #[test]
    fn names_are_completed_by_slug_and_in_chinese() {
        check("parks", "binj", &["binjiang"]);
        check("parks", "ningbo,binj", &["ningbo,binjiang"]);
        check("parks", "滨江", &["杭州滨江"]);
        let found = names("parks", "zhonggc");
        assert_eq!(found[0].0, "zhongguancun", "the zone before its parks");
        check("indicators", "gdp_g", &["gdp_growth"]);
        check("groups", "zhej", &["zhejiang"]);
        check("schemes", "most-2", &["most-2021", "most-2013"]);
        check("screens", "ran", &["ranking"]);
        check("forms", "per", &["percent", "per:", "percentile"]);
        check("forms", "per:employees_", &["per:employees_growth"]);
        check("nothing", "x", &[]);
    }

    #[test]
    fn a_chinese_name_that_is_offered_means_one_park() {
        let catalog = crate::load::embedded_catalog();
        for id in catalog.park_ids() {
            let name = &catalog.park(id).short.zh;
            assert_eq!(catalog.find_park(name), Ok(id), "{name}");
        }
    }

    #[test]
    fn flags_of_names_ask_the_program() {
        let script = zsh("'*--park=[Parks]:A[:B]:_default' \\\n'--size=[S]:COLSxROWS:_default' \\");
        assert!(script.contains("'*--park=[Parks]:name: _zonescope_names parks' \\"), "{script}");
        assert!(script.contains("COLSxROWS:_default"), "{script}");
    }
}
