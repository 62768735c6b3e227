//! Expressions, from text to what is asked, and what is said of those that are wrong.

use proptest::prelude::*;

use super::{Filter, Names, Slip, Test, Truth, parse::parse};
use crate::model::{Adds, Catalog, Indicator, IndicatorId, Label, Lang, Level, Nature, Park, Unit};

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    let park = |slug: &str, zh: &str, level, place: Option<(&str, &str)>, founded| Park {
        slug: slug.into(),
        name: Label { zh: zh.into(), en: slug.into() },
        short: Label { zh: zh.into(), en: slug.into() },
        level,
        province: place.map(|(province, _)| province.into()),
        city: place.map(|(_, city)| city.into()),
        founded,
        ..Park::default()
    };
    catalog.add_park(park("qingshan", "青山", Level::National, Some(("浙江", "杭州")), Some(1991)));
    catalog.add_park(park("baisha", "白沙", Level::Provincial, Some(("浙江", "宁波")), None));
    catalog.add_park(park("nangang", "南港", Level::National, Some(("江苏", "苏州")), Some(2010)));
    catalog.add_park(park("unknown", "未知", Level::EconomicDevelopment, None, None));
    let indicator = |slug: &str, zh: &str, alias: &[&str], unit: &str, nature| Indicator {
        slug: slug.into(),
        name: Label { zh: zh.into(), en: slug.into() },
        short: Label { zh: zh.into(), en: slug.into() },
        alias: alias.iter().map(|alias| (*alias).to_owned()).collect(),
        unit: Unit::parse(unit),
        nature,
        adds: Adds::Sum,
        ..Indicator::default()
    };
    for (slug, zh, alias, unit, nature) in [
        ("revenue", "营业收入", &["营收"][..], "100M_CNY", Nature::Flow),
        ("revenue_eur", "营收(欧元)", &["营收"], "M_EUR", Nature::Flow),
        ("exports_usd", "出口(美元)", &["出口"], "100M_USD", Nature::Flow),
        ("exports_cny", "出口(人民币)", &["出口"], "100M_CNY", Nature::Flow),
        ("employees", "从业人员", &[], "10k_person", Nature::Stock),
        ("rd_intensity", "R&D/GDP", &[], "percent", Nature::Ratio),
        ("rd", "R&D经费", &["R&D"], "100M_CNY", Nature::Flow),
        ("patents", "专利", &[], "count", Nature::Stock),
        ("rank", "排名", &[], "rank", Nature::Rank),
        ("output_above", "规上产值", &[], "100M_CNY", Nature::Flow),
        ("land", "面积", &[], "km2", Nature::Stock),
    ] {
        catalog.add_indicator(indicator(slug, zh, alias, unit, nature));
    }
    let scopes = [("revenue", "全部入统企业"), ("output_above", "规上工业企业")];
    for (slug, zh) in scopes {
        let id = catalog.indicator_by_slug(slug).unwrap();
        catalog.indicators[id.index()].scope = Some(Label::same(zh));
    }
    catalog
}

fn read(text: &str) -> Result<Filter, Slip> {
    // The first indicators are those most parks have.
    let parks_with = |id: IndicatorId| 100 - id.index();
    Filter::read(text, Names { catalog: &catalog(), parks_with: &parks_with })
}

/// What a test that the catalogue settles says of each park.
fn truths(test: &Test) -> Vec<Truth> {
    let both = |pair: &(Test, Test), join: fn(Truth, Truth) -> Truth| {
        truths(&pair.0).into_iter().zip(truths(&pair.1)).map(|(a, b)| join(a, b)).collect()
    };
    match test {
        Test::Parks(truths) => truths.clone(),
        Test::Not(of) => truths(of).into_iter().map(Truth::not).collect(),
        Test::Both(pair) => both(pair, Truth::and),
        Test::Either(pair) => both(pair, Truth::or),
        other => panic!("{other:?}"),
    }
}

/// Which of the four parks it takes: `y`, `n`, and `?` where the catalogue does not say.
fn parks(test: &Test) -> String {
    let letter = |truth: Truth| match truth {
        Truth::Yes => 'y',
        Truth::No => 'n',
        Truth::Missing | Truth::Unsure => '?',
    };
    truths(test).into_iter().map(letter).collect()
}

#[test]
fn properties_are_asked_in_either_language_and_with_full_width_signs() {
    let check = |text: &str, expect: &str| assert_eq!(parks(&read(text).unwrap().test), expect, "{text}");
    check("省=浙江", "yyn?");
    check("province = Zhejiang", "yyn?");
    check("省＝浙江省", "yyn?");
    check("市 in (杭州, 苏州)", "yny?");
    check("市 属于 （杭州、苏州市）", "yny?");
    check("city not in (杭州)", "nyy?");
    check("省!=浙江", "nny?");
    check("省 ≠ 浙江", "nny?");
    check("级别=国家级", "ynyn");
    check("level = economic-development", "nnny");
    check("类型=高新区", "yyyn");
    check("名称~山", "ynnn");
    check("name contains qing", "ynnn");
    check("园区=青山", "ynnn");
    check("成立>=2000", "n?y?");
    check("founded in (1991, 2010)", "y?y?");
    check("成立=1,991", "y?n?");
    check("有 省", "yyyn");
    check("缺 founded", "nyny");
    check("not missing city", "yyyn");
    check("省=浙江 and 级别=国家级", "ynnn");
    check("省=浙江且级别=国家级", "ynnn");
    check("省=浙江 && ! 级别=国家级", "nyn?");
    check("省=浙江 或 级别=国家级", "yyy?");
    check("省=浙江或者省=江苏", "yyy?");
    check("非 (省=浙江 or 级别=经开区)", "nnyn");
    check("省＝浙江　＆＆　！（级别＝国家级）", "nyn?");
    check("省=“浙江” | | 省=江苏".replace("| |", "||").as_str(), "yyy?");
}

#[test]
fn and_binds_tighter_than_or_and_what_is_unknown_stays_so() {
    let check = |text: &str, expect: &str| assert_eq!(parks(&read(text).unwrap().test), expect, "{text}");
    check("级别=经开区 or 省=浙江 and 级别=国家级", "ynny");
    check("(级别=经开区 or 省=浙江) and 级别=国家级", "ynnn");
    // Of the last nobody says the province: neither it nor its contrary holds.
    check("省=浙江 or not 省=浙江", "yyy?");
    check("省=浙江 and 级别=国家级", "ynnn");
}

#[test]
fn truth_has_three_values() {
    use Truth::{Missing, No, Unsure, Yes};
    for (a, b, and, or) in [
        (Yes, Yes, Yes, Yes),
        (Yes, No, No, Yes),
        (No, Missing, No, Missing),
        (Yes, Missing, Missing, Yes),
        (Missing, Missing, Missing, Missing),
        (Unsure, No, No, Unsure),
        (Unsure, Yes, Unsure, Yes),
        (Unsure, Missing, Missing, Missing),
    ] {
        assert_eq!((a.and(b), b.and(a)), (and, and), "{a:?} and {b:?}");
        assert_eq!((a.or(b), b.or(a)), (or, or), "{a:?} or {b:?}");
    }
    assert_eq!([Yes, No, Missing, Unsure].map(Truth::not), [No, Yes, Missing, Unsure]);
}

/// Whether a comparison of figures holds, where every indicator but the first has this value.
fn holds(text: &str, figures: &[(&str, f64)]) -> bool {
    let filter = read(text).unwrap_or_else(|slip| panic!("{text}: {slip:?}"));
    let Test::Compare(figure, comparison, pair) = &filter.test else { panic!("{text}: {:?}", filter.test) };
    let catalog = catalog();
    let value = |id: &IndicatorId| {
        let slug = &catalog.indicator(*id).slug;
        figures.iter().find(|(name, _)| name == slug).unwrap_or_else(|| panic!("{text} asks for {slug}")).1
    };
    let values: Vec<f64> = figure.inputs.iter().map(value).collect();
    let [one, other] = [&pair.0, &pair.1].map(|amount| plain(amount, &values));
    let near = (one - other).abs() <= one.abs().max(other.abs()) * 1e-12;
    comparison.holds(if near { std::cmp::Ordering::Equal } else { one.total_cmp(&other) })
}

/// An amount by plain arithmetic.
fn plain(amount: &super::Amount, values: &[f64]) -> f64 {
    use super::Amount::{Figure, Minus, Number, Product, Quotient, Sum};
    match amount {
        Figure(place) => values[*place],
        Number(value) => *value,
        Minus(of) => -plain(of, values),
        Sum(pair, times) => plain(&pair.0, values) + times * plain(&pair.1, values),
        Product(pair) => plain(&pair.0, values) * plain(&pair.1, values),
        Quotient(pair) => plain(&pair.0, values) / plain(&pair.1, values),
    }
}

#[test]
fn numbers_are_taken_in_their_units() {
    let check = |text: &str, figures: &[(&str, f64)], expect: bool| {
        assert_eq!(holds(text, figures), expect, "{text} of {figures:?}");
    };
    let revenue = [("revenue", 1000.0)];
    check("营收 = 1000", &revenue, true);
    check("营收 = 1000亿", &revenue, true);
    check("营收 = 1,000 亿元", &revenue, true);
    check("营收 = 0.1万亿", &revenue, true);
    check("营收 = 1e3", &revenue, true);
    check("营收 = 100000000 千元", &revenue, true);
    check("营收 = 100000百万元", &revenue, true);
    check("营收 > 999.9亿", &revenue, true);
    check("营收>=1001亿", &revenue, false);
    check("营收 = 1000亿欧元", &[("revenue_eur", 100_000.0)], true);
    check("1000亿 = revenue", &revenue, true);
    check("revenue_eur = 1亿", &[("revenue_eur", 100.0)], true);
    check("从业人员 = 3万", &[("employees", 3.0)], true);
    check("从业人员 = 3万人", &[("employees", 3.0)], true);
    check("从业人员 = 30,000人", &[("employees", 3.0)], true);
    check("专利 = 2万件", &[("patents", 20_000.0)], true);
    check("专利 = 2万", &[("patents", 20_000.0)], true);
    check("[R&D/GDP] = 5", &[("rd_intensity", 5.0)], true);
    check("[R&D/GDP] = 5%", &[("rd_intensity", 5.0)], true);
    check("\"R&D/GDP\" = 50‰", &[("rd_intensity", 5.0)], true);
    check("排名 <= 10", &[("rank", 10.0)], true);
    check("排名 <= 10位", &[("rank", 11.0)], false);
    check("-营收 < -999亿", &revenue, true);
    check("面积 = 1500亩", &[("land", 1.0)], true);
}

#[test]
fn arithmetic_is_in_one_unit() {
    let check = |text: &str, figures: &[(&str, f64)], expect: bool| {
        assert_eq!(holds(text, figures), expect, "{text} of {figures:?}");
    };
    let both = [("exports_cny", 300.0), ("revenue", 1000.0)];
    check("出口/营收 = 30%", &both, true);
    check("出口/营收 = 0.3", &both, true);
    check("出口/营收*100 = 30", &both, true);
    check("1 - 出口/营收 = 70%", &both, true);
    check("营收 - 出口 = 700亿", &both, true);
    check("(营收 - 出口) / 营收 = 0.7", &both, true);
    check("营收 > 3 * 出口", &both, true);
    check("营收 + 100亿元 = 1100", &[("revenue", 1000.0)], true);
    let per_head = [("revenue", 1000.0), ("employees", 5.0)];
    check("营收/从业人员 = 200万元/人", &per_head, true);
    check("营收/从业人员 = 200", &per_head, true);
    check("营收/从业人员 = 2000000元/人", &per_head, true);
    check("营收/从业人员 = 200万", &per_head, true);
    check("专利/从业人员 = 4件/万人", &[("patents", 20.0), ("employees", 5.0)], true);
    check("[R&D/GDP] * 营收 = 50亿元", &[("rd_intensity", 5.0), ("revenue", 1000.0)], true);
    check("100% - [R&D/GDP] = 95%", &[("rd_intensity", 5.0)], true);
}

#[test]
fn a_name_of_several_is_that_of_the_money_it_stands_beside_else_the_one_most_parks_have() {
    let said = |text: &str| read(text).unwrap().said.zh;
    assert_eq!(said("出口 > 3"), "出口(美元) > 3");
    assert_eq!(said("出口/营收 > 0.3"), "出口(人民币)/营业收入 > 0.3");
    assert_eq!(said("出口 > 3亿元"), "出口(人民币) > 3亿元");
    assert_eq!(said("营收>1000亿 and 有 营收"), "营业收入>1000亿 and 有 营业收入");
    assert_eq!(said("100 < 营收 < 200"), "100 < 营业收入 < 200");
}

#[test]
fn a_comparison_may_stand_between_two_bounds() {
    let Test::Both(pair) = read("100亿 < 营收 <= 1000亿").unwrap().test else { panic!("one test") };
    assert!(matches!((&pair.0, &pair.1), (Test::Compare(..), Test::Compare(..))));
}

#[test]
fn a_slip_is_shown_where_it_is() {
    let check = |text: &str, part: &str, zh: &str| {
        let slip = read(text).expect_err(text);
        assert_eq!((slip.at.of(text).as_str(), slip.words(Lang::Zh).contains(zh)), (part, true), "{text}: {slip:?}");
        assert!(!slip.words(Lang::En).is_empty());
    };
    check("省=浙疆", "浙疆", "没有园区的省是 `浙疆`，有 浙江");
    check("省=浙江 and 营手>3", "营手", "是否指 营业收入");
    check("营收>1000万人", "万人", "不能换算成亿元");
    check("从业人员>3亿元", "亿元", "不能换算成万人");
    check("营收>3斗", "斗", "不认识单位");
    check("面积>3万", "3万", "请写明单位");
    check("营收+从业人员>3", "+", "亿元 与 万人");
    check("营收>从业人员", ">", "亿元 与 万人");
    check("(营收>100", "(", "没有配对");
    check("营收>100)", ")", "没有配对");
    check("营收>", "", "还没有写完");
    check("营收>100 and", "", "还没有写完");
    check("营收>>3", ">", "名称、数或括号");
    check("营收 100", "100", "缺运算符");
    check("营收", "营收", "这不是条件");
    check("营收/从业人员", "营收/从业人员", "这不是条件");
    check("省>浙江", ">", "= != ~ in");
    check("营收~3", "~", "= != > <");
    check("营收=?", "?", "没有意义");
    check("省=\"浙江", "\"浙江", "缺少结尾的");
    check("营收@22>3", "@22", "@ 后面写年份");
    check("营收@2022/从业人员@2021>3", "@2021", "同一时期");
    check("营收@2022/从业人员>3", "@2022", "同一时期");
    check("排名/营收>3", "排名", "位次不能");
    check("规上产值/营收>0.3", "营收", "口径不同");
    check("营收/0>3", "0", "除数是零");
    check("[R&D/GDP]+1>3", "1", "写明 %");
    check("出口(美元)>3", "(", "缺运算符");
    check("exports_usd/revenue>0.1", "/", "币种");
    check("（有）", "）", "配对");
    check("", "", "没有内容");
    check("　", "　", "没有内容");
    check("营收>1 and 有 (营收>3)", "(营收>3)", "指标或属性的名称");
    check("未知=未知", "未知", "没有叫 `未知`");
}

#[test]
fn a_name_with_a_sign_in_it_is_to_be_quoted() {
    let slip = read("R&D/XYZ>5").unwrap_err();
    assert_eq!(slip.at.of("R&D/XYZ>5"), "XYZ");
    // `GDP` is no indicator of this catalogue, but `R&D/GDP` is one.
    let slip = read("R&D/GDP>5").unwrap_err();
    assert_eq!(
        (slip.at.of("R&D/GDP>5").as_str(), slip.words(Lang::Zh).as_str()),
        ("R&D/GDP", "有指标就叫 R&D/GDP: 请写 [R&D/GDP]")
    );
}

#[test]
fn what_nobody_writes_is_refused_and_not_overflown() {
    for text in ["(".repeat(5000), "!".repeat(1500), "-".repeat(1500), "1+".repeat(900), "a&&".repeat(600)] {
        assert!(parse(&text).is_err());
    }
    assert!(parse(&"1+".repeat(100)).is_err());
    assert!(read(&format!("营收>{}", "9".repeat(400))).is_err(), "no number is that large");
}

#[test]
fn a_number_in_a_list_ends_at_the_comma() {
    let Test::Either(pair) = read("排名 in (1,234)").unwrap().test else { panic!("one number") };
    assert!(matches!((&pair.0, &pair.1), (Test::Compare(..), Test::Compare(..))));
}

/// Texts of what expressions are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "营收",
        "省",
        "浙江",
        "=",
        "!=",
        ">",
        "<=",
        "~",
        "(",
        ")",
        "（",
        "）",
        "and",
        "or",
        "not",
        "且",
        "或",
        "非",
        "in",
        "有",
        "缺",
        " ",
        ",",
        "、",
        "1000",
        "1,000",
        "亿",
        "亿元",
        "%",
        "+",
        "-",
        "*",
        "/",
        "@",
        "@2022",
        "[",
        "]",
        "\"",
        "&&",
        "||",
        "R&D/GDP",
        "已标",
        "成立",
        "名称",
        "级别",
        "国家级",
        "从业人员",
        "0",
        "1e9",
        "e",
        ".",
        "\u{301}",
        "👩\u{200d}🔬",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_text_breaks_it_and_every_slip_lies_in_the_text(text in prop_oneof![any::<String>(), pieces()]) {
        if let Err(slip) = read(&text) {
            prop_assert!(slip.at.from <= slip.at.to && slip.at.to <= text.chars().count(), "{:?}", slip);
            prop_assert!(!slip.words(Lang::Zh).is_empty() && !slip.words(Lang::En).is_empty());
        }
    }
}

proptest! {
    #[test]
    fn what_is_taken_for_a_condition_or_a_column_holds(text in prop_oneof![any::<String>(), pieces(), formulas()]) {
        super::trial::hold(text.as_bytes());
    }
}

/// Formulas with a name, most of which can be read.
fn formulas() -> impl Strategy<Value = String> {
    let figure =
        prop::sample::select(vec!["营收", "出口额", "从业人员", "[R&D/GDP]", "专利", "面积", "100亿", "3", "5%"]);
    let sign = prop::sample::select(vec!["+", "-", "*", "/", "＋", "÷", " - "]);
    let tail = prop::collection::vec((sign, figure.clone()), 0..6);
    ("[a-z新]{0,3}", figure, tail).prop_map(|(name, first, tail)| {
        let tail: String = tail.into_iter().flat_map(|(sign, figure)| [sign, figure]).collect();
        if name.is_empty() { format!("{first}{tail}") } else { format!("{name}={first}{tail}") }
    })
}

#[test]
fn every_expression_of_the_corpus_holds_torn_and_changed() {
    crate::tests::corpus::replay("expression", super::trial::hold);
}
