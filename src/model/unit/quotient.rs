//! Units of one quantity by another: the ones they are read in.

use super::{Dimension, Unit};

/// What a quotient of two numbers is counted in, and what turns it into that.
#[derive(Clone, PartialEq, Debug)]
pub struct Quotient {
    pub unit: Unit,
    /// `x ÷ y`, each in its own unit, times this is the number in `unit`.
    pub times: f64,
}

impl Quotient {
    /// Of a quantity in one unit by one in another: 亿元 by 万人 is read in 万元/人, 件 by 亿元 in 件/亿元. Money by money
    /// and the like is a percentage.
    ///
    /// None for money in two currencies. What is in a unit of its own is read in that unit by the other.
    pub fn of(over: &Unit, under: &Unit) -> Option<Self> {
        let (one, other) = (over.dimension(), under.dimension());
        if let Some(same) = over.convert(1.0, under).filter(|_| one != Dimension::Count) {
            return Some(Self { unit: Unit::parse("percent"), times: same * 100.0 });
        }
        let are_moneys = matches!((one, other), (Dimension::Money(_), Dimension::Money(_)));
        if are_moneys {
            // Two currencies, or one at the prices of two years.
            return None;
        }
        let (over_step, under_step) = steps(one, other);
        let read_in = |unit: &Unit, step: &str| {
            let step = Unit::parse(step);
            unit.convert(1.0, &step).map(|size| (step, size))
        };
        let in_steps = read_in(over, &over_step).zip(read_in(under, &under_step)).and_then(|(over, under)| {
            let unit = Unit::parse(&format!("{}_per_{}", over.0.code(), under.0.code()));
            unit.is_known().then(|| Self { unit, times: over.1 / under.1 })
        });
        Some(in_steps.unwrap_or_else(|| Self { unit: plain(over, under), times: 1.0 }))
    }
}

/// The steps a quotient is read in, as tables of the field print them: 万元/人, 亿元/平方公里, 件/万人, 件/亿元.
fn steps(over: Dimension, under: Dimension) -> (String, String) {
    use Dimension::{Area, Count, Energy, Length, Mass, Money, Person, PersonTime, PersonYear, StandardCoal};
    let over_step = match (over, under) {
        (Money(currency), Area) => format!("100M_{currency}"),
        (Money(currency), _) => format!("{}_{currency}", if is_in_ten_thousands(currency) { "10k" } else { "1k" }),
        (Area, _) => "m2".to_owned(),
        (over, _) => base(over).to_owned(),
    };
    let under_step = match (over, under) {
        (Count, Person) => "10k_person".to_owned(),
        (Count, Count) => "100_count".to_owned(),
        (Mass | StandardCoal | Energy, Money(currency)) => format!("10k_{currency}"),
        (Count | Person | PersonTime | PersonYear | Area | Length, Money(currency)) => format!("100M_{currency}"),
        (_, Area) => "km2".to_owned(),
        (_, under) => base(under).to_owned(),
    };
    (over_step, under_step)
}

/// Where money is counted in 万 rather than in thousands.
fn is_in_ten_thousands(currency: &str) -> bool {
    matches!(currency, "CNY" | "TWD" | "HKD" | "JPY" | "KRW")
}

const fn base(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Count => "count",
        Dimension::Person => "person",
        Dimension::PersonTime => "person_time",
        Dimension::PersonYear => "person_year",
        Dimension::Area => "km2",
        Dimension::Length => "km",
        Dimension::Mass => "t",
        Dimension::StandardCoal => "tce",
        Dimension::Energy => "kWh",
        Dimension::Power => "kW",
        _ => "",
    }
}

/// One unit by another as they are written.
fn plain(over: &Unit, under: &Unit) -> Unit {
    let name = |unit: &Unit| if unit.code().is_empty() { "1".to_owned() } else { unit.code().to_owned() };
    Unit::Named(format!("{}/{}", name(over), name(under)).into())
}

#[cfg(test)]
mod tests {
    use super::{Quotient, Unit};
    use crate::model::Lang;

    #[test]
    fn a_quotient_is_read_in_the_unit_the_field_reads_it_in() {
        let check = |over: &str, under: &str, value: (f64, f64), unit: &str, zh: &str, expect: f64| {
            let quotient = Quotient::of(&Unit::parse(over), &Unit::parse(under)).unwrap();
            let number = value.0 / value.1 * quotient.times;
            assert_eq!((quotient.unit.code(), quotient.unit.label(Lang::Zh)), (unit, zh), "{over} by {under}");
            assert!((number - expect).abs() < expect.abs() * 1e-9, "{over} by {under}: {number}");
        };
        // All zones 2002: 15326.4 亿元 of revenue, 348.7 万人.
        let per_head = 15_326.4 / 348.7;
        check("亿元", "万人", (15_326.4, 348.7), "10k_CNY_per_person", "万元/人", per_head);
        check("千元", "人", (30.0, 2.0), "10k_CNY_per_person", "万元/人", 1.5);
        check("亿元", "平方公里", (10.0, 4.0), "100M_CNY_per_km2", "亿元/平方公里", 2.5);
        check("亿元", "亩", (1.0, 1500.0), "100M_CNY_per_km2", "亿元/平方公里", 1.0);
        check("件", "万人", (31_148.0, 52.0), "per_10k_people", "件/万人", 599.0);
        check("件", "人", (12.0, 10_000.0), "per_10k_people", "件/万人", 12.0);
        check("件", "亿元", (12.0, 4.0), "count_per_100M_CNY", "个/亿元", 3.0);
        check("家", "家", (3.0, 4.0), "count_per_100_count", "个/百个", 75.0);
        check("亿元", "万元", (3.0, 40_000.0), "percent", "%", 75.0);
        check("万人", "人", (1.0, 40_000.0), "percent", "%", 25.0);
        check("亿元", "家", (1.0, 100.0), "10k_CNY_per_count", "万元/个", 100.0);
        check("百万欧元", "人", (1.0, 10.0), "1k_EUR_per_person", "千欧元/人", 100.0);
        check("万吨标准煤", "亿元", (1.0, 1.0), "tce_per_10k_CNY", "吨标准煤/万元", 1.0);
        check("平方公里", "万人", (1.0, 1.0), "m2_per_person", "平方米/人", 100.0);
        check("furlong", "人", (3.0, 2.0), "furlong/person", "furlong/person", 1.5);
        check("", "furlong", (3.0, 2.0), "1/furlong", "1/furlong", 1.5);
    }

    #[test]
    fn money_of_two_kinds_has_no_quotient() {
        for (over, under) in [("亿元", "亿美元"), ("constant 2015 US$", "USD")] {
            assert_eq!(Quotient::of(&Unit::parse(over), &Unit::parse(under)), None, "{over} by {under}");
        }
    }
}
