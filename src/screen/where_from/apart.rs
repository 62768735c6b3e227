//! How far a park is from the one under consideration in one measure: the part of a distance, with all that went into it.

use super::{Asked, Query, publisher_of};
use crate::{
    analysis::peers::Scaling,
    model::{Catalog, Lang, Measure, Observation, ParkId},
    screen::{grid, measured, peers},
    store::{Measured, Store},
    ui::{Glyphs, number},
};

/// The difference of two parks in deviations.
pub struct Apart {
    measure: Measure,
    /// The park looked at and the one asked about, each with its figure.
    sides: [Side; 2],
    scaling: Scaling,
    /// How many parks the mean and the deviation are over, and of how many.
    count: usize,
    of: usize,
}

/// A park's figure, and in deviations from the mean.
struct Side {
    park: ParkId,
    made: Measured,
    z_score: f64,
    input: (Observation, String),
}

impl Apart {
    /// Of the figure asked about and that of another park; none where one of them has none that can be compared.
    pub fn of(store: &Store, asked: Asked, query: &Query) -> Option<Self> {
        let measure = Measure { of: asked.indicator, form: query.form };
        let parks = [query.apart?, asked.park];
        let (cells, field) = peers::component(store, &parks, query.scope.parks(), measure, query.at);
        let scaling = field.scaling?;
        let side = |place: usize| {
            let made = cells[place].ok()?;
            let what = store.observation(made.fact);
            let input = (store.place(what.place), what);
            let z_score = scaling.z_score(made.value)?;
            Some(Side { park: parks[place], made, z_score, input: (input.1, input.0) })
        };
        Some(Self { measure, sides: [side(0)?, side(1)?], scaling, count: field.count, of: field.of })
    }

    /// Named lines: the formula, the same in figures, over which parks, and the two figures.
    pub fn words(&self, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> Vec<(String, String)> {
        let t = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
        let spread = self.scaling.spread();
        let (mean, deviation) = (figure(spread.mean), figure(spread.deviation));
        let one = |side: &Side| {
            let value = number::exact(grid::rounded(side.made.value));
            let value = number::with_mark(&value, side.made.mark, signs);
            let value = if self.scaling.log { format!("ln {value}") } else { value };
            let name = catalog.park_name(side.park, lang);
            format!("{name} ({value} − {mean}) ÷ {deviation} = {}", number::signed(side.z_score, 4, signs))
        };
        let [own, other] = &self.sides;
        let by = number::signed(other.z_score - own.z_score, 4, signs);
        let value = if self.scaling.log { t("ln 值", "ln value") } else { t("值", "value") };
        let formula = match lang {
            Lang::Zh => {
                format!(
                    "标准分之差，标准分 = ({value} − 均值) ÷ 标准差；距离 = 各项差的平方按权重平均后开方，同类指标合计同权"
                )
            }
            Lang::En => format!(
                "difference in z-scores, each ({value} − mean) ÷ deviation; distance = the root of the weighted mean of squared differences, each category weighs the same"
            ),
        };
        let (z_own, z_other) = (number::grouped(own.z_score, 4), number::grouped(other.z_score, 4));
        let field = match lang {
            Lang::Zh => format!("均值和标准差取自 {} 个可比园区中有数的 {} 个", self.of, self.count),
            Lang::En => format!("mean and deviation are over {} of {} parks that may be compared", self.count, self.of),
        };
        let mut lines = vec![
            (t("距离分量", "apart by"), formula),
            (t("标准分", "z-score"), one(other)),
            (t("标准分", "z-score"), one(own)),
            (t("测算", "computed"), format!("{z_other} − ({z_own}) = {by} {}", t("个标准差", "deviations"))),
            (t("覆盖", "coverage"), field),
        ];
        lines.extend(self.sides.iter().rev().map(|side| (t("依据", "input"), self.input(side, catalog, signs, lang))));
        lines
    }

    fn input(&self, side: &Side, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> String {
        let (what, place) = &side.input;
        let indicator = catalog.indicator(what.fact.indicator);
        let value = number::with_mark(&number::exact(what.value.unwrap_or(f64::NAN)), what.mark, signs);
        let (unit, period) = (indicator.unit.label(lang), what.fact.period.words(lang));
        let source = publisher_of(what.source, catalog, lang);
        let name = measured::name(Measure { of: what.fact.indicator, ..self.measure }, catalog, lang);
        let park = catalog.park_name(side.park, lang);
        let name = if side.made.computed { indicator.short.get(lang).to_owned() } else { name };
        format!("{park} {name} {period} {value} {unit}  {source}  {place}")
    }
}

/// A figure in a formula, without the dust of binary sums.
fn figure(value: f64) -> String {
    number::exact(format!("{value:.5e}").parse().unwrap_or(value))
}
