//! What a score is made of, and what it would take to have more.

use super::{
    Columns, Prepared, Scores,
    combine::{back, term},
};
use crate::model::scheme::{Aggregate, Scheme, What};

/// How many points of a park's score each leaf gives, one a leaf; they add up to the score. None for a leaf that is not there.
///
/// A mean is divided in the form in which it adds up (`Aggregate`): an arithmetic one by `w x`, a geometric one by `w ln x`,
/// a harmonic one by `w ÷ x`; a group's part is divided among its members in the same way. For arithmetic groups that is the
/// weight of the leaf among those there, times its points.
pub fn contributions(
    scheme: &Scheme,
    weights: &[f64],
    points: &Columns,
    scores: &Scores,
    row: usize,
) -> Vec<Option<f64>> {
    let mut parts = vec![None; scheme.leaves.len()];
    if scores.total().get(row).is_some_and(|total| !total.is_nan()) {
        Division { scheme, weights, points, scores, row }.divide(0, 1.0, &mut parts);
    }
    parts
}

/// A walk down the tree of one park.
struct Division<'a> {
    scheme: &'a Scheme,
    weights: &'a [f64],
    points: &'a Columns,
    scores: &'a Scores,
    row: usize,
}

impl Division<'_> {
    /// Divides what a node gives: `factor` points of the score for each of its own.
    fn divide(&self, node: usize, factor: f64, parts: &mut [Option<f64>]) {
        let Self { scheme, weights, points, scores, row } = *self;
        let value = |node: usize| value(scheme, points, scores, row, node);
        let mean = match scheme.nodes[node].what {
            What::Leaf(leaf) => {
                parts[leaf] = Some(factor * value(node));
                return;
            }
            What::Branch(mean) => mean,
        };
        let members = scheme.members(node).filter(|member| weights[*member] > 0.0);
        let there: Vec<(usize, f64)> =
            members.map(|member| (member, value(member))).filter(|(_, x)| !x.is_nan()).collect();
        let terms: Vec<f64> = there.iter().map(|(member, x)| weights[*member] * term(mean)(*x)).collect();
        let (sum, whole): (f64, f64) = (terms.iter().sum(), there.iter().map(|(member, _)| weights[*member]).sum());
        for ((member, x), term) in there.into_iter().zip(terms) {
            let share = weights[member] / whole;
            let factor = match mean {
                Aggregate::Arithmetic => factor * share,
                // Every member stands at 1, whose logarithm is nothing.
                _ if sum == 0.0 => factor * share * value(node) / x,
                _ => factor * (term / sum) * value(node) / x,
            };
            self.divide(member, factor, parts);
        }
    }
}

fn value(scheme: &Scheme, points: &Columns, scores: &Scores, row: usize, node: usize) -> f64 {
    match scheme.nodes[node].what {
        What::Leaf(leaf) => points[leaf][row],
        What::Branch(_) => scores.groups[node][row],
    }
}

/// The value of each leaf with which a park's score would reach another, every other leaf staying as it is and so the frame;
/// none where no value of that leaf alone does, or the park has no figure of it.
pub fn needed(
    scheme: &Scheme,
    weights: &[f64],
    prepared: &Prepared,
    scores: &Scores,
    row: usize,
    aim: f64,
) -> Vec<Option<f64>> {
    let need = |leaf: usize| {
        if prepared.real[leaf][row].is_nan() {
            return None;
        }
        let mut path = vec![scheme.leaves[leaf].node];
        while let Some(node) = path.last().copied().filter(|node| *node != 0) {
            path.push(scheme.nodes[node].parent);
        }
        // From the whole down to the leaf: what the next group would have to be for this one to be what it must.
        let mut aim = aim;
        for (node, member) in path.iter().rev().zip(path.iter().rev().skip(1)) {
            aim = member_for(scheme, weights, &prepared.points, scores, row, (*node, *member), aim)?;
        }
        prepared.scalings[leaf].value_of(aim).map(|treated| prepared.treatments[leaf].undo(treated))
    };
    (0..scheme.leaves.len()).map(need).collect()
}

/// What a member would have to be for its group to be `aim`.
fn member_for(
    scheme: &Scheme,
    weights: &[f64],
    points: &Columns,
    scores: &Scores,
    row: usize,
    (node, member): (usize, usize),
    aim: f64,
) -> Option<f64> {
    let What::Branch(mean) = scheme.nodes[node].what else { return None };
    let term = term(mean);
    let (mut others, mut whole) = (0.0, weights[member]);
    for other in scheme.members(node).filter(|other| *other != member && weights[*other] > 0.0) {
        let x = value(scheme, points, scores, row, other);
        if !x.is_nan() {
            others += weights[other] * term(x);
            whole += weights[other];
        }
    }
    let needed = back(mean, (term(aim) * whole - others) / weights[member]);
    (weights[member] > 0.0 && needed.is_finite() && (!mean.is_positive() || needed > 0.0)).then_some(needed)
}

#[cfg(test)]
mod tests {
    use super::{contributions, needed};
    use crate::{
        analysis::score::{
            Columns, Draws, Prepared, aggregate,
            combine::tests::{Tree, flat, scheme},
        },
        model::scheme::{Aggregate, Scheme},
    };

    fn parts(scheme: &Scheme, points: &Columns) -> (Vec<Option<f64>>, f64) {
        let weights = scheme.weights();
        let scores = aggregate(scheme, &weights, points, points, 1);
        (contributions(scheme, &weights, points, &scores, 0), scores.total()[0])
    }

    #[test]
    fn worked_parts() {
        let points: Columns = vec![vec![20.0], vec![60.0], vec![f64::NAN]];
        let (parts_of, score) = parts(&flat(Aggregate::Arithmetic, &[1.0, 3.0, 1.0]), &points);
        assert_eq!((parts_of, score), (vec![Some(5.0), Some(45.0), None], 50.0));
        let points: Columns = vec![vec![4.0], vec![16.0]];
        let (of, score) = parts(&flat(Aggregate::Geometric, &[1.0, 1.0]), &points);
        // ln 4 and ln 16 are as one to two.
        assert!((of[0].unwrap() - 8.0 / 3.0).abs() < 1e-12 && (score - 8.0).abs() < 1e-12);
        let (of, _) = parts(&flat(Aggregate::Arithmetic, &[1.0, 1.0]), &vec![vec![-3.0], vec![3.0]]);
        assert_eq!(of, [Some(-1.5), Some(1.5)], "parts of nothing");
        let group = |members| Tree::Group(1.0, Aggregate::Arithmetic, members);
        let tree = scheme(&group(vec![group(vec![Tree::Leaf(1.0), Tree::Leaf(1.0)]), Tree::Leaf(1.0)]));
        let (of, _) = parts(&tree, &vec![vec![-1.0], vec![1.0], vec![3.0]]);
        assert_eq!(of, [Some(-0.25), Some(0.25), Some(1.5)], "a group at nothing still has its parts");
    }

    /// A tree of three levels with every mean in it, and points for it.
    fn mixed(draws: &mut Draws) -> (Scheme, Columns) {
        use Aggregate::{Arithmetic, Geometric, Harmonic};
        let mut weight = || 0.1 + draws.unit();
        let mut leaf = || Tree::Leaf(weight());
        let (a, b, c) = (vec![leaf(), leaf()], vec![leaf(), leaf(), leaf()], vec![leaf(), leaf()]);
        let inner = Tree::Group(1.5, Harmonic, a);
        let middle = Tree::Group(1.0, Geometric, vec![inner, Tree::Group(2.0, Arithmetic, b)]);
        let scheme = scheme(&Tree::Group(1.0, Arithmetic, vec![middle, Tree::Group(0.7, Geometric, c)]));
        let points = (0..7).map(|_| vec![1.0 + 99.0 * draws.unit()]).collect();
        (scheme, points)
    }

    #[test]
    fn parts_add_up_to_the_score_whatever_the_means() {
        let mut draws = Draws::of(3, 0);
        for _ in 0..300 {
            let (scheme, points) = mixed(&mut draws);
            let (parts, score) = parts(&scheme, &points);
            let sum: f64 = parts.iter().flatten().sum();
            assert!((sum - score).abs() < 1e-9, "{sum} {score}");
        }
    }

    #[test]
    fn with_the_value_that_is_needed_the_score_is_reached() {
        let mut draws = Draws::of(5, 0);
        let mut reached = 0;
        for _ in 0..300 {
            let (scheme, _) = mixed(&mut draws);
            let real: Columns = (0..7).map(|_| (0..5).map(|_| draws.unit() * 1000.0).collect()).collect();
            let mut scheme = scheme;
            scheme.scale = [1.0, 100.0];
            let prepared = Prepared::of(&scheme, real, 5, None);
            let weights = scheme.weights();
            let scores = aggregate(&scheme, &weights, &prepared.points, &prepared.real, 5);
            let aim = scores.total()[0] + 3.0;
            for (leaf, need) in needed(&scheme, &weights, &prepared, &scores, 0, aim).into_iter().enumerate() {
                let Some(need) = need else { continue };
                let mut points = prepared.points.clone();
                points[leaf][0] = prepared.scalings[leaf].points(need);
                let score = aggregate(&scheme, &weights, &points, &prepared.real, 5).total()[0];
                assert!((score - aim).abs() < 1e-7 && need > prepared.real[leaf][0], "{score} {aim}");
                reached += 1;
            }
        }
        assert!(reached > 500, "{reached}");
    }
}
