//! Growth taken apart, and what a park does to a ratio, on figures worked out apart from the program.

use crate::{
    model::Lang,
    tests::tester::{Tester, fixture},
};

const PARKS: [&str; 4] = ["qingshan", "baisha", "yunxi", "nangang"];

/// The four parks' output, growth taken apart.
fn sectors() -> Tester {
    let mut t = Tester::on(fixture("sectors"), "compare").parks(&PARKS).indicators(&["output", "rd_share"]);
    t.keys("p p");
    t
}

fn near(t: &Tester, park: &str, name: &str, expect: f64) {
    let text = t.cell("output", &format!("{park}_shift_{name}"));
    let value: f64 = text.parse().unwrap_or_else(|_| panic!("{park} {name}: `{text}`"));
    assert!((value - expect).abs() < 1e-9, "{park} {name}: {value}");
}

#[test]
fn growth_by_industry_is_taken_apart_as_a_spreadsheet_would() {
    let t = sectors();
    // From 2020 to 2023 the three that have all figures grow by 21.43 %: electronics 50, equipment 13.33, textiles 5 %.
    assert_eq!((t.cell("output", "shift_from"), t.cell("output", "shift_to")), ("2020".into(), "2023".into()));
    assert_eq!(t.cell("output", "shift_n"), "3");
    for (park, change, share, mix, own) in [
        ("qingshan", 100.0, 75.0, 4.166_666_666_666_7, 20.833_333_333_333_3),
        ("baisha", 26.0, 42.857_142_857_142_9, -9.857_142_857_142_9, -7.0),
        ("yunxi", 24.0, 32.142_857_142_857_1, 5.690_476_190_476_2, -13.833_333_333_333_3),
    ] {
        near(&t, park, "change", change);
        near(&t, park, "share", share);
        near(&t, park, "mix", mix);
        near(&t, park, "own", own);
    }
    near(&t, "qingshan", "rest", 10.0);
    assert_eq!(t.cell("output", "nangang_shift_change"), "", "one industry of it is not known");
}

#[test]
fn the_screen_says_the_parts_the_formula_and_what_is_not_known() {
    let mut t = sectors();
    t.sees(&[
        "增长分解 工业总产值",
        "3/4 个园区两年有数",
        "电子信息 +80.0%c (范围 +50.0%c)",
        "其余: 指标本身的增量减各分项之和",
    ]);
    t.sees(&["这两年缺数"]).keys("right").sees(&["电子信息 +25.0%c"]);
    t.keys("j").sees(&["不可加总的指标"]);
    let shipped = |lang: Lang| Tester::shipped("compare").lang(lang).parks(&["zhongguancun", "tianjin-binhai"]);
    let mut t = shipped(Lang::En).indicators(&["revenue"]);
    t.keys("p p").sees(&["the catalogue names no parts of it"]);
    shipped(Lang::Zh).indicators(&["gdp"]).keys("p p").sees(&["增长分解"]);
    // The next press is the chart again.
    t.keys("p").misses(&["the catalogue names no parts"]);
}

#[test]
fn without_parts_what_is_everybodys_and_what_is_ones_own_add_up() {
    let mut t = Tester::shipped("compare").parks(&["zhongguancun", "tianjin-binhai"]).indicators(&["revenue"]);
    t.keys("p p");
    for park in ["zhongguancun", "tianjin-binhai"] {
        let of = |name: &str| t.cell("revenue", &format!("{park}_shift_{name}")).parse::<f64>().unwrap();
        assert!((of("share") + of("own") - of("change")).abs() < 1e-6 && of("mix").abs() < 1e-9, "{park}");
        assert_eq!(t.cell("revenue", &format!("{park}_shift_rest")), "");
    }
}

#[test]
fn what_a_park_does_to_the_ratio_of_all_is_told_with_its_formula() {
    let mut t = Tester::on(fixture("sectors"), "ranking").indicators(&["rd_share"]).period("2023").form("effect");
    for (park, expect) in [
        ("qingshan", 1.236_448_598_130_841),
        ("baisha", -0.411_418_700_447_358),
        ("yunxi", -0.104_176_401_869_159),
        ("nangang", -0.310_742_413_105_113),
    ] {
        let value: f64 = t.cell(park, "rd_share").parse().unwrap();
        assert!((value - expect).abs() < 1e-9, "{park}: {value}");
    }
    assert_eq!(t.cell("qingshan", "rd_share_unit"), "pp");
    t.keys("i").sees(&["影响 = 范围合计研发经费 ÷ 总产值", "(37.84 − 24.5)", "× 100", "24.5 亿元", "490 亿元"]);
}
