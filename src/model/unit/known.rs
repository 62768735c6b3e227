//! The units the program knows by name, the steps people count them in, and other ways to write them.

use super::Dimension;

/// A unit the program knows.
#[derive(Debug)]
pub struct Known {
    /// The name in data files.
    pub code: &'static str,
    pub dimension: Dimension,
    pub size: Size,
    pub zh: &'static str,
    pub en: &'static str,
    /// Other ways to write it, in simplified characters and lower case.
    pub spellings: &'static [&'static str],
    /// Whether steps and rates are made of it.
    pub is_base: bool,
}

/// How many of the smallest part of its dimension a unit is: `up ÷ down`, in whole numbers, so that nothing is lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    pub up: u64,
    /// 1, but for a rate: the size of what it is counted by.
    pub down: u64,
}

/// A step in which units are counted: 万, 亿, million.
#[derive(Debug)]
pub struct Step {
    pub size: u64,
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

const fn base(
    code: &'static str,
    dimension: Dimension,
    up: u64,
    zh: &'static str,
    en: &'static str,
    spellings: &'static [&'static str],
) -> Known {
    Known { code, dimension, size: Size { up, down: 1 }, zh, en, spellings, is_base: true }
}

/// A step of a base that is met often enough to stand here, or under a name of its own.
const fn step(code: &'static str, dimension: Dimension, up: u64, zh: &'static str, en: &'static str) -> Known {
    Known { code, dimension, size: Size { up, down: 1 }, zh, en, spellings: &[], is_base: false }
}

/// Things counted in a unit of their own, which are no part of anything else.
const fn counted(code: &'static str, zh: &'static str, en: &'static str, spellings: &'static [&'static str]) -> Known {
    base(code, Dimension::Counted(code), 1, zh, en, spellings)
}

const fn rate(code: &'static str, dimension: Dimension, size: (u64, u64), zh: &'static str, en: &'static str) -> Known {
    Known { code, dimension, size: Size { up: size.0, down: size.1 }, zh, en, spellings: &[], is_base: false }
}

pub const CNY: Dimension = Dimension::Money("CNY");
const USD: Dimension = Dimension::Money("USD");
const EUR: Dimension = Dimension::Money("EUR");
const TWD: Dimension = Dimension::Money("TWD");
const KRW: Dimension = Dimension::Money("KRW");
const INR: Dimension = Dimension::Money("INR");
const RUB: Dimension = Dimension::Money("RUB");

/// Every known unit. Chinese statistical practice for the steps (千元 in yearbooks, 万元 in tables, 亿元 in the news).
///
/// The smallest part of an area is a third of a square metre, for 亩 are 2000 of them; of a percentage, the basis point.
pub static UNITS: &[Known] = &[
    base(
        "count",
        Dimension::Count,
        1,
        "个",
        "",
        &[
            "家",
            "件",
            "户",
            "项",
            "所",
            "座",
            "只",
            "台",
            "辆",
            "套",
            "种",
            "篇",
            "枚",
            "场",
            "处",
            "宗",
            "栋",
            "间",
            "部",
            "条",
            "支",
            "张",
            "册",
            "份",
            "对",
            "次",
            "艘",
            "架",
            "株",
            "头",
            "number",
            "nr",
            "no.",
            "unit",
            "units",
            "item",
            "items",
            "piece",
            "pieces",
            "household",
            "households",
        ],
    ),
    step("10k_count", Dimension::Count, 10_000, "万个", "10K"),
    base("percent", Dimension::Percent, 100, "%", "%", &["百分比", "per cent", "pc", "percentage", "百分数"]),
    base("permille", Dimension::Percent, 10, "‰", "per mille", &["千分比"]),
    base(
        "pp",
        Dimension::Points,
        100,
        "百分点",
        "pp",
        &["个百分点", "percentage points", "percentage point", "p.p.", "ppt"],
    ),
    base("bp", Dimension::Points, 1, "基点", "bp", &["个基点", "bps", "basis points", "basis point"]),
    base("rank", Dimension::Rank, 1, "位", "", &["名"]),
    base("score", Dimension::Score, 1, "分", "points", &[]),
    base("index", Dimension::Index, 1, "点", "index", &[]),
    base("倍", Dimension::Times, 1, "倍", "times", &[]),
    base("年", Dimension::Year, 1, "年", "years", &["year", "annum"]),
    base("天", Dimension::Day, 1, "天", "days", &["日", "day"]),
    base("CNY", CNY, 1, "元", "CNY", &["rmb", "yuan", "人民币元", "元人民币", "人民币", "¥"]),
    step("1k_CNY", CNY, 1000, "千元", "CNY K"),
    step("10k_CNY", CNY, 10_000, "万元", "CNY 10K"),
    step("M_CNY", CNY, 1_000_000, "百万元", "CNY M"),
    step("100M_CNY", CNY, 100_000_000, "亿元", "CNY 100M"),
    step("bn_CNY", CNY, 1_000_000_000, "十亿元", "CNY B"),
    step("1T_CNY", CNY, 1_000_000_000_000, "万亿元", "CNY T"),
    base("USD", USD, 1, "美元", "USD", &["us$", "$", "usd$", "us dollar", "us dollars", "u.s. dollars", "美金"]),
    step("M_USD", USD, 1_000_000, "百万美元", "USD M"),
    step("10k_USD", USD, 10_000, "万美元", "USD 10K"),
    step("100M_USD", USD, 100_000_000, "亿美元", "USD 100M"),
    base("EUR", EUR, 1, "欧元", "EUR", &["€", "euro", "euros"]),
    step("M_EUR", EUR, 1_000_000, "百万欧元", "EUR M"),
    base("JPY", Dimension::Money("JPY"), 1, "日元", "JPY", &["yen", "japanese yen", "円"]),
    base("GBP", Dimension::Money("GBP"), 1, "英镑", "GBP", &["£", "pound sterling", "pounds sterling"]),
    base("HKD", Dimension::Money("HKD"), 1, "港元", "HKD", &["hk$", "港币", "hong kong dollars"]),
    base("TWD", TWD, 1, "新台币", "TWD", &["nt$", "ntd", "新台币元", "台币"]),
    step("100M_TWD", TWD, 100_000_000, "亿新台币", "TWD 100M"),
    base("KRW", KRW, 1, "韩元", "KRW", &["₩", "won", "korean won"]),
    step("100M_KRW", KRW, 100_000_000, "亿韩元", "KRW 100M"),
    base("INR", INR, 1, "卢比", "INR", &["₹", "rupee", "rupees", "印度卢比"]),
    step("crore_INR", INR, 10_000_000, "千万卢比(crore)", "INR crore"),
    base("RUB", RUB, 1, "卢布", "RUB", &["₽", "rouble", "roubles", "ruble", "rubles"]),
    step("bn_RUB", RUB, 1_000_000_000, "十亿卢布", "RUB B"),
    base(
        "person",
        Dimension::Person,
        1,
        "人",
        "people",
        &["persons", "capita", "inhabitant", "inhabitants", "population", "head", "employee", "employees"],
    ),
    step("10k_person", Dimension::Person, 10_000, "万人", "10K people"),
    // Someone who comes twice is two 人次, and someone who works half the time half a 人年: neither counts people.
    base("person_time", Dimension::PersonTime, 1, "人次", "person-times", &["person times", "person time"]),
    base(
        "person_year",
        Dimension::PersonYear,
        1,
        "人年",
        "person-years",
        &[
            "人·年",
            "fte",
            "person years",
            "person year",
            "man years",
            "man year",
            "full time equivalent",
            "full time equivalents",
        ],
    ),
    base(
        "km2",
        Dimension::Area,
        3_000_000,
        "平方公里",
        "km2",
        &[
            "平方千米",
            "㎢",
            "sq km",
            "sq. km",
            "square kilometres",
            "square kilometers",
            "square kilometre",
            "square kilometer",
        ],
    ),
    base("ha", Dimension::Area, 30_000, "公顷", "ha", &["hectare", "hectares"]),
    step("10k_m2", Dimension::Area, 30_000, "万平方米", "10K m2"),
    base("mu", Dimension::Area, 2000, "亩", "mu", &[]),
    base(
        "m2",
        Dimension::Area,
        3,
        "平方米",
        "m2",
        &["平米", "㎡", "sq m", "sq. m", "square metres", "square meters", "square metre", "square meter"],
    ),
    base("km", Dimension::Length, 1000, "公里", "km", &["千米", "kilometres", "kilometers"]),
    base("m", Dimension::Length, 1, "米", "m", &["metres", "meters"]),
    base("litre", Dimension::Volume, 1, "升", "litres", &["liter", "liters", "公升"]),
    base("kL", Dimension::Volume, 1000, "千升", "kL", &["kilolitres", "kiloliters"]),
    base(
        "m3",
        Dimension::Volume,
        1000,
        "立方米",
        "m3",
        &["㎥", "cubic metres", "cubic meters", "cu m", "cu. m", "标准立方米"],
    ),
    base("t", Dimension::Mass, 1000, "吨", "t", &["公吨", "tonne", "tonnes", "ton", "tons", "metric tons"]),
    base("kg", Dimension::Mass, 1, "千克", "kg", &["公斤", "kilograms"]),
    base(
        "tce",
        Dimension::StandardCoal,
        1000,
        "吨标准煤",
        "tce",
        &["吨标煤", "tons of sce", "tons of standard coal", "tonnes of coal equivalent"],
    ),
    base("kgce", Dimension::StandardCoal, 1, "千克标准煤", "kgce", &["公斤标准煤", "千克标煤"]),
    base("kWh", Dimension::Energy, 1, "千瓦时", "kWh", &["千瓦小时", "千瓦·时"]),
    base("MWh", Dimension::Energy, 1000, "兆瓦时", "MWh", &[]),
    base("GWh", Dimension::Energy, 1_000_000, "吉瓦时", "GWh", &[]),
    base("kW", Dimension::Power, 1, "千瓦", "kW", &[]),
    base("MW", Dimension::Power, 1000, "兆瓦", "MW", &[]),
    counted("tonne_km", "吨公里", "tonne-km", &["吨·公里", "吨千米", "tkm", "tonne km", "ton km"]),
    counted("person_km", "人公里", "passenger-km", &["人·公里", "人千米", "pkm", "passenger km", "person km"]),
    counted("TEU", "标准箱", "TEU", &["标箱", "国际标准箱", "teus"]),
    counted("weight_case", "重量箱", "weight cases", &["标准重量箱", "weight case"]),
    counted("dwt", "载重吨", "dwt", &[]),
    counted("flight", "架次", "flights", &[]),
    counted("ship_call", "艘次", "ship calls", &["ship call"]),
    counted("vehicle_trip", "辆次", "vehicle trips", &["vehicle trip"]),
    rate("per_10k_people", Dimension::Per(&Dimension::Count, &Dimension::Person), (1, 10_000), "件/万人", "per 10K"),
    rate(
        "100M_CNY_per_km2",
        Dimension::Per(&CNY, &Dimension::Area),
        (100_000_000, 3_000_000),
        "亿元/平方公里",
        "CNY 100M/km2",
    ),
    rate("10k_CNY_per_person", Dimension::Per(&CNY, &Dimension::Person), (10_000, 1), "万元/人", "CNY 10K/person"),
    rate("10k_CNY_per_mu", Dimension::Per(&CNY, &Dimension::Area), (10_000, 2000), "万元/亩", "CNY 10K/mu"),
    rate(
        "tce_per_10k_CNY",
        Dimension::Per(&Dimension::StandardCoal, &CNY),
        (1000, 10_000),
        "吨标准煤/万元",
        "tce/CNY 10K",
    ),
];

/// Whole units under names that no rule explains: ours, and those of Eurostat's code lists.
pub static NAMES: &[(&str, &str)] = &[
    ("count_per_10k_person", "per_10k_people"),
    ("10M_INR", "crore_INR"),
    ("1k_m", "km"),
    ("1k_litre", "kL"),
    ("ths_per", "1k_person"),
    ("mio_per", "M_person"),
    ("eur_hab", "EUR_per_person"),
    ("p_hthab", "count_per_100k_person"),
    ("p_mhab", "count_per_M_person"),
    ("pc_gdp", "% of GDP"),
    ("万度", "10k_kWh"),
    ("亿度", "100M_kWh"),
];

/// The steps, upwards.
pub static STEPS: &[Step] = &[
    Step { size: 10, code: "10", zh: "十", en: "10" },
    Step { size: 100, code: "100", zh: "百", en: "100" },
    Step { size: 1000, code: "1k", zh: "千", en: "K" },
    Step { size: 10_000, code: "10k", zh: "万", en: "10K" },
    Step { size: 100_000, code: "100k", zh: "十万", en: "100K" },
    Step { size: 1_000_000, code: "M", zh: "百万", en: "M" },
    Step { size: 10_000_000, code: "10M", zh: "千万", en: "10M" },
    Step { size: 100_000_000, code: "100M", zh: "亿", en: "100M" },
    Step { size: 1_000_000_000, code: "bn", zh: "十亿", en: "B" },
    Step { size: 10_000_000_000, code: "10bn", zh: "百亿", en: "10B" },
    Step { size: 100_000_000_000, code: "100bn", zh: "千亿", en: "100B" },
    Step { size: 1_000_000_000_000, code: "1T", zh: "万亿", en: "T" },
];

/// The unit written exactly so.
pub fn written(text: &str) -> Option<&'static Known> {
    UNITS.iter().find(|unit| {
        is_same(unit.code, text)
            || unit.zh == text
            || (!unit.en.is_empty() && unit.en == text)
            || unit.spellings.iter().any(|spelling| is_same(spelling, text))
    })
}

/// Case tells little, but for a single letter: m are metres, and M may be millions.
fn is_same(spelling: &str, text: &str) -> bool {
    if spelling.len() == 1 { spelling == text } else { spelling.eq_ignore_ascii_case(text) }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, STEPS, UNITS, written};
    use crate::model::{Unit, unit::spelling};

    #[test]
    fn every_name_reads_back() {
        for unit in UNITS {
            for name in [unit.code, unit.zh].into_iter().chain(unit.spellings.iter().copied()) {
                assert_eq!(Unit::parse(name).code(), unit.code, "{name}");
                assert_eq!(written(name).map(|found| found.code), Some(unit.code), "{name}");
            }
        }
        for (name, code) in NAMES {
            assert_eq!(Unit::parse(name).code(), *code, "{name}");
        }
    }

    #[test]
    fn steps_of_bases_have_codes_and_labels_that_read_back() {
        for unit in UNITS.iter().filter(|unit| unit.is_base && spelling::takes_steps(unit.dimension)) {
            for step in STEPS {
                let made = Unit::parse(&format!("{}_{}", step.code, unit.code));
                assert_eq!(Unit::parse(made.code()), made);
                assert_eq!(Unit::parse(&format!("{}{}", step.zh, unit.zh)), made, "{}{}", step.zh, unit.zh);
                assert_eq!(made.convert(1.0, &Unit::parse(unit.code)), Some(step.size as f64), "{made}");
            }
        }
    }
}
