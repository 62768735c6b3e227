//! How a number in a form was made: the formula in words and in figures, and every figure that went into it.

use super::{Asked, Query, publisher_of};
use crate::{
    model::{At, Catalog, FactId, Form, Indicator, IndicatorId, Lang, Measure, Observation},
    screen::grid,
    store::{Measured, Store, Whole, Why},
    ui::{GlyphSet, Glyphs, number},
};

/// A number in a form, with what it was made of.
pub struct Derived {
    measure: Measure,
    made: Result<Measured, Why>,
    /// The indicator in the form.
    formed: Indicator,
    /// The figures that went into it, with their places.
    inputs: Vec<(Observation, String)>,
    whole: Option<Whole>,
    /// What turns numerator over denominator into the unit of a ratio.
    scale: Option<f64>,
}

impl Derived {
    /// What the form makes of the number asked about; none where the form is the level.
    pub fn of(store: &Store, asked: Asked, query: &Query) -> Option<Self> {
        if query.form == Form::Level {
            return None;
        }
        let catalog = store.catalog();
        let measure = Measure { of: asked.indicator, form: query.form };
        let at = asked.fact.map_or(query.at, |fact| At::Exact(store.observation(fact).fact.period));
        let column = store.measured(&[asked.park], query.scope.parks(), measure, at);
        let made = column.cells[0];
        let facts = made.iter().flat_map(|made| std::iter::once(made.fact).chain(made.by));
        // Of what is itself computed its own figures follow.
        let facts: Vec<FactId> = facts.collect();
        let beneath: Vec<FactId> = facts.iter().flat_map(|fact| store.beneath(*fact)).collect();
        let facts = facts.into_iter().chain(beneath);
        let inputs = facts.map(|fact| {
            let what = store.observation(fact);
            let place = store.place(what.place);
            (what, place)
        });
        let by = query.form.by().map(|by| catalog.indicator(by));
        let whole = made.ok().and_then(|made| column.whole(made.period).cloned());
        let formed = query.form.applied(catalog.indicator(asked.indicator), by);
        let scale = store.quotient(asked.indicator);
        Some(Self { measure, made, formed, inputs: inputs.collect(), whole, scale })
    }

    /// Named lines: the form and its formula, the same in figures, the group, and the inputs.
    pub fn words(&self, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> Vec<(String, String)> {
        let lines = self.lines(catalog, signs, lang);
        lines.into_iter().map(|(name, words)| (name, in_signs(&words, signs))).collect()
    }

    fn lines(&self, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> Vec<(String, String)> {
        let t = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
        let name = crate::screen::form_words(self.measure.form, catalog, lang);
        let made = match self.made {
            Ok(made) => made,
            Err(why) => {
                let (zh, en) = why.words();
                return vec![(t("算法", "form"), format!("{name}: {}", lang.pick(zh, en)))];
            }
        };
        if !made.computed {
            let words = format!("{name}: {}", t("公布数，不是测算", "published, not computed here"));
            return std::iter::once((t("算法", "form"), words)).chain(self.input_lines(catalog, signs, lang)).collect();
        }
        let value = number::with_mark(&number::exact(grid::rounded(made.value)), made.mark, signs);
        let unit = self.formed.unit.label(lang);
        let (formula, figures) = self.formula(&made, catalog, lang);
        let mut lines = vec![
            (t("算法", "form"), format!("{name} = {formula}")),
            (t("测算", "computed"), format!("{figures} = {value} {unit}").trim_end().to_owned()),
        ];
        if let Some(whole) = &self.whole {
            let (count, of, period) = (whole.sum.count, whole.of, whole.period.words(lang));
            let words = match lang {
                Lang::Zh => format!("{of} 个可计入的园区中 {count} 个有 {period} 的数"),
                Lang::En => format!("{count} of {of} parks that count have figures of {period}"),
            };
            lines.push((t("覆盖", "coverage"), words));
        }
        lines.extend(self.input_lines(catalog, signs, lang));
        lines
    }

    /// The formula in words, and with the figures in it.
    fn formula(&self, made: &Measured, catalog: &Catalog, lang: Lang) -> (String, String) {
        let t = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
        let value = |place: usize| self.inputs.get(place).and_then(|(what, _)| what.value).unwrap_or(f64::NAN);
        let (own, by) = (figure(value(0)), figure(value(1)));
        let sums = self.whole.as_ref().map(|whole| (figure(whole.sum.value), figure(whole.by.value)));
        let (sum, sum_by) = sums.unwrap_or_default();
        let name = |id: IndicatorId| catalog.indicator_name(id, lang).to_owned();
        let of = name(self.measure.of);
        match self.measure.form {
            Form::Level => (of, own),
            Form::Change if self.formed.better != catalog.indicator(self.measure.of).better => {
                (t("上年位次 − 本年位次", "place before − place now"), format!("{by} − {own}"))
            }
            Form::Change => (t("本期 − 上年", "now − year before"), format!("{own} − {by}")),
            Form::Growth => (t("本期 ÷ 上年 − 1", "now ÷ year before − 1"), format!("{own} ÷ {by} − 1")),
            Form::Cagr { from } => {
                let years = made.period.calendar_year() - from;
                let words = match lang {
                    Lang::Zh => format!("(本期 ÷ {from}年)^(1/{years}) − 1"),
                    Lang::En => format!("(now ÷ {from})^(1/{years}) − 1"),
                };
                (words, format!("({own} ÷ {by})^(1/{years}) − 1"))
            }
            Form::Index { base } => {
                let words = match lang {
                    Lang::Zh => format!("本期 ÷ {base}年 × 100"),
                    Lang::En => format!("now ÷ {base} × 100"),
                };
                (words, format!("{own} ÷ {by} × 100"))
            }
            Form::Share => (t("本园区 ÷ 范围合计", "park ÷ sum over the group"), format!("{own} ÷ {sum}")),
            Form::Contribution => (
                t("本园区增量 ÷ 范围增量", "change of the park ÷ change of the group"),
                format!("({own} − {by}) ÷ ({sum} − {sum_by})"),
            ),
            Form::Pull => (
                t("本园区增量 ÷ 范围上年合计", "change of the park ÷ group the year before"),
                format!("({own} − {by}) ÷ {sum_by}"),
            ),
            Form::Per(id) => (format!("{of} ÷ {}", name(id)), self.with_units(catalog, lang)),
            Form::LocationQuotient(id) => (
                match lang {
                    Lang::Zh => format!("{of}占比 ÷ {}占比", name(id)),
                    Lang::En => format!("share of {of} ÷ share of {}", name(id)),
                },
                format!("({own} ÷ {sum}) ÷ ({by} ÷ {sum_by})"),
            ),
            Form::Effect => {
                let about = catalog.indicator(self.measure.of);
                let of = |id: Option<IndicatorId>| id.map_or_else(String::new, &name);
                let (over, under) = (of(about.numerator), of(about.denominator));
                let words = match lang {
                    Lang::Zh => format!("范围合计{over} ÷ {under} − 不含本园区的{over} ÷ {under}"),
                    Lang::En => format!("{over} ÷ {under} of the group − the same without the park"),
                };
                let scale = self.scale.filter(|times| (times - 1.0).abs() > 1e-12);
                let times = scale.map_or(String::new(), |times| format!(" × {}", number::exact(times)));
                (words, format!("({sum} ÷ {sum_by} − ({sum} − {own}) ÷ ({sum_by} − {by})){times}"))
            }
            Form::Rank => (t("由优到劣，并列取优", "best first, ties share the better place"), own),
            Form::Percentile => {
                let count = self.whole.as_ref().map_or(0, |whole| whole.sum.count);
                let place = f64::from(count) - made.value / 100.0 * (f64::from(count) - 1.0);
                (t("(n − 位次) ÷ (n − 1)", "(n − place) ÷ (n − 1)"), format!("({count} − {place:.0}) ÷ ({count} − 1)"))
            }
            Form::ZScore => {
                let spread = self.whole.as_ref().and_then(|whole| whole.spread);
                let (mean, deviation) =
                    spread.map(|spread| (figure(spread.mean), figure(spread.deviation))).unwrap_or_default();
                (t("(值 − 均值) ÷ 标准差", "(value − mean) ÷ deviation"), format!("({own} − {mean}) ÷ {deviation}"))
            }
        }
    }

    /// The inputs one over the other, each with its unit.
    fn with_units(&self, catalog: &Catalog, lang: Lang) -> String {
        let own = |(what, _): &&(Observation, String)| {
            [Some(self.measure.of), self.measure.form.by()].contains(&Some(what.fact.indicator))
        };
        let one = |(what, _): &(Observation, String)| {
            let unit = catalog.indicator(what.fact.indicator).unit.label(lang);
            format!("{} {unit}", figure(what.value.unwrap_or(f64::NAN))).trim_end().to_owned()
        };
        self.inputs.iter().filter(own).take(2).map(one).collect::<Vec<_>>().join(" ÷ ")
    }

    fn input_lines(&self, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> impl Iterator<Item = (String, String)> {
        let line = |(what, place): &(Observation, String)| input_line(what, place, catalog, signs, lang);
        self.inputs.iter().map(line).collect::<Vec<_>>().into_iter()
    }
}

/// A figure that went into another: its name, period, value, unit, source and place.
pub fn input_line(what: &Observation, place: &str, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> (String, String) {
    let indicator = catalog.indicator(what.fact.indicator);
    let value = what.value.unwrap_or(f64::NAN);
    let value = if indicator.is_computed() { format!("{}c", figure(value)) } else { number::exact(value) };
    let value = number::with_mark(&value, what.mark, signs);
    let (unit, period) = (indicator.unit.label(lang), what.fact.period.words(lang));
    let source = publisher_of(what.source, catalog, lang);
    let source = if indicator.is_computed() { lang.pick("测算，见下", "computed, see below") } else { &source };
    let scope = indicator.scope.as_ref().map_or(String::new(), |scope| format!(" ({})", scope.get(lang)));
    let words = format!("{}{scope} {period} {value} {unit}  {source}  {place}", indicator.short.get(lang));
    (lang.pick("依据", "input").to_owned(), words.trim_end().to_owned())
}

/// The signs of arithmetic are two cells wide on some terminals, and no ASCII.
pub fn in_signs(words: &str, signs: &Glyphs) -> String {
    match signs.set {
        GlyphSet::Rich => words.to_owned(),
        GlyphSet::CjkSafe | GlyphSet::Ascii => words.replace('÷', "/").replace('−', "-").replace('×', "*"),
    }
}

/// A figure in a formula, without the dust of binary sums.
pub fn figure(value: f64) -> String {
    number::exact(format!("{value:.11e}").parse().unwrap_or(value))
}
