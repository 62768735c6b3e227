//! A member against its whole: shares, and what it did to the change of the whole.

/// The share `x ÷ X` in percent (占比); none where the whole is zero or below. A loss has no share.
pub fn share(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0 && part >= 0.0).then(|| part / whole * 100.0).filter(|share| share.is_finite())
}

/// 贡献率, `Δx ÷ ΔX` in percent: how much of the change of the whole is the member's. More than 100 says that the others
/// fell together.
///
/// None where the whole did not grow: the sign would say the opposite of what is read. Then only [`pull`] is given.
pub fn contribution(change: f64, of_whole: f64) -> Option<f64> {
    (of_whole > 0.0).then(|| change / of_whole * 100.0).filter(|share| share.is_finite())
}

/// 拉动, `Δx ÷ X` of the year before, in percentage points: how much of the growth of the whole the member made. The
/// members' add up to the growth of the whole.
pub fn pull(change: f64, whole_before: f64) -> Option<f64> {
    (whole_before > 0.0).then(|| change / whole_before * 100.0).filter(|points| points.is_finite())
}

/// 区位商, `(x ÷ X) ÷ (y ÷ Y)`: the member's share in one quantity over its share in another; 1 is as the whole.
pub fn location_quotient(part: f64, whole: f64, base: f64, whole_base: f64) -> Option<f64> {
    let (share, of_base) = (share(part, whole)?, share(base, whole_base)?);
    (of_base > 0.0).then(|| share / of_base).filter(|quotient| quotient.is_finite())
}

/// What a member does to a ratio of sums: `N ÷ D − (N − n) ÷ (D − d)`, the ratio less what it is without the member. In the
/// unit of `N ÷ D`; none where either denominator is zero or below.
pub fn leave_one_out(whole: (f64, f64), member: (f64, f64)) -> Option<f64> {
    let ratio = |(over, under): (f64, f64)| (under > 0.0).then(|| over / under);
    let rest = (whole.0 - member.0, whole.1 - member.1);
    Some(ratio(whole)? - ratio(rest)?).filter(|effect| effect.is_finite())
}

/// `x ÷ y` times what turns it into the unit wanted (人均, 地均); none where the denominator is zero or below.
pub fn per(value: f64, denominator: f64, times: f64) -> Option<f64> {
    (denominator > 0.0).then(|| value / denominator * times).filter(|ratio| ratio.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{contribution, leave_one_out, location_quotient, per, pull, share};

    fn near(value: Option<f64>, expect: f64, within: f64) -> bool {
        value.is_some_and(|value| (value - expect).abs() < within)
    }

    #[test]
    fn worked_figures_of_the_torch_yearbook() {
        // 中关村 and all zones, 营业收入 2023→24, 千元.
        let (before, now) = (9_177_249_574.0, 10_302_209_262.0);
        let (whole_before, whole) = (55_014_940_375.0, 55_975_504_229.0);
        assert!(near(contribution(now - before, whole - whole_before), 117.1, 0.05), "more than all of it");
        assert!(near(pull(now - before, whole_before), 2.045, 0.0005));
        assert!(near(share(before, whole_before), 16.68, 0.005));
        assert!(near(share(now, whole), 18.40, 0.005));
    }

    #[test]
    fn the_pulls_of_members_add_up_to_the_growth_of_the_whole() {
        let (before, now) = ([100.0, 50.0, 50.0], [120.0, 45.0, 55.0]);
        let pulls: f64 = before.iter().zip(now).filter_map(|(before, now)| pull(now - before, 200.0)).sum();
        assert!((pulls - 10.0).abs() < 1e-9, "{pulls}");
    }

    #[test]
    fn a_whole_that_did_not_grow_has_no_contributions() {
        assert_eq!(contribution(3.0, 0.0), None);
        assert_eq!(contribution(3.0, -2.0), None);
        assert_eq!(contribution(-3.0, 2.0), Some(-150.0));
        assert_eq!(pull(-3.0, 200.0), Some(-1.5));
        assert_eq!(pull(3.0, 0.0), None);
    }

    #[test]
    fn a_location_quotient_compares_two_shares() {
        // A fifth of the patents on a tenth of the people.
        assert!(near(location_quotient(20.0, 100.0, 10.0, 100.0), 2.0, 1e-9));
        // Zhejiang's zones: 21.3 % of GDP on 4 % of the land.
        assert!(near(location_quotient(21.3, 100.0, 4.0, 100.0), 5.325, 1e-9));
        assert_eq!(location_quotient(20.0, 100.0, 0.0, 100.0), None);
        assert_eq!(location_quotient(20.0, 0.0, 1.0, 100.0), None);
        assert_eq!(share(-1.0, 5.0), None);
        assert_eq!(per(5.0, 0.0, 1.0), None);
        assert_eq!(per(5.0, 2.0, 100.0), Some(250.0));
    }

    #[test]
    fn what_a_member_does_to_a_ratio_is_the_ratio_with_it_less_without_it() {
        // R&D 10 + 20 of 100 + 500: 30 ÷ 600 = 5 %. Without the first 20 ÷ 500 = 4 %, without the second 10 ÷ 100 = 10 %.
        assert!(near(leave_one_out((30.0, 600.0), (10.0, 100.0)), 0.01, 1e-12));
        assert!(near(leave_one_out((30.0, 600.0), (20.0, 500.0)), -0.05, 1e-12));
        assert_eq!(leave_one_out((30.0, 600.0), (30.0, 600.0)), None, "nobody else is left");
        assert_eq!(leave_one_out((30.0, 0.0), (1.0, -1.0)), None);
    }

    proptest! {
        #[test]
        fn who_is_above_the_others_lifts_the_ratio(
            (n, d, rest_n, rest_d) in (0.0..1e6_f64, 1e-3..1e6_f64, 0.0..1e6_f64, 1e-3..1e6_f64)
        ) {
            let effect = leave_one_out((n + rest_n, d + rest_d), (n, d)).unwrap();
            // c = d ÷ D · (n ÷ d − ratio of the rest): its share of the denominator times its lead.
            let expect = d / (d + rest_d) * (n / d - rest_n / rest_d);
            prop_assert!((effect - expect).abs() <= 1e-6 * expect.abs().max(n / d).max(rest_n / rest_d).max(1.0));
        }
    }
}
