//! The tree of an expression: what binds tighter stands deeper.

use super::{
    lex::{Kind, Sign, Token, tokens},
    slip::{Slip, Span, Wrong},
};
use crate::model::Period;

/// No one nests deeper; the limit keeps the stack whole.
const DEEPEST: usize = 60;

/// A part of an expression and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    pub at: Span,
    pub what: What,
}

/// What a part of an expression is.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    Number(f64, Option<(String, Span)>),
    /// A name, bare or in quotes, and the period asked for.
    Name {
        text: String,
        is_quoted: bool,
        period: Option<(Period, Span)>,
    },
    Minus(Box<Node>),
    Math(Math, Span, Box<(Node, Node)>),
    Compare(Comparison, Span, Box<(Node, Node)>),
    /// `~`: the words contain these.
    Contains(Span, Box<(Node, Node)>),
    In(Box<Node>, Vec<Node>),
    Not(Box<Node>),
    Both(Box<(Node, Node)>),
    Either(Box<(Node, Node)>),
    Has(Box<Node>),
    Missing(Box<Node>),
}

/// An arithmetic operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Math {
    Plus,
    Minus,
    Times,
    Over,
}

/// How two amounts are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
}

impl Node {
    const fn new(at: Span, what: What) -> Self {
        Self { at, what }
    }
}

/// The tree of a text.
pub fn parse(text: &str) -> Result<Node, Slip> {
    let tokens = tokens(text)?;
    let end = text.chars().count();
    if tokens.is_empty() {
        return Err(Slip::new(Span::new(0, end), Wrong::Empty));
    }
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, end };
    let node = parser.either()?;
    match parser.tokens.get(parser.at) {
        None => Ok(node),
        Some(Token { at, kind: Kind::Sign(Sign::Close) }) => Err(Slip::new(*at, Wrong::Bracket(')'))),
        Some(token) => Err(Slip::new(token.at, Wrong::NoOperator)),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    /// The place behind the last character.
    end: usize,
}

impl Parser<'_> {
    fn sign(&self) -> Option<(Sign, Span)> {
        match self.tokens.get(self.at)? {
            Token { at, kind: Kind::Sign(sign) } => Some((*sign, *at)),
            _ => None,
        }
    }

    fn take(&mut self, wanted: Sign) -> Option<Span> {
        let (sign, at) = self.sign()?;
        (sign == wanted).then(|| {
            self.at += 1;
            at
        })
    }

    /// One level deeper, for a part that may hold others.
    fn deeper(&mut self, part: impl FnOnce(&mut Self) -> Result<Node, Slip>) -> Result<Node, Slip> {
        if self.depth >= DEEPEST {
            let at = self.tokens.get(self.at).map_or_else(|| Span::new(self.end, self.end), |token| token.at);
            return Err(Slip::new(at, Wrong::TooDeep));
        }
        self.depth += 1;
        let node = part(self);
        self.depth -= 1;
        node
    }

    fn either(&mut self) -> Result<Node, Slip> {
        let mut left = self.both()?;
        let mut joined = 0;
        while self.take(Sign::Or).is_some() {
            let right = self.both()?;
            left = Self::joined(left, right, What::Either, &mut joined)?;
        }
        Ok(left)
    }

    fn both(&mut self) -> Result<Node, Slip> {
        let mut left = self.contrary()?;
        let mut joined = 0;
        while self.take(Sign::And).is_some() {
            let right = self.contrary()?;
            left = Self::joined(left, right, What::Both, &mut joined)?;
        }
        Ok(left)
    }

    /// Two parts as one; a chain of very many would be as deep as brackets.
    fn joined(
        left: Node,
        right: Node,
        what: impl FnOnce(Box<(Node, Node)>) -> What,
        joined: &mut usize,
    ) -> Result<Node, Slip> {
        *joined += 1;
        if *joined > DEEPEST {
            return Err(Slip::new(right.at, Wrong::TooDeep));
        }
        Ok(Node::new(left.at.upto(right.at), what(Box::new((left, right)))))
    }

    fn contrary(&mut self) -> Result<Node, Slip> {
        match self.take(Sign::Not) {
            Some(at) => {
                let of = self.deeper(Self::contrary)?;
                Ok(Node::new(at.upto(of.at), What::Not(Box::new(of))))
            }
            None => self.compared(),
        }
    }

    fn compared(&mut self) -> Result<Node, Slip> {
        for (sign, what) in [(Sign::Has, What::Has as fn(Box<Node>) -> What), (Sign::Missing, What::Missing)] {
            if let Some(at) = self.take(sign) {
                let of = self.atom()?;
                return Ok(Node::new(at.upto(of.at), what(Box::new(of))));
            }
        }
        let mut left = self.sum()?;
        let mut tests: Option<Node> = None;
        let mut joined = 0;
        // 100亿 < 营收 <= 1000亿 is two comparisons.
        while let Some((comparison, at)) = self.comparison() {
            let right = self.sum()?;
            let pair = Box::new((left, right.clone()));
            let test = Node::new(pair.0.at.upto(right.at), What::Compare(comparison, at, pair));
            tests = Some(match tests {
                None => test,
                Some(before) => Self::joined(before, test, What::Both, &mut joined)?,
            });
            left = right;
        }
        if let Some(tests) = tests {
            return Ok(tests);
        }
        if let Some(at) = self.take(Sign::Contains) {
            let right = self.atom()?;
            return Ok(Node::new(left.at.upto(right.at), What::Contains(at, Box::new((left, right)))));
        }
        let back = self.at;
        let is_not = self.take(Sign::Not);
        let Some(at) = self.take(Sign::In) else {
            self.at = back;
            return Ok(left);
        };
        let (list, to) = self.list(at)?;
        let whole = left.at.upto(to);
        let test = Node::new(whole, What::In(Box::new(left), list));
        Ok(if is_not.is_some() { Node::new(whole, What::Not(Box::new(test))) } else { test })
    }

    fn comparison(&mut self) -> Option<(Comparison, Span)> {
        let (sign, at) = self.sign()?;
        let comparison = match sign {
            Sign::Equal => Comparison::Equal,
            Sign::NotEqual => Comparison::NotEqual,
            Sign::Greater => Comparison::Greater,
            Sign::GreaterEqual => Comparison::GreaterEqual,
            Sign::Less => Comparison::Less,
            Sign::LessEqual => Comparison::LessEqual,
            _ => return None,
        };
        self.at += 1;
        Some((comparison, at))
    }

    fn list(&mut self, after: Span) -> Result<(Vec<Node>, Span), Slip> {
        let Some(open) = self.take(Sign::Open) else {
            // One value needs no brackets.
            let one = self.sum()?;
            let at = one.at;
            return Ok((vec![one], at));
        };
        let mut list = vec![];
        loop {
            list.push(self.sum()?);
            if self.take(Sign::Comma).is_some() {
                continue;
            }
            return match self.take(Sign::Close) {
                Some(to) => Ok((list, after.upto(to))),
                None => Err(self.unclosed(open)),
            };
        }
    }

    fn sum(&mut self) -> Result<Node, Slip> {
        self.chain(&[(Sign::Plus, Math::Plus), (Sign::Minus, Math::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Node, Slip> {
        self.chain(&[(Sign::Times, Math::Times), (Sign::Over, Math::Over)], Self::signed)
    }

    fn chain(&mut self, signs: &[(Sign, Math)], part: impl Fn(&mut Self) -> Result<Node, Slip>) -> Result<Node, Slip> {
        let mut left = part(self)?;
        let mut joined = 0;
        loop {
            let found = signs.iter().find_map(|(sign, math)| Some((self.take(*sign)?, *math)));
            let Some((at, math)) = found else { return Ok(left) };
            let right = part(self)?;
            left = Self::joined(left, right, |pair| What::Math(math, at, pair), &mut joined)?;
        }
    }

    fn signed(&mut self) -> Result<Node, Slip> {
        match self.take(Sign::Minus) {
            Some(at) => {
                let of = self.deeper(Self::signed)?;
                Ok(Node::new(at.upto(of.at), What::Minus(Box::new(of))))
            }
            None => self.atom(),
        }
    }

    fn atom(&mut self) -> Result<Node, Slip> {
        let Some(token) = self.tokens.get(self.at) else {
            return Err(Slip::new(Span::new(self.end, self.end), Wrong::Unfinished));
        };
        self.at += 1;
        match &token.kind {
            Kind::Number(value, unit) => Ok(Node::new(token.at, What::Number(*value, unit.clone()))),
            Kind::Word(text) => Ok(self.named(token.at, text, false)),
            Kind::Quoted(text) => Ok(self.named(token.at, text, true)),
            Kind::Sign(Sign::Open) => {
                let inside = self.deeper(Self::either)?;
                match self.take(Sign::Close) {
                    Some(to) => Ok(Node::new(token.at.upto(to), inside.what)),
                    None => Err(self.unclosed(token.at)),
                }
            }
            Kind::Sign(Sign::Close) => Err(Slip::new(token.at, Wrong::Bracket(')'))),
            Kind::Sign(_) | Kind::At(_) => Err(Slip::new(token.at, Wrong::NoOperand)),
        }
    }

    fn named(&mut self, at: Span, text: &str, is_quoted: bool) -> Node {
        let period = match self.tokens.get(self.at) {
            Some(Token { at, kind: Kind::At(period) }) => Some((*period, *at)),
            _ => None,
        };
        self.at += usize::from(period.is_some());
        let whole = period.map_or(at, |(_, to)| at.upto(to));
        Node::new(whole, What::Name { text: text.to_owned(), is_quoted, period })
    }

    /// Something else stands where a bracket should close; at the end of the text it was only not closed.
    fn unclosed(&self, open: Span) -> Slip {
        match self.tokens.get(self.at) {
            Some(token) => Slip::new(token.at, Wrong::NoOperator),
            None => Slip::new(open, Wrong::Bracket('(')),
        }
    }
}
