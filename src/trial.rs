//! The whole app under bytes of no good will: they choose data and a look, and then are keys, texts, pastes, clicks, sizes
//! and answers of a terminal. For tests and fuzzing.
//!
//! The first byte chooses the look, the second the screen, the third the data and in which form it is printed at the end.
//! Figures of one's own follow up to a byte `FF`; every other byte is something that happens (`happen`).

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::{buffer::Buffer, layout::Rect};
use signal_hook::consts::SIGTSTP;
use unicode_width::UnicodeWidthStr;

use crate::{
    analysis::score::Runs,
    app::{
        Again, App, Effect, Look, Msg, Wish,
        command::table::COMMANDS,
        input::{Decoder, Input as Heard},
        work::{self, Asked, Inline, Perform},
    },
    load::{self, Input},
    model::Lang,
    report::{self, Clean, Format},
    screen,
    store::Store,
    ui::{Depth, GlyphSet, ThemeName},
};

/// No more happens to one app.
const MOST: usize = 80;
/// A terminal is no larger here: a large frame takes its time.
const LARGEST: (u16, u16) = (200, 60);

/// What is typed and pasted: names, commands, conditions, rubbish.
pub const TEXTS: [&str; 24] = [
    "滨江",
    "gdp",
    "zgc 高企",
    ":年 2019-2023",
    "对标 滨江 德清",
    "省=浙江 and 营收>1000亿",
    "cagr:2016",
    "((((((((((((((((((((((((((((((1",
    "a\r\nb\tc\u{1b}[2J",
    "\u{202e}\u{200d}e\u{301}👨\u{200d}👩",
    "=1+1",
    "滨江,德清,苏州工业园",
    "青山",
    "qingshan nangang",
    "营收/人 > 1",
    "1e308*1e308",
    "人均 = 营收/从业人员",
    "2020-2023",
    "0001",
    "-99999999999999999999",
    "all",
    ".",
    "z1AAAA",
    "\u{0}\u{7f}\u{9b}31m",
];

/// Keys that are no letters.
const KEYS: [KeyCode; 20] = [
    KeyCode::Enter,
    KeyCode::Esc,
    KeyCode::Tab,
    KeyCode::BackTab,
    KeyCode::Up,
    KeyCode::Down,
    KeyCode::Left,
    KeyCode::Right,
    KeyCode::PageUp,
    KeyCode::PageDown,
    KeyCode::Home,
    KeyCode::End,
    KeyCode::Backspace,
    KeyCode::Delete,
    KeyCode::Insert,
    KeyCode::F(1),
    KeyCode::F(5),
    KeyCode::Null,
    KeyCode::Char('江'),
    KeyCode::Char('\u{301}'),
];

/// Does what the bytes say to an app of its own, and sees that every frame, what is copied and what is printed at the end
/// holds. Views are kept in that file.
pub fn hold(bytes: &[u8], views: &Path) {
    let mut bytes = bytes.iter().copied();
    let mut header = [0; 3];
    header.fill_with(|| bytes.next().unwrap_or_default());
    let Some(opened) = data(header[2], &mut bytes) else { return };
    let mut run = Run::new(opened, header, views);
    for _ in 0..MOST {
        let Some(msgs) = happen(&mut bytes) else { break };
        for msg in msgs {
            run.feed(msg);
        }
        // Leaving is one of the things that happen; this one stays.
        drop(run.app.take_end());
        run.draw();
    }
    run.print(Format::ALL[usize::from(header[2] / 8) % Format::ALL.len()]);
}

/// The figures that are looked at; none where those of one's own cannot be.
fn data(choice: u8, bytes: &mut impl Iterator<Item = u8>) -> Option<Arc<Store>> {
    static SHIPPED: OnceLock<Arc<Store>> = OnceLock::new();
    static FIXTURES: OnceLock<[Arc<Store>; 4]> = OnceLock::new();
    let nth = usize::from(choice % 8);
    if nth >= 6 {
        let own: Vec<u8> = bytes.take_while(|byte| *byte != 0xff).collect();
        return Store::build(load::trial::file("t.csv", &own, None)).map(Arc::new).ok();
    }
    if nth == 5 {
        return Some(Arc::clone(SHIPPED.get_or_init(|| open(Input::Embedded))));
    }
    let fixtures = FIXTURES.get_or_init(|| {
        let fixture = |name| open(Input::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)));
        ["tiny", "plans", "odd/header-only.csv", "odd/one-row.csv"].map(fixture)
    });
    Some(Arc::clone(fixtures.get(nth).unwrap_or(&fixtures[0])))
}

fn open(input: Input) -> Arc<Store> {
    work::open(&input.into()).expect("figures of our own open")
}

/// An app, and the world around it.
struct Run {
    app: App,
    world: Inline,
    /// What is read again, in turn with what was opened first.
    other: Arc<Store>,
    size: (u16, u16),
}

impl Run {
    fn new(opened: Arc<Store>, [look, screen, choice]: [u8; 3], views: &Path) -> Self {
        let nth = |shift: u8, count: usize| usize::from(look >> shift) % count;
        let look = Look {
            lang: [Lang::Zh, Lang::En][nth(0, 2)],
            theme: ThemeName::BUILT_IN[nth(1, ThemeName::BUILT_IN.len())],
            glyphs: GlyphSet::ALL[nth(4, GlyphSet::ALL.len())],
            depth: [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True][nth(6, 4)],
            ..Look::default()
        };
        let screens = screen::all();
        let id = screens[usize::from(screen) % screens.len()].spec().id;
        let runs = Some(Runs { count: 5, seed: 1 });
        let app = App::new(look, Wish { screen: Some(id.to_owned()), runs, ..Wish::default() });
        let mut world = Inline::default();
        world.views = Some(views.to_owned());
        let other = data(u8::from(choice % 8 == 0), &mut std::iter::empty()).expect("a fixture");
        let mut run = Self { app: app.rereads(Again::of(&Input::Embedded.into())), world, other, size: (80, 24) };
        run.feed(Msg::Opened(Ok(opened)));
        run.draw();
        run
    }

    /// Feeds the app a message, and all that follows from it.
    fn feed(&mut self, msg: Msg) {
        if let Msg::Term(Event::Resize(columns, rows)) = msg {
            self.size = (columns, rows);
        }
        let Self { app, world, other, .. } = self;
        world.answers.push(msg);
        while let Some(msg) = world.answers.pop() {
            for effect in app.update(msg) {
                match effect {
                    // What is on disk has changed each time.
                    Effect::Read { ticket, columns } => {
                        let opened = work::compute(other, &Asked { columns, ..Asked::default() });
                        world.answers.push(Msg::Reread { ticket, opened });
                    }
                    effect => world.perform(effect),
                }
                assert!(
                    !world.answers.last().is_some_and(Msg::is_bug),
                    "something panicked, and was caught: see above"
                );
            }
        }
        if let Some(parcel) = world.copied.take() {
            let odd = parcel.text.chars().find(|c| is_harmful(*c) && *c != '\t');
            assert_eq!(odd, None, "copied: {:?}", parcel.text);
        }
    }

    fn draw(&mut self) {
        let (width, height) = self.size;
        let mut buf = Buffer::empty(Rect { x: 0, y: 0, width, height });
        let cursor = self.app.render(buf.area, &mut buf);
        whole(&buf, "a frame");
        assert!(cursor.is_none_or(|at| buf.area.is_empty() || buf.area.contains(at)), "{cursor:?} on {width}x{height}");
    }

    /// Prints what is shown, as files and pipes get it.
    fn print(&mut self, format: Format) {
        let mut out = vec![];
        if format.is_frame() {
            let frame = self.app.frame(80, 24);
            report::frame::print(&frame, self.app.ground(), format, &mut out).expect("a frame can be printed");
        } else if let Some(handout) = self.app.handout(usize::MAX) {
            let names = handout.grid.columns.len();
            assert!(handout.grid.rows.iter().all(|row| row.len() == names), "{:?}", handout.grid);
            if format.is_binary() || format == Format::Tsv {
                report::print(&handout, format, &mut out).expect("a table can be printed");
            } else {
                report::print(&handout, format, &mut Clean::new(&mut out)).expect("a table can be printed");
            }
        }
        if !format.is_binary() {
            let text = String::from_utf8(out).expect("what is printed is a text");
            let odd = text.chars().find(|c| is_harmful(*c) && !(format == Format::Tsv && *c == '\t'));
            assert_eq!(odd, None, "{}: {text:?}", format.name());
        }
    }
}

/// The next thing that happens; none once the bytes are used up.
fn happen(bytes: &mut impl Iterator<Item = u8>) -> Option<Vec<Msg>> {
    let first = bytes.next()?;
    let nth = usize::from(first);
    let pressed = |code, modifiers| Msg::Term(Event::Key(KeyEvent::new(code, modifiers)));
    let plain = |c| pressed(KeyCode::Char(c), KeyModifiers::NONE);
    let pasted = |text: &str| vec![Msg::Term(Event::Paste(text.to_owned()))];
    Some(match first {
        0x20..=0x7e => vec![plain(char::from(first))],
        0..=0x1f => vec![pressed(KEYS[nth % KEYS.len()], KeyModifiers::NONE)],
        0x80..=0x9f => vec![pressed(KeyCode::Char(char::from(first - 0x20)), KeyModifiers::CONTROL)],
        0xa0..=0xbf => TEXTS[nth % TEXTS.len()].chars().map(plain).collect(),
        0xc0..=0xdf => pasted(TEXTS[nth % TEXTS.len()]),
        0xe0 => {
            let (columns, rows) = (u16::from(bytes.next()?), u16::from(bytes.next()?));
            vec![Msg::Term(Event::Resize(columns % (LARGEST.0 + 1), rows % (LARGEST.1 + 1)))]
        }
        0xe1 => pasted(&text(bytes)),
        0xe2 => {
            use MouseEventKind::{Down, Drag, Moved, ScrollDown, ScrollLeft, ScrollUp, Up};
            let left = MouseButton::Left;
            let kinds =
                [Down(left), ScrollUp, ScrollDown, Up(left), Drag(left), Moved, Down(MouseButton::Right), ScrollLeft];
            let kind = kinds[usize::from(bytes.next()?) % kinds.len()];
            let (column, row) = (u16::from(bytes.next()?), u16::from(bytes.next()?));
            vec![Msg::Term(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))]
        }
        0xe3 => {
            let code = bytes.next()?;
            let code = KEYS.get(usize::from(code)).copied().unwrap_or_else(|| KeyCode::Char(char::from(code)));
            let modifiers = bytes.next()?;
            let mut key = KeyEvent::new(code, KeyModifiers::from_bits_truncate(modifiers));
            key.kind =
                [KeyEventKind::Press, KeyEventKind::Repeat, KeyEventKind::Release][usize::from(modifiers / 64) % 3];
            vec![Msg::Term(Event::Key(key))]
        }
        0xe4 => raw(&many(bytes)),
        0xe5 => vec![Msg::Changed],
        0xe6 => vec![Msg::Term(Event::FocusLost), Msg::Term(Event::FocusGained)],
        0xe7 => vec![Msg::Line(text(bytes))],
        0xe8 => vec![Msg::Signal(SIGTSTP)],
        0xe9..=0xf0 => {
            let (zh, en) = COMMANDS[usize::from(bytes.next()?) % COMMANDS.len()].names;
            let name = if first.is_multiple_of(2) { zh[0] } else { en[0] };
            format!(":{name} ").chars().map(plain).collect()
        }
        _ => vec![],
    })
}

/// So many bytes as the next one says.
fn many(bytes: &mut impl Iterator<Item = u8>) -> Vec<u8> {
    let count = bytes.next().unwrap_or_default();
    bytes.take(usize::from(count)).collect()
}

fn text(bytes: &mut impl Iterator<Item = u8>) -> String {
    String::from_utf8_lossy(&many(bytes)).into_owned()
}

/// What a terminal sends.
fn raw(bytes: &[u8]) -> Vec<Msg> {
    let mut decoder = Decoder::default();
    let mut heard = decoder.feed(bytes);
    heard.extend(decoder.settle());
    let msg = |heard| match heard {
        Heard::Event(event) => Msg::Term(event),
        Heard::Answer(answer) => Msg::Told(answer),
    };
    heard.into_iter().map(msg).collect()
}

/// Fails where a control character stands, a sign that nobody sees, more than any script needs, or a wide character over
/// what is not its own.
#[track_caller]
pub fn whole(buf: &Buffer, told: &str) {
    for y in buf.area.top()..buf.area.bottom() {
        let mut x = buf.area.left();
        let mut cells = 0;
        while x < buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            assert!(!symbol.contains(|c| c == '\n' || is_harmful(c)), "{symbol:?} at {x},{y}: {told}");
            assert!(symbol.len() <= 64, "{} bytes in a cell: {told}", symbol.len());
            let width = symbol.width().max(1) as u16;
            for under in x + 1..(x + width).min(buf.area.right()) {
                let hidden = buf[(under, y)].symbol();
                assert!(hidden == " " || hidden.is_empty(), "{symbol:?} at {x},{y} lies over {hidden:?}: {told}");
            }
            cells += width;
            x += width;
        }
        assert_eq!(cells, buf.area.width, "row {y} is too wide: {told}");
    }
}

/// Controls, changes of direction, and signs that nobody sees.
pub fn is_harmful(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::hold;

    /// Every file of `fuzz/corpus/app`, whole and torn at some places.
    #[test]
    fn what_was_done_to_the_app_holds() {
        let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
        // A package from the registry comes without it.
        if !fuzz.exists() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let views = folder.path().join("views.toml");
        let files: Vec<_> = fs::read_dir(fuzz.join("corpus/app")).unwrap().map(|file| file.unwrap().path()).collect();
        assert!(files.len() > 5, "{files:?}");
        for path in files {
            let bytes = fs::read(&path).unwrap();
            for part in [1, 2, 3] {
                let held = || hold(&bytes[..bytes.len() * part / 3], &views);
                let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(held));
                assert!(outcome.is_ok(), "{}, {part} thirds of it", path.display());
                let _ = fs::remove_file(&views);
            }
        }
    }
}
