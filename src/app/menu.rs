//! A list to pick from, found as one types.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{chrome::overlay_width, line::Line};
use crate::{
    model::{
        Adds, Catalog, Form, IndicatorId, Lang, Mark, Naming, ParkId,
        find::{Names, Sort, Wanted},
        measure::Refusal,
        park::province_name,
    },
    screen::{
        Cx, Lens, Scope,
        hits::Target,
        lens::BACK,
        scope::{is_list, offered},
    },
    store::Store,
    ui::{
        Glyphs,
        emphasis::put_found,
        shell::{centered, overlay, put},
        text,
    },
};

/// What is being chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Parks to compare; several.
    Parks,
    /// Indicators to show; several.
    Measures,
    /// The group of parks.
    Group,
    /// The one indicator of a chart.
    Indicator,
    /// The indicator set against it.
    Second,
    /// The park one looks at.
    Focus,
    /// How scores are made.
    Scheme,
    /// What is done to the indicators.
    Form,
    /// What to divide by.
    Per,
    /// The base of a location quotient.
    Quotient,
}

/// The forms to choose from, in the order of the list. The years are those chosen, else some years back; which indicator
/// to divide by is asked after.
pub fn forms(lens: &Lens) -> [Form; 14] {
    let year = match lens.form {
        Form::Cagr { from: year } | Form::Index { base: year } => year,
        _ => lens.at.period().calendar_year() - BACK,
    };
    let by = lens.form.by().or(lens.indicator).unwrap_or(IndicatorId(0));
    [
        Form::Level,
        Form::Change,
        Form::Growth,
        Form::Cagr { from: year },
        Form::Index { base: year },
        Form::Share,
        Form::Contribution,
        Form::Pull,
        Form::Per(by),
        Form::Percentile,
        Form::ZScore,
        Form::Rank,
        Form::LocationQuotient(by),
        Form::Effect,
    ]
}

/// An open list.
pub struct Menu {
    pub choice: Choice,
    pub typed: Line,
    /// What is chosen already, by id.
    pub checked: Vec<u32>,
    /// Everything as it is looked for: of two that fit alike the one the catalogue has first.
    all: Vec<u32>,
    /// Everything as it is listed while nothing is looked for.
    listed: Vec<u32>,
    shown: Vec<u32>,
    cursor: usize,
    /// Figures per indicator, to tell full ones from thin ones.
    counts: Vec<usize>,
    /// The groups, by their ids in this list.
    pub scopes: Vec<Scope>,
}

impl Menu {
    fn new(choice: Choice, all: Vec<u32>, checked: Vec<u32>) -> Self {
        Self::listing(choice, all.clone(), all, checked)
    }

    fn listing(choice: Choice, listed: Vec<u32>, all: Vec<u32>, checked: Vec<u32>) -> Self {
        let cursor = checked.first().and_then(|first| listed.iter().position(|id| id == first)).unwrap_or(0);
        Self {
            choice,
            typed: Line::default(),
            checked,
            shown: listed.clone(),
            listed,
            all,
            cursor,
            counts: vec![],
            scopes: vec![],
        }
    }

    /// The list of what may be chosen.
    pub fn open(choice: Choice, store: &Store, lens: &Lens) -> Self {
        let catalog = store.catalog();
        let has = |id: IndicatorId| store.count_parks(id);
        match choice {
            Choice::Parks => Self::parks(store, lens),
            Choice::Measures => Self::measures(catalog, lens, has),
            Choice::Group => Self::groups(store, lens),
            Choice::Indicator | Choice::Second => Self::indicator(choice, catalog, lens, has),
            Choice::Focus => Self::focus(store, lens),
            Choice::Form => Self::forms(lens),
            Choice::Per | Choice::Quotient => Self::second(choice, catalog, lens, has),
            Choice::Scheme => Self::new(
                Choice::Scheme,
                (0..catalog.schemes.len() as u32).collect(),
                lens.scheme.map(|id| id.0).into_iter().collect(),
            ),
        }
    }

    /// The same list over other figures: what was typed stays, and the cursor on its item while that is there.
    pub fn over(&self, store: &Store, lens: &Lens, moved: impl Fn(Choice, u32) -> Option<u32>) -> Self {
        let mut menu = Self::open(self.choice, store, lens);
        menu.typed.clone_from(&self.typed);
        menu.narrow(store.catalog());
        let item = self.chosen().and_then(|id| match self.choice {
            Choice::Group => {
                let code = self.scopes[id as usize].code();
                menu.scopes.iter().position(|scope| scope.code() == code).map(|place| place as u32)
            }
            choice => moved(choice, id),
        });
        menu.cursor = item.and_then(|id| menu.shown.iter().position(|other| *other == id)).unwrap_or(0);
        menu
    }

    /// The groups of parks, of the catalogue and others.
    fn groups(store: &Store, lens: &Lens) -> Self {
        let scopes = offered(store, lens);
        let taken = scopes.iter().position(|scope| *scope == lens.scope).map(|place| place as u32);
        let menu = Self::new(Choice::Group, (0..scopes.len() as u32).collect(), taken.into_iter().collect());
        Self { scopes, ..menu }
    }

    /// Every park and area, to mark: those of the group first.
    fn parks(store: &Store, lens: &Lens) -> Self {
        let (listed, all) = (parks_by_name(store.catalog(), lens), all_parks(store, lens));
        let mut menu = Self::listing(Choice::Parks, listed, all, lens.marked.iter().map(|id| id.0).collect());
        menu.cursor = 0;
        menu
    }

    /// Every park and area, to look at.
    fn focus(store: &Store, lens: &Lens) -> Self {
        let (listed, all) = (parks_by_name(store.catalog(), lens), all_parks(store, lens));
        Self::listing(Choice::Focus, listed, all, lens.park().map(|id| id.0).into_iter().collect())
    }

    /// The indicators, to show; the ones most parks have first.
    fn measures(catalog: &Catalog, lens: &Lens, has: impl Fn(IndicatorId) -> usize) -> Self {
        let (all, counts) = by_coverage(catalog, lens.naming, has);
        let mut menu = Self::new(Choice::Measures, all, lens.measures.iter().map(|id| id.0).collect());
        menu.counts = counts;
        menu
    }

    /// The indicators, to draw one, or one against another.
    fn indicator(choice: Choice, catalog: &Catalog, lens: &Lens, has: impl Fn(IndicatorId) -> usize) -> Self {
        let (all, counts) = by_coverage(catalog, lens.naming, has);
        let chosen = if choice == Choice::Second { lens.second.or(lens.indicator) } else { lens.indicator };
        let mut menu = Self::new(choice, all, chosen.map(|id| id.0).into_iter().collect());
        menu.counts = counts;
        menu
    }

    /// The forms; the cursor on the one chosen.
    fn forms(lens: &Lens) -> Self {
        let all = forms(lens);
        let chosen = all.iter().position(|form| *form == lens.form).unwrap_or(0) as u32;
        Self::new(Choice::Form, (0..all.len() as u32).collect(), vec![chosen])
    }

    /// The indicators a form may divide by: those that add up.
    fn second(choice: Choice, catalog: &Catalog, lens: &Lens, has: impl Fn(IndicatorId) -> usize) -> Self {
        let (mut all, counts) = by_coverage(catalog, lens.naming, has);
        all.retain(|id| counts[*id as usize] > 0 && catalog.indicator(IndicatorId(*id)).adds == Adds::Sum);
        let mut menu = Self::new(choice, all, lens.form.by().map(|id| id.0).into_iter().collect());
        menu.counts = counts;
        menu
    }

    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.shown.len().saturating_sub(1));
    }

    /// The item under the cursor.
    pub fn chosen(&self) -> Option<u32> {
        self.shown.get(self.cursor).copied()
    }

    /// Keeps the items that answer to what was typed, the best first.
    pub fn narrow(&mut self, catalog: &Catalog) {
        let wanted = self.wanted();
        let all = self.all.iter().copied();
        self.shown = match self.choice {
            _ if wanted.is_empty() => self.listed.clone(),
            Choice::Parks | Choice::Focus => catalog.find_parks(&wanted, all),
            Choice::Measures | Choice::Indicator | Choice::Second | Choice::Per | Choice::Quotient => {
                catalog.indicator_names().find(&wanted, all)
            }
            Choice::Form => form_names().find(&wanted, all),
            Choice::Scheme => catalog.scheme_names().find(&wanted, all),
            Choice::Group => self.scope_names().find(&wanted, all),
        };
        self.cursor = 0;
    }

    /// What the groups are called that are offered.
    fn scope_names(&self) -> Names {
        Names::of(self.scopes.iter().map(|scope| {
            [(Sort::Name, scope.name(Lang::Zh)), (Sort::Name, scope.name(Lang::En)), (Sort::Code, scope.code())]
        }))
    }

    /// What is looked for; of a form, without the year or indicator after it.
    fn wanted(&self) -> Wanted {
        let typed = self.typed.text();
        let typed =
            if self.choice == Choice::Form { typed.split([':', '：']).next().unwrap_or_default() } else { typed };
        Wanted::new(typed)
    }

    /// Draws it; the place of the text cursor.
    pub fn render(&self, area: Rect, buf: &mut Buffer, cx: &Cx<'_>) -> Option<Position> {
        let height = (self.all.len() as u16).saturating_add(3).clamp(8, 30).min(area.height.saturating_sub(2));
        let place = centered(area, overlay_width(area, 84), height);
        let title = match self.choice {
            Choice::Parks => {
                cx.t("加入对标: 输入名称，回车标记，Esc 完成", "Compare: type a name, Enter marks, Esc when done")
            }
            Choice::Focus => cx.t("看哪个园区: 输入名称，回车选定", "Which park: type a name, Enter takes it"),
            Choice::Measures => cx.t(
                "选择指标: 输入名称，回车选/去，Esc 完成",
                "Indicators: type a name, Enter adds or drops, Esc when done",
            ),
            Choice::Indicator => cx.t("看哪个指标: 输入名称，回车选定", "Which indicator: type a name, Enter takes it"),
            Choice::Scheme => cx.t("评价方案: 回车选定", "Scheme: Enter takes it"),
            Choice::Second => cx.t(
                "纵轴: 回车选定; 选横轴的指标即看其增速; Esc 不变",
                "Upright: Enter takes it; the same again means its growth; Esc leaves it",
            ),
            Choice::Group => cx.t(
                "园区范围: 回车选定，或列出园区 滨江,德清",
                "Group of parks: Enter takes it; or name parks: binjiang,deqing",
            ),
            Choice::Form => cx.t(
                "选择算法: 回车选定，或输入 cagr:2016 index:2016",
                "What to show: Enter takes it; or type cagr:2016 index:2016",
            ),
            Choice::Per => {
                cx.t("除以哪个指标: 输入名称，回车选定", "Over which indicator: type a name, Enter takes it")
            }
            Choice::Quotient => {
                cx.t("与哪个指标的占比相比: 回车选定", "Against the share of which indicator: Enter takes it")
            }
        };
        let inner = overlay(buf, place, title, cx.glyphs, cx.theme);
        cx.hits.put(place, Target::Nothing);
        if inner.height < 2 || inner.width < 8 {
            return None;
        }
        let after = put(buf, inner.x, inner.y, inner.width, "> ", cx.theme.muted);
        let room = Rect { x: after, width: inner.right().saturating_sub(after), height: 1, ..inner };
        let cursor = self.typed.draw(room, buf, cx.theme.text);
        self.taken(room, buf, cx);
        let rows = usize::from(inner.height - 1);
        if self.shown.is_empty() {
            let words = match self.choice {
                Choice::Group if is_list(self.typed.text()) => {
                    cx.t("回车: 以列出的这些园区为范围", "Enter counts over the parks named")
                }
                _ => cx.t("没有匹配的名称", "nothing is called that"),
            };
            put(buf, inner.x + 2, inner.y + 1, inner.width - 2, words, cx.theme.muted);
        }
        let top = (self.cursor + 1).saturating_sub(rows);
        let list = Rect { y: inner.y + 1, height: inner.height - 1, ..inner };
        cx.hits.choices(list, top..self.shown.len(), self.cursor);
        let wanted = self.wanted();
        for (line, (place, id)) in self.shown.iter().enumerate().skip(top).take(rows).enumerate() {
            self.item(
                Rect { y: inner.y + 1 + line as u16, height: 1, ..inner },
                buf,
                cx,
                &wanted,
                *id,
                place == self.cursor,
            );
        }
        Some(cursor)
    }

    /// The parks that are marked, at the right of what is typed, where there is room for their names.
    fn taken(&self, row: Rect, buf: &mut Buffer, cx: &Cx<'_>) {
        if self.choice != Choice::Parks || self.checked.is_empty() {
            return;
        }
        let names: Vec<&str> = self.checked.iter().map(|id| cx.catalog.park_name(ParkId(*id), cx.lang)).collect();
        let words = format!("{} {}", cx.glyphs.marked, names.join(cx.t("、", ", ")));
        let room = row.width.saturating_sub(text::width(self.typed.text()) as u16 + 4);
        if room < 12 {
            return;
        }
        let words = text::fit(&words, usize::from(room), cx.glyphs.ellipsis);
        let cells = text::width(&words) as u16;
        put(buf, row.right() - cells, row.y, cells, &words, cx.theme.marked);
    }

    fn item(&self, row: Rect, buf: &mut Buffer, cx: &Cx<'_>, wanted: &Wanted, id: u32, under_cursor: bool) {
        let (name, detail) = self.words(cx, id);
        let other = match self.choice {
            Choice::Parks | Choice::Focus => wanted.fitted([&name, &detail], cx.catalog.called_park(ParkId(id))),
            Choice::Measures | Choice::Indicator | Choice::Second | Choice::Per | Choice::Quotient => {
                wanted.fitted([&name, &detail], cx.catalog.called_indicator(IndicatorId(id)))
            }
            Choice::Group | Choice::Scheme | Choice::Form => None,
        };
        let detail = also(other, detail, cx.glyphs);
        let style = if under_cursor { cx.theme.cursor } else { cx.theme.text };
        put(buf, row.x, row.y, 1, if under_cursor { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
        let checked = self.checked.contains(&id);
        put(buf, row.x + 1, row.y, 1, if checked { cx.glyphs.marked } else { " " }, cx.theme.marked);
        let cells = if matches!(self.choice, Choice::Group | Choice::Scheme) { 36 } else { 22 };
        let cells = cells.min(row.width.saturating_sub(3));
        let padded = text::pad_end(&name, usize::from(cells));
        let x = put_found(buf, row.x + 3, row.y, cells, &padded, &wanted.emphasis(&name), style);
        let room = row.right().saturating_sub(x + 1);
        let cut = text::fit(&detail, usize::from(room), cx.glyphs.ellipsis);
        put_found(buf, x + 1, row.y, room, &cut, &wanted.emphasis(&detail), cx.theme.muted);
    }

    fn words(&self, cx: &Cx<'_>, id: u32) -> (String, String) {
        match self.choice {
            Choice::Parks | Choice::Focus => {
                let park = cx.catalog.park(ParkId(id));
                let (zh, en) = park.level.words();
                let place = park.province.as_deref().map_or("", |province| province_name(province, cx.lang));
                (
                    park.short.get(cx.lang).to_owned(),
                    format!("{} · {place} {}", park.name.get(cx.lang), cx.lang.pick(zh, en)),
                )
            }
            Choice::Form => form_item(cx, id),
            Choice::Measures | Choice::Indicator | Choice::Second | Choice::Per | Choice::Quotient => {
                let indicator = cx.catalog.indicator(IndicatorId(id));
                let parks = self.counts.get(id as usize).copied().unwrap_or(0);
                let unit = Some(indicator.unit.label(cx.lang)).filter(|unit| !unit.is_empty());
                let unit = unit.map_or(String::new(), |unit| format!(" · {unit}"));
                let covered = match cx.lang {
                    Lang::Zh => format!("{}{unit} · {parks} 个园区有数", indicator.name.zh),
                    Lang::En => format!("{}{unit} · {parks} parks have it", indicator.name.en),
                };
                (indicator.short.get(cx.lang).to_owned(), covered)
            }
            Choice::Scheme => {
                let scheme = &cx.catalog.schemes[id as usize];
                let (zh, en) = scheme.provenance.words();
                let (known, all) = (scheme.known(), scheme.leaves.len());
                let data = match cx.lang {
                    Lang::Zh => format!("{zh} · {known}/{all} 项有数据"),
                    Lang::En => format!("{en} · {known} of {all} indicators in the data"),
                };
                (scheme.name.get(cx.lang).to_owned(), data)
            }
            Choice::Group => {
                let scope = &self.scopes[id as usize];
                let about = format!("{} · {}", scope.parks().len(), scope.about(cx.lang));
                (scope.name(cx.lang).to_owned(), about)
            }
        }
    }
}

/// Before the rest the other name that was looked for, where none of those shown was.
pub fn also(other: Option<&str>, detail: String, signs: &Glyphs) -> String {
    match other {
        Some(other) => format!("{} {other} · {detail}", signs.mark_sign(Mark::About).0),
        None => detail,
    }
}

/// What the forms are called, in the order of the list.
pub fn form_names() -> Names {
    const CALLED: [&[&str]; 14] = [
        &["level", "原值"],
        &["change", "增减", "增量", "变化"],
        &["percent", "growth", "同比", "增速", "增长"],
        &["cagr", "年均增速", "复合增速"],
        &["index", "指数", "定基"],
        &["share", "占比", "比重"],
        &["contribution", "贡献率"],
        &["pull", "拉动", "百分点"],
        &["per", "除以", "人均", "地均", "亩均", "单位"],
        &["percentile", "百分位"],
        &["z", "标准分"],
        &["rank", "位次", "排名"],
        &["lq", "区位商", "location quotient"],
        &["effect", "影响", "去一法"],
    ];
    Names::of(CALLED.iter().map(|names| names.iter().map(|name| (Sort::Name, *name))))
}

/// A form in words, and why it says nothing of the indicator one looks at, where it does not.
fn form_item(cx: &Cx<'_>, place: u32) -> (String, String) {
    let Some(form) = forms(cx.lens).get(place as usize).copied() else { return Default::default() };
    let name = match form {
        Form::Per(_) => cx.t("人均、地均等", "per head, per area").to_owned(),
        form => form.short(cx.lang),
    };
    let by = cx.t("另选指标", "another indicator");
    let about = cx.lens.indicator.map(|id| cx.catalog.indicator(id));
    // Of which indicator is asked after: what is refused of any counts here.
    let refusal = about.and_then(|about| {
        let refusal = form.refusal(about, form.by().map(|_| about))?;
        (refusal != Refusal::Itself).then_some((about, refusal))
    });
    let words = match refusal {
        Some((about, refusal)) => {
            let (zh, en) = refusal.words();
            format!("{}: {}", about.short.get(cx.lang), cx.lang.pick(zh, en))
        }
        None => form.about(Some(by), cx.lang),
    };
    (name, words)
}

/// Every park, those of the group first, then those that are likely to be meant.
pub fn all_parks(store: &Store, lens: &Lens) -> Vec<u32> {
    let (inside, all) = (&store.catalog().among(lens.scope.parks()), store.parks_by_weight());
    let of = |members: bool| all.iter().filter(move |id| inside[id.index()] == members);
    of(true).chain(of(false)).map(|id| id.0).collect()
}

/// The same by their names.
pub fn parks_by_name(catalog: &Catalog, lens: &Lens) -> Vec<u32> {
    let inside = catalog.among(lens.scope.parks());
    let roll = catalog.park_roll(lens.naming);
    let mut all: Vec<ParkId> = catalog.park_ids().collect();
    all.sort_by_key(|id| (!inside[id.index()], roll.stands(id.index())));
    all.into_iter().map(|id| id.0).collect()
}

/// The indicators most parks have first, those of as many by their names; and how many have each.
fn by_coverage(catalog: &Catalog, naming: Naming, has: impl Fn(IndicatorId) -> usize) -> (Vec<u32>, Vec<usize>) {
    let counts: Vec<usize> = catalog.indicator_ids().map(has).collect();
    let roll = catalog.indicator_roll(naming);
    let mut all: Vec<u32> = (0..counts.len() as u32).collect();
    all.sort_by_key(|id| (std::cmp::Reverse(counts[*id as usize]), roll.stands(*id as usize)));
    (all, counts)
}
