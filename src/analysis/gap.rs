//! The gap between two figures, and when it would close.
//!
//! Rates are in percent a year, or in points a year for what moves by points. Formulas: `docs/comparison.md`.

use crate::model::Better;

/// Nobody believes a pace to hold for longer, in years.
pub const LONGEST: f64 = 50.0;

/// What `a` must move by to be level with `b`, `x_b ÷ x_a − 1`, in percent; none where it has no base.
pub fn to_close(a: f64, b: f64) -> Option<f64> {
    super::change::growth(a, b).filter(|_| b > 0.0)
}

/// Whether one catches up with the other, going on as so far.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum CatchUp {
    /// It is level or ahead already (已超过).
    Ahead,
    /// It is behind and no faster (按现速无法追上).
    Never,
    /// It would take longer than [`LONGEST`].
    Long,
    /// In so many years.
    Years(f64),
}

/// Years until `a` is level with `b` where both go on growing by percent: `n = ln(x_b ÷ x_a) ÷ ln((1 + g_a) ÷ (1 + g_b))`.
///
/// None unless all are positive, and where no way is better. Where less is better, both logarithms are negative.
pub fn catch_up(a: f64, b: f64, own: f64, other: f64, better: Better) -> Option<CatchUp> {
    let (own, other) = (1.0 + own / 100.0, 1.0 + other / 100.0);
    if !(a > 0.0 && b > 0.0 && own > 0.0 && other > 0.0) {
        return None;
    }
    closing((b / a).ln(), (own / other).ln(), better)
}

/// The same where both move by points: `n = (x_b − x_a) ÷ (d_a − d_b)`.
pub fn catch_up_by_points(a: f64, b: f64, own: f64, other: f64, better: Better) -> Option<CatchUp> {
    closing(b - a, own - other, better)
}

/// A way to go over the way gone each year.
fn closing(way: f64, a_year: f64, better: Better) -> Option<CatchUp> {
    let sign = match better {
        Better::Higher => 1.0,
        Better::Lower => -1.0,
        Better::Neither => return None,
    };
    let (way, a_year) = (way * sign, a_year * sign);
    if !(way.is_finite() && a_year.is_finite()) {
        return None;
    }
    Some(match way / a_year {
        _ if way <= 0.0 => CatchUp::Ahead,
        _ if a_year <= 0.0 => CatchUp::Never,
        years if years > LONGEST => CatchUp::Long,
        years => CatchUp::Years(years),
    })
}

/// How large a gap is among others in other units: the logarithm of the ratio without its sign; none where there is none.
pub fn size(ratio: f64) -> Option<f64> {
    (ratio > 0.0).then(|| ratio.ln().abs()).filter(|size| size.is_finite())
}

/// The mean; none of nothing. Only of what may be added up: a mean of ratios is no ratio of the whole.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64).filter(|mean| mean.is_finite())
}

/// The best and the worst of what is ranked, at most so many of each: those at or above the middle of their group from the
/// highest percentile, those below it from the lowest. Of equals the one ranked among more comes first.
pub fn best_and_worst<T: Copy>(ranked: &[(T, super::rank::Rank)], most: usize) -> (Vec<T>, Vec<T>) {
    let mut with: Vec<(f64, u32, T)> =
        ranked.iter().filter_map(|(what, rank)| Some((rank.percentile()?, rank.of, *what))).collect();
    with.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    let best = with.iter().filter(|(share, ..)| *share >= 50.0).take(most).map(|(.., what)| *what).collect();
    let mut worst: Vec<_> = with.into_iter().filter(|(share, ..)| *share < 50.0).collect();
    worst.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    (best, worst.into_iter().take(most).map(|(.., what)| what).collect())
}

#[cfg(test)]
mod tests {
    use super::{CatchUp, best_and_worst, catch_up, catch_up_by_points, mean, size, to_close};
    use crate::{analysis::rank::Rank, model::Better};

    #[track_caller]
    fn years(told: Option<CatchUp>, expect: f64) {
        let Some(CatchUp::Years(years)) = told else { panic!("{told:?} is not {expect} years") };
        assert!((years - expect).abs() < 0.005, "{years} is not {expect}");
    }

    #[test]
    fn the_years_to_catch_up_follow_from_two_paces() {
        // ln(97.13 ÷ 51.87) = 0.62735; ln(1.17 ÷ 1.10) = 0.06169.
        years(catch_up(51.87, 97.13, 17.0, 10.0, Better::Higher), 10.17);
        // A frozen benchmark: ÷ ln 1.17 = 0.15700.
        years(catch_up(51.87, 97.13, 17.0, 0.0, Better::Higher), 4.00);
        // 3.0 % to 5.0 %, 0.3 against 0.1 points a year.
        years(catch_up_by_points(3.0, 5.0, 0.3, 0.1, Better::Higher), 10.0);
        // Energy from 0.5 to 0.4, down 6 against 2 % a year: ln 0.8 ÷ ln(0.94 ÷ 0.98) = 0.22314 ÷ 0.04167.
        years(catch_up(0.5, 0.4, -6.0, -2.0, Better::Lower), 5.355);
    }

    #[test]
    fn the_conditions_are_words_of_their_own() {
        let up = |a, b, own, other| catch_up(a, b, own, other, Better::Higher);
        assert_eq!(up(5.0, 4.0, 0.0, 9.0), Some(CatchUp::Ahead));
        assert_eq!(up(5.0, 5.0, 0.0, 9.0), Some(CatchUp::Ahead), "level");
        assert_eq!(up(4.0, 5.0, 3.0, 3.0), Some(CatchUp::Never));
        assert_eq!(up(4.0, 5.0, 2.0, 3.0), Some(CatchUp::Never));
        assert_eq!(up(1.0, 9.0, 3.1, 3.0), Some(CatchUp::Long));
        assert_eq!(up(0.0, 5.0, 3.0, 1.0), None);
        assert_eq!(up(4.0, -5.0, 3.0, 1.0), None);
        assert_eq!(up(4.0, 5.0, -100.0, 1.0), None, "nothing is left to grow");
        assert_eq!(catch_up(4.0, 5.0, 9.0, 1.0, Better::Neither), None, "no way is better");
        assert_eq!(catch_up(4.0, 5.0, 9.0, 1.0, Better::Lower), Some(CatchUp::Ahead));
        assert_eq!(catch_up_by_points(-1.0, 1.0, 1.0, 1.0, Better::Higher), Some(CatchUp::Never));
    }

    #[test]
    fn a_gap_has_a_size_in_any_unit() {
        assert!((to_close(100.0, 250.0).unwrap() - 150.0).abs() < 1e-9);
        assert!((to_close(0.5, 0.4).unwrap() + 20.0).abs() < 1e-9, "less is better");
        assert_eq!((to_close(0.0, 5.0), to_close(3.0, -5.0)), (None, None));
        assert_eq!(size(0.5), size(2.0), "half and double are one size");
        assert_eq!((size(0.0), size(-1.0), mean(&[])), (None, None, None));
        assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
    }

    #[test]
    fn strengths_are_above_the_middle_and_weaknesses_below() {
        let rank = |place, of| Rank { place, of };
        let ranked = [
            ('a', rank(1, 5)),
            ('b', rank(1, 9)),
            ('c', rank(5, 5)),
            ('d', rank(3, 5)),
            ('e', rank(4, 5)),
            ('f', rank(1, 1)),
        ];
        assert_eq!(best_and_worst(&ranked, 3), (vec!['b', 'a', 'd'], vec!['c', 'e']), "alone is no rank");
        assert_eq!(best_and_worst(&ranked, 1), (vec!['b'], vec!['c']));
        assert_eq!(best_and_worst::<char>(&[], 3), (vec![], vec![]));
    }
}
