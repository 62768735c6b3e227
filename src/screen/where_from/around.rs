//! What the group comes to in the period of a number: its sum or ratio, its median and mean, and its growth.

use super::{Asked, Query, Scope};
use crate::{
    analysis::change,
    model::{At, Catalog, Indicator, IndicatorId, Lang},
    screen::format::Writing,
    store::{Aggregate, Middle, Store},
    ui::{Glyphs, number},
};

/// The group around a number.
pub struct Around {
    scope: Scope,
    indicator: IndicatorId,
    aggregate: Option<Aggregate>,
    middle: Middle,
    /// The year before and the period itself, over the same members.
    change: Option<(Aggregate, Aggregate)>,
}

impl Around {
    /// Of the number asked about; none where it is alone, or was not found.
    pub fn of(store: &Store, asked: Asked, query: &Query) -> Option<Self> {
        let period = store.observation(asked.fact?).fact.period;
        let members = query.scope.parks();
        let middle = store.middle(members, asked.indicator, At::Exact(period)).filter(|of| of.median.count > 1)?;
        let aggregate = store.aggregate(members, asked.indicator, At::Exact(period));
        let change = store.aggregate_change(members, asked.indicator, period).filter(|(_, now)| now.count > 1);
        Some(Self { scope: query.scope.clone(), indicator: asked.indicator, aggregate, middle, change })
    }

    /// In one line: `大陆园区 2023年: 合计 97,781.3c 亿元 (3/92), 中位数 3,057c, 均值 …, 同比 +12.1%c (同 2 个园区)`.
    pub fn words(&self, catalog: &Catalog, signs: &Glyphs, lang: Lang) -> String {
        let indicator = catalog.indicator(self.indicator);
        let group = self.scope.short(lang);
        let mut said = vec![];
        let figure = |of: &Aggregate| in_words(indicator, of, signs, lang);
        if let Some(all) = self.aggregate.filter(|all| all.count > 1) {
            let name = match indicator.nature {
                crate::model::Nature::Ratio => lang.pick("合计之比", "ratio of sums"),
                _ => lang.pick("合计", "sum"),
            };
            said.push(format!("{name} {} ({}/{})", figure(&all), all.count, all.of));
        }
        let Middle { median, mean } = &self.middle;
        said.push(format!(
            "{} {}, {} {} ({}/{})",
            lang.pick("中位数", "median"),
            figure(median),
            lang.pick("均值", "mean"),
            figure(mean),
            median.count,
            median.of
        ));
        if let Some((before, now)) = &self.change
            && let Some(rate) = change::growth(before.value, now.value)
            && let Some(mark) = now.mark.over(before.mark)
        {
            let rate = number::with_mark(&format!("{}%c", number::signed(rate, 1, signs)), mark, signs);
            said.push(match lang {
                Lang::Zh => format!("同比 {rate} (同 {} 个园区)", now.count),
                Lang::En => format!("growth {rate} (the same {} parks)", now.count),
            });
        }
        format!("{group} {}: {}", median.period.words(lang), said.join("; "))
    }
}

/// A figure of the group with its unit, as computed here.
fn in_words(indicator: &Indicator, of: &Aggregate, signs: &Glyphs, lang: Lang) -> String {
    let writing = Writing::of(indicator, [of.value], lang);
    let figure = number::with_mark(&format!("{}c", writing.number(of.value)), of.mark, signs);
    format!("{figure} {}", writing.scale.label).trim_end().to_owned()
}
