//! The real app with its effects carried out at once, driven by keys and read as text.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use crossterm::event::Event;
use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    access::Access,
    analysis::score::Runs,
    app::{
        Again, App, End, Look, Msg, Wish,
        work::{self, Inline},
    },
    cli,
    load::{Input, Request},
    model::{Lang, Period},
    screen::{Grid, Question, grid::Value},
    store::Store,
    ui::{Depth, GlyphSet, ThemeName},
};

/// A store to look at.
pub type Opened = Arc<Store>;

/// The app on some data, as somebody who presses keys and reads the screen has it.
pub struct Tester {
    pub app: App,
    world: Inline,
    opened: Opened,
    look: Look,
    wish: Wish,
    size: (u16, u16),
}

/// The figures compiled in, opened once.
pub fn shipped() -> Opened {
    static SHIPPED: OnceLock<Opened> = OnceLock::new();
    SHIPPED.get_or_init(|| work::open(&Input::Embedded.into()).unwrap()).clone()
}

/// The four made-up parks, opened once.
pub fn tiny() -> Opened {
    static TINY: OnceLock<Opened> = OnceLock::new();
    TINY.get_or_init(|| fixture("tiny")).clone()
}

/// A fixture by its path below `tests/fixtures`.
pub fn fixture(name: &str) -> Opened {
    // Relative, as tests run in the package's folder: frames show it.
    work::open(&Input::Path(Path::new("tests/fixtures").join(name)).into()).unwrap()
}

impl Tester {
    /// A screen on the four made-up parks, in Chinese, 140 columns wide.
    pub fn tiny(screen: &str) -> Self {
        Self::on(tiny(), screen)
    }

    /// A screen on the figures compiled in.
    pub fn shipped(screen: &str) -> Self {
        Self::on(shipped(), screen)
    }

    /// A screen on any data.
    pub fn on(opened: Opened, screen: &str) -> Self {
        let look = Look { lang: Lang::Zh, theme: ThemeName::Dark, glyphs: GlyphSet::Rich, ..Look::default() };
        Self::with(opened, look, Wish { screen: Some(screen.to_owned()), ..Wish::default() }, (140, 45))
    }

    fn with(opened: Opened, look: Look, wish: Wish, size: (u16, u16)) -> Self {
        let mut app = App::new(look, wish.clone());
        let mut world = Inline::default();
        let computed = work::compute(&opened, &app.columns());
        world.feed(&mut app, Msg::Opened(computed));
        Self { app, world, opened, look, wish, size }
    }

    /// A screen on files that can be read again.
    pub fn files(request: Request, screen: &str) -> Self {
        let again = Again::of(&request);
        let mut tester = Self::on(work::open(&request).unwrap(), screen);
        tester.app = tester.app.rereads(again);
        tester.world.request = Some(request);
        tester
    }

    /// The same with a view opened first.
    #[must_use]
    pub fn begins(mut self, question: &Question) -> Self {
        self.wish.view = Some(("view".to_owned(), question.clone()));
        self.wish.screen = None;
        self.anew()
    }

    /// The same with views kept there.
    #[must_use]
    pub fn keeping(mut self, path: &Path) -> Self {
        self.world.views = Some(path.to_owned());
        self
    }

    /// The same where files may be written.
    #[must_use]
    pub fn writing(mut self) -> Self {
        self.world.clerk = Some(cli::handing::write);
        self
    }

    /// The same where nothing may be written, from now on.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.app = self.app.within(Access::ReadOnly);
        self
    }

    fn anew(self) -> Self {
        Self::with(self.opened, self.look, self.wish, self.size)
    }

    /// The same with those columns computed, from the start.
    #[must_use]
    pub fn columns(mut self, texts: &[&str]) -> Self {
        self.wish.columns = texts.iter().map(|text| (*text).to_owned()).collect();
        self.anew()
    }

    /// The same in that language, from the start.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.look.lang = lang;
        self.anew()
    }

    /// The same in those colours, from the start.
    #[must_use]
    pub fn theme(mut self, theme: ThemeName) -> Self {
        self.look.theme = theme;
        self.anew()
    }

    /// The same with so many colours, from the start.
    #[must_use]
    pub fn depth(mut self, depth: Depth) -> Self {
        self.look.depth = depth;
        self.anew()
    }

    /// The same with those signs, from the start.
    #[must_use]
    pub fn glyphs(mut self, glyphs: GlyphSet) -> Self {
        self.look.glyphs = glyphs;
        self.anew()
    }

    /// The same with those indicators, from the start.
    #[must_use]
    pub fn indicators(mut self, slugs: &[&str]) -> Self {
        self.wish.indicators = slugs.iter().map(|slug| (*slug).to_owned()).collect();
        self.anew()
    }

    /// The same sorted by those names, and whether from the largest, from the start.
    #[must_use]
    pub fn sorted(mut self, keys: &[(&str, Option<bool>)]) -> Self {
        self.wish.sort = keys.iter().map(|(name, largest)| ((*name).to_owned(), *largest)).collect();
        self.anew()
    }

    /// The same with those parks marked, from the start.
    #[must_use]
    pub fn parks(mut self, slugs: &[&str]) -> Self {
        self.wish.parks = slugs.iter().map(|slug| (*slug).to_owned()).collect();
        self.anew()
    }

    /// The same for that period only, from the start.
    #[must_use]
    pub fn period(mut self, period: &str) -> Self {
        self.wish.period = Some(period.parse::<Period>().unwrap());
        self.anew()
    }

    /// The same in that form, from the start.
    #[must_use]
    pub fn form(mut self, form: &str) -> Self {
        self.wish.form = Some(form.to_owned());
        self.anew()
    }

    /// The same with scores drawn anew so many times, from the start.
    #[must_use]
    pub fn runs(mut self, count: usize) -> Self {
        self.wish.runs = Some(Runs { count, seed: 1 });
        self.anew()
    }

    /// Asks for a group of parks.
    #[must_use]
    pub fn group(mut self, name: &str) -> Self {
        self.wish.group = Some(name.to_owned());
        self.anew()
    }

    /// The terminal from now on.
    #[must_use]
    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        self.resize(columns, rows);
        self
    }

    /// The terminal takes that size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        self.feed(Msg::Term(Event::Resize(columns, rows)));
    }

    /// Presses keys and draws the frame they lead to: `j j space 4 "滨江" enter`.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        self.press(keys);
        self.draw();
        self
    }

    /// Presses keys without drawing.
    pub fn press(&mut self, keys: &str) {
        for key in cli::keys::pressed(keys).unwrap() {
            self.feed(Msg::Term(Event::Key(key)));
        }
    }

    /// Sends a message, and carries out all that follows.
    pub fn feed(&mut self, msg: Msg) {
        self.world.feed(&mut self.app, msg);
    }

    /// How the app ended, if it has.
    pub fn end(&mut self) -> Option<End> {
        self.app.take_end()
    }

    /// The frame and the place of the text cursor.
    pub fn draw(&mut self) -> (Buffer, Option<Position>) {
        let area = Rect { x: 0, y: 0, width: self.size.0, height: self.size.1 };
        let mut buf = Buffer::empty(area);
        let cursor = self.app.render(area, &mut buf);
        (buf, cursor)
    }

    /// What was copied last.
    pub fn copied(&mut self) -> String {
        self.world.copied.take().map(|parcel| parcel.text).unwrap_or_default()
    }

    /// The frame as text.
    pub fn frame(&mut self) -> String {
        cli::text_of(&self.draw().0)
    }

    /// The screen's table, as files and pipes get it.
    pub fn grid(&self) -> Grid {
        let (pane, catalog, lang) = self.app.shown().unwrap();
        pane.grid(catalog, lang, usize::MAX).unwrap()
    }

    /// One column of that table, from top to bottom.
    pub fn column(&self, name: &str) -> Vec<String> {
        let grid = self.grid();
        let place = grid.columns.iter().position(|column| column.name == name);
        let place = place.unwrap_or_else(|| panic!("no column `{name}` among {:?}", names(&grid)));
        grid.rows.iter().map(|row| words(&row[place])).collect()
    }

    /// One cell: the row that is called `row` in one of its first three cells.
    pub fn cell(&self, row: &str, column: &str) -> String {
        let rows = self.grid().rows;
        let called = |cells: &Vec<Value>| cells.iter().take(3).any(|cell| words(cell) == row);
        let place = rows.iter().position(called).unwrap_or_else(|| panic!("no row `{row}` among {rows:?}"));
        self.column(column).swap_remove(place)
    }

    /// The screen's id.
    pub fn screen(&self) -> &'static str {
        self.app.shown().unwrap().0.spec().id
    }

    /// What stands behind the cursor in its line; the cursor of an overlay comes before the screen's.
    pub fn under_cursor(&mut self) -> String {
        let frame = self.frame();
        let within = |border: &str| frame.lines().find_map(|line| line.split_once(&format!("{border}▌")));
        let (_, line) =
            within("│").or_else(|| within("│ ")).or_else(|| within("")).unwrap_or_else(|| panic!("{frame}"));
        line.trim().to_owned()
    }

    /// The first word of the line the cursor stands in: the name of the park on a table of parks.
    pub fn cursor(&mut self) -> String {
        let line = self.under_cursor();
        line.split_whitespace().find(|word| word.chars().any(char::is_alphanumeric)).unwrap_or_default().to_owned()
    }

    /// Fails unless the frame says all of it.
    #[track_caller]
    pub fn sees(&mut self, words: &[&str]) -> &mut Self {
        let frame = self.frame();
        for words in words {
            assert!(frame.contains(words), "`{words}` is not in\n{frame}");
        }
        self
    }

    /// Fails if the frame says any of it.
    #[track_caller]
    pub fn misses(&mut self, words: &[&str]) -> &mut Self {
        let frame = self.frame();
        for words in words {
            assert!(!frame.contains(words), "`{words}` is in\n{frame}");
        }
        self
    }
}

fn names(grid: &Grid) -> Vec<String> {
    grid.columns.iter().map(|column| column.name.clone()).collect()
}

/// A cell as scripts get it: the unrounded number, nothing where there is nothing.
pub fn words(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Code(text, _) => text.clone(),
        Value::Number(number, _) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Missing => String::new(),
    }
}
