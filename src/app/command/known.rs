//! What the words of a command can be: found as they are typed, put into words, and taken by name.

use std::cell::OnceCell;

use super::{COMMANDS, Command, Kind, Value, parse::Wrong};
use crate::{
    app::menu::{all_parks, form_names, forms, parks_by_name},
    error::Error,
    keep::views::Saved,
    model::{
        At, Catalog, Form, IndicatorId, Lang, ParkId, Period, SchemeId,
        catalog::{Miss, nearest},
        expr::properties,
        find::{Names, Sort, Wanted},
    },
    screen::{
        Format, Lens, Scope, Spec,
        lens::form_named,
        scope::{offered, scope_named},
        sieve,
    },
    store::Store,
};

/// What there is to name, and how one looks at it.
pub struct Known<'a> {
    pub store: &'a Store,
    pub lens: &'a Lens,
    pub lang: Lang,
    pub screens: &'a [Spec],
    /// The saved views, where they have been read.
    views: Option<&'a [Saved]>,
    /// What a file is called where nobody says otherwise, less its ending.
    stem: String,
    /// The groups there are to choose from, once they were asked for.
    scopes: OnceCell<Vec<Scope>>,
}

impl<'a> Known<'a> {
    pub const fn new(store: &'a Store, lens: &'a Lens, lang: Lang, screens: &'a [Spec]) -> Self {
        Self { store, lens, lang, screens, views: None, stem: String::new(), scopes: OnceCell::new() }
    }

    /// The same, with the saved views and the name that is proposed for a file.
    #[must_use]
    pub fn knowing(mut self, views: Option<&'a [Saved]>, stem: String) -> Self {
        (self.views, self.stem) = (views, stem);
        self
    }

    fn catalog(&self) -> &'a Catalog {
        self.store.catalog()
    }

    fn scopes(&self) -> &[Scope] {
        // The marks are none to count over while there are too few.
        let enough = || offered(self.store, self.lens).into_iter().filter(Scope::is_enough).collect();
        self.scopes.get_or_init(enough)
    }

    /// The one of two texts that is in the interface's language.
    pub const fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }

    /// The parks that have this in a name, the best first: for a line that may as well be a slip of the hand.
    pub fn parks_named(&self, typed: &str) -> Vec<u32> {
        let wanted = Wanted::new(typed);
        if wanted.is_empty() {
            return vec![];
        }
        self.catalog().find_parks_named(&wanted, all_parks(self.store, self.lens))
    }

    /// Everything of a kind that answers to what was typed, the best first.
    pub fn find(&self, kind: Kind, typed: &str) -> Vec<u32> {
        let (catalog, wanted) = (self.catalog(), Wanted::new(typed));
        match kind {
            Kind::Park => {
                if wanted.is_empty() {
                    return parks_by_name(catalog, self.lens);
                }
                catalog.find_parks(&wanted, all_parks(self.store, self.lens))
            }
            Kind::Indicator if !wanted.is_empty() => {
                catalog.indicator_names().find(&wanted, self.store.indicators_by_weight().iter().map(|id| id.0))
            }
            Kind::Indicator => {
                let roll = catalog.indicator_roll(self.lens.naming);
                let mut all: Vec<u32> = catalog.indicator_ids().map(|id| id.0).collect();
                all.sort_by_key(|id| roll.stands(*id as usize));
                all
            }
            Kind::File => {
                let ending = typed.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
                (0..FORMS.len() as u32).filter(|id| FORMS[*id as usize].name().starts_with(&ending)).collect()
            }
            _ => {
                let names = self.names(kind);
                names.find(&wanted, 0..names.len() as u32)
            }
        }
    }

    /// The names of the kinds of which there are few.
    fn names(&self, kind: Kind) -> Names {
        let named = |name: &'static str| (Sort::Name, name);
        match kind {
            Kind::Group => Names::of(self.scopes().iter().map(|scope| {
                [(Sort::Name, scope.name(Lang::Zh)), (Sort::Name, scope.name(Lang::En)), (Sort::Code, scope.code())]
            })),
            Kind::Scheme => self.catalog().scheme_names(),
            Kind::Form => form_names(),
            Kind::Screen => Names::of(self.screens.iter().map(|spec| {
                let [zh, en] = [Lang::Zh, Lang::En].map(|lang| named(spec.intent.help(lang)));
                [zh, en, (Sort::Code, spec.id)]
            })),
            Kind::Choice(choices) => Names::of(choices.iter().map(|names| names.iter().map(|name| named(name)))),
            Kind::Period => {
                let years: Vec<String> = self.listed_years().map(|year| year.to_string()).collect();
                let latest = [named(LATEST.0), named(LATEST.1)];
                let years = years.iter().map(|year| vec![(Sort::Name, year.as_str())]);
                Names::of([latest.to_vec()].into_iter().chain(years))
            }
            Kind::View => Names::of(self.views().iter().map(|view| [(Sort::Name, view.name.as_str())])),
            Kind::Condition => {
                let catalog = self.catalog();
                let words = properties().map(|names| names.iter().map(|name| named(name)).collect::<Vec<_>>());
                let indicators = catalog.indicator_ids().map(|id| {
                    let about = catalog.indicator(id);
                    let all = [&about.short.zh, &about.short.en, &about.name.zh, &about.name.en, &about.slug];
                    all.map(|name| (Sort::Name, name.as_str())).to_vec()
                });
                Names::of(words.chain(indicators))
            }
            Kind::Park | Kind::Indicator | Kind::Text | Kind::File => Names::default(),
        }
    }

    /// The years to choose from, the last first.
    fn listed_years(&self) -> impl Iterator<Item = i32> + use<> {
        let (first, last) = self.store.years().unwrap_or_default();
        (first.max(last - 200)..=last).rev()
    }

    /// What one of a kind is called, and what there is to say of it.
    pub fn words(&self, kind: Kind, id: u32) -> (String, String) {
        let (catalog, lang) = (self.catalog(), self.lang);
        let owned = |name: &str, detail: &str| (name.to_owned(), detail.to_owned());
        match kind {
            Kind::Park => {
                let park = catalog.park(ParkId(id));
                let (zh, en) = park.level.words();
                (park.short.get(lang).to_owned(), format!("{} · {}", park.name.get(lang), lang.pick(zh, en)))
            }
            Kind::Indicator => {
                let indicator = catalog.indicator(IndicatorId(id));
                let unit = indicator.unit.label(lang);
                (indicator.short.get(lang).to_owned(), format!("{} · {unit}", indicator.name.get(lang)))
            }
            Kind::Group => {
                let scope = &self.scopes()[id as usize];
                owned(scope.name(lang), scope.about(lang))
            }
            Kind::Scheme => {
                let scheme = catalog.scheme(SchemeId(id));
                scheme.map_or_else(Default::default, |scheme| owned(scheme.name.get(lang), &scheme.slug))
            }
            Kind::Form => {
                let form = forms(self.lens)[id as usize];
                (form.short(lang), form_code(form))
            }
            Kind::Screen => {
                let spec = &self.screens[id as usize];
                owned(spec.intent.help(lang), spec.id)
            }
            Kind::Choice(choices) => {
                let names = choices[id as usize];
                (choice_name(names, lang).to_owned(), names.join(" "))
            }
            Kind::Period if id == 0 => owned(self.t(LATEST.0, LATEST.1), self.t("各取最新", "the latest of each")),
            Kind::Period => (self.written(kind, id), self.t("只看当年", "that year only").to_owned()),
            Kind::View => {
                let view = &self.views()[id as usize];
                owned(&view.name, &view.question.screen)
            }
            Kind::File => {
                let form = FORMS[id as usize];
                owned(form.name(), self.t(form.words().0, form.words().1))
            }
            Kind::Condition => match properties().nth(id as usize) {
                Some(names) => owned(property_name(names, lang), self.t("属性", "property")),
                None => self.words(Kind::Indicator, id - properties().count() as u32),
            },
            Kind::Text => Default::default(),
        }
    }

    fn views(&self) -> &'a [Saved] {
        self.views.unwrap_or_default()
    }

    /// One of a kind as it is typed, so that it is found again.
    pub fn written(&self, kind: Kind, id: u32) -> String {
        let catalog = self.catalog();
        let own = |name: &str, slug: &str, is_found: bool| if is_found { name.to_owned() } else { slug.to_owned() };
        let written = match kind {
            Kind::Park => {
                let park = catalog.park(ParkId(id));
                let name = park.short.get(self.lang);
                own(name, &park.slug, catalog.find_park(name) == Ok(ParkId(id)))
            }
            Kind::Indicator => {
                let indicator = catalog.indicator(IndicatorId(id));
                let name = indicator.short.get(self.lang);
                own(name, &indicator.slug, catalog.find_indicator(name) == Ok(IndicatorId(id)))
            }
            Kind::Group => {
                let scope = &self.scopes()[id as usize];
                let name = scope.name(self.lang);
                own(name, scope.code(), catalog.find_group(name).is_ok())
            }
            Kind::Scheme => catalog.scheme(SchemeId(id)).map(|scheme| scheme.slug.clone()).unwrap_or_default(),
            Kind::Form => form_code(forms(self.lens)[id as usize]),
            Kind::View => return self.views()[id as usize].name.clone(),
            Kind::File => return format!("{}.{}", self.stem, FORMS[id as usize].name()),
            Kind::Condition => match properties().nth(id as usize) {
                Some(names) => return property_name(names, self.lang).to_owned(),
                None => return self.as_term(IndicatorId(id - properties().count() as u32)),
            },
            Kind::Period if id > 0 => {
                self.listed_years().nth(id as usize - 1).map(|year| year.to_string()).unwrap_or_default()
            }
            _ => self.words(kind, id).0,
        };
        if written.contains([' ', ',', '，', '、']) { format!("\"{written}\"") } else { written }
    }

    /// What a word means, or why it means nothing, with the nearest name.
    pub fn value(&self, kind: Kind, text: &str) -> Result<Value, String> {
        let catalog = self.catalog();
        match kind {
            Kind::Park => catalog
                .park_meant(text)
                .map(Value::Park)
                .map_err(|miss| self.missed(kind, text, miss, |id| catalog.park_name(id, self.lang).to_owned())),
            Kind::Indicator => catalog
                .indicator_meant(text)
                .map(Value::Indicator)
                .map_err(|miss| self.missed(kind, text, miss, |id| catalog.indicator_name(id, self.lang).to_owned())),
            Kind::Group => match self.names(kind).called(text).first() {
                Some(place) => Ok(Value::Group(self.scopes()[*place as usize].clone())),
                None => scope_named(self.store, text, self.lens).map(Value::Group).map_err(|error| first_line(&error)),
            },
            Kind::Scheme => catalog
                .scheme_meant(text)
                .map(Value::Scheme)
                .map_err(|miss| self.missed(kind, text, miss, |id| self.words(kind, id.0).0)),
            Kind::Form => form_named(catalog, text, self.lens.at).map(Value::Form).map_err(|error| first_line(&error)),
            Kind::Screen => self.one_of(kind, text).map(|place| Value::Screen(self.screens[place].intent)),
            Kind::Choice(_) => self.one_of(kind, text).map(Value::Choice),
            Kind::Period => self.period(text).map(Value::Period),
            Kind::Text | Kind::Condition | Kind::View | Kind::File => self.rest(kind, text).map_err(|wrong| wrong.why),
        }
    }

    /// An indicator as it is written in a condition.
    fn as_term(&self, id: IndicatorId) -> String {
        let about = self.catalog().indicator(id);
        let name = about.short.get(self.lang);
        let is_read = sieve::read(self.store, &format!("{name} > 0")).is_ok();
        if is_read { name.to_owned() } else { about.slug.clone() }
    }

    /// What all that is left of a line means, or which part of it is wrong.
    pub fn rest(&self, kind: Kind, text: &str) -> Result<Value, Wrong> {
        let whole = |why: String| Wrong { place: 0..text.len(), why };
        match kind {
            Kind::Condition => {
                let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
                sieve::read(self.store, text).map_err(|slip| Wrong {
                    place: byte(slip.at.from)..byte(slip.at.to),
                    why: slip.words(self.lang),
                })?;
            }
            Kind::View => {
                let all = self.views();
                let is_there = self.views.is_none() || all.iter().any(|view| view.name == text);
                if !is_there {
                    let near = nearest(text, all.iter().map(|view| view.name.as_str()));
                    let names: Vec<&str> = all.iter().map(|view| view.name.as_str()).collect();
                    return Err(whole(self.none(kind, text, near, &names.join(self.t("、", ", ")))));
                }
            }
            Kind::File => {
                let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
                if Format::of_ending(ending).is_none() {
                    let all: Vec<&str> = FORMS.iter().map(|form| form.name()).collect();
                    let why = self.t("文件名要以格式结尾: ", "its ending has to say a form: ");
                    return Err(whole(format!("`{text}`: {why}{}", all.join(" "))));
                }
            }
            _ => {}
        }
        Ok(Value::Text(text.to_owned()))
    }

    /// `2022`, `2019-2023`, `2022-05`, `latest`.
    fn period(&self, text: &str) -> Result<At, String> {
        if [LATEST.0, LATEST.1].contains(&text.to_lowercase().as_str()) {
            return Ok(Lens::first(self.store).at);
        }
        let year = |text: &str| text.parse::<i32>().ok().filter(|year| (1000..=9999).contains(year));
        let span = text.split_once("..").or_else(|| text.split_once(['-', '–', '~', '～', '至']));
        if let Some((Some(first), Some(last))) = span.map(|(first, last)| (year(first), year(last))) {
            return match last - first {
                0.. => Ok(At::Latest { upto: last, back: last - first }),
                _ => Err(format!("`{text}`: {}", self.t("先写早的一年", "the earlier year comes first"))),
            };
        }
        let no_period =
            self.t("不是时期; 可写 2022 2019-2023 2022-05 最新", "no period; write 2022, 2019-2023, 2022-05, latest");
        text.parse::<Period>().map(At::Exact).map_err(|_| format!("`{text}`: {no_period}"))
    }

    /// The place of a name among few: the name itself, how it is read, or how it begins.
    fn one_of(&self, kind: Kind, text: &str) -> Result<usize, String> {
        let names = self.names(kind);
        let (whole, said) = (names.called(text), names.said(text));
        match (whole.as_slice(), said.as_slice()) {
            ([one, ..], _) | ([], [one]) => Ok(*one as usize),
            _ => {
                let all: Vec<String> = (0..names.len() as u32).map(|id| self.words(kind, id).0).collect();
                Err(self.none(kind, text, nearest(text, all.iter().map(String::as_str)), &all.join(" ")))
            }
        }
    }

    fn missed<Id: Copy>(&self, kind: Kind, text: &str, miss: Miss<Id>, name: impl Fn(Id) -> String) -> String {
        match miss {
            Miss::Several(ids) => {
                let all: Vec<String> = ids.iter().take(4).map(|id| name(*id)).collect();
                let more = if ids.len() > all.len() { " ..." } else { "" };
                format!("`{text}` {} {}{more}", self.t("可以是:", "may be:"), all.join(self.t("、", ", ")))
            }
            Miss::None(near) => self.none(kind, text, near.first().map(String::as_str), ""),
        }
    }

    fn none(&self, kind: Kind, text: &str, near: Option<&str>, all: &str) -> String {
        let (zh, en) = kind.words();
        let none = match self.lang {
            Lang::Zh => format!("`{text}`: 没有这样的{zh}"),
            Lang::En => format!("`{text}`: no such {en}"),
        };
        match near {
            Some(near) => format!("{none}; {} `{near}`?", self.t("是不是", "did you mean")),
            None if all.is_empty() => none,
            None => format!("{none}; {} {all}", self.t("可用:", "there are:")),
        }
    }

    /// Says that nothing is called so, and what is called nearly so.
    pub fn no_command(&self, text: &str) -> String {
        let names = |command: &'static Command| command.names.0.iter().chain(command.names.1).copied();
        let near = nearest(text, COMMANDS.iter().flat_map(names));
        let none = self.t("没有这个命令", "no such command");
        match near {
            Some(near) => format!("`{text}`: {none}; {} `{near}`?", self.t("是不是", "did you mean")),
            None => format!("`{text}`: {none}"),
        }
    }
}

/// The forms a file can have, by its ending.
const FORMS: [Format; 9] = [
    Format::Xlsx,
    Format::Csv,
    Format::Tsv,
    Format::Html,
    Format::Md,
    Format::Json,
    Format::Parquet,
    Format::Svg,
    Format::Txt,
];

/// A property in one language: its first name is Chinese.
fn property_name(names: &'static [&'static str], lang: Lang) -> &'static str {
    let first = match lang {
        Lang::Zh => names.first(),
        Lang::En => names.iter().find(|name| name.is_ascii()),
    };
    first.copied().unwrap_or_default()
}

/// A form as it is typed; the indicator it divides by is typed after it.
fn form_code(form: Form) -> String {
    match form {
        Form::Per(_) => "per:".to_owned(),
        Form::LocationQuotient(_) => "lq:".to_owned(),
        form => form.code(None),
    }
}

/// What an error says in one line.
fn first_line(error: &Error) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

/// What the rule for the period is called with which the data opens.
const LATEST: (&str, &str) = ("最新", "latest");

/// A choice in one language: its first name is Chinese, its second English.
fn choice_name(names: &'static [&'static str], lang: Lang) -> &'static str {
    let place = lang.pick(0, 1);
    names.get(place).or_else(|| names.first()).copied().unwrap_or_default()
}
