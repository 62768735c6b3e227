//! How sure ranks are: drawn anew with other weights, other points and other means, and with each indicator left out.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{Columns, Draws, Prepared, aggregate, combine, places};
use crate::model::{
    Better, Scheme,
    scheme::{Aggregate, Method, What},
};

/// How far a weight is drawn away from itself, either way.
pub const SPREAD: f64 = 0.25;
/// Places among the first that count as being in front.
pub const TOP: u32 = 10;
/// The most places remembered, so that a field of fifty thousand fits: fewer runs are made of it.
const MOST_PLACES: usize = 24_000_000;

/// How often and from which seed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Runs {
    pub count: usize,
    pub seed: u64,
}

/// Where a park comes out over the runs.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// The 5 %, 50 % and 95 % quantiles of its place, interpolated (type 7 of R).
    pub low: f64,
    pub median: f64,
    pub high: f64,
    /// The share of the runs in which it is among the first ten.
    pub top: f64,
}

/// What the runs gave.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Robust {
    /// One a park; none for one without a score.
    pub intervals: Vec<Option<Interval>>,
    /// How many runs were made.
    pub runs: usize,
    pub seed: u64,
}

/// Makes the runs; none if it was told to stop.
///
/// In each run every weight is drawn from `U(0.75 w, 1.25 w)`, the points from those of the scheme, min-max, percentiles and
/// z-scores (as `50 + 10 z`, at least 1; the scales of the others begin at 1), and the mean from that of the scheme, the
/// arithmetic and the geometric one for all groups. Run `n` is drawn from stream `n` of the seed: threads change nothing.
pub fn run(scheme: &Scheme, weights: &[f64], prepared: &Prepared, runs: Runs, stop: &AtomicBool) -> Option<Robust> {
    let rows = prepared.rows;
    if rows == 0 || scheme.nodes.is_empty() {
        return Some(Robust { intervals: vec![None; rows], runs: 0, seed: runs.seed });
    }
    let count = runs.count.min((MOST_PLACES / rows).max(20));
    let field = Field::of(scheme, prepared);
    let mut drawn = vec![0_u32; count * rows];
    let finished = drawn.par_chunks_mut(rows).enumerate().try_for_each_init(
        || Scratch::of(&field),
        |scratch, (number, places)| {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            scratch.run(&field, weights, &mut Draws::of(runs.seed, number as u64), places);
            Some(())
        },
    );
    finished?;
    let interval = |row: usize| {
        let mut of: Vec<u32> = (0..count).map(|run| drawn[run * rows + row]).filter(|place| *place > 0).collect();
        of.sort_unstable();
        let at = |share: f64| quantile(&of, share);
        let top = of.partition_point(|place| *place <= TOP) as f64 / of.len() as f64;
        (!of.is_empty()).then(|| Interval { low: at(0.05), median: at(0.5), high: at(0.95), top })
    };
    let intervals = (0..rows).into_par_iter().map(interval).collect();
    Some(Robust { intervals, runs: count, seed: runs.seed })
}

/// The quantile of sorted values, interpolated between the two it lies between (type 7 of Hyndman and Fan 1996).
fn quantile(sorted: &[u32], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = last as f64 * share;
    let (low, high) = (f64::from(sorted[at as usize]), f64::from(sorted[(at as usize + 1).min(last)]));
    low + (high - low) * at.fract()
}

/// What all runs share: the points by each method, and the shape of the tree.
struct Field<'a> {
    scheme: &'a Scheme,
    rows: usize,
    /// By node: the parks for which a group has a score; the others have none in any run. Empty for leaves.
    scored: Vec<Vec<bool>>,
    tables: Vec<Table>,
    /// The members of each group, by node.
    members: Vec<Vec<usize>>,
}

/// Points and their logarithms.
struct Table {
    points: Columns,
    logs: Columns,
}

impl<'a> Field<'a> {
    fn of(scheme: &'a Scheme, prepared: &Prepared) -> Self {
        let weights = scheme.weights();
        let scores = aggregate(scheme, &weights, &prepared.points, &prepared.real, prepared.rows);
        let betters: Vec<Better> = scheme.leaves.iter().map(|leaf| leaf.better).collect();
        let by = |method, scale| prepared.points_by(method, scale, &betters);
        let z = by(Method::ZScore, [0.0, 1.0]);
        let z = z.into_iter().map(|column| column.into_iter().map(|z| floored(50.0 + 10.0 * z)).collect()).collect();
        let mut tables = vec![by(Method::MinMax, [1.0, 100.0]), by(Method::Percentile, [1.0, 100.0]), z];
        // A scheme of min-max or z-scores throughout is among these already: another scale of all columns moves no rank.
        let is_own = |method: Method| scheme.leaves.iter().all(|leaf| leaf.method == method);
        if !is_own(Method::MinMax) && !is_own(Method::ZScore) {
            tables.push(prepared.points.iter().map(|column| column.iter().map(|x| floored(*x)).collect()).collect());
        }
        let logs = |points: &Columns| points.iter().map(|column| column.iter().map(|x| x.ln()).collect()).collect();
        let table = |points: Columns| Table { logs: logs(&points), points };
        Self {
            scheme,
            rows: prepared.rows,
            scored: scores.groups.iter().map(|group| group.iter().map(|score| !score.is_nan()).collect()).collect(),
            tables: tables.into_iter().map(table).collect(),
            members: (0..scheme.nodes.len()).map(|node| scheme.members(node).collect()).collect(),
        }
    }
}

/// At least 1, so that every mean can take it; missing stays missing.
fn floored(points: f64) -> f64 {
    if points < 1.0 { 1.0 } else { points }
}

/// What one thread works with, run after run.
struct Scratch {
    weights: Vec<f64>,
    /// By node; groups only.
    groups: Columns,
    there: Vec<f64>,
    sorted: Vec<f64>,
}

impl Scratch {
    fn of(field: &Field<'_>) -> Self {
        let column = |node: &crate::model::scheme::Node| match node.what {
            What::Branch(_) => vec![0.0; field.rows],
            What::Leaf(_) => vec![],
        };
        let groups = field.scheme.nodes.iter().map(column).collect();
        Self { weights: vec![], groups, there: vec![0.0; field.rows], sorted: Vec::with_capacity(field.rows) }
    }

    fn run(&mut self, field: &Field<'_>, weights: &[f64], draws: &mut Draws, places: &mut [u32]) {
        self.weights.clear();
        self.weights.extend(weights.iter().map(|weight| weight * (1.0 - SPREAD + 2.0 * SPREAD * draws.unit())));
        let table = &field.tables[draws.one_of(field.tables.len())];
        let mean = [None, Some(Aggregate::Arithmetic), Some(Aggregate::Geometric)][draws.one_of(3)];
        for node in (0..field.members.len()).rev() {
            if let What::Branch(own) = field.scheme.nodes[node].what {
                self.group(field, table, node, mean.unwrap_or(own));
            }
        }
        let total = &self.groups[0];
        self.sorted.clear();
        self.sorted.extend(total.iter().filter(|score| !score.is_nan()));
        self.sorted.sort_unstable_by(f64::total_cmp);
        for (place, score) in places.iter_mut().zip(total) {
            let better = self.sorted.len() - self.sorted.partition_point(|other| other <= score);
            *place = if score.is_nan() { 0 } else { better as u32 + 1 };
        }
    }

    fn group(&mut self, field: &Field<'_>, table: &Table, node: usize, mean: Aggregate) {
        let mut sums = std::mem::take(&mut self.groups[node]);
        sums.fill(0.0);
        self.there.fill(0.0);
        for member in &field.members[node] {
            let weight = self.weights[*member];
            if weight <= 0.0 {
                continue;
            }
            let term = combine::term(mean);
            match (field.scheme.nodes[*member].what, mean) {
                (What::Leaf(leaf), Aggregate::Arithmetic) => {
                    add(&mut sums, &mut self.there, weight, &table.points[leaf]);
                }
                (What::Leaf(leaf), Aggregate::Geometric) => add(&mut sums, &mut self.there, weight, &table.logs[leaf]),
                (What::Leaf(leaf), Aggregate::Harmonic) => {
                    let terms: Vec<f64> = table.points[leaf].iter().map(|x| term(*x)).collect();
                    add(&mut sums, &mut self.there, weight, &terms);
                }
                (What::Branch(_), Aggregate::Arithmetic) => {
                    add(&mut sums, &mut self.there, weight, &self.groups[*member]);
                }
                (What::Branch(_), _) => {
                    let terms: Vec<f64> = self.groups[*member].iter().map(|x| term(*x)).collect();
                    add(&mut sums, &mut self.there, weight, &terms);
                }
            }
        }
        for ((sum, there), scored) in sums.iter_mut().zip(&self.there).zip(&field.scored[node]) {
            *sum = if *scored && *there > 0.0 { combine::back(mean, *sum / there) } else { f64::NAN };
        }
        self.groups[node] = sums;
    }
}

fn add(sums: &mut [f64], there: &mut [f64], weight: f64, terms: &[f64]) {
    for ((sum, there), term) in sums.iter_mut().zip(there).zip(terms) {
        let is_there = !term.is_nan();
        *sum += if is_there { weight * term } else { 0.0 };
        *there += if is_there { weight } else { 0.0 };
    }
}

/// The mean move of ranks when a leaf is left out, one a leaf: over the parks with a score both times. None where that is nobody.
pub fn leave_one_out(scheme: &Scheme, weights: &[f64], prepared: &Prepared) -> Vec<Option<f64>> {
    let ranks =
        |weights: &[f64]| places(aggregate(scheme, weights, &prepared.points, &prepared.real, prepared.rows).total());
    let whole = ranks(weights);
    let without = |leaf: usize| {
        let mut weights = weights.to_vec();
        weights[scheme.leaves[leaf].node] = 0.0;
        let moves = whole.iter().zip(ranks(&weights)).filter(|(a, b)| **a > 0 && *b > 0);
        let (sum, count) = moves.fold((0, 0), |(sum, count), (a, b)| (sum + u64::from(a.abs_diff(b)), count + 1));
        (count > 0).then(|| sum as f64 / f64::from(count))
    };
    (0..scheme.leaves.len()).into_par_iter().map(without).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::{Prepared, Runs, leave_one_out, quantile, run};
    use crate::{
        analysis::score::{Columns, Draws, combine::tests::flat},
        model::{Scheme, scheme::Aggregate},
    };

    fn field(parks: usize, leaves: usize) -> (Scheme, Prepared) {
        let mut draws = Draws::of(11, 0);
        let scheme = flat(Aggregate::Arithmetic, &vec![1.0; leaves]);
        let real: Columns = (0..leaves).map(|_| (0..parks).map(|_| draws.unit()).collect()).collect();
        let prepared = Prepared::of(&scheme, real, parks, None);
        (scheme, prepared)
    }

    #[test]
    fn the_same_seed_gives_the_same_on_any_number_of_threads() {
        let (scheme, prepared) = field(40, 8);
        let (weights, stop) = (scheme.weights(), AtomicBool::new(false));
        let on = |threads: usize, seed: u64| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| run(&scheme, &weights, &prepared, Runs { count: 300, seed }, &stop)).unwrap()
        };
        assert_eq!(on(1, 42), on(3, 42));
        assert_ne!(on(1, 42), on(1, 43));
    }

    #[test]
    fn a_park_ahead_in_everything_is_always_first_and_one_without_figures_has_no_place() {
        let (scheme, mut prepared) = field(20, 5);
        let mut real = prepared.real.clone();
        for column in &mut real {
            (column[3], column[7]) = (9.0, f64::NAN);
        }
        prepared = Prepared::of(&scheme, real, 20, None);
        let robust =
            run(&scheme, &scheme.weights(), &prepared, Runs { count: 500, seed: 1 }, &AtomicBool::new(false)).unwrap();
        let first = robust.intervals[3].unwrap();
        assert_eq!((first.low, first.median, first.high, first.top), (1.0, 1.0, 1.0, 1.0));
        assert_eq!(robust.intervals[7], None);
        let places = robust.intervals.iter().flatten();
        assert!(places.clone().all(|i| i.low <= i.median && i.median <= i.high && i.low >= 1.0 && i.high <= 19.0));
        assert!(places.map(|i| i.top).sum::<f64>() > 9.99, "ten are among the first ten");
    }

    #[test]
    fn it_stops_when_told() {
        let (scheme, prepared) = field(5, 2);
        let stopped = run(&scheme, &scheme.weights(), &prepared, Runs { count: 9, seed: 1 }, &AtomicBool::new(true));
        assert_eq!(stopped, None);
    }

    #[test]
    fn leaving_out_what_says_nothing_moves_nobody() {
        let scheme = flat(Aggregate::Arithmetic, &[1.0, 1.0]);
        let prepared = Prepared::of(&scheme, vec![vec![1.0, 2.0, 3.0], vec![5.0, 5.0, 5.0]], 3, None);
        // Without the first all are equal and share the first place: moves of 2, 1 and 0 places.
        assert_eq!(leave_one_out(&scheme, &scheme.weights(), &prepared), [Some(1.0), Some(0.0)]);
    }

    #[test]
    fn quantiles_lie_between() {
        let check = |sorted: &[u32], share: f64, expect: f64| assert!((quantile(sorted, share) - expect).abs() < 1e-12);
        check(&[1, 2, 3, 10], 0.5, 2.5);
        check(&[4], 0.95, 4.0);
        check(&[1, 11], 0.05, 1.5);
    }
}
