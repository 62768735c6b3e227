//! What is made of the indicators: chosen with one key, the same on every screen, and told of each number.

use crate::{
    model::Lang,
    tests::tester::{Tester, shipped},
    ui::GlyphSet,
};

fn number(text: &str) -> f64 {
    (text.parse::<f64>().unwrap_or_else(|_| panic!("`{text}`")) * 1000.0).round() / 1000.0
}

/// The numbers of a form by park, as scripts get them; 0 where there is none, which no case expects.
fn made(form: &str, indicator: &str, period: &str, park: &str) -> f64 {
    let t = Tester::tiny("ranking").indicators(&[indicator]).period(period).form(form);
    let text = t.cell(park, indicator);
    if text.is_empty() { 0.0 } else { number(&text) }
}

#[test]
fn the_four_made_up_parks_in_every_form() {
    for (form, indicator, period, park, expect) in [
        ("percent", "revenue", "2021", "qingshan", 10.0),
        ("change", "revenue", "2021", "yunxi", 34.0),
        ("change", "rd_share", "2023", "qingshan", 0.22),
        ("cagr:2019", "revenue", "2023", "nangang", 5.737),
        ("index:2019", "revenue", "2023", "baisha", 126.0),
        ("share", "revenue", "2023", "qingshan", 62.566),
        ("contribution", "revenue", "2021", "qingshan", 74.83),
        ("pull", "revenue", "2021", "qingshan", 8.737),
        ("per:revenue", "firms", "2023", "qingshan", 0.888),
        ("percentile", "revenue", "2023", "baisha", 66.667),
        ("z", "revenue", "2023", "qingshan", 1.601),
        ("rank", "rd_share", "2023", "baisha", 2.0),
        ("lq:revenue", "firms", "2023", "qingshan", 1.043),
    ] {
        let difference = made(form, indicator, period, park) - expect;
        assert!(difference.abs() < 1e-9, "{form} of {indicator}: {difference} off {expect}");
    }
}

#[test]
fn what_cannot_be_compared_is_not_and_says_why() {
    let why = |form: &str, indicator: &str, period: &str, park: &str| {
        let t = Tester::tiny("ranking").indicators(&[indicator]).period(period).form(form);
        assert_eq!(t.cell(park, indicator), "");
        t.cell(park, &format!("{indicator}_why"))
    };
    assert_eq!(why("percent", "revenue", "2022", "qingshan"), "a remark warns of the figures", "sources differ");
    assert_eq!(why("cagr:2019", "firms", "2023", "yunxi"), "a remark warns of the figures", "a break on the way");
    assert_eq!(why("percent", "revenue", "2022", "baisha"), "no figure of the base year", "2021 is a gap");
    assert_eq!(why("per:rd_share", "revenue", "2023", "baisha"), "not an indicator that adds up over parks");
    assert_eq!(why("percent", "rd_share", "2023", "baisha"), "of a percentage one reads points (choose change)");
}

#[test]
fn a_bound_stays_a_bound() {
    let mark = |period: &str| {
        let t = Tester::tiny("ranking").indicators(&["firms"]).period(period).form("percent");
        (t.cell("nangang", "firms_mark"), t.cell("nangang", "firms_computed"))
    };
    assert_eq!(mark("2021"), ("at_least".to_owned(), "true".to_owned()));
    assert_eq!(mark("2022"), ("at_most".to_owned(), "true".to_owned()));
}

#[test]
fn one_key_chooses_a_form_for_every_screen_and_the_level_takes_it_back() {
    let mut t = Tester::shipped("ranking").indicators(&["revenue", "rd_intensity_gdp"]).parks(&["zhongguancun"]);
    t.keys("v").sees(&["选择算法", "贡献率", "人均、地均等"]);
    t.keys("\"占比\" enter").sees(&["占比  2020-2024最新", "范围内同期有数", "不可加总的指标"]);
    t.keys("4").sees(&["占比"]).keys("5").sees(&["占比"]);
    // A screen that shows no forms says that its numbers are none.
    t.keys("3").sees(&["占比"]).misses(&["原值(本屏)"]);
    t.keys("t").sees(&["原值(本屏)"]).keys("8").sees(&["按方案(本屏)"]);
    t.keys("2 v home").keys("up up up up up up up up up up up up enter").misses(&["占比", "原值"]);
}

#[test]
fn a_form_may_be_typed_with_its_year_and_asks_what_to_divide_by() {
    let mut t = Tester::shipped("ranking").indicators(&["revenue"]);
    t.keys("v \"cagr:2020\" enter").sees(&["年均 2020-", "9.4c"]);
    t.keys("v \"cagr:20x0\" enter").sees(&["is no form"]);
    t.keys("esc v \"人均\" enter").sees(&["除以哪个指标"]);
    t.keys("\"从业\" enter").sees(&["除以从业人员", "万元/人", "329.9c"]);
    t.keys("i").sees(&["营业收入 ÷ 从业人员", "103,022.09262 亿元 ÷ 312.293 万人 = 329.8892 万元/人", "china.csv"]);
}

#[test]
fn the_story_of_a_share_says_over_how_many_parks_it_is() {
    let mut t = Tester::tiny("ranking").indicators(&["revenue"]).period("2021").form("share").lang(Lang::En);
    t.keys("i").sees(&["share = park ÷ sum over the group", "1,210 ÷ 1,406 = 86.0597 %", "3 of 4 parks"]);
    t.sees(&["sum 140.6c CNY B (3/4)", "growth +11.7%c"]);
}

#[test]
fn formulas_are_written_in_the_signs_of_the_set() {
    let mut t = Tester::tiny("ranking").indicators(&["firms"]).period("2021").form("percent").lang(Lang::En);
    t.keys("home i").sees(&["40 ÷ 35 − 1 = ≥14.2857 %"]);
    let mut t = t.glyphs(GlyphSet::Ascii);
    t.keys("home i").sees(&["40 / 35 - 1 = >=14.2857 %"]).misses(&["÷", "−", "≥"]);
}

#[test]
fn a_published_rate_is_kept_and_called_published() {
    let mut t = Tester::shipped("ranking").indicators(&["gdp"]).period("2022").form("percent");
    let grid = t.cell("binjiang", "gdp_computed");
    assert_eq!((t.cell("binjiang", "gdp").as_str(), grid.as_str()), ("1.8", "false"));
    t.keys("/ \"滨江\" enter i").sees(&["公布数，不是测算"]);
}

#[test]
fn worked_figures_come_out_of_the_shipped_ones() {
    let value = |park: &str, indicator: &str, form: &str, period: &str, group: &str| {
        let t = Tester::on(shipped(), "ranking").indicators(&[indicator]).group(group).period(period).form(form);
        number(&t.cell(park, indicator))
    };
    let near = |value: f64, expect: f64| assert!((value - expect).abs() < 0.0006, "{value} is not {expect}");
    near(value("zhongguancun", "revenue", "percent", "2024", "national"), 12.258);
    // Of 2006 a rounded figure is shown first, so one year less than the worked 29.66: 34,415.6 over 15,326.4 亿元.
    near(value("cn-htz", "revenue", "cagr:2002", "2005", "national-totals"), 30.950);
    // 9,177,249,574 千元 over 3,221,028 people, in 万元/人.
    near(value("zhongguancun", "revenue", "per:employees", "2023", "national"), 284.917);
}

#[test]
fn no_form_fails_on_odd_data_and_each_prints_every_screen() {
    let forms = ["change", "percent", "cagr", "index", "share", "contribution", "pull", "percentile", "z", "rank"];
    for fixture in ["odd/ties.csv", "odd/header-only.csv", "implausible"] {
        for form in forms {
            let mut t = Tester::on(crate::tests::tester::fixture(fixture), "ranking").form(form);
            for screen in ["2", "4", "5", "1", "3"] {
                t.keys(screen).keys("space i esc s % ] [ e n o");
            }
        }
    }
}

#[test]
fn the_trend_of_a_form_is_drawn_year_by_year() {
    let t = Tester::tiny("trend").indicators(&["revenue"]).parks(&["qingshan", "baisha"]).form("share");
    let (parks, periods, computed) = (t.column("park"), t.column("period"), t.column("computed"));
    assert!(computed.iter().all(|flag| flag == "true"));
    let years = |park: &str| -> Vec<&String> {
        parks.iter().zip(&periods).filter(|(of, _)| *of == park).map(|(_, period)| period).collect()
    };
    assert_eq!(years("baisha"), ["2019", "2020", "2022", "2023"], "the gap stays a gap");
    assert_eq!(years("qingshan").len(), 5);
}

#[test]
fn a_profile_says_what_the_ranking_of_that_period_says() {
    for form in ["change", "percent", "cagr:2019", "index:2019", "share", "pull", "percentile", "z", "rank", "lq:firms"]
    {
        let profile = Tester::tiny("profile").parks(&["qingshan"]).form(form);
        let rows = profile.column("indicator");
        assert!(rows.len() > 2);
        for indicator in rows {
            let period = profile.cell(&indicator, "period");
            let t = Tester::tiny("ranking").indicators(&[&indicator]).form(form);
            let t = if period.is_empty() { t } else { t.period(&period) };
            assert_eq!(profile.cell(&indicator, "value"), t.cell("qingshan", &indicator), "{form} of {indicator}");
            assert_eq!(profile.cell(&indicator, "unit"), t.cell("qingshan", &format!("{indicator}_unit")), "{form}");
            if period.is_empty() {
                assert_ne!(profile.cell(&indicator, "why"), "", "{form} of {indicator} says why not");
            }
        }
    }
}

#[test]
fn an_overview_leads_by_the_form_and_leaves_totals_their_levels() {
    let t = Tester::tiny("overview").indicators(&["revenue", "rd_share"]).period("2023").form("share");
    assert_eq!(t.cell("qingshan", "unit"), "percent");
    assert!((number(&t.cell("qingshan", "value")) - 62.566).abs() < 1e-9);
    let mut growth = Tester::shipped("overview").form("percent");
    let of_revenue = growth.column("indicator").iter().position(|slug| slug == "revenue").unwrap();
    assert_eq!(growth.column("park")[of_revenue], "cn-htz");
    assert!(growth.column("value")[of_revenue].starts_with("1.7460"), "all zones, 2024");
    growth.sees(&["百分数看百分点"]);
    Tester::shipped("overview").form("z").sees(&["国家高新技术产业开发区(合计) 原值", "GDP 标准分 前"]);
}

#[test]
fn in_a_form_the_middle_of_the_group_and_the_chart_are_of_the_form() {
    let ranking = Tester::tiny("ranking").indicators(&["revenue"]).period("2023").form("share");
    let mut shares: Vec<f64> = ranking.column("revenue").iter().filter_map(|text| text.parse().ok()).collect();
    shares.sort_by(f64::total_cmp);
    let middle = f64::midpoint(shares[1], shares[2]);
    assert_eq!(shares.len(), 4);
    let compare = |form: &str| {
        Tester::tiny("compare").parks(&["qingshan", "nangang"]).indicators(&["revenue"]).period("2023").form(form)
    };
    let mut t = compare("share");
    assert_eq!(t.cell("revenue", "group_median"), middle.to_string());
    assert_eq!(t.cell("revenue", "group_mean"), "", "shares are not averaged");
    assert_eq!(t.cell("revenue", "nangang_catch_up"), "", "of shares nobody catches up");
    t.sees(&["营业收入 占比  %"]).misses(&["追上c"]);
    assert_ne!(compare("change").cell("revenue", "group_mean"), "", "amounts are");
    compare("percent").indicators(&["rd_share"]).sees(&["百分数看百分点"]);
}
