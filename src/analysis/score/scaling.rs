//! Values to points: fixed by a frame of values, so that any value can be asked, and points be turned back.

use crate::model::{
    Better,
    scheme::{Bounds, Method},
};

/// How the values of one column become points.
#[derive(Clone, PartialEq, Debug)]
pub enum Scaling {
    /// `(x − from) ÷ (to − from) · (best − worst) + worst`; cut off at the ends where they were given.
    Linear { from: f64, to: f64, worst: f64, best: f64, cut: bool },
    /// `100 x ÷ best`, or `100 best ÷ x` where lower is better: then for positive values only.
    Leader { best: f64, lower: bool },
    /// Points by place among the values of the frame, which stand here from worst to best (their signs turned where lower is
    /// better): `low + (n − r) · step`.
    Ordered { values: Vec<f64>, lower: bool, low: f64, step: f64 },
    /// Every value of the frame is the same.
    Constant(f64),
    /// No value at all, or none that this method can take.
    Nothing,
}

impl Scaling {
    /// The scaling of a column: by its values that are there, already treated, and the scale's worst and best points.
    pub fn of(method: Method, better: Better, [worst, best]: [f64; 2], frame: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = frame.filter(|value| value.is_finite()).collect();
        let lower = better == Better::Lower;
        match method {
            Method::Goalposts { low, high } => {
                let (from, to) = if lower { (high, low) } else { (low, high) };
                return Self::Linear { from, to, worst, best, cut: true };
            }
            Method::Efficacy(Some(Bounds { bad, good })) => {
                return Self::Linear { from: bad, to: good, worst: 60.0, best: 100.0, cut: false };
            }
            _ if values.is_empty() => return Self::Nothing,
            _ => {}
        }
        let min = values.iter().copied().fold(f64::INFINITY, f64::min);
        let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (from, to) = if lower { (max, min) } else { (min, max) };
        let n = values.len() as f64;
        match method {
            Method::Leader if lower && min > 0.0 => return Self::Leader { best: min, lower },
            Method::Leader if !lower && max > 0.0 => return Self::Leader { best: max, lower },
            Method::Leader => return Self::Nothing,
            _ if min < max => {}
            Method::ZScore => return Self::Constant(0.0),
            Method::Rank => return Self::Constant(n.midpoint(1.0)),
            Method::Efficacy(_) => return Self::Constant(80.0),
            _ => return Self::Constant(worst.midpoint(best)),
        }
        match method {
            Method::ZScore => {
                let mean = values.iter().sum::<f64>() / n;
                let spread = (values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)).sqrt();
                let to = if lower { mean - spread } else { mean + spread };
                Self::Linear { from: mean, to, worst: 0.0, best: 1.0, cut: false }
            }
            Method::Efficacy(_) => Self::Linear { from, to, worst: 60.0, best: 100.0, cut: false },
            Method::Rank | Method::Percentile => {
                if lower {
                    for value in &mut values {
                        *value = -*value;
                    }
                }
                values.sort_by(f64::total_cmp);
                let (low, step) = if method == Method::Rank { (1.0, 1.0) } else { (worst, (best - worst) / (n - 1.0)) };
                Self::Ordered { values, lower, low, step }
            }
            _ => Self::Linear { from, to, worst, best, cut: false },
        }
    }

    /// The points of a value; NaN where there is none or none can be said.
    pub fn points(&self, x: f64) -> f64 {
        match self {
            _ if x.is_nan() => f64::NAN,
            Self::Linear { from, to, worst, best, cut } => {
                let share = (x - from) / (to - from);
                let share = if *cut { share.clamp(0.0, 1.0) } else { share };
                share * (best - worst) + worst
            }
            Self::Leader { best, lower: false } => x / best * 100.0,
            Self::Leader { best, lower: true } if x > 0.0 => best / x * 100.0,
            Self::Leader { .. } | Self::Nothing => f64::NAN,
            Self::Ordered { values, lower, low, step } => {
                let x = if *lower { -x } else { x };
                let better = values.len() - values.partition_point(|other| *other <= x);
                low + (values.len() as f64 - 1.0 - better as f64) * step
            }
            Self::Constant(points) => *points,
        }
    }

    /// The least change of value that gives at least these points; none where no value does, the frame staying as it is.
    pub fn value_of(&self, points: f64) -> Option<f64> {
        let value = match self {
            Self::Linear { from, to, worst, best, cut } => {
                let share = (points - worst) / (best - worst);
                let is_open = !cut && (best - worst - 1.0).abs() < 1e-12;
                // Beyond the ends a frame would have other ends, and goalposts give no more.
                let is_within = share <= 1.0 + 1e-12 || is_open;
                is_within.then(|| from + share * (to - from))
            }
            Self::Leader { best, lower: false } => (points <= 100.0).then(|| points / 100.0 * best),
            Self::Leader { best, lower: true } => (points <= 100.0).then(|| best / points * 100.0),
            Self::Ordered { values, lower, low, step } => {
                let place = ((points - low) / step - 1e-9).ceil().max(0.0) as usize;
                // The value that stands so many places from the end: with it one shares that place.
                values.get(place).map(|value| if *lower { -value } else { *value })
            }
            Self::Constant(_) | Self::Nothing => None,
        };
        value.filter(|value| value.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::{Better, Bounds, Method, Scaling};
    use Better::{Higher, Lower};

    const SCALE: [f64; 2] = [0.0, 100.0];
    const GOALS: Method = Method::Goalposts { low: 10.0, high: 20.0 };

    fn points(method: Method, better: Better, values: &[f64]) -> Vec<f64> {
        let scaling = Scaling::of(method, better, SCALE, values.iter().copied());
        values.iter().map(|x| scaling.points(*x)).collect()
    }

    #[track_caller]
    fn check(method: Method, better: Better, values: &[f64], expect: &[f64]) {
        let points = points(method, better, values);
        let near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9 || (a.is_nan() && b.is_nan());
        assert!(points.len() == expect.len() && points.iter().zip(expect).all(near), "{method:?} {points:?}");
    }

    #[test]
    fn worked_tables_of_every_method() {
        const NONE: f64 = f64::NAN;
        let x = [2.0, 8.0, 4.0, NONE, 8.0];
        check(Method::MinMax, Higher, &x, &[0.0, 100.0, 100.0 / 3.0, NONE, 100.0]);
        check(Method::MinMax, Lower, &x, &[100.0, 0.0, 200.0 / 3.0, NONE, 0.0]);
        // Mean 5.5, s = sqrt(27 / 3) = 3.
        check(Method::ZScore, Higher, &x, &[-3.5 / 3.0, 2.5 / 3.0, -0.5, NONE, 2.5 / 3.0]);
        check(Method::ZScore, Lower, &x, &[3.5 / 3.0, -2.5 / 3.0, 0.5, NONE, -2.5 / 3.0]);
        // Ranks 4 1 3 . 1 of 4: ties share the better place.
        check(Method::Rank, Higher, &x, &[1.0, 4.0, 2.0, NONE, 4.0]);
        check(Method::Rank, Lower, &x, &[4.0, 2.0, 3.0, NONE, 2.0]);
        check(Method::Percentile, Higher, &x, &[0.0, 100.0, 100.0 / 3.0, NONE, 100.0]);
        check(Method::Leader, Higher, &x, &[25.0, 100.0, 50.0, NONE, 100.0]);
        check(Method::Leader, Lower, &x, &[100.0, 25.0, 50.0, NONE, 25.0]);
        check(GOALS, Higher, &[9.0, 10.0, 12.5, 20.0, 99.0], &[0.0, 0.0, 25.0, 100.0, 100.0]);
        check(GOALS, Lower, &[9.0, 10.0, 12.5, 20.0, 99.0], &[100.0, 100.0, 75.0, 0.0, 0.0]);
        check(Method::Efficacy(None), Higher, &x, &[60.0, 100.0, 60.0 + 40.0 / 3.0, NONE, 100.0]);
        check(Method::Efficacy(None), Lower, &x, &[100.0, 60.0, 60.0 + 80.0 / 3.0, NONE, 60.0]);
    }

    #[test]
    fn the_printed_example_of_the_efficacy_coefficient() {
        let method = Method::Efficacy(Some(Bounds { bad: 6.0, good: 12.0 }));
        let points = points(method, Higher, &[5.81])[0];
        assert!((points - 58.733_333_333).abs() < 1e-9, "{points}: printed as 58.73");
    }

    #[test]
    fn edges_one_value_one_park_none_zero_and_negative() {
        for values in [&[7.0][..], &[7.0, 7.0, 7.0]] {
            let middle = f64::midpoint(values.len() as f64, 1.0);
            let table = [
                (Method::MinMax, 50.0),
                (Method::Percentile, 50.0),
                (Method::ZScore, 0.0),
                (Method::Rank, middle),
                (Method::Efficacy(None), 80.0),
                (Method::Leader, 100.0),
            ];
            for (method, expect) in table {
                check(method, Higher, values, &vec![expect; values.len()]);
                check(method, Lower, values, &vec![expect; values.len()]);
            }
        }
        for method in [Method::MinMax, Method::ZScore, Method::Rank, Method::Percentile, Method::Leader] {
            check(method, Higher, &[f64::NAN, f64::NAN], &[f64::NAN, f64::NAN]);
            assert_eq!(Scaling::of(method, Higher, SCALE, [].into_iter()), Scaling::Nothing);
        }
        check(Method::MinMax, Higher, &[-4.0, 0.0, 4.0], &[0.0, 50.0, 100.0]);
        check(Method::Leader, Higher, &[-4.0, 0.0, 4.0], &[-100.0, 0.0, 100.0]);
        check(Method::Leader, Higher, &[-4.0, -2.0], &[f64::NAN, f64::NAN]);
        check(Method::Leader, Lower, &[0.0, 5.0], &[f64::NAN, f64::NAN]);
    }

    #[test]
    fn points_turned_back_are_the_value_and_reach_the_points() {
        let values = [2.0, 8.0, 4.0, 8.0, 5.0, 11.0];
        for method in [Method::MinMax, Method::ZScore, Method::Percentile, Method::Rank, Method::Leader, GOALS] {
            for better in [Higher, Lower] {
                let scaling = Scaling::of(method, better, SCALE, values.into_iter());
                for x in values.into_iter().filter(|x| method != GOALS || *x > 10.0) {
                    let back = scaling.value_of(scaling.points(x)).unwrap();
                    assert!((back - x).abs() < 1e-9, "{method:?} {better:?} {x} {back}");
                }
            }
        }
        let scaling = Scaling::of(Method::MinMax, Higher, SCALE, values.into_iter());
        assert_eq!(scaling.value_of(100.1), None, "the frame would be another");
        assert_eq!(Scaling::Constant(50.0).value_of(60.0), None);
    }

    #[test]
    fn another_unit_changes_no_points_but_those_against_the_leader_with_a_shift() {
        let values = [3.0, -1.0, 4.5, 1.0, 5.25, 9.0, 2.0];
        for method in [Method::MinMax, Method::ZScore, Method::Rank, Method::Percentile, Method::Efficacy(None)] {
            for better in [Higher, Lower] {
                let (plain, other) =
                    (points(method, better, &values), points(method, better, &values.map(|x| x * 1e4 + 32.0)));
                assert!(plain.iter().zip(&other).all(|(a, b)| (a - b).abs() < 1e-9), "{method:?}");
            }
        }
    }

    #[test]
    fn a_better_value_never_has_fewer_points() {
        let values: Vec<f64> = (0..40).map(|n| f64::from((n * 17) % 23) - 7.5).collect();
        for method in [Method::MinMax, Method::ZScore, Method::Rank, Method::Percentile, Method::Leader, GOALS] {
            let scaling = Scaling::of(method, Higher, SCALE, values.iter().copied());
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let points: Vec<f64> = sorted.iter().map(|x| scaling.points(*x)).collect();
            assert!(points.is_sorted(), "{method:?} {points:?}");
        }
    }
}
