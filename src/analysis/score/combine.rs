//! Points to scores, group by group from the leaves up.

use rayon::prelude::*;

use super::Columns;
use crate::{
    analysis::rank::ranks,
    model::{
        Better,
        scheme::{Aggregate, Missing, Scheme, What},
    },
};

/// Fewer parks than this are reckoned before another thread would be awake.
pub(super) const MANY: usize = 1 << 12;

/// What a scheme makes of points: a column a group, and how much of it was there.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scores {
    /// By node; empty for leaves, whose points stand elsewhere. NaN where a group has no score.
    pub groups: Columns,
    /// Which share of the weight of the whole has a figure of the park's own, one a park: 0 to 1.
    pub coverage: Vec<f64>,
}

impl Scores {
    /// The score of the whole, one a park.
    pub fn total(&self) -> &[f64] {
        self.groups.first().map_or(&[], Vec::as_slice)
    }
}

/// The scores of every group. `points` and `real` hold a column a leaf: its points, and its figures where the park has one of
/// its own. Weights are by node and count relative to the other members of a group.
///
/// Whether enough of a group is there is asked of the scheme's own weights: other weights move scores, not who has one.
pub fn aggregate(scheme: &Scheme, weights: &[f64], points: &Columns, real: &Columns, rows: usize) -> Scores {
    let mut groups: Columns = vec![vec![]; scheme.nodes.len()];
    let mut covered: Columns = vec![vec![]; scheme.nodes.len()];
    let least = match scheme.missing {
        Missing::Renormalise | Missing::Median => scheme.coverage,
        Missing::Strict => 1.0,
    };
    for (node, at) in scheme.nodes.iter().enumerate().rev() {
        let What::Branch(mean) = at.what else { continue };
        let mut sum = Sum::of(mean, rows);
        let (mut cover, mut whole) = (vec![0.0; rows], 0.0);
        for member in scheme.members(node) {
            let (weight, given) = (weights[member], scheme.nodes[member].weight);
            whole += weight;
            match scheme.nodes[member].what {
                What::Leaf(leaf) => {
                    sum.add(weight, given, &points[leaf]);
                    for (cover, value) in cover.iter_mut().zip(&real[leaf]) {
                        *cover += if value.is_nan() { 0.0 } else { weight };
                    }
                }
                What::Branch(_) => {
                    sum.add(weight, given, &groups[member]);
                    for (cover, share) in cover.iter_mut().zip(&covered[member]) {
                        *cover += weight * share;
                    }
                }
            }
        }
        groups[node] = sum.finish(least);
        for cover in &mut cover {
            *cover = if whole > 0.0 { *cover / whole } else { 0.0 };
        }
        covered[node] = cover;
    }
    Scores { groups, coverage: covered.into_iter().next().unwrap_or_default() }
}

/// The scores of several fields of the same parks: their points, and their figures.
pub fn aggregate_each<const N: usize>(
    scheme: &Scheme,
    weights: &[f64],
    fields: [(&Columns, &Columns); N],
    rows: usize,
) -> Vec<Scores> {
    let of = |(points, real): &(&Columns, &Columns)| aggregate(scheme, weights, points, real, rows);
    if rows < MANY { fields.iter().map(of).collect() } else { fields.par_iter().map(of).collect() }
}

/// A weighted mean under way, one a park.
struct Sum {
    mean: Aggregate,
    sums: Vec<f64>,
    /// The weights of the members that are there.
    there: Vec<f64>,
    /// Their weights as the scheme gives them, and those of all members.
    given: Vec<f64>,
    whole: f64,
}

impl Sum {
    fn of(mean: Aggregate, rows: usize) -> Self {
        Self { mean, sums: vec![0.0; rows], there: vec![0.0; rows], given: vec![0.0; rows], whole: 0.0 }
    }

    /// Adds a member where it is there. What a mean cannot take, a geometric one nothing below or at zero, leaves the park
    /// without a figure rather than the member out.
    fn add(&mut self, weight: f64, given: f64, member: &[f64]) {
        self.whole += given;
        let term = term(self.mean);
        let Self { sums, there, given: givens, .. } = self;
        for (((sum, there), known), x) in sums.iter_mut().zip(there).zip(givens).zip(member) {
            let is_there = !x.is_nan();
            *known += if is_there { given } else { 0.0 };
            let counts = is_there && weight > 0.0;
            *sum += if counts { weight * term(*x) } else { 0.0 };
            *there += if counts { weight } else { 0.0 };
        }
    }

    fn finish(self, least: f64) -> Vec<f64> {
        // A third and a third and a third are not quite one.
        let least = least * self.whole * (1.0 - 1e-12);
        let finish = |((sum, there), given): ((f64, f64), f64)| {
            if there > 0.0 && given >= least { back(self.mean, sum / there) } else { f64::NAN }
        };
        self.sums.into_iter().zip(self.there).zip(self.given).map(finish).collect()
    }
}

/// The form in which a mean adds up: values, logarithms, reciprocals.
pub(super) const fn term(mean: Aggregate) -> fn(f64) -> f64 {
    match mean {
        Aggregate::Arithmetic => |x| x,
        Aggregate::Geometric => |x| if x > 0.0 { x.ln() } else { f64::NAN },
        Aggregate::Harmonic => |x| if x > 0.0 { 1.0 / x } else { f64::NAN },
    }
}

/// The mean, from that form.
pub(super) fn back(mean: Aggregate, term: f64) -> f64 {
    match mean {
        Aggregate::Arithmetic => term,
        Aggregate::Geometric => term.exp(),
        Aggregate::Harmonic => 1.0 / term,
    }
}

/// The place of each score, from the largest: 1 is first, ties share the better place, 0 has none.
pub fn places(scores: &[f64]) -> Vec<u32> {
    // Zero is zero, whichever way it was come to.
    let values: Vec<Option<f64>> = scores.iter().map(|score| (!score.is_nan()).then_some(score + 0.0)).collect();
    ranks(&values, Better::Higher).into_iter().map(|rank| rank.map_or(0, |rank| rank.place)).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Aggregate, Columns, Missing, Scheme, aggregate, places};
    use crate::{
        analysis::score::Draws,
        model::{
            Better, IndicatorId, Label,
            scheme::{Leaf, Measure, Method, Node, Provenance, Treat, What},
        },
    };

    const NONE: f64 = f64::NAN;

    /// A scheme written as nested lists: a group of leaves and groups, each with its weight.
    pub enum Tree {
        Leaf(f64),
        Group(f64, Aggregate, Vec<Self>),
    }

    pub fn scheme(tree: &Tree) -> Scheme {
        let mut scheme = Scheme { coverage: 2.0 / 3.0, scale: [0.0, 100.0], slug: "t".into(), ..Scheme::default() };
        grow(&mut scheme, tree, 0, 0);
        scheme
    }

    fn grow(scheme: &mut Scheme, tree: &Tree, parent: usize, depth: usize) {
        let node = scheme.nodes.len();
        let (weight, what) = match tree {
            Tree::Leaf(weight) => (*weight, What::Leaf(scheme.leaves.len())),
            Tree::Group(weight, mean, _) => (*weight, What::Branch(*mean)),
        };
        let id = node.to_string();
        let provenance = Provenance::Assumed;
        scheme.nodes.push(Node { parent, depth, id, name: Label::default(), weight, provenance, what });
        match tree {
            Tree::Leaf(_) => scheme.leaves.push(Leaf {
                node,
                measure: Some(Measure::Plain(IndicatorId::at(scheme.leaves.len()))),
                better: Better::Higher,
                method: Method::MinMax,
                treat: Treat::None,
            }),
            Tree::Group(.., members) => members.iter().for_each(|member| grow(scheme, member, node, depth + 1)),
        }
    }

    /// One group of leaves of these weights.
    pub fn flat(mean: Aggregate, weights: &[f64]) -> Scheme {
        scheme(&Tree::Group(1.0, mean, weights.iter().map(|weight| Tree::Leaf(*weight)).collect()))
    }

    fn total(scheme: &Scheme, points: &Columns) -> Vec<f64> {
        let rows = points[0].len();
        aggregate(scheme, &scheme.weights(), points, points, rows).total().to_vec()
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9 || (a.is_nan() && b.is_nan())
    }

    #[test]
    fn the_printed_example_of_a_geometric_mean() {
        let scheme = flat(Aggregate::Geometric, &[1.0; 4]);
        let score = total(&scheme, &[75.368, 96.844, 74.940, 83.404].map(|x| vec![x]).to_vec())[0];
        assert!((score - 82.185).abs() < 5e-4, "{score}");
    }

    #[test]
    fn worked_means() {
        use Aggregate::{Arithmetic, Geometric, Harmonic};
        let check = |mean, weights: &[f64], points: &[f64], expect: f64| {
            let score = total(&flat(mean, weights), &points.iter().map(|x| vec![*x]).collect())[0];
            assert!(near(score, expect), "{mean:?} {points:?}: {score}, not {expect}");
        };
        check(Arithmetic, &[1.0, 3.0], &[20.0, 60.0], 50.0);
        check(Geometric, &[1.0, 1.0], &[4.0, 9.0], 6.0);
        check(Geometric, &[1.0, 3.0], &[16.0, 2.0], 128.0_f64.powf(0.25));
        check(Harmonic, &[1.0, 1.0], &[40.0, 60.0], 48.0);
        check(Harmonic, &[3.0, 1.0], &[30.0, 10.0], 20.0);
        for mean in Aggregate::ALL {
            check(mean, &[0.2, 5.0], &[7.0, 7.0], 7.0);
            check(mean, &[2.0], &[7.0], 7.0);
            check(mean, &[0.0, 1.0], &[99.0, 7.0], 7.0);
            check(mean, &[1.0, 1.0], &[NONE, NONE], NONE);
        }
        check(Arithmetic, &[1.0, 1.0], &[-4.0, 0.0], -2.0);
        for mean in [Geometric, Harmonic] {
            check(mean, &[1.0, 1.0], &[0.0, 5.0], NONE);
            check(mean, &[1.0, 1.0], &[-1.0, 5.0], NONE);
        }
    }

    #[test]
    fn what_is_missing_is_never_zero_and_two_thirds_of_the_weight_are_enough() {
        let columns = |rows: [[f64; 3]; 4]| (0..3).map(|leaf| rows.map(|row| row[leaf]).to_vec()).collect::<Columns>();
        let points = columns([[30.0, 60.0, 90.0], [30.0, 60.0, NONE], [30.0, NONE, NONE], [NONE; 3]]);
        let mut scheme = flat(Aggregate::Arithmetic, &[1.0; 3]);
        let check = |scheme: &Scheme, expect: [f64; 4]| {
            let scores = total(scheme, &points);
            assert!(scores.iter().zip(expect).all(|(a, b)| near(*a, b)), "{scores:?}");
        };
        check(&scheme, [60.0, 45.0, NONE, NONE]);
        scheme.coverage = 0.0;
        check(&scheme, [60.0, 45.0, 30.0, NONE]);
        scheme.missing = Missing::Strict;
        check(&scheme, [60.0, NONE, NONE, NONE]);
        let scores = aggregate(&scheme, &scheme.weights(), &points, &points, 4);
        assert!(scores.coverage.iter().zip([1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0]).all(|(a, b)| near(*a, b)));
    }

    #[test]
    fn other_weights_move_scores_and_not_who_has_one() {
        let scheme = flat(Aggregate::Arithmetic, &[1.0; 3]);
        let points: Columns = vec![vec![30.0], vec![60.0], vec![NONE]];
        let scores = aggregate(&scheme, &[1.0, 1.0, 1.0, 9.0], &points, &points, 1);
        assert!(near(scores.total()[0], 45.0) && near(scores.coverage[0], 2.0 / 11.0));
        let scores = aggregate(&scheme, &[1.0, 0.0, 1.0, 1.0], &points, &points, 1);
        assert!(near(scores.total()[0], 60.0));
        let scores = aggregate(&scheme, &[1.0, 0.0, 0.0, 1.0], &points, &points, 1);
        assert!(scores.total()[0].is_nan(), "nothing that counts is there");
    }

    #[test]
    fn three_levels_worked_by_hand() {
        use Aggregate::{Arithmetic, Geometric};
        use Tree::{Group, Leaf};
        // ((2·10 + 1·40) ÷ 3 = 20, 80) → √(20·80) = 40; with 3·40 and 1·100: 55.
        let inner = Group(1.0, Arithmetic, vec![Leaf(2.0), Leaf(1.0)]);
        let middle = Group(3.0, Geometric, vec![inner, Leaf(1.0)]);
        let scheme = scheme(&Group(1.0, Arithmetic, vec![middle, Leaf(1.0)]));
        let points = [10.0, 40.0, 80.0, 100.0].map(|x| vec![x]).to_vec();
        assert!(near(total(&scheme, &points)[0], 55.0));
        assert_eq!(scheme.members(0).collect::<Vec<_>>(), [1, 6]);
        assert!(near(scheme.share(&scheme.weights(), 3), 0.75 * 0.5 * 2.0 / 3.0));
        let mut missing = points.clone();
        missing[1][0] = NONE;
        // The innermost group keeps two thirds: 10; √(10·80) = 28.28….
        let scores = aggregate(&scheme, &scheme.weights(), &missing, &missing, 1);
        assert!(near(scores.total()[0], (3.0 * 800.0_f64.sqrt() + 100.0) / 4.0));
        assert!(near(scores.coverage[0], 1.0 - 0.125));
    }

    #[test]
    fn only_the_proportions_of_weights_count_and_a_mean_lies_between_its_members() {
        let mut draws = Draws::of(7, 0);
        for mean in Aggregate::ALL {
            for _ in 0..200 {
                let n = 2 + (draws.unit() * 5.0) as usize;
                let weights: Vec<f64> = (0..n).map(|_| draws.unit() + 0.01).collect();
                let points: Columns = (0..n).map(|_| vec![1.0 + 99.0 * draws.unit()]).collect();
                let other: Vec<f64> = weights.iter().map(|weight| weight * 37.5).collect();
                let score = total(&flat(mean, &weights), &points)[0];
                assert!(near(score, total(&flat(mean, &other), &points)[0]));
                let all = || points.iter().map(|column| column[0]);
                let (least, most) = (all().fold(f64::MAX, f64::min), all().fold(0.0, f64::max));
                assert!(score >= least - 1e-9 && score <= most + 1e-9, "{mean:?} {score}");
                // More points of one member never make less of the whole.
                let mut raised = points.clone();
                raised[n - 1][0] += 5.0;
                assert!(total(&flat(mean, &weights), &raised)[0] > score);
            }
        }
    }

    #[test]
    fn ties_share_the_better_place() {
        assert_eq!(places(&[5.0, NONE, 7.0, 5.0, 1.0]), [2, 0, 1, 2, 4]);
        assert_eq!(places(&[NONE, NONE]), [0, 0]);
        assert_eq!(places(&[]), [0_u32; 0]);
    }
}
