//! What the figure of a computed column was made of: the formula, the same in figures, and every figure in it with its unit,
//! period and source.

use super::derived::{figure, in_signs, input_line};
use crate::{
    model::{Catalog, FactId, Indicator, Lang, Observation},
    screen::grid,
    store::Store,
    ui::{Glyphs, number},
};

/// The figures beneath one, with their places.
#[derive(Default)]
pub struct Made {
    pub inputs: Vec<(Observation, String)>,
}

impl Made {
    /// Of that figure; nothing of one that was published.
    pub fn of(store: &Store, fact: FactId) -> Self {
        let input = |fact: FactId| {
            let what = store.observation(fact);
            let place = store.place(what.place);
            (what, place)
        };
        Self { inputs: store.beneath(fact).into_iter().map(input).collect() }
    }

    /// Named lines of what it was made of.
    pub fn words(&self, of: &Observation, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> Vec<(String, String)> {
        let indicator = catalog.indicator(of.fact.indicator);
        let (Some(formula), Some(value)) = (&indicator.formula, of.value) else { return vec![] };
        let word = |place: usize| {
            let Some((what, _)) = self.inputs.get(place) else { return "?".to_owned() };
            let unit = catalog.indicator(what.fact.indicator).unit.label(lang);
            format!("{} {unit}", figure(what.value.unwrap_or(f64::NAN))).trim_end().to_owned()
        };
        let value = number::with_mark(&number::exact(grid::rounded(value)), of.mark, signs);
        let figures = format!("{} = {value} {}", formula.written(&word), indicator.unit.label(lang));
        let computed = lang.pick("测算", "computed").to_owned();
        std::iter::once((computed, in_signs(figures.trim_end(), signs)))
            .chain(self.inputs.iter().map(|(what, place)| input_line(what, place, catalog, signs, lang)))
            .collect()
    }
}

/// The formula of a computed indicator in words: its name, what it is, and that nobody published it.
pub fn formula_line(indicator: &Indicator, lang: Lang) -> Option<(String, String)> {
    let formula = indicator.formula.as_ref()?;
    let words = lang.pick("按同园区同期的公布数测算，未经公布", "computed of one park and period; nobody published it");
    Some((lang.pick("算式", "formula").to_owned(), format!("{}  ({words})", formula.said(lang))))
}
