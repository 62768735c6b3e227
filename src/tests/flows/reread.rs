//! Reading the files again: what stays, what is new, and what is said where nothing can be.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use crossterm::event::Event;

use crate::{
    app::{Effect, Msg, Progress, keymap, work},
    error::Error,
    load::{Input, Request, Watch},
    screen::Ticket,
    store::Store,
    tests::tester::Tester,
};

/// A folder that is there while somebody holds it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zonescope-reread-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A table of one's own: `park,indicator,year,value` a line.
    fn write(&self, rows: &[&str]) -> PathBuf {
        let path = self.0.join("mine.csv");
        fs::write(&path, format!("park,indicator,period,value,unit\n{}\n", rows.join("\n"))).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const ROWS: [&str; 4] =
    ["甲园,营收,2022,1234,亿元", "甲园,出口,2022,77,亿元", "乙园,营收,2022,900,亿元", "乙园,出口,2022,88,亿元"];

fn reading(path: &Path, screen: &str) -> Tester {
    Tester::files(Input::Path(path.to_owned()).into(), screen)
}

fn opened(path: &Path) -> Result<Arc<Store>, Error> {
    work::open(&Input::Path(path.to_owned()).into())
}

/// Presses the key and keeps the question.
fn asked(t: &mut Tester) -> Ticket {
    let effects = t.app.update(Msg::Term(Event::Key(keymap::key("R").unwrap())));
    let [Effect::Read { ticket, .. }] = effects[..] else { panic!("nothing was asked") };
    ticket
}

#[test]
fn new_figures_take_the_place_of_the_old() {
    let folder = Folder::new("new");
    let mut t = reading(&folder.write(&ROWS), "ranking");
    t.keys("space").sees(&["1,234", "已标1"]);
    folder.write(&["甲园,营收,2022,4321,亿元", ROWS[1], ROWS[2], ROWS[3]]);
    t.keys("R").sees(&["4,321", "已重读: 4 个数", "已标1"]).misses(&["1,234"]);
    t.keys("j").misses(&["已重读"]);
}

#[test]
fn marks_cursor_sort_and_filter_stay_where_nothing_moved() {
    let folder = Folder::new("stay");
    let mut t = reading(&folder.write(&ROWS), "ranking");
    t.keys("space s s j space right s");
    let (cursor, order) = (t.cursor(), t.column("name"));
    folder.write(&[ROWS[0], ROWS[1], "乙园,营收,2022,901,亿元", ROWS[3], "丙园,营收,2022,5,亿元"]);
    t.keys("R").sees(&["901", "丙园", "已标2"]);
    assert_eq!(t.cursor(), cursor);
    assert_eq!(t.column("name")[..2], order[..]);
}

#[test]
fn the_question_stays_by_name_where_places_moved() {
    let folder = Folder::new("moved");
    let mut t = reading(&folder.write(&ROWS), "ranking");
    t.keys("/ \"乙\" enter space [").sees(&["已标1", "2021"]);
    // Another park and another indicator come first now, and the first park is gone.
    folder.write(&["丁园,税收,2022,3,亿元", "乙园,出口,2022,89,亿元", "乙园,营收,2022,902,亿元"]);
    t.keys("R ]").sees(&["902", "89", "已标1", "乙园"]).misses(&["丁园", "甲园"]);
    t.keys("4").sees(&["乙园", "902"]);
    folder.write(&["丁园,税收,2022,3,亿元"]);
    t.keys("R").misses(&["已标"]);
    t.keys("2 esc").sees(&["丁园", "税收"]);
}

#[test]
fn the_old_figures_stay_usable_while_the_new_are_read() {
    let folder = Folder::new("meanwhile");
    let path = folder.write(&ROWS);
    let mut t = reading(&path, "ranking");
    let ticket = asked(&mut t);
    let watch = Watch::default();
    watch.expect(100);
    watch.read(34);
    t.feed(Msg::Progress(Progress { seen: watch.seen(), ..Progress::default() }));
    t.sees(&["正在重读 34%", "Esc 停止", "1,234"]);
    t.keys("R 4 a \"乙\" enter esc").sees(&["正在重读 34%", "已标1"]);
    // The list is open and typed in while they come.
    t.keys("a \"甲\"").sees(&["> 甲"]);
    folder.write(&["丁园,营收,2022,3,亿元", ROWS[0], ROWS[2]]);
    t.feed(Msg::Reread { ticket, opened: opened(&path) });
    t.sees(&["> 甲"]).misses(&["正在重读"]);
    t.keys("enter esc").sees(&["已标2", "甲园", "乙园"]);
}

#[test]
fn esc_stops_it_and_what_comes_late_is_dropped() {
    let folder = Folder::new("stop");
    let path = folder.write(&ROWS);
    let mut t = reading(&path, "ranking");
    let ticket = asked(&mut t);
    let effects = t.app.update(Msg::Term(Event::Key(keymap::key("esc").unwrap())));
    assert!(matches!(effects[..], [Effect::Stop]) && !t.app.is_reading());
    t.sees(&["已停止重读", "1,234"]).misses(&["正在重读"]);
    folder.write(&["甲园,营收,2022,1,亿元"]);
    t.feed(Msg::Reread { ticket, opened: opened(&path) });
    t.sees(&["1,234"]);
    t.keys("R").misses(&["1,234"]);
}

#[test]
fn files_that_cannot_be_read_any_more_change_nothing() {
    let folder = Folder::new("gone");
    let path = folder.write(&ROWS);
    let mut t = reading(&path, "ranking");
    fs::remove_file(&path).unwrap();
    t.keys("R").sees(&["1,234", "仍是原来的数据", "cannot be read"]);
    folder.write(&ROWS);
    t.keys("R").sees(&["已重读"]);

    let mut t = reading(&folder.0, "ranking");
    fs::write(&path, b"PK\x03\x04 cut off").unwrap();
    t.keys("R").sees(&["1,234", "仍是原来的数据", "the workbook cannot be read"]);
    fs::remove_file(&path).unwrap();
    t.keys("R").sees(&["仍是原来的数据", "there is no table here"]);
}

#[test]
fn a_scheme_is_read_again_and_one_that_is_broken_changes_nothing() {
    let folder = Folder::new("scheme");
    let path = folder.0.join("mine.toml");
    let write = |name: &str, leaf: &str| {
        let name = format!("slug = 'mine'\nname = {{ zh = '{name}', en = 'mine' }}\n");
        fs::write(&path, format!("{name}[[leaf]]\nindicator = '{leaf}'\n")).unwrap();
    };
    write("第一版", "gdp");
    let mut request = Request::from(Input::Embedded);
    request.options.schemes.push(path.clone());
    // One's own comes first.
    let mut t = Tester::files(request, "score");
    t.sees(&["第一版", "GDP"]);
    write("第二版", "hte_count");
    t.keys("R").sees(&["第二版", "已重读"]).misses(&["第一版"]);
    write("第三版", "no_such_indicator");
    t.keys("R").sees(&["第二版", "仍是原来的数据", "mine.toml:4"]);
    fs::write(&path, "slug = 'mi").unwrap();
    t.keys("R").sees(&["第二版", "仍是原来的数据", "mine.toml:1"]);
    fs::remove_file(&path).unwrap();
    t.keys("R").sees(&["第二版", "仍是原来的数据", "mine.toml"]);
    write("第四版", "gdp");
    t.keys("R").sees(&["第四版", "已重读"]);
}

#[test]
fn a_story_that_is_open_follows_its_figure() {
    let folder = Folder::new("story");
    let path = folder.write(&ROWS);
    let mut t = reading(&path, "ranking");
    let ticket = asked(&mut t);
    t.keys("enter").sees(&["1,234", "mine.csv:2", "Esc"]);
    folder.write(&["丁园,营收,2022,3,亿元", "甲园,营收,2022,4321,亿元"]);
    t.feed(Msg::Reread { ticket, opened: opened(&path) });
    t.sees(&["4,321", "mine.csv:3"]);
    t.keys("esc").sees(&["4,321", "丁园"]).misses(&["mine.csv:3"]);
}

#[test]
fn what_is_no_file_is_not_read_again() {
    Tester::tiny("ranking").keys("R").sees(&["没有可以重读的文件"]);
    Tester::files(Request::from(Input::Embedded), "ranking").keys("R").sees(&["没有可以重读的文件"]);
}
