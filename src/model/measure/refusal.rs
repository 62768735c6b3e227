//! Why a form says nothing of an indicator.

/// Why a form is refused for an indicator, whatever its figures.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Refusal {
    /// A place in a list has only a change, in places.
    OfRank,
    /// A percentage, or a rate of growth: changes are percentage points.
    OfPercent,
    /// Points given by a judge have no zero to count from.
    OfScore,
    /// The indicator (or the second one) does not add up over parks.
    NotASum,
    /// The indicator is no ratio, or its numerator or denominator is no indicator.
    NotARatio,
    /// No second indicator is named.
    NoSecond,
    /// The second indicator is the first.
    Itself,
    /// One is of firms above a size, the other is not.
    Perimeter,
    /// Money in two currencies, or at the prices of two years.
    Currencies,
}

impl Refusal {
    /// The reason in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::OfRank => ("位次只看升降 (选 增减)", "a rank only gains or loses places (choose change)"),
            Self::OfPercent => ("百分数看百分点 (选 增减)", "of a percentage one reads points (choose change)"),
            Self::OfScore => ("得分没有增速 (选 增减)", "points given have no rate (choose change)"),
            Self::NotASum => ("不可加总的指标", "not an indicator that adds up over parks"),
            Self::NotARatio => ("不是分子分母都已知的比率", "not a ratio of two indicators that are known"),
            Self::NoSecond => ("未指定另一指标", "no second indicator is named"),
            Self::Itself => ("与自身相除", "over itself"),
            Self::Perimeter => ("口径不同 (规上与全部)", "perimeters differ (above-size and all)"),
            Self::Currencies => ("币种或价格基期不同", "two currencies or price bases"),
        }
    }
}
