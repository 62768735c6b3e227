//! Worked by hand, or printed in a plan.

use super::{
    Aimed, Case, Outcome, Verdict, Way, attained, average, compounded, elapsed, is_reached, judge, plan_base, progress,
    required, verdict,
};
use crate::{
    analysis::{Firm, change::compound},
    model::{Better, Indicator, Mark, Nature, Unit},
};

fn firm(value: f64, mark: Mark) -> Firm {
    Firm { value, mark }
}

const fn exact(value: f64) -> Firm {
    Firm::exact(value)
}

#[track_caller]
fn near(value: Option<Firm>, expect: f64) {
    assert!(value.is_some_and(|firm| (firm.value - expect).abs() < 5e-4), "{value:?} is not {expect}");
}

#[test]
fn progress_is_the_part_of_the_way_and_not_the_share_of_the_target() {
    // From 1100 in 2020 to 2000 in 2025, 1464.1 in 2023: 364.1 of 900.
    near(progress(exact(1100.0), exact(1464.1), exact(2000.0), Way::Up), 0.40456);
    near(attained(exact(1464.1), exact(2000.0), Way::Up), 0.73205);
    // A limit: energy from 0.50 to 0.43, now 0.45: 0.05 of 0.07.
    near(progress(exact(0.50), exact(0.45), exact(0.43), Way::Down), 0.71429);
    near(progress(exact(50.0), exact(40.0), exact(60.0), Way::Up), -1.0);
    assert_eq!(progress(exact(60.0), exact(70.0), exact(60.0), Way::Up), None, "no way to go");
    assert_eq!(progress(exact(60.0), exact(70.0), exact(50.0), Way::Up), None, "the base is beyond the target");
}

#[test]
fn bounds_propagate_and_a_floor_is_reached_at_its_number() {
    let mark = |base, now, target| progress(base, now, target, Way::Up).map(|p| p.mark);
    let (ten, twenty) = (exact(10.0), exact(20.0));
    assert_eq!(mark(ten, firm(15.0, Mark::AtLeast), twenty), Some(Mark::AtLeast));
    assert_eq!(mark(ten, exact(15.0), firm(20.0, Mark::AtLeast)), Some(Mark::Exact), "a floor");
    assert_eq!(mark(ten, exact(15.0), firm(20.0, Mark::About)), Some(Mark::About));
    assert_eq!(
        mark(firm(10.0, Mark::AtLeast), exact(15.0), twenty),
        Some(Mark::AtMost),
        "a higher base: less way gone"
    );
    assert_eq!(mark(firm(10.0, Mark::AtLeast), exact(25.0), twenty), Some(Mark::AtLeast), "beyond the target it turns");
    assert_eq!(mark(firm(10.0, Mark::AtLeast), firm(15.0, Mark::AtLeast), twenty), None);
    let limit = |now, target| progress(twenty, now, target, Way::Down).map(|p| p.mark);
    assert_eq!(limit(firm(15.0, Mark::AtMost), firm(10.0, Mark::AtMost)), Some(Mark::AtLeast), "a ceiling");
    assert_eq!(limit(firm(15.0, Mark::AtLeast), ten), Some(Mark::AtMost));
}

#[test]
fn a_target_is_reached_only_as_far_as_the_marks_prove_it() {
    let up = |now, target| is_reached(now, target, Way::Up);
    assert_eq!(up(exact(3015.8), firm(3000.0, Mark::AtLeast)), Some(true));
    assert_eq!(up(firm(3015.8, Mark::AtMost), exact(3000.0)), None);
    assert_eq!(up(firm(2900.0, Mark::AtLeast), exact(3000.0)), None);
    assert_eq!(up(exact(2900.0), exact(3000.0)), Some(false));
    assert_eq!(up(exact(2900.0), firm(3000.0, Mark::LessThan)), None);
    assert_eq!(is_reached(exact(0.42), exact(0.43), Way::Down), Some(true));
    assert_eq!(is_reached(firm(0.42, Mark::AtLeast), exact(0.43), Way::Down), None);
}

#[test]
fn the_verdict_holds_progress_against_the_time_gone() {
    let say = |value, mark| verdict(firm(value, mark), 0.6);
    for (value, expect) in [
        (1.0, Verdict::Done),
        (0.6, Verdict::OnTrack),
        (0.599, Verdict::Nearly),
        (0.55, Verdict::Nearly),
        (0.549, Verdict::Behind),
        (-0.2, Verdict::Behind),
    ] {
        assert_eq!(say(value, Mark::Exact), Some(expect), "{value}");
        assert_eq!(say(value, Mark::About), Some(expect), "{value}");
    }
    assert_eq!(say(0.7, Mark::AtLeast), Some(Verdict::OnTrack));
    assert_eq!(say(0.3, Mark::AtLeast), None, "it may be more");
    assert_eq!(say(0.3, Mark::AtMost), Some(Verdict::Behind));
    assert_eq!(say(0.7, Mark::AtMost), None);
    assert_eq!(elapsed(2020, 2023, 2025), Some(0.6));
    assert_eq!(elapsed(2020, 2025, 2025), Some(1.0));
    assert_eq!(elapsed(2020, 2020, 2025), None, "nothing has passed");
    assert_eq!(elapsed(2020, 2026, 2025), None);
}

#[test]
fn rates_are_compounded() {
    // 深圳高新区: 20 687.05 in 2020 to 31 800 in 2025.
    near(required(exact(20_687.05), exact(31_800.0), 5), 8.9797);
    // 武汉万人发明专利 2020→24.
    assert!((compound(51.87, 97.13, 4).unwrap() - 16.98).abs() < 0.005);
    assert_eq!(compound(0.0, 5.0, 3), None);
    assert_eq!(compound(5.0, 5.0, 0), None);
    // 1.10 · 1.21 = 1.331 = 1.1537².
    assert!((average(&[10.0, 21.0]).unwrap() - 15.3690).abs() < 1e-3);
    // Reductions of 3.2, 3.0 and 2.8 %: 1 − 0.968 · 0.97 · 0.972 = 8.7331 %.
    assert!((compounded(&[-3.2, -3.0, -2.8]).unwrap() + 8.7331).abs() < 1e-3);
    assert_eq!(compounded(&[]), None);
    assert_eq!(average(&[-100.0]), None, "nothing is left to grow");
}

#[test]
fn a_plan_ends_with_a_year_of_five() {
    assert_eq!([2025, 2020, 2023, 2027].map(plan_base), [Some(2020), Some(2015), None, None]);
}

#[test]
fn what_sort_of_target_follows_from_the_indicator_and_the_source() {
    let about =
        |nature, better, unit: &str| Indicator { nature, better, unit: Unit::parse(unit), ..Indicator::default() };
    let of =
        |indicator: &Indicator, mark, ends, total, average| Aimed::of(indicator, mark, ends, total, average).name();
    let revenue = about(Nature::Flow, Better::Higher, "100M_CNY");
    assert_eq!(of(&revenue, Mark::Exact, true, false, false), "level-up");
    assert_eq!(of(&revenue, Mark::Exact, true, true, false), "cumulative");
    let energy = about(Nature::Ratio, Better::Lower, "percent");
    assert_eq!(Aimed::of(&energy, Mark::Exact, true, false, false), Aimed::Ratio(Way::Down));
    let land = about(Nature::Stock, Better::Neither, "km2");
    assert_eq!(of(&land, Mark::AtMost, true, false, false), "level-down");
    assert_eq!(of(&land, Mark::AtLeast, true, false, false), "level-up");
    let growth = about(Nature::Growth, Better::Higher, "percent");
    assert_eq!(of(&growth, Mark::Exact, true, false, false), "growth-average");
    assert_eq!(of(&growth, Mark::Exact, false, false, false), "growth-year");
    assert_eq!(of(&growth, Mark::Exact, false, false, true), "growth-average");
    assert_eq!(of(&growth, Mark::Exact, true, true, false), "growth-total");
    assert_eq!(of(&about(Nature::Rank, Better::Neither, "rank"), Mark::Exact, true, false, false), "ratio");
}

fn case(aimed: Aimed, now: f64, at: i32, target: f64) -> Case {
    Case { aimed, target: exact(target), due: 2025, from: Some(2020), base: None, now: exact(now), at, pace: None }
}

#[test]
fn a_level_with_its_base_year_says_everything() {
    let pace = Some(exact(10.0));
    let told = judge(&Case { base: Some(exact(1100.0)), pace, ..case(Aimed::Level(Way::Up), 1464.1, 2023, 2000.0) });
    near(told.progress, 0.40456);
    assert_eq!(told.elapsed, Some(0.6));
    assert_eq!(told.verdict, Some(Verdict::Behind));
    // (2000 ÷ 1464.1)^½ = 1.168772; 1464.1 · 1.21 = 1771.561.
    near(told.required, 16.8772);
    near(told.projected, 1771.561);
    near(told.shortfall, 228.439);
}

#[test]
fn without_a_base_year_there_is_only_the_share_of_the_target() {
    let told = judge(&case(Aimed::Level(Way::Up), 1464.1, 2023, 2000.0));
    assert_eq!((told.progress, told.verdict, told.projected), (None, None, None));
    near(told.attained, 0.73205);
    near(told.required, 16.8772);
    let done = judge(&case(Aimed::Level(Way::Up), 2100.0, 2023, 2000.0));
    assert_eq!((done.verdict, done.required), (Some(Verdict::Done), None), "reached is reached");
    let yearly = |at| judge(&Case { from: None, ..case(Aimed::Level(Way::Up), 2100.0, at, 2000.0) }).verdict;
    assert_eq!([yearly(2024), yearly(2025)], [None, Some(Verdict::Done)], "a target of one year is met in that year");
}

#[test]
fn a_ratio_moves_by_points_and_a_limit_comes_down() {
    let ratio = Case { base: Some(exact(3.0)), pace: Some(exact(0.2)), ..case(Aimed::Ratio(Way::Up), 3.6, 2023, 4.0) };
    let told = judge(&ratio);
    near(told.progress, 0.6);
    assert_eq!(told.verdict, Some(Verdict::OnTrack));
    near(told.required, 0.2);
    near(told.projected, 4.0);
    near(told.shortfall, 0.0);
    let limit =
        Case { base: Some(exact(0.50)), pace: Some(exact(-3.0)), ..case(Aimed::Level(Way::Down), 0.48, 2022, 0.43) };
    let told = judge(&limit);
    near(told.progress, 0.285_71);
    assert_eq!(told.verdict, Some(Verdict::Behind));
    // (0.43 ÷ 0.48)^⅓ − 1; 0.48 · 0.97³ = 0.438083.
    near(told.required, -3.6001);
    near(told.shortfall, 0.008_083);
    assert_eq!(told.attained, None, "a limit is not completed");
    let at_base = Case { at: 2020, now: exact(0.50), ..limit };
    assert_eq!((judge(&at_base).progress, judge(&at_base).verdict), (None, None), "nothing has been gone yet");
}

#[test]
fn sums_and_rates_have_formulas_of_their_own() {
    let gathered = Case { pace: Some(exact(20.0)), ..case(Aimed::Cumulative(Way::Up), 60.0, 2023, 100.0) };
    let told = judge(&gathered);
    near(told.progress, 0.6);
    near(told.required, 20.0);
    near(told.projected, 100.0);
    assert_eq!(told.verdict, Some(Verdict::OnTrack));
    let rate = |now, at| judge(&case(Aimed::Average(Way::Up), now, at, 8.0));
    assert_eq!(rate(8.2, 2023).verdict, Some(Verdict::OnTrack), "an average may still fall");
    assert_eq!(rate(8.2, 2025).verdict, Some(Verdict::Done));
    assert_eq!(rate(7.7, 2023).verdict, Some(Verdict::Nearly));
    assert_eq!(rate(7.0, 2023).verdict, Some(Verdict::Behind));
    assert_eq!((rate(7.0, 2023).projected, rate(7.0, 2023).required), (None, None));
    let down = |now, at| judge(&case(Aimed::Compound(Way::Down), now, at, -13.5)).verdict;
    assert_eq!(down(-8.7331, 2023), Some(Verdict::OnTrack), "64.7 % of it in 60 % of the time");
    assert_eq!(down(-7.0, 2023), Some(Verdict::Behind));
    let budget = |now, at| judge(&case(Aimed::Cumulative(Way::Down), now, at, 100.0)).verdict;
    assert_eq!(budget(60.0, 2023), None, "a limit on a sum is kept only at the end");
    assert_eq!(budget(101.0, 2023), Some(Verdict::Behind));
    assert_eq!(budget(99.0, 2025), Some(Verdict::Done));
}

#[test]
fn odd_figures_break_nothing() {
    let odd = [f64::MIN, -1.0, 0.0, 1e-300, 7.0, f64::MAX];
    for (now, target) in odd.into_iter().flat_map(|now| odd.map(|target| (now, target))) {
        for (base, at) in odd.into_iter().flat_map(|base| [2019, 2020, 2025].map(|at| (base, at))) {
            for way in [Way::Up, Way::Down] {
                for aimed in [Aimed::Level(way), Aimed::Ratio(way), Aimed::Cumulative(way), Aimed::Average(way)] {
                    let pace = Some(exact(7.0));
                    let Outcome { progress, attained, required, projected, shortfall, .. } =
                        judge(&Case { base: Some(exact(base)), pace, ..case(aimed, now, at, target) });
                    let all = [progress, attained, required, projected, shortfall];
                    assert!(all.into_iter().flatten().all(|firm| firm.value.is_finite()), "{base} {now} {target}");
                }
            }
        }
    }
}
