//! Names and figures that mean harm, through every screen, every printed form and every copy: nothing reaches a terminal or
//! a spreadsheet as a command, nothing is out of all proportion, nothing panics.

mod data;
mod judge;

use std::time::Duration;

use super::{
    sweep::{SCREENS, assert_whole, key_of},
    tester::{Opened, Tester},
    worked::Work,
};
use crate::{
    check,
    model::Lang,
    report::{self, Clean, Format, brief},
    screen::brief as page,
};

/// No screen of small data takes longer, on however slow a machine.
const PATIENCE: Duration = Duration::from_mins(1);

fn all_data() -> Vec<(&'static str, Opened, tempfile::TempDir)> {
    let made = |name, make: fn(&std::path::Path) -> Opened| {
        let folder = tempfile::tempdir().unwrap();
        (name, make(folder.path()), folder)
    };
    vec![made("a table", data::table), made("a folder", data::folder), made("extremes", data::extremes)]
}

#[test]
fn every_screen_shows_names_as_names() {
    for (data, opened, _folder) in all_data() {
        for screen in SCREENS {
            let lang = if data == "a table" { Lang::Zh } else { Lang::En };
            let work = Work::begins();
            let mut t = Tester::on(opened.clone(), screen).lang(lang).runs(5);
            t.keys("space j space j space 4").keys(key_of(screen));
            for keys in ["", "j j j l", "i", "?", "a", "m", "g", ":", "F", "/ \"=\" enter", "p", "p"] {
                t.keys(keys);
                for (columns, rows) in [(80, 24), (140, 45)] {
                    t.resize(columns, rows);
                    let told = format!("{screen} of {data} in {lang:?} at {columns}x{rows} after `{keys}`");
                    let (buf, _) = t.draw();
                    assert_whole(&buf, &told);
                    let frame = t.frame();
                    let is_plain = data != "extremes" || !(frame.contains("NaN") || frame.contains("inf "));
                    assert!(is_plain, "{told}:\n{frame}");
                }
                t.keys("esc esc");
            }
            let took = work.took();
            assert!(took < PATIENCE, "{screen} of {data}: {took:?}");
        }
    }
}

#[test]
fn every_printed_form_of_every_screen_is_harmless() {
    for (data, opened, _folder) in all_data() {
        for screen in SCREENS {
            let mut t = Tester::on(opened.clone(), screen).runs(5);
            t.keys("2 space j space j space").keys(key_of(screen));
            let handout = t.app.handout(usize::MAX).unwrap();
            for format in Format::ALL {
                let told = format!("{screen} of {data} as {}", format.name());
                let mut out = vec![];
                if format.is_frame() {
                    let (buf, _) = t.draw();
                    report::frame::print(&buf, t.app.ground(), format, &mut out).unwrap();
                } else if format.is_binary() || format == Format::Tsv {
                    report::print(&handout, format, &mut out).unwrap();
                } else {
                    report::print(&handout, format, &mut Clean::new(&mut out)).unwrap();
                }
                judge::printed(&out, format, &told);
                if data == "extremes" && !format.is_binary() {
                    let text = String::from_utf8_lossy(&out).into_owned();
                    assert!(!text.contains("NaN") && !text.contains("inf"), "{told}:\n{text:.2000}");
                }
            }
        }
    }
}

#[test]
fn whatever_is_copied_is_harmless() {
    for (data, opened, _folder) in all_data() {
        for screen in ["ranking", "profile", "compare", "matrix", "sources"] {
            let mut t = Tester::on(opened.clone(), screen);
            t.keys("2 space j space").keys(key_of(screen));
            for what in 1..=5 {
                for form in ["", "tab", "tab tab"] {
                    t.keys(&format!("y {form} {what}"));
                    let copied = t.copied();
                    t.keys("esc");
                    let told = format!("{what} of {screen} of {data} after `{form}`");
                    judge::text(&copied, form.is_empty(), &told);
                    // The frame is a picture of the screen; the rest may be pasted into cells.
                    if form.is_empty() && what != 5 {
                        let runs = copied.split(['\t', '\n']).find(|cell| judge::would_run(cell));
                        assert_eq!(runs, None, "{told}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_brief_and_a_check_are_harmless() {
    for (data, opened, _folder) in all_data() {
        let parks: Vec<String> = opened.catalog().parks.iter().take(2).map(|park| park.slug.clone()).collect();
        let [park, benchmark] = parks.try_into().unwrap();
        for form in [brief::Form::Md, brief::Form::Html, brief::Form::Txt] {
            for lang in [Lang::Zh, Lang::En] {
                let asked = page::Asked { park: park.clone(), benchmark: benchmark.clone(), ..page::Asked::default() };
                let mut out = vec![];
                let Ok(brief) = page::of(&opened, &asked, form.pen(lang)) else { continue };
                brief::print(&brief, form, &mut Clean::new(&mut out)).unwrap();
                let (text, told) = (String::from_utf8(out).unwrap(), format!("a brief of {data} as {form:?}"));
                judge::text(&text, false, &told);
                if form == brief::Form::Html {
                    judge::markup(&text, &told);
                }
            }
        }
        let problems = opened.problems();
        for form in [check::Form::Text, check::Form::Json, check::Form::Sarif, check::Form::Github] {
            let mut out = vec![];
            check::print(problems, form, &mut Clean::new(&mut out)).unwrap();
            let (text, told) = (String::from_utf8(out).unwrap(), format!("problems of {data} as {form:?}"));
            judge::text(&text, false, &told);
            if form == check::Form::Github {
                let odd = text
                    .lines()
                    .find(|line| !["::error ", "::warning ", "::notice "].iter().any(|word| line.starts_with(word)));
                assert_eq!(odd, None, "{told}");
            }
        }
    }
}

#[test]
fn a_table_of_very_many_columns_opens_or_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let opened = data::wide(folder.path(), 5000);
    assert_eq!(opened.catalog().indicators.len(), 5000);
    for screen in SCREENS {
        let work = Work::begins();
        let mut t = Tester::on(opened.clone(), screen).runs(1);
        assert_whole(&t.keys("m").draw().0, screen);
        assert_whole(&t.keys("down enter esc").draw().0, screen);
        let took = work.took();
        assert!(took < PATIENCE, "{screen}: {took:?}");
    }
    let refused = data::wide(folder.path(), 100_000);
    assert_eq!(refused.len(), 0);
    assert!(refused.problems().iter().any(|problem| problem.what.contains("20000 cells")), "{:?}", refused.problems());
}

#[test]
fn what_is_harmful_is_noticed() {
    assert!(judge::is_harmful('\u{202e}') && judge::is_harmful('\u{1b}') && !judge::is_harmful('中'));
    assert!(
        judge::would_run("=1") && judge::would_run("+cmd") && !judge::would_run("-5.2") && !judge::would_run("滨江")
    );
    for (bytes, format) in [(&b"a,=1\n"[..], Format::Csv), (b"a\x1b[2J", Format::Table), (b"<p><script>", Format::Html)]
    {
        assert!(std::panic::catch_unwind(|| judge::printed(bytes, format, "spoiled")).is_err(), "{format:?}");
    }
}
