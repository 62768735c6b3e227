//! Quality: what there is of an indicator and what is missing, what loading found, where sources differ, what was read.

mod conflicts;
mod coverage;
mod files;
mod problems;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Choices, Cx, Grid, Layer, Lens, Outcome, Request, Screen, Spec, parts, rows::Rows};
use crate::{
    error::Result,
    intent::Intent,
    model::{Catalog, Lang},
    store::Store,
    ui::{shell::put, text::width},
};

/// What is listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Part {
    #[default]
    Coverage,
    Problems,
    Conflicts,
    Files,
}

impl Part {
    const fn next(self) -> Self {
        match self {
            Self::Coverage => Self::Problems,
            Self::Problems => Self::Conflicts,
            Self::Conflicts => Self::Files,
            Self::Files => Self::Coverage,
        }
    }
}

/// Coverage, problems, conflicts and files; each keeps its place.
#[derive(Clone, Default)]
pub struct Quality {
    part: Part,
    coverage: coverage::Parks,
    problems: problems::List,
    conflicts: conflicts::List,
    files: Rows,
    filter: String,
    /// The question whose answer still lacks what looking at every figure finds.
    ready: Option<Question>,
}

/// What is listed, and whether all that is to be found out is asked for: looking at every figure may take a while.
#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    of: Question,
    is_long: bool,
}

#[derive(Clone, PartialEq, Debug)]
enum Question {
    Coverage(coverage::Query),
    Problems { filter: String },
    Conflicts { filter: String, by_spread: bool },
    Files { filter: String },
}

pub struct View {
    of: Question,
    /// How many problems there are, whatever is listed.
    problems: usize,
    /// Whether every figure has been looked at for that.
    is_whole: bool,
    body: Body,
}

enum Body {
    Coverage(coverage::View),
    Problems(problems::View),
    Conflicts(Vec<conflicts::Dispute>),
    Files(Vec<files::Read>),
}

impl Body {
    const fn part(&self) -> Part {
        match self {
            Self::Coverage(_) => Part::Coverage,
            Self::Problems(_) => Part::Problems,
            Self::Conflicts(_) => Part::Conflicts,
            Self::Files(_) => Part::Files,
        }
    }

    const fn len(&self) -> usize {
        match self {
            Self::Coverage(view) => view.len(),
            Self::Problems(view) => view.found.len(),
            Self::Conflicts(all) => all.len(),
            Self::Files(all) => all.len(),
        }
    }
}

impl Screen for Quality {
    const SPEC: Spec = Spec {
        id: "quality",
        intent: Intent::Quality,
        layers: &[
            Layer::Rows,
            Layer::Columns,
            Layer::Parks,
            Layer::Order,
            Layer::Find,
            Layer::Choice,
            Layer::Time,
            Layer::Scope,
            Layer::Parts,
        ],
        footer: &[
            Intent::Part,
            Intent::Where,
            Intent::Measures,
            Intent::Earlier,
            Intent::Sort,
            Intent::Filter,
            Intent::Group,
            Intent::Language,
        ],
    };
    type Query = Query;
    type View = View;

    fn open() -> Self {
        Self::default()
    }

    fn query(&self, lens: &Lens) -> Query {
        let filter = self.filter.trim().to_lowercase();
        let of = match self.part {
            Part::Coverage => Question::Coverage(self.coverage.query(lens, filter)),
            Part::Problems => Question::Problems { filter },
            Part::Conflicts => Question::Conflicts { filter, by_spread: self.conflicts.by_spread },
            Part::Files => Question::Files { filter },
        };
        self.asks(of)
    }

    fn compute(store: &Store, query: &Query) -> Result<View> {
        let looked = if query.is_long { Some(store.plausible()) } else { store.plausible_now() };
        let found = problems::all(store, looked);
        let body = match &query.of {
            Question::Coverage(query) => Body::Coverage(coverage::view(store, query)),
            Question::Problems { filter } => Body::Problems(problems::view(store, &found, filter)),
            Question::Conflicts { filter, by_spread } => Body::Conflicts(conflicts::view(store, filter, *by_spread)),
            Question::Files { filter } => Body::Files(files::view(store, &found, filter)),
        };
        Ok(View { problems: found.len(), is_whole: looked.is_some(), body, of: query.of.clone() })
    }

    fn is_long(query: &Query) -> bool {
        query.is_long
    }

    fn accepted(&mut self, view: &View) {
        if !view.is_whole {
            self.ready = Some(view.of.clone());
        } else if self.ready.as_ref() != Some(&view.of) {
            self.ready = None;
        }
    }

    fn forget(&mut self) {
        self.ready = None;
    }

    fn react(&mut self, intent: Intent, view: &View, lens: &Lens) -> Outcome {
        if intent == Intent::Part {
            self.part = view.body.part().next();
            return Outcome::Changed;
        }
        match &view.body {
            Body::Coverage(view) => self.coverage.react(intent, view, lens),
            Body::Problems(view) => self.problems.react(intent, view),
            Body::Conflicts(all) => self.conflicts.react(intent, all),
            Body::Files(all) if self.files.react(intent, all.len()) => Outcome::Changed,
            Body::Files(all) if intent == Intent::Where => {
                if let Some(read) = all.get(self.files.cursor).filter(|read| read.problems > 0) {
                    (self.part, self.filter) = (Part::Problems, read.called());
                }
                Outcome::Changed
            }
            Body::Files(_) => elsewhere(intent),
        }
    }

    fn render(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let here = view.body.part();
        let names = [
            (Part::Coverage, cx.t("覆盖", "coverage")),
            (Part::Problems, cx.t("问题", "problems")),
            (Part::Conflicts, cx.t("说法不一", "conflicts")),
            (Part::Files, cx.t("文件", "files")),
        ];
        let part = |(part, name)| {
            let all = (part == Part::Problems && view.is_whole).then_some(view.problems);
            parts::Part { name, count: if part == here { Some(view.body.len()) } else { all } }
        };
        parts::tabs(&names.map(part), here as usize, &self.filter, cx, Rect { height: 1, ..area }, buf);
        let said = if view.is_whole { "" } else { cx.t("正在核对全部数值", "looking at every figure") };
        let room = (width(said) as u16 + 1).min(area.width);
        put(buf, area.right() - room, area.y, room, said, cx.theme.warn);
        let area = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if area.is_empty() {
            return;
        }
        match &view.body {
            Body::Coverage(view) => self.coverage.draw(view, cx, area, buf),
            Body::Problems(view) => self.problems.draw(view, cx, area, buf),
            Body::Conflicts(all) => self.conflicts.draw(all, cx, area, buf),
            Body::Files(all) => files::draw(all, &mut self.files, cx, area, buf),
        }
    }

    fn choices(&mut self, book: &mut Choices<'_>) {
        let parts = [
            (Part::Coverage, "coverage"),
            (Part::Problems, "problems"),
            (Part::Conflicts, "conflicts"),
            (Part::Files, "files"),
        ];
        book.one_of("part", &mut self.part, &parts);
        self.coverage.choices(book);
        book.text("filter", &mut self.filter);
    }

    fn grid(view: &View, catalog: &Catalog, lang: Lang, _: usize) -> Grid {
        match &view.body {
            Body::Coverage(view) => coverage::to_grid(view, catalog, lang),
            Body::Problems(view) => problems::to_grid(view),
            Body::Conflicts(all) => conflicts::to_grid(all, catalog, lang),
            Body::Files(all) => files::to_grid(all),
        }
    }

    fn filter(&mut self) -> Option<&mut String> {
        Some(&mut self.filter)
    }
}

impl Quality {
    /// The question; asked once more, for all of it, when the first answer, which is there at once, has come.
    fn asks(&self, of: Question) -> Query {
        let is_long = self.ready.as_ref() == Some(&of);
        Query { of, is_long }
    }
}

/// What a part makes of keys that mean something on another.
const fn elsewhere(intent: Intent) -> Outcome {
    match intent {
        Intent::Left | Intent::Right | Intent::Mark | Intent::Sort | Intent::Where => Outcome::Changed,
        _ => Outcome::Ignored,
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Quality, Question, View};
    use crate::screen::Screen;

    #[test]
    fn what_takes_long_is_asked_after_the_first_answer_and_once() {
        let of = |filter: &str| Question::Files { filter: filter.to_owned() };
        let view = |filter, is_whole| View { of: of(filter), problems: 0, is_whole, body: Body::Files(vec![]) };
        let mut quality = Quality::default();
        let asked = |quality: &Quality| Quality::is_long(&quality.asks(of(&quality.filter)));
        assert!(!asked(&quality), "the first answer comes at once");
        quality.accepted(&view("", false));
        assert!(asked(&quality), "it lacks what looking at every figure finds");
        quality.accepted(&view("", true));
        assert!(asked(&quality), "the whole answer is an answer to the same question");
        quality.filter = "a".to_owned();
        assert!(!asked(&quality), "another question is answered at once");
        quality.accepted(&view("a", true));
        quality.filter.clear();
        assert!(!asked(&quality), "every figure has been looked at");
    }
}
