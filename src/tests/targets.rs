//! Targets as the store judges them: on the made-up parks, on the shipped figures and on targets of every sort.

use super::tester::{Tester, fixture, shipped, tiny};
use crate::{
    analysis::target::Verdict,
    model::{At, Lang},
    store::{Basis, Lack, Store, Target},
};

const LATEST: At = At::Latest { upto: 2024, back: 4 };

fn one(store: &Store, park: &str, indicator: &str, due: i32, at: At) -> Target {
    let catalog = store.catalog();
    let (park, indicator) = (catalog.park_by_slug(park).unwrap(), catalog.indicator_by_slug(indicator).unwrap());
    let all = store.targets_of(park, indicator, at);
    all.into_iter().find(|target| target.aim.period.calendar_year() == due).unwrap()
}

fn near(value: f64, expect: f64) -> bool {
    (value - expect).abs() < 5e-4
}

#[test]
fn the_made_up_target_is_judged_from_its_base_year() {
    let store = tiny();
    let told = one(&store, "qingshan", "revenue", 2025, LATEST);
    assert_eq!((told.from, told.base.map(|base| base.reading.value)), (Some(2020), Some(1100.0)));
    assert!(near(told.outcome.progress.unwrap().value, 0.40456), "{told:?}");
    assert_eq!((told.outcome.elapsed, told.outcome.verdict), (Some(0.6), Some(Verdict::Behind)));
    let pace = told.pace.unwrap();
    assert_eq!(pace.years(), (2020, 2023));
    assert!(near(pace.rate.value, 10.0) && near(told.outcome.projected.unwrap().value, 1771.561));
    let earlier = one(&store, "qingshan", "revenue", 2025, At::Latest { upto: 2021, back: 4 });
    assert!(near(earlier.now.unwrap().reading.value, 1210.0), "only what was known by then");
    assert_eq!(earlier.outcome.elapsed, Some(0.2));
    let exact = one(&store, "qingshan", "revenue", 2025, At::Exact("2018".parse().unwrap()));
    assert_eq!((exact.now, exact.outcome.attained), (None, None), "another year does not answer");
}

#[test]
fn what_is_lacking_is_said() {
    let store = shipped();
    let lack = |park, indicator, due| one(&store, park, indicator, due, LATEST).lack;
    assert_eq!(lack("shenzhen", "sci_sme_count", 2025), Some(Lack::Figure));
    assert_eq!(lack("shenzhen", "hte_count", 2025), Some(Lack::Early), "2020 is the base year itself");
    assert_eq!(lack("guangzhou-edz", "gross_output_above_size", 2025), Some(Lack::Early), "2019 is before the plan");
    assert_eq!(lack("wuxi", "hitech_output_share", 2020), Some(Lack::Later(2023)));
    assert_eq!(lack("east-lake", "revenue", 2020), Some(Lack::Early));
    assert_eq!(lack("east-lake", "revenue", 2008), Some(Lack::Plan));
    let yearly = one(&store, "binjiang", "new_projects_over_100m", 2023, LATEST).outcome;
    assert_eq!(yearly.verdict, None, "the 42 of 2022 do not meet the 25 of 2023");
    assert_eq!(lack("zhangjiang-hitech-park", "revenue", 2015), Some(Lack::Warned));
    assert_eq!(lack("east-lake", "gdp_growth", 2025), Some(Lack::Prices), "a value added at current prices");
}

#[test]
fn shipped_targets_come_to_what_a_pencil_says() {
    let store = shipped();
    // 深圳: 5082 of 7000, (7000 ÷ 5082)^⅕ − 1.
    let told = one(&store, "shenzhen", "hte_count", 2025, LATEST).outcome;
    assert!(near(told.attained.unwrap().value, 0.726) && told.verdict.is_none(), "{told:?}");
    assert!(near(told.required.unwrap().value, 6.6136), "{told:?}");
    // 东湖 2010: 2918 against 2000.
    let told = one(&store, "east-lake", "revenue", 2010, LATEST).outcome;
    assert_eq!((told.verdict, told.required), (Some(Verdict::Done), None));
    // 成都 2015: the rate of the year, 10.1 of 11; the average cannot be said.
    let told = one(&store, "chengdu", "gdp_growth", 2015, LATEST);
    assert_eq!((told.aimed.name(), told.outcome.verdict), ("growth-year", Some(Verdict::Behind)));
}

#[test]
fn growth_sums_and_limits_are_judged_by_their_own_formulas() {
    let store = fixture("plans");
    let told = |indicator, due| one(&store, "qingshan", indicator, due, LATEST);
    let average = told("va_growth", 2025);
    // 1.08 · 1.05 · 1.06 = 1.202040, its cube root 1.063257.
    assert!(near(average.tally.unwrap().value.value, 6.3257), "{average:?}");
    assert_eq!(average.tally.unwrap().basis, Basis::Every);
    assert_eq!(average.outcome.verdict, Some(Verdict::Behind), "6.33 of 7 is 90 %");
    let levels = told("revenue_growth", 2025);
    assert_eq!(levels.tally.unwrap().basis, Basis::Levels);
    assert!(near(levels.tally.unwrap().value.value, 10.0), "{levels:?}");
    assert_eq!(levels.outcome.verdict, Some(Verdict::OnTrack));
    let sum = told("investment", 2025);
    assert!(near(sum.outcome.progress.unwrap().value, 0.62), "{sum:?}");
    assert!(near(sum.outcome.projected.unwrap().value, 516.6667) && sum.outcome.verdict == Some(Verdict::OnTrack));
    let reduction = told("energy_change", 2025);
    assert!(near(reduction.tally.unwrap().value.value, -8.7331), "{reduction:?}");
    assert_eq!(reduction.outcome.verdict, Some(Verdict::OnTrack));
    let limit = told("energy", 2025);
    assert!(near(limit.outcome.progress.unwrap().value, 0.714_29), "{limit:?}");
    assert_eq!(limit.outcome.verdict, Some(Verdict::OnTrack));
    let based = told("firms", 2024);
    assert_eq!((based.from, based.outcome.verdict), (Some(2019), Some(Verdict::Nearly)), "the note names the base");
    let warned = told("warned", 2025);
    assert_eq!((warned.pace, warned.outcome.progress, warned.lack), (None, None, Some(Lack::Warned)));
}

#[test]
fn the_screen_sorts_finds_and_tells_where_both_figures_are_from() {
    let mut t = Tester::on(fixture("plans"), "targets");
    let progress = |t: &Tester| t.column("progress").iter().filter_map(|p| p.parse().ok()).collect::<Vec<f64>>();
    t.keys("right right s");
    let falling = progress(&t);
    assert!(falling.windows(2).all(|pair| pair[0] >= pair[1]) && falling.len() == 4, "{falling:?}");
    assert!(t.column("progress")[4..].iter().all(String::is_empty), "what has none stands last");
    t.keys("s");
    assert_eq!(progress(&t), falling.into_iter().rev().collect::<Vec<_>>());
    let mut t = Tester::tiny("targets");
    t.keys("i").sees(&["▌◆ 目标 2025年", "2,000 亿元", "日报"]).keys("esc");
    t.keys("right i").sees(&["▌◆ 2023年", "1,464.1 亿元", "统计局"]).keys("esc");
    t.keys("space").sees(&["已标1", "◆青山"]).keys("/ \"没有\" enter").sees(&["这个范围没有目标"]);
}

#[test]
fn every_sentence_speaks_both_languages() {
    for store in [tiny(), shipped(), fixture("plans")] {
        for lang in [Lang::Zh, Lang::En] {
            let t = Tester::on(store.clone(), "targets").lang(lang);
            for said in t.column("sentence") {
                let is_chinese = said.contains('。');
                assert_eq!(is_chinese, lang == Lang::Zh, "{said}");
                assert!(!said.contains("NaN") && !said.contains("inf") && !said.contains("  "), "{said}");
            }
        }
    }
}
