//! The chapters of a brief, as one-page comparisons have them, and which indicators stand for each.

use crate::model::{Catalog, Category, Indicator, Lang};

/// The chapters, in their order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Chapter {
    /// 规模
    Scale,
    /// 创新
    Innovation,
    /// 效益
    Returns,
    /// 开放
    Openness,
    /// 绿色
    Green,
    /// What none of the five holds: rankings, social figures.
    Other,
}

impl Chapter {
    /// The five a brief always speaks of.
    pub const FIVE: [Self; 5] = [Self::Scale, Self::Innovation, Self::Returns, Self::Openness, Self::Green];

    /// The chapter of an indicator; that of a rate of growth is the one of what it is the growth of.
    pub fn of(indicator: &Indicator, catalog: &Catalog) -> Self {
        let about = indicator.base.map_or(indicator, |base| catalog.indicator(base));
        if is_green(about) {
            return Self::Green;
        }
        match about.category {
            Category::Economy | Category::Scale | Category::Investment => Self::Scale,
            Category::Innovation | Category::Structure => Self::Innovation,
            Category::Efficiency | Category::Fiscal => Self::Returns,
            Category::Trade => Self::Openness,
            Category::Growth | Category::Ranking | Category::Social | Category::Other => Self::Other,
        }
    }

    /// Its heading.
    pub const fn words(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::Scale => ("规模", "Scale"),
            Self::Innovation => ("创新", "Innovation"),
            Self::Returns => ("效益", "Returns"),
            Self::Openness => ("开放", "Openness"),
            Self::Green => ("绿色", "Green"),
            Self::Other => ("其他", "Other"),
        };
        lang.pick(zh, en)
    }
}

/// Whether it is of energy, emissions or green space. The families of a catalogue have none for that, so its name says it.
fn is_green(indicator: &Indicator) -> bool {
    const ZH: [&str; 7] = ["能耗", "能源消", "碳", "排放", "绿", "空气质量", "污水"];
    const EN: [&str; 6] = ["energy consumption", "energy intensity", "emission", "carbon", "green", "sewage"];
    let (zh, en) = (&indicator.name.zh, indicator.name.en.to_lowercase());
    ZH.iter().any(|word| zh.contains(word)) || EN.iter().any(|word| en.contains(word))
}

#[cfg(test)]
mod tests {
    use super::Chapter;
    use crate::model::{Catalog, Category, Indicator, IndicatorId, Label};

    #[test]
    fn every_family_has_its_chapter() {
        let mut catalog = Catalog::default();
        let add = |catalog: &mut Catalog, zh: &str, category: Category, base: Option<IndicatorId>| {
            let name = Label { zh: zh.into(), en: zh.into() };
            catalog.add_indicator(Indicator { slug: zh.into(), name, category, base, ..Indicator::default() })
        };
        for (zh, category, expect) in [
            ("营业收入", Category::Economy, Chapter::Scale),
            ("从业人员", Category::Scale, Chapter::Scale),
            ("高新技术产业增加值", Category::Structure, Chapter::Innovation),
            ("地均税收", Category::Efficiency, Chapter::Returns),
            ("财政总收入", Category::Fiscal, Chapter::Returns),
            ("出口总额", Category::Trade, Chapter::Openness),
            ("单位增加值综合能耗", Category::Efficiency, Chapter::Green),
            ("总绿地率", Category::Social, Chapter::Green),
            ("国家排名", Category::Ranking, Chapter::Other),
        ] {
            let id = add(&mut catalog, zh, category, None);
            assert_eq!(Chapter::of(catalog.indicator(id), &catalog), expect, "{zh}");
            let rate = add(&mut catalog, &format!("{zh}增速"), Category::Growth, Some(id));
            assert_eq!(Chapter::of(catalog.indicator(rate), &catalog), expect, "the growth of {zh}");
        }
    }
}
