//! Schemes: which indicators make one score, with which weights, and how.

use serde::{Deserialize, Serialize};

use super::{Better, IndicatorId, Label, SourceId};

/// How far a scheme or a weight is what its issuer published.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Deserialize, Serialize)]
pub enum Provenance {
    /// As published.
    Official,
    /// Published in part; the rest was filled in.
    Partial,
    /// Not published, or somebody's own.
    #[default]
    Assumed,
}

impl Provenance {
    /// Every one, firmest first.
    pub const ALL: [Self; 3] = [Self::Official, Self::Partial, Self::Assumed];

    /// The name in scheme files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Official => "official",
            Self::Partial => "partial",
            Self::Assumed => "assumed",
        }
    }

    /// It in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Official => ("公布", "published"),
            Self::Partial => ("部分公布", "partly published"),
            Self::Assumed => ("设定", "assumed"),
        }
    }
}

/// How the values of an indicator become points. `x` is the value, the rest is taken over the frame; where lower is better the
/// scale is turned round.
#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize, Serialize)]
pub enum Method {
    /// `(x − min) ÷ (max − min)` on the scale of the scheme.
    #[default]
    MinMax,
    /// `(x − mean) ÷ s`, `s` the sample standard deviation (n − 1).
    ZScore,
    /// `n + 1 − r`, `r` the competition rank ("1224").
    Rank,
    /// `(n − r) ÷ (n − 1)` on the scale of the scheme.
    Percentile,
    /// `100 x ÷ max`; `100 min ÷ x` where lower is better.
    Leader,
    /// `(x − low) ÷ (high − low)` on the scale of the scheme, cut off at its ends.
    Goalposts { low: f64, high: f64 },
    /// 功效系数: `60 + 40 (x − bad) ÷ (good − bad)`; by the worst and the best of the frame where none are given.
    Efficacy(Option<Bounds>),
}

/// What is not acceptable (不允许值) and what satisfies (满意值).
#[derive(Clone, Copy, PartialEq, Debug, Deserialize, Serialize)]
pub struct Bounds {
    pub bad: f64,
    pub good: f64,
}

impl Method {
    /// The names in scheme files.
    pub const NAMES: [&'static str; 7] =
        ["min-max", "z-score", "rank", "percentile", "leader", "goalposts", "efficacy"];

    /// It in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::MinMax => ("极差标准化", "min-max"),
            Self::ZScore => ("标准分(z)", "z-score"),
            Self::Rank => ("位次分", "rank points"),
            Self::Percentile => ("百分位", "percentile"),
            Self::Leader => ("与最优之比", "share of the leader"),
            Self::Goalposts { .. } => ("给定上下限", "goalposts"),
            Self::Efficacy(_) => ("功效系数", "efficacy coefficient"),
        }
    }

    /// The formula for one value, for people.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::MinMax => "(x-min)/(max-min)",
            Self::ZScore => "(x-mean)/s, s: n-1",
            Self::Rank => "n+1-r",
            Self::Percentile => "(n-r)/(n-1)",
            Self::Leader => "100 x/max",
            Self::Goalposts { .. } => "(x-low)/(high-low), 0..1",
            Self::Efficacy(_) => "60+40 (x-bad)/(good-bad)",
        }
    }

    /// Whether the frame has no say: two values are enough.
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Goalposts { .. } | Self::Efficacy(Some(_)))
    }
}

/// What is done with values far out, where |skewness| ≥ 2 and excess kurtosis ≥ 3.5.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub enum Treat {
    #[default]
    None,
    /// The farthest values become the next ones, five at most.
    Winsorise,
    /// `ln(x − min + 0.01 (max − min))`.
    Log,
    /// Winsorised, and where that is not enough the logarithm of the values as they were.
    WinsoriseOrLog,
}

impl Treat {
    /// Every treatment.
    pub const ALL: [Self; 4] = [Self::None, Self::Winsorise, Self::Log, Self::WinsoriseOrLog];

    /// The name in scheme files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Winsorise => "winsorise",
            Self::Log => "log",
            Self::WinsoriseOrLog => "winsorise-or-log",
        }
    }
}

/// How the members of a group become one figure; weights count relative to each other.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
pub enum Aggregate {
    /// `Σwx ÷ Σw`.
    #[default]
    Arithmetic,
    /// `(Πx^w)^(1 ÷ Σw)`.
    Geometric,
    /// `Σw ÷ Σ(w ÷ x)`.
    Harmonic,
}

impl Aggregate {
    /// Every mean.
    pub const ALL: [Self; 3] = [Self::Arithmetic, Self::Geometric, Self::Harmonic];

    /// The name in scheme files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arithmetic => "arithmetic",
            Self::Geometric => "geometric",
            Self::Harmonic => "harmonic",
        }
    }

    /// It in words, Chinese and English.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Arithmetic => ("加权算术平均", "weighted arithmetic mean"),
            Self::Geometric => ("加权几何平均", "weighted geometric mean"),
            Self::Harmonic => ("加权调和平均", "weighted harmonic mean"),
        }
    }

    /// Whether it is there for positive figures only.
    pub const fn is_positive(self) -> bool {
        matches!(self, Self::Geometric | Self::Harmonic)
    }
}

/// What becomes of a park that lacks a figure. Never is it 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub enum Missing {
    /// Its weight goes to the others of its group, as long as enough of the group's weight is there.
    #[default]
    Renormalise,
    /// The median of the parks that have it stands in, before anything else is done; it does not count as covered.
    Median,
    /// The group has no figure.
    Strict,
}

impl Missing {
    /// Every rule.
    pub const ALL: [Self; 3] = [Self::Renormalise, Self::Median, Self::Strict];

    /// The name in scheme files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Renormalise => "renormalise",
            Self::Median => "median",
            Self::Strict => "none",
        }
    }
}

/// Over which figures least, most, mean and rank are taken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub enum Frame {
    /// Those shown.
    #[default]
    Period,
    /// Those shown and those of the year before.
    Years,
}

impl Frame {
    /// Every frame.
    pub const ALL: [Self; 2] = [Self::Period, Self::Years];

    /// The name in scheme files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Period => "period",
            Self::Years => "years",
        }
    }
}

/// What a leaf counts.
#[derive(Clone, Copy, PartialEq, Debug, Deserialize, Serialize)]
pub enum Measure {
    Plain(IndicatorId),
    /// One indicator over another of the same period, times a number.
    Ratio {
        numerator: IndicatorId,
        denominator: IndicatorId,
        times: f64,
    },
}

impl Measure {
    /// The indicator whose figure stands first.
    pub const fn first(self) -> IndicatorId {
        match self {
            Self::Plain(id) | Self::Ratio { numerator: id, .. } => id,
        }
    }
}

/// An indicator of a scheme.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
pub struct Leaf {
    /// Its place among the nodes.
    pub node: usize,
    /// None where the data has no indicator of that definition.
    pub measure: Option<Measure>,
    /// Higher or lower, never neither.
    pub better: Better,
    pub method: Method,
    pub treat: Treat,
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum What {
    Branch(Aggregate),
    /// By its place among the leaves.
    Leaf(usize),
}

/// A group of a scheme, or one of its indicators.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
pub struct Node {
    /// The place of the group it belongs to; its own for the root.
    pub parent: usize,
    /// 0 for the root.
    pub depth: usize,
    /// As the issuer numbers it: `1.3`.
    pub id: String,
    pub name: Label,
    /// Relative to the other members of its group.
    pub weight: f64,
    /// Of the weight.
    pub provenance: Provenance,
    pub what: What,
}

/// Where a scheme is published.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Cited {
    Source(SourceId),
    Page { title: String, url: String },
}

/// How indicators become one score.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
pub struct Scheme {
    /// The name in files and on the command line.
    pub slug: String,
    pub name: Label,
    /// Who issued it.
    pub issuer: String,
    pub edition: String,
    /// As printed: a day or a year.
    pub valid_from: String,
    pub provenance: Provenance,
    pub sources: Vec<Cited>,
    pub notes: Label,
    /// The file it stands in, as the user would write it.
    pub file: String,
    pub missing: Missing,
    /// The least share of a group's weight that must be there.
    pub coverage: f64,
    pub frame: Frame,
    /// Points of the worst and of the best.
    pub scale: [f64; 2],
    /// Each group before its members; the root is first.
    pub nodes: Vec<Node>,
    /// In the order of the nodes.
    pub leaves: Vec<Leaf>,
}

impl Scheme {
    /// The members of a group.
    pub fn members(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        (node + 1..self.nodes.len())
            .take_while(move |other| self.nodes[*other].depth > self.nodes[node].depth)
            .filter(move |other| self.nodes[*other].parent == node)
    }

    /// The weights as the file gives them, one a node.
    pub fn weights(&self) -> Vec<f64> {
        self.nodes.iter().map(|node| node.weight).collect()
    }

    /// How many of its indicators the data knows at all.
    pub fn known(&self) -> usize {
        self.leaves.iter().filter(|leaf| leaf.measure.is_some()).count()
    }

    /// The name of a node.
    pub fn node_of(&self, leaf: usize) -> &Node {
        &self.nodes[self.leaves[leaf].node]
    }

    /// The share of the whole that a node's weight stands for, all figures there.
    pub fn share(&self, weights: &[f64], node: usize) -> f64 {
        if node == 0 {
            return 1.0;
        }
        let parent = self.nodes[node].parent;
        let total: f64 = self.members(parent).map(|other| weights[other]).sum();
        if total > 0.0 { weights[node] / total * self.share(weights, parent) } else { 0.0 }
    }
}
