//! Groups and leaves, to any sensible depth.

use super::{
    Origin,
    fields::{Fields, Slips},
    indicator,
};
use crate::model::{
    Better, Catalog, Label, Lang,
    scheme::{Aggregate, Leaf, Measure, Method, Node, Provenance, Scheme, Treat, What},
};

/// Groups within groups, and leaves of one scheme: more is a slip of some program.
const DEEPEST: usize = 12;
const MOST_LEAVES: usize = 2000;

/// A scheme as its file is read, with what holds where a leaf or a group says nothing.
pub struct Growing<'a> {
    pub scheme: &'a mut Scheme,
    pub means: &'a [Aggregate],
    pub method: Method,
    pub treat: Treat,
    pub origin: Origin,
    pub catalog: &'a Catalog,
    pub slips: &'a mut Slips,
}

/// A member of a group, as the file has it.
enum Member<'i> {
    Group(Fields<'i>),
    Leaf(Fields<'i>),
}

impl Growing<'_> {
    /// The whole, from what is left of the top of the file.
    pub fn root(&mut self, fields: Fields<'_>) {
        self.scheme.nodes.push(Node {
            parent: 0,
            depth: 0,
            id: String::new(),
            name: Label { zh: "综合得分".into(), en: "score".into() },
            weight: 1.0,
            provenance: Provenance::Official,
            what: What::Branch(self.mean(0)),
        });
        self.members(fields, 0, 0);
    }

    fn mean(&self, depth: usize) -> Aggregate {
        self.means.get(depth).or_else(|| self.means.last()).copied().unwrap_or_default()
    }

    fn members(&mut self, mut fields: Fields<'_>, parent: usize, depth: usize) {
        let at = fields.place();
        let groups = fields.tables("group", self.slips).into_iter().map(Member::Group);
        let mut members: Vec<Member<'_>> = groups.collect();
        members.extend(fields.tables("leaf", self.slips).into_iter().map(Member::Leaf));
        fields.finish(self.slips);
        members.sort_by_key(|member| match member {
            Member::Group(fields) | Member::Leaf(fields) => fields.place(),
        });
        let weighted = members.iter().filter(|member| match member {
            Member::Group(fields) | Member::Leaf(fields) => fields.has("weight"),
        });
        let weighted = weighted.count();
        if weighted > 0 && weighted < members.len() {
            let what = "`weight`: some members of this group have one and some have none; give it to all, or to none for equal ones";
            self.slips.error(at, what.into());
        }
        if members.is_empty() && depth > 0 {
            self.slips.error(at, "`group`: there is nothing in this group; give it a `[[group.leaf]]`".into());
        }
        let mut whole = 0.0;
        for member in members {
            whole += match member {
                Member::Group(fields) => self.group(fields, parent, depth + 1),
                Member::Leaf(fields) => self.leaf(fields, parent, depth + 1),
            };
        }
        if weighted > 0 && whole <= 0.0 {
            self.slips.error(at, "`weight`: the weights of this group add up to nothing".into());
        }
    }

    /// What groups and leaves have in common.
    fn node(&mut self, fields: &mut Fields<'_>, parent: usize, depth: usize, what: What) -> Node {
        let at = fields.at("weight");
        let weight = fields.number("weight", self.slips);
        if weight.is_some_and(|weight| weight < 0.0) {
            self.slips.error(at, "`weight`: a weight is not negative; write 0 to leave it out".into());
        }
        let provenance = fields.word("provenance", Provenance::ALL, Provenance::name, self.slips);
        Node {
            parent,
            depth,
            id: fields.text("id", self.slips).unwrap_or_default(),
            name: fields.label("name", self.slips).unwrap_or_default(),
            weight: weight.unwrap_or(1.0),
            // Equal weights that nobody wrote are nobody's weights.
            provenance: provenance.filter(|_| weight.is_some()).unwrap_or_default(),
            what,
        }
    }

    fn group(&mut self, mut fields: Fields<'_>, parent: usize, depth: usize) -> f64 {
        let at = fields.place();
        if depth > DEEPEST {
            self.slips.error(at, format!("`group`: groups lie more than {DEEPEST} deep; leave some out"));
            return 1.0;
        }
        let mean = fields.word("aggregate", Aggregate::ALL, Aggregate::name, self.slips);
        let what = What::Branch(mean.unwrap_or_else(|| self.mean(depth)));
        let mut node = self.node(&mut fields, parent, depth, what);
        if node.name == Label::default() {
            node.name = Label::same(&node.id);
        }
        if node.name == Label::default() {
            self.slips.error(at, "`group`: give the group a `name`".into());
        }
        let (place, weight) = (self.scheme.nodes.len(), node.weight);
        self.scheme.nodes.push(node);
        self.members(fields, place, depth);
        weight
    }

    fn leaf(&mut self, mut fields: Fields<'_>, parent: usize, depth: usize) -> f64 {
        let at = fields.place();
        let place = self.scheme.leaves.len();
        if place >= MOST_LEAVES {
            if place == MOST_LEAVES {
                self.slips.error(at, format!("`leaf`: there are more than {MOST_LEAVES} of them"));
            }
            return 1.0;
        }
        let mut node = self.node(&mut fields, parent, depth, What::Leaf(place));
        let mut measure = self.measure(&mut fields);
        let first = measure.map(|measure| self.catalog.indicator(measure.first()));
        if node.name == Label::default() {
            match (measure, first) {
                (Some(Measure::Plain(_)), Some(indicator)) => node.name = indicator.short.clone(),
                _ if self.origin == Origin::Own && !self.slips.has_errors() => {
                    self.slips.error(at, "`leaf`: give the leaf a `name`, or an `indicator` that has one".into());
                }
                _ => {}
            }
        }
        let better_at = fields.at("better");
        let said = fields.word("better", [Better::Higher, Better::Lower], better_name, self.slips);
        let better = match (said, measure, first) {
            (Some(better), ..) => better,
            // An indicator of that name in somebody's table, of which nothing more is known, may be another.
            (None, Some(Measure::Plain(_)), Some(indicator))
                if self.origin == Origin::Shipped && indicator.better == Better::Neither =>
            {
                measure = None;
                Better::Higher
            }
            (None, Some(Measure::Plain(_)), Some(indicator)) if indicator.better == Better::Neither => {
                let name = indicator.short.get(Lang::En);
                let what = format!(
                    "`leaf`: neither end of `{name}` is the better one; write `better = \"higher\"` or `\"lower\"`"
                );
                self.slips.error(better_at, what);
                Better::Higher
            }
            (None, Some(Measure::Plain(_)), Some(indicator)) => indicator.better,
            (None, ..) => Better::Higher,
        };
        let method = fields.method(self.slips).unwrap_or(self.method);
        let treat = fields.word("treat", Treat::ALL, Treat::name, self.slips).unwrap_or(self.treat);
        fields.finish(self.slips);
        let is_twice = measure.is_some() && self.scheme.leaves.iter().any(|leaf| leaf.measure == measure);
        if is_twice {
            let what = format!("`leaf`: `{}` counts twice in this scheme; check that it is meant to", node.name.en);
            self.slips.warning(at, what);
        }
        let weight = node.weight;
        self.scheme.leaves.push(Leaf { node: self.scheme.nodes.len(), measure, better, method, treat });
        self.scheme.nodes.push(node);
        weight
    }

    /// `indicator = …`, or `numerator = …` and `denominator = …`; none of them where no data is known of that definition.
    fn measure(&mut self, fields: &mut Fields<'_>) -> Option<Measure> {
        let at = fields.place();
        let mut named = |key: &'static str, slips: &mut Slips| {
            let at = fields.at(key);
            let name = fields.text(key, slips);
            let id = name.as_ref().and_then(|name| indicator(name, key, at, self.origin, self.catalog, slips));
            (name.is_some(), id)
        };
        let (is_plain, plain) = named("indicator", self.slips);
        let (is_over, over) = named("numerator", self.slips);
        let (is_under, under) = named("denominator", self.slips);
        let times = fields.number("times", self.slips);
        if (is_plain && (is_over || is_under)) || is_over != is_under || (times.is_some() && !is_over) {
            let what = "`leaf`: write `indicator`, or `numerator`, `denominator` and `times`, not both";
            self.slips.error(at, what.into());
        }
        match (plain, over, under) {
            (Some(id), ..) => Some(Measure::Plain(id)),
            (None, Some(numerator), Some(denominator)) => {
                Some(Measure::Ratio { numerator, denominator, times: times.unwrap_or(1.0) })
            }
            _ => None,
        }
    }
}

const fn better_name(better: Better) -> &'static str {
    match better {
        Better::Lower => "lower",
        Better::Higher | Better::Neither => "higher",
    }
}
