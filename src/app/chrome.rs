//! What stands around a screen: the title bar with the question, the footer with the keys, help and messages.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{
    keymap::{Binding, Keymap},
    line::Line,
    meeting,
};
use crate::{
    intent::Intent,
    model::{At, Catalog, Form, Lang},
    screen::{Cx, Layer, Lens, Spec, form_words, hits::Target, scope::Only, sieve::Sieve},
    ui::{
        shell::{centered, overlay, put},
        text,
    },
};

/// The smallest terminal the screens are drawn on.
pub const LEAST: (u16, u16) = (40, 8);

/// Says that the terminal is too small, in whatever room there is.
pub fn too_small(area: Rect, buf: &mut Buffer, lang: Lang) {
    let (columns, rows) = LEAST;
    let (width, height) = (area.width, area.height);
    let words = match lang {
        Lang::Zh => format!("窗口太小: {width}x{height}, 至少 {columns}x{rows}"),
        Lang::En => format!("too small: {width}x{height}, needs {columns}x{rows}"),
    };
    for (line, part) in text::wrap(&words, usize::from(area.width)).iter().take(usize::from(area.height)).enumerate() {
        put(buf, area.x, area.y + line as u16, area.width, part, Style::new());
    }
}

/// Draws the title bar; the area left for the screen, above the footer.
pub fn frame(area: Rect, buf: &mut Buffer, cx: &Cx<'_>, keys: &Keymap, specs: &[Spec], current: usize) -> Rect {
    let mut x = area.x + 1;
    let room = usize::from(area.width.saturating_sub(2));
    let own = text::width(&tab(&specs[current], keys, cx.lang));
    // What the figures answer to is worth more than the way to other screens.
    let asked = question(cx.catalog, cx.lens, cx.lang, specs[current].intent);
    let question = asked.fit(room.saturating_sub(own + 2), cx.glyphs.ellipsis);
    let (named, gap) = tabs(specs, current, keys, cx.lang, room.saturating_sub(text::width(&question)));
    // The program's own name is what a reader misses least.
    if cells(&named, gap) + text::width(&question) + 12 <= room {
        x = put(buf, x, area.y, area.right() - x, "zonescope  ", cx.theme.title);
    }
    for (place, tab) in named.iter().enumerate().filter(|(_, tab)| !tab.is_empty()) {
        let style = if place == current { cx.theme.tab_active } else { cx.theme.tab };
        let end = put(buf, x, area.y, area.right().saturating_sub(x), tab, style);
        cx.hits.put(Rect { x, y: area.y, width: end - x, height: 1 }, Target::Do(specs[place].intent, 1));
        x = end + gap as u16;
    }
    let from = area.right().saturating_sub(1 + text::width(&question) as u16);
    put(buf, from, area.y, area.right().saturating_sub(from), &question, cx.theme.muted);
    let gap = u16::from(area.height >= 30);
    Rect { x: area.x, y: area.y + 1 + gap, width: area.width, height: area.height.saturating_sub(2 + gap) }
}

/// What the tab of a screen says: its key and its name.
fn tab(spec: &Spec, keys: &Keymap, lang: Lang) -> String {
    format!("{} {}", keys.key_of(&[], spec.intent), spec.intent.help(lang)).trim_start().to_owned()
}

/// The tabs of the screens and the room between them: first they move together, then those farthest from the one that is
/// open lose their names, then the farthest go altogether.
fn tabs(specs: &[Spec], current: usize, keys: &Keymap, lang: Lang, room: usize) -> (Vec<String>, usize) {
    let mut tabs: Vec<String> = specs.iter().map(|spec| tab(spec, keys, lang)).collect();
    let gap = if cells(&tabs, 2) > room { 1 } else { 2 };
    let mut by_distance: Vec<usize> = (0..specs.len()).filter(|place| *place != current).collect();
    by_distance.sort_by_key(|place| std::cmp::Reverse(place.abs_diff(current)));
    for place in &by_distance {
        if cells(&tabs, gap) <= room {
            break;
        }
        keys.key_of(&[], specs[*place].intent).clone_into(&mut tabs[*place]);
    }
    for place in by_distance {
        if cells(&tabs, gap) <= room {
            break;
        }
        tabs[place].clear();
    }
    (tabs, gap)
}

/// How many cells tabs take, with the blanks behind them.
fn cells(tabs: &[String], gap: usize) -> usize {
    tabs.iter().filter(|tab| !tab.is_empty()).map(|tab| text::width(tab) + gap).sum()
}

/// What every screen's numbers answer to, part by part.
pub struct Question {
    group: String,
    form: String,
    rule: String,
    /// The rule in fewer cells.
    short: String,
    marked: String,
}

impl Question {
    /// All of it.
    pub fn whole(&self) -> String {
        self.fit(usize::MAX, "")
    }

    /// As much of it as so many cells hold. The marks go first, for they are seen in the rows; then the rule is said
    /// shorter; then the name of the group is cut, and last the form.
    pub fn fit(&self, cells: usize, ellipsis: &str) -> String {
        let Self { group, form, rule, short, marked } = self;
        let of = |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
        let whole = [of(&[group, form, rule, marked]), of(&[group, form, rule]), of(&[group, form, short])];
        if let Some(words) = whole.iter().find(|words| text::width(words) <= cells) {
            return words.clone();
        }
        let rest = of(&[form, short]);
        if let Some(left) = cells.checked_sub(text::width(&rest) + 2).filter(|left| *left >= 4) {
            return format!("{}  {rest}", text::fit(group, left, ellipsis));
        }
        let left = cells.saturating_sub(text::width(short) + 2);
        let form = text::fit(form, left, ellipsis);
        text::fit(&of(&[&form, short]), cells, ellipsis).into_owned()
    }
}

/// The group, the rule for the period, the marks: what every screen's numbers answer to.
pub fn question(catalog: &Catalog, lens: &Lens, lang: Lang, screen: Intent) -> Question {
    let marked = match (lens.marked.len(), lang) {
        (0, _) => String::new(),
        // The group says it.
        _ if lens.scope.only == Only::Marked => String::new(),
        (n, Lang::Zh) => format!("已标{n}"),
        (n, Lang::En) => format!("{n} marked"),
    };
    let form = match lens.form {
        Form::Level => String::new(),
        form if shows_forms(screen) => form_words(form, catalog, lang),
        // Its inputs are by the scheme, whatever form is chosen.
        _ if screen == Intent::Score => lang.pick("按方案(本屏)", "by the scheme (here)").to_owned(),
        _ => lang.pick("原值(本屏)", "levels (here)").to_owned(),
    };
    let rule = rule(lens.at, lang);
    let short = match (lens.at, lang) {
        (At::Latest { upto: 1.., .. }, Lang::En) => rule.replace("latest of ", "latest "),
        _ => rule.clone(),
    };
    Question { group: lens.scope.short(lang).to_owned(), form, rule, short, marked }
}

/// Whether a screen shows its indicators in the form chosen; the others show what was published, and say so.
const fn shows_forms(screen: Intent) -> bool {
    matches!(
        screen,
        Intent::Overview
            | Intent::Ranking
            | Intent::Profile
            | Intent::Compare
            | Intent::Trend
            | Intent::Quadrant
            | Intent::Matrix
            | Intent::Distribution
            | Intent::Flow
            | Intent::Peers
    )
}

/// Whether the filter says which parks a screen shows; on the others one has chosen the parks oneself, or there are none.
pub const fn is_sifted(screen: Intent) -> bool {
    matches!(
        screen,
        Intent::Overview
            | Intent::Ranking
            | Intent::Trend
            | Intent::Quality
            | Intent::Score
            | Intent::Quadrant
            | Intent::Matrix
            | Intent::Distribution
            | Intent::Flow
            | Intent::Peers
            | Intent::Targets
    )
}

/// The filter and how many parks it leaves, at the right end of the footer; what it leaves of it.
pub fn sieve(row: Rect, buf: &mut Buffer, cx: &Cx<'_>, sieve: &Sieve, screen: Intent) -> Rect {
    let counts =
        if is_sifted(screen) { sieve.counts(cx.lang) } else { cx.t("(本屏不用)", "(not here)").to_owned() };
    let name = cx.t("筛选", "filter");
    let room = usize::from(row.width / 2).saturating_sub(text::width(&counts) + text::width(name) + 4);
    let said = text::fit(sieve.filter.said.get(cx.lang), room, cx.glyphs.ellipsis);
    aside(row, buf, &format!("{name} {said} {counts}"), cx.theme.title)
}

/// The rule for the period in words: `最新≤2024(5年内)`.
pub fn rule(at: At, lang: Lang) -> String {
    match (at, lang) {
        (At::Latest { upto: ..=0, .. }, _) => String::new(),
        (At::Exact(period), Lang::Zh) => format!("仅{}", period.words(Lang::Zh)),
        (At::Exact(period), Lang::En) => format!("{} only", period.words(Lang::En)),
        (At::Latest { upto, back }, Lang::Zh) => format!("{}-{upto}最新", upto - back),
        (At::Latest { upto, back }, Lang::En) => format!("latest of {}-{upto}", upto - back),
    }
}

/// The keys worth knowing here.
pub fn footer(row: Rect, buf: &mut Buffer, cx: &Cx<'_>, keys: &Keymap, spec: &Spec) {
    let mut x = row.x + 1;
    let fixed = [Intent::Palette, Intent::Help, Intent::Quit];
    let key_of = |intent: Intent| keys.key_of(spec.layers, intent);
    let hint = |intent: Intent| match (spec.intent, intent) {
        // There it is the park that is chosen.
        (Intent::Profile, Intent::Measures) => cx.t("换园区", "other park"),
        _ => hint(intent, cx.lang),
    };
    let width = |intent: &&Intent| 2 + text::width(key_of(**intent)) + 1 + text::width(hint(**intent));
    let kept: usize = fixed.iter().map(|intent| width(&intent)).sum();
    let room = usize::from(row.width).saturating_sub(kept + 1);
    let mut used = 0;
    // What was left without a key cannot be pressed.
    let named = spec.footer.iter().filter(|intent| !key_of(**intent).is_empty());
    let fitting = named.take_while(|intent| {
        used += width(intent);
        used <= room
    });
    for intent in fitting.chain(&fixed) {
        let from = x;
        x = put(buf, x, row.y, row.right().saturating_sub(x), key_of(*intent), cx.theme.title);
        x = put(buf, x + 1, row.y, row.right().saturating_sub(x + 1), hint(*intent), cx.theme.muted) + 2;
        cx.hits.put(Rect { x: from, width: x - from - 2, ..row }, Target::Do(*intent, 1));
    }
}

/// A word or two for the footer.
const fn hint(intent: Intent, lang: Lang) -> &'static str {
    let (zh, en) = match intent {
        Intent::Where => ("出处", "where from"),
        Intent::Mark => ("标记", "mark"),
        Intent::AddPark => ("加园区", "add parks"),
        Intent::Filter => ("查找", "find"),
        Intent::Condition => ("筛选", "filter"),
        Intent::Sort => ("排序", "sort"),
        Intent::Measures => ("指标", "indicators"),
        Intent::Measure => ("算法", "form"),
        Intent::Compare => ("对标", "compare"),
        Intent::Ranking => ("排行", "ranking"),
        Intent::Profile => ("园区", "profile"),
        Intent::Trend => ("走势", "trend"),
        Intent::Earlier => ("前一年", "year before"),
        Intent::ExactPeriod => ("同年/最新", "same year"),
        Intent::Group => ("范围", "group"),
        Intent::Index => ("指数", "index"),
        Intent::Log => ("对数", "log"),
        Intent::Part => ("分栏", "part"),
        Intent::Cut => ("分界", "cut"),
        Intent::Span => ("时段", "span"),
        Intent::Tiers => ("梯队", "tiers"),
        Intent::Aim => ("目标位次", "aim"),
        Intent::Language => ("EN", "中文"),
        Intent::Palette => ("命令", "commands"),
        Intent::Help => ("帮助", "help"),
        Intent::Quit => ("退出", "quit"),
        Intent::Back => ("返回", "back"),
        Intent::Blank => ("空行", "blanks"),
        Intent::Detail => ("详情", "detail"),
        Intent::NextPark => ("下一园区", "next park"),
        Intent::Scheme => ("方案", "scheme"),
        Intent::Heavier => ("加权", "heavier"),
        Intent::Lighter => ("减权", "lighter"),
        Intent::AsGiven => ("还原", "as given"),
        Intent::Meeting => ("会议", "meeting"),
        Intent::Export => ("导出", "export"),
        other => (other.help(Lang::Zh), other.help(Lang::En)),
    };
    lang.pick(zh, en)
}

/// One line about what just happened.
pub fn message(row: Rect, buf: &mut Buffer, words: &str, style: Style, cx: &Cx<'_>) {
    let room = row.width.saturating_sub(2);
    put(buf, row.x + 1, row.y, room, &with_short_path(words, usize::from(room), cx.glyphs.ellipsis), style);
}

/// Words with the end only of a long path in them, where they have no room: what went wrong stands behind it.
fn with_short_path<'a>(words: &'a str, cells: usize, ellipsis: &str) -> Cow<'a, str> {
    const LEAST: usize = 12;
    let over = text::width(words).saturating_sub(cells);
    // In backticks, or bare before a line and a column.
    let mut parts = words.split(['`', ' ']);
    let Some(path) = parts.find(|part| part.contains('/')).filter(|_| over > 0) else { return Cow::Borrowed(words) };
    let left = text::width(path).saturating_sub(over).max(LEAST);
    Cow::Owned(words.replacen(path, &text::fit_end(path, left, ellipsis), 1))
}

/// A few words at the right end of a row; what they leave of it.
pub fn aside(row: Rect, buf: &mut Buffer, words: &str, style: Style) -> Rect {
    let cells = (text::width(words) as u16 + 2).min(row.width);
    let left = Rect { width: row.width - cells, ..row };
    put(buf, left.right() + 1, row.y, cells.saturating_sub(1), words, style);
    left
}

/// The line one types a filter in; the place of the text cursor.
pub fn prompt(row: Rect, buf: &mut Buffer, cx: &Cx<'_>, typed: &Line) -> Position {
    let x = put(buf, row.x + 1, row.y, row.width.saturating_sub(2), "/ ", cx.theme.title);
    let cursor = typed.draw(Rect { x, width: row.right().saturating_sub(x), ..row }, buf, cx.theme.text);
    let x = x + text::width(typed.text()) as u16;
    let hint = cx.t("   回车保留  Esc 清除", "   Enter keeps  Esc clears");
    put(buf, x, row.y, row.right().saturating_sub(x), hint, cx.theme.muted);
    cursor
}

/// The width of an overlay: all of a narrow terminal, for slivers of what lies below only confuse.
pub fn overlay_width(area: Rect, most: u16) -> u16 {
    if area.width < most + 16 { area.width } else { most }
}

/// Where the story of a number is told.
pub fn where_area(area: Rect) -> Rect {
    Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area }
}

/// The keys that work here.
pub fn help(area: Rect, buf: &mut Buffer, cx: &Cx<'_>, keys: &Keymap, layers: &[Layer], scroll: &mut u16) {
    let is_meeting = layers == meeting::LAYERS;
    let works = |binding: &&Binding| !is_meeting || meeting::is_allowed(binding.intent);
    let bindings: Vec<&Binding> = keys.available(layers).filter(works).collect();
    let legend = legend(cx);
    let wide = area.width >= 78;
    let lines = if wide { bindings.len().div_ceil(2) } else { bindings.len() } + legend.len() + 1;
    let place = centered(area, overlay_width(area, 96), area.height.min(lines as u16 + 2));
    let title = cx.t("本屏可用的键 (任意键关闭，↓ 下翻)", "The keys that work here (any key closes, down scrolls)");
    let inner = overlay(buf, place, &title.replace('↓', cx.glyphs.down), cx.glyphs, cx.theme);
    *scroll = (*scroll).min((lines as u16).saturating_sub(inner.height));
    let columns = if wide { 2 } else { 1 };
    let width = inner.width / columns;
    let per_column = bindings.len().div_ceil(usize::from(columns));
    let visible = |line: usize| {
        let line = line as u16;
        (line >= *scroll && line - *scroll < inner.height).then(|| inner.y + line - *scroll)
    };
    for (place, binding) in bindings.iter().enumerate() {
        let Some(y) = visible(place % per_column) else { continue };
        let x = inner.x + (place / per_column) as u16 * width;
        let keys = binding.keys.join(" ");
        let keys = text::fit(&keys, 11, cx.glyphs.ellipsis);
        put(buf, x, y, 12, &text::pad_start(&keys, 11), cx.theme.title);
        put(buf, x + 12, y, width.saturating_sub(13), binding.intent.help(cx.lang), cx.theme.text);
    }
    for (line, words) in legend.iter().enumerate() {
        if let Some(y) = visible(per_column + 1 + line) {
            put(buf, inner.x + 1, y, inner.width.saturating_sub(1), words, cx.theme.muted);
        }
    }
}

/// What the signs beside numbers mean.
fn legend(cx: &Cx<'_>) -> [String; 3] {
    let g = cx.glyphs;
    let signs = [g.about, g.at_least, g.at_most, g.expected, g.missing];
    let [about, least, most, expected, missing] = signs;
    match cx.lang {
        Lang::Zh => [
            format!("{about}约  {least}不低于  {most}不高于  {expected}预计或快报  {missing}没有数据(不是0)"),
            "c 按公布数值测算(无c为公布)  ! 来源说法不一".to_owned(),
            format!("{} 数据年份(与所选年份不同时)  ~ 位次跨年混排或含约数", g.year_tag(2022)),
        ],
        Lang::En => [
            format!(
                "{about} about  {least} at least  {most} at most  {expected} expected  {missing} no figure (not 0)"
            ),
            "c computed here (without c: published)  ! sources differ".to_owned(),
            format!("{} year of the figure, where it is another  ~ rank over mixed years or bounds", g.year_tag(2022)),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::{Question, with_short_path};

    #[test]
    fn the_marks_go_before_the_rule_and_the_rule_is_never_what_goes() {
        let question = Question {
            group: "mainland".into(),
            form: "share".into(),
            rule: "latest of 2020-2024".into(),
            short: "latest 2020-2024".into(),
            marked: "3 marked".into(),
        };
        let check = |cells: usize, expect: &str| assert_eq!(question.fit(cells, "…"), expect, "{cells}");
        check(46, "mainland  share  latest of 2020-2024  3 marked");
        check(45, "mainland  share  latest of 2020-2024");
        check(35, "mainland  share  latest 2020-2024");
        check(32, "mainla…  share  latest 2020-2024");
        check(29, "mai…  share  latest 2020-2024");
        check(28, "share  latest 2020-2024");
        check(20, "s…  latest 2020-2024");
        check(16, "latest 2020-2024");
        check(0, "");
    }

    #[test]
    fn what_went_wrong_is_read_where_a_path_is_long() {
        let check = |words: &str, cells: usize, expect: &str| assert_eq!(with_short_path(words, cells, "…"), expect);
        let words = "`/home/somebody/.config/zonescope/views.toml`: cannot be written (File too large)";
        check(words, 90, words);
        check(words, 60, "`…/zonescope/views.toml`: cannot be written (File too large)");
        check(words, 10, "`…/views.toml`: cannot be written (File too large)");
        check("读不了: /home/somebody/views.toml:3: what is wrong", 40, "读不了: …ody/views.toml:3: what is wrong");
        check("no path in `a long word that is none`", 10, "no path in `a long word that is none`");
    }
}
