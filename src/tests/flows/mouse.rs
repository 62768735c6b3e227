//! The mouse: what one clicks on is what was drawn there.

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{Msg, mouse::Mouse},
    model::Lang,
    screen::hits::{Target, Then},
    tests::{
        sweep::{Dice, SCREENS, assert_whole, key_of},
        tester::{Tester, shipped, tiny},
    },
};

fn event(kind: MouseEventKind, column: u16, row: u16) -> Msg {
    Msg::Term(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
}

impl Tester {
    /// Clicks on the first cell of these words, the last on the screen.
    #[track_caller]
    fn click_on(&mut self, words: &str) -> &mut Self {
        let frame = self.frame();
        let found = frame.lines().enumerate().filter_map(|(y, line)| {
            let before = line.split_once(words)?.0;
            Some((unicode_width::UnicodeWidthStr::width(before) as u16, y as u16))
        });
        // What lies on top is drawn further down than the first of the rows below it.
        let (x, y) = found.last().unwrap_or_else(|| panic!("`{words}` is not in\n{frame}"));
        self.click(x, y)
    }

    fn click(&mut self, x: u16, y: u16) -> &mut Self {
        self.draw();
        self.feed(event(MouseEventKind::Down(MouseButton::Left), x, y));
        self.feed(event(MouseEventKind::Up(MouseButton::Left), x, y));
        self
    }
}

/// What stands there, without the cursor.
fn words(buf: &Buffer, place: Rect) -> String {
    let row = (place.left()..place.right()).map(|x| buf[(x, place.y)].symbol());
    row.filter(|symbol| !["▌", " "].contains(symbol)).collect()
}

#[test]
fn a_click_takes_the_cursor_to_the_row_and_the_number() {
    let mut t = Tester::tiny("ranking");
    t.click_on("南港").sees(&["▌  南港"]);
    t.click_on("1,464.1").sees(&["▌  青山"]);
    t.keys("i").sees(&["青山", "营业收入"]);
}

#[test]
fn in_a_meeting_a_click_puts_a_row_into_the_light_and_its_words_do_what_they_say() {
    for (screen, name) in [("compare", "高企"), ("ranking", "苏州工"), ("profile", "GDP占")] {
        for size in [(120, 40), (80, 24), (40, 12)] {
            let mut t = Tester::shipped(screen).parks(&["binjiang", "sip"]).size(size.0, size.1);
            t.keys("P").click_on(name);
            let frame = t.frame();
            let is_lit = |line: &str| line.contains('▌') && line.contains(name);
            assert!(frame.lines().any(is_lit), "{name} at {size:?}:\n{frame}");
            t.click_on("退出");
            assert!(t.frame().contains("命令"), "{screen} is not left:\n{}", t.frame());
        }
    }
    let mut t = Tester::shipped("ranking").lang(Lang::En);
    t.keys("P j").click_on("keys").sees(&["The keys that work here"]);
}

#[test]
fn every_row_that_can_be_clicked_on_is_the_one_the_cursor_goes_to() {
    let mut seen = 0;
    for opened in [shipped(), tiny()] {
        for screen in SCREENS {
            for (columns, rows) in [(80, 24), (140, 45), (40, 9)] {
                for overlay in ["", "i", "p", "p p", "enter"] {
                    let mut t = Tester::on(opened.clone(), screen).size(columns, rows);
                    t.keys("4 a enter down enter esc").keys(key_of(screen)).keys("down down").keys(overlay);
                    t.draw();
                    let told = format!("{screen} at {columns}x{rows} after `{overlay}`");
                    let goes = |(_, target): &(_, Target)| {
                        matches!(target, Target::Go { then: Then::Nothing, .. }).then_some(())
                    };
                    let all = t.app.hits().all();
                    let is_cover = |(_, target): &(_, Target)| matches!(target, Target::Nothing | Target::Outside);
                    let top = all.iter().rposition(is_cover).map_or(0, |cover| cover + 1);
                    let rows: Vec<_> =
                        all[top..].iter().filter(|hit| goes(hit).is_some()).map(|(place, _)| *place).collect();
                    for place in rows.iter().step_by(rows.len().div_ceil(5).max(1)) {
                        if !matches!(t.app.hits().at(place.x, place.y), Some(Target::Go { then: Then::Nothing, .. })) {
                            continue;
                        }
                        let before = words(&t.draw().0, *place);
                        t.click(place.x, place.y);
                        // The row may have scrolled: it is known by its words.
                        let buf = t.draw().0;
                        let here = Target::Go { rows: 0, columns: 0, then: Then::Nothing };
                        let now = t.app.hits().all().into_iter().rev().find(|(_, target)| *target == here);
                        let now = now.map(|(place, _)| words(&buf, place));
                        assert_eq!(now, Some(before), "{told}, at {place}\n{}", t.frame());
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 500, "only {seen} rows were there to click on");
}

#[test]
fn a_click_on_a_heading_sorts_and_another_turns_round() {
    let mut t = Tester::tiny("ranking").lang(Lang::En);
    t.sees(&["▾Revenue"]);
    t.click_on("Revenue").sees(&["▴Revenue"]);
    t.click_on("park 4").sees(&["▴park 4"]);
    let mut t = Tester::tiny("targets").lang(Lang::En);
    t.click_on("verdict ").sees(&["verdict▴"]).click_on("verdict▴").sees(&["verdict▾"]);
}

#[test]
fn a_click_on_a_word_does_what_it_says() {
    let mut t = Tester::tiny("overview");
    t.click_on("2 排行").sees(&["▾营收"]);
    t.click_on("? 帮助").sees(&["本屏可用的键"]);
    t.click(0, 0).misses(&["本屏可用的键"]);
    t.click_on(": 命令").sees(&["命令: 输入名称"]);
    t.click_on("q 退出");
    assert!(t.end().is_none(), "beside what lies on top: it closes, and no more");
    t.misses(&["命令: 输入名称"]);
    t.click_on("q 退出");
    assert!(t.end().is_some());
    let mut t = Tester::tiny("sources");
    t.click_on("说法不一");
    assert!(t.frame() != Tester::tiny("sources").frame());
}

#[test]
fn a_click_in_a_list_chooses() {
    let mut t = Tester::tiny("ranking");
    t.keys("g").click_on("全部").misses(&["园区范围"]);
    t.keys("a").click_on("南港");
    t.keys("esc").sees(&["已标1"]);
    t.keys(":").click_on("走势").misses(&["命令: 输入名称"]);
    t.sees(&["1 总览"]);
}

#[test]
fn the_wheel_moves_the_cursor_of_what_lies_on_top() {
    let mut t = Tester::shipped("ranking").size(80, 24);
    let first = t.frame();
    t.feed(event(MouseEventKind::ScrollDown, 10, 10));
    assert_ne!(t.frame(), first);
    t.feed(event(MouseEventKind::ScrollUp, 10, 10));
    assert_eq!(t.frame(), first);
    t.keys("?");
    let help = t.frame();
    t.feed(event(MouseEventKind::ScrollDown, 10, 10));
    assert_ne!(t.frame(), help);
    assert!(t.frame().contains("本屏可用的键"), "it stays open");
}

#[test]
fn m_leaves_clicks_to_the_terminal_and_takes_them_again() {
    let mut t = Tester::tiny("overview");
    t.keys("M").sees(&["鼠标: 关"]);
    assert_eq!(t.app.mouse(), Mouse::Terminal);
    t.click_on("2 排行").misses(&["▾营收"]);
    t.keys("M").sees(&["鼠标: 开"]);
    t.click_on("2 排行").sees(&["▾营收"]);
}

#[test]
fn a_storm_of_clicks_breaks_nothing() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let overlays = ["", "?", "i", "/", "F", "a", "g", "v", ":", "y", "E", "W", "m"];
    for (opened, size) in [(shipped(), (80, 24)), (tiny(), (140, 45)), (tiny(), (40, 8))] {
        let mut t = Tester::on(opened, "overview").size(size.0, size.1);
        let mut done = vec![];
        for step in 0..800 {
            let (x, y) = (dice.roll(usize::from(size.0) + 2) as u16, dice.roll(usize::from(size.1) + 2) as u16);
            match dice.roll(8) {
                0 => {
                    let keys = overlays[dice.roll(overlays.len())];
                    t.press(keys);
                    done.push(keys.to_owned());
                }
                1 => t.feed(event(MouseEventKind::ScrollDown, x, y)),
                2 => t.feed(event(MouseEventKind::ScrollUp, x, y)),
                _ => {
                    t.click(x, y);
                    done.push(format!("{x},{y}"));
                }
            }
            if step % 4 == 0 {
                assert_whole(&t.draw().0, &format!("after {done:?}"));
            }
            // Some words leave the program.
            t.end();
        }
    }
}
