use proptest::{
    prelude::{Just, Strategy, prop, prop_oneof, proptest},
    sample::select,
};
use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Color, Modifier, Style},
};

use super::{Link, Wire};

const WIDTH: u16 = 24;
const HEIGHT: u16 = 9;

/// What a terminal shows after one frame and then another.
fn shown(frames: &[&Buffer]) -> (vt100::Parser, usize) {
    let mut wire = Wire::new(std::io::sink(), Link::default());
    let mut before = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    let mut last = 0;
    for frame in frames {
        let sent = wire.frame.len();
        change(&mut wire, &before, frame);
        before = (*frame).clone();
        last = wire.frame.len() - sent;
    }
    let mut parser = vt100::Parser::new(HEIGHT.try_into().unwrap(), WIDTH.try_into().unwrap(), 0);
    parser.process(&wire.frame);
    (parser, last)
}

fn change(wire: &mut Wire<std::io::Sink>, before: &Buffer, frame: &Buffer) {
    let cells = before.diff(frame).into_iter().map(|(x, y, cell)| (x, y, cell.clone()));
    wire.change(cells, WIDTH, HEIGHT).unwrap();
}

fn assert_shows(frames: &[&Buffer]) {
    let (parser, _) = shown(frames);
    let wanted = frames.last().unwrap();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let (cell, has) = (&wanted[(x, y)], parser.screen().cell(y, x).unwrap());
            if has.is_wide_continuation() {
                continue;
            }
            let text = if has.contents().is_empty() { " " } else { has.contents() };
            assert_eq!(text, cell.symbol(), "at {x},{y}");
            assert_eq!(has.inverse(), cell.modifier.contains(Modifier::REVERSED), "reversed at {x},{y}");
            assert_eq!(has.bold(), cell.modifier.contains(Modifier::BOLD), "bold at {x},{y}");
            assert_eq!(has.italic(), cell.modifier.contains(Modifier::ITALIC), "italic at {x},{y}");
            assert_eq!(has.underline(), cell.modifier.contains(Modifier::UNDERLINED), "underlined at {x},{y}");
            assert_eq!(has.dim(), cell.modifier.contains(Modifier::DIM), "dim at {x},{y}");
            if text != " " {
                let color = match cell.fg {
                    Color::Indexed(index) => vt100::Color::Idx(index),
                    _ => vt100::Color::Default,
                };
                assert_eq!(has.fgcolor(), color, "ink at {x},{y}");
            }
        }
    }
}

fn frame(lines: &[(u16, u16, &str, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    for (x, y, text, style) in lines {
        buffer.set_stringn(*x, *y, text, usize::from(WIDTH - x), *style);
    }
    buffer
}

#[test]
fn chinese_text_costs_its_characters_and_one_move() {
    let (_, bytes) = shown(&[&frame(&[(0, 0, "杭州滨江高新区", Style::new())])]);
    assert_eq!(bytes, "杭州滨江高新区".len() + "\x1b[1H".len() + "\x1b[m".len());
}

#[test]
fn the_second_half_of_a_wide_character_is_written_when_it_goes() {
    let (first, second) = (frame(&[(0, 0, "中关村", Style::new())]), frame(&[(0, 0, "a b c", Style::new())]));
    let mut wire = Wire::new(std::io::sink(), Link::default());
    let before = Buffer::empty(first.area);
    for (from, to) in [(&before, &first), (&first, &second)] {
        wire.frame.clear();
        change(&mut wire, from, to);
    }
    assert_eq!(String::from_utf8(wire.frame.clone()).unwrap(), "\x1b[1Ha b c ");
}

#[test]
fn blanks_to_the_edge_are_erased() {
    let (first, second) =
        (frame(&[(0, 1, "one long line of text", Style::new())]), frame(&[(0, 1, "one", Style::new())]));
    let (_, bytes) = shown(&[&first, &second]);
    assert!(bytes <= "\x1b[2;4H\x1b[4C\x1b[K".len() + 20, "{bytes} bytes");
    assert_shows(&[&first, &second]);
}

#[test]
fn after_a_sign_of_unsure_width_the_place_is_said() {
    for (text, expect) in
        [("🇨🇳ab", "\x1b[1;3Hab"), ("🏭ab", "\x1b[1;3Hab"), ("e\u{301}ab", "\x1b[1;2Hab"), ("中ab", "中ab")]
    {
        let mut wire = Wire::new(std::io::sink(), Link::default());
        let cells = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        let to = frame(&[(0, 0, text, Style::new())]);
        change(&mut wire, &cells, &to);
        let sent = String::from_utf8(wire.frame.clone()).unwrap();
        assert!(sent.contains(expect), "{sent:?}");
    }
}

#[test]
fn an_ink_is_changed_in_the_shortest_way() {
    let plain = Style::new();
    let blue = plain.fg(Color::Indexed(75));
    for (from, to, expect) in [
        (plain, blue, "\x1b[38;5;75m"),
        (blue.bold(), blue.reversed(), "\x1b[22;7m"),
        (blue.bold(), blue, "\x1b[22m"),
        (blue, plain, "\x1b[m"),
        (plain.bold(), plain.bold().dim(), "\x1b[2m"),
        (blue.bold().dim(), blue.dim(), "\x1b[22;2m"),
        (blue.bold().italic().underlined(), blue, "\x1b[22;23;24m"),
        (plain.bold(), plain.dim(), "\x1b[;2m"),
        (blue.bold(), plain.bold().fg(Color::Reset), "\x1b[39m"),
    ] {
        let mut wire = Wire::new(std::io::sink(), Link::default());
        let ink =
            |style: Style| (style.fg.unwrap_or(Color::Reset), style.bg.unwrap_or(Color::Reset), style.add_modifier);
        wire.ink = Some(ink(from));
        wire.dip(ink(to)).unwrap();
        assert_eq!(String::from_utf8_lossy(&wire.frame), expect, "{from:?} {to:?}");
    }
}

/// A table under a heading, of which so many rows from the first on are shown, with the cursor on one.
fn table(first: u16, cursor: u16) -> Buffer {
    let rows = (1..HEIGHT).map(|y| (y, format!("高新园区 {} {}", first + y, (first + y) * 37)));
    let mut frame = frame(&[(0, 0, "园区  指标", Style::new().bold())]);
    for (y, text) in rows {
        let style = if y == cursor { Style::new().reversed() } else { Style::new() };
        frame.set_stringn(2, y, &text, usize::from(WIDTH) - 2, style);
    }
    frame
}

#[test]
fn rows_that_only_moved_are_moved() {
    let heights = 1..HEIGHT - 1;
    for (from, to) in [(10, 11), (11, 10), (10, 12), (12, 10)] {
        for cursor in heights.clone() {
            let (one, other) = (table(from, cursor), table(to, cursor));
            let (_, bytes) = shown(&[&one, &other]);
            let (_, anew) = shown(&[&Buffer::empty(one.area), &other]);
            assert!(bytes * 3 < anew * 2, "{from} to {to}: {bytes} of {anew} bytes");
            assert_shows(&[&one, &other]);
            assert_shows(&[&one, &other, &one, &table(40, 2), &other]);
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    let styles = prop_oneof![
        Just(Style::new()),
        Just(Style::new().fg(Color::Indexed(246))),
        Just(Style::new().reversed()),
        Just(Style::new().fg(Color::Indexed(75))),
    ];
    // The terminal of the test has either bold or dim.
    let weights = [Modifier::empty(), Modifier::BOLD, Modifier::DIM];
    let more = [Modifier::empty(), Modifier::ITALIC, Modifier::UNDERLINED];
    (styles, select(weights.to_vec()), select(more.to_vec()))
        .prop_map(|(style, weight, more)| style.add_modifier(weight).add_modifier(more))
}

/// A text a row, at any column: overlapping texts could cut a wide character, which `ui::shell::put` never does.
fn any_frame() -> impl Strategy<Value = Buffer> {
    let line = (0..WIDTH, "[ a-c中关村é·⣿]{0,20}", style());
    prop::collection::vec(line, usize::from(HEIGHT)).prop_map(|lines| {
        let lines: Vec<_> = (0..).zip(&lines).map(|(y, (x, text, style))| (*x, y, text.as_str(), *style)).collect();
        frame(&lines)
    })
}

proptest! {
    #[test]
    fn the_terminal_shows_rows_that_moved(frames in prop::collection::vec(any_frame(), 3), up in -3..4_i32, top in 0..HEIGHT) {
        // The second is the first with its rows moved below some row, and the third's where none comes.
        let mut moved = frames[1].clone();
        for y in top..HEIGHT {
            let from = i32::from(y) + up;
            if (i32::from(top)..i32::from(HEIGHT)).contains(&from) {
                for x in 0..WIDTH {
                    moved[(x, y)] = frames[0][(x, from as u16)].clone();
                }
            }
        }
        assert_shows(&[&frames[0], &moved, &frames[2]]);
    }

    #[test]
    fn the_terminal_shows_the_last_frame(first in any_frame(), second in any_frame(), third in any_frame()) {
        assert_shows(&[&first, &second, &third]);
    }
}
