//! Tokens: the words, numbers and signs of an expression. Full-width signs are the same signs.

use super::slip::{Slip, Span, Wrong};
use crate::model::Period;

/// No expression that people type is longer.
const LONGEST: usize = 2000;

/// A word, a number or a sign, and where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    pub at: Span,
    pub kind: Kind,
}

/// What a token is.
#[derive(Clone, PartialEq, Debug)]
pub enum Kind {
    /// A number, with the unit that follows it and where that stands.
    Number(f64, Option<(String, Span)>),
    /// A bare word.
    Word(String),
    /// A name in quotes or square brackets.
    Quoted(String),
    /// `@2022`.
    At(Period),
    Sign(Sign),
}

/// An operator, or a sign that groups.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Contains,
    In,
    And,
    Or,
    Not,
    Has,
    Missing,
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Comma,
}

/// The words that are operators.
const WORDS: &[(&str, Sign)] = &[
    ("and", Sign::And),
    ("且", Sign::And),
    ("并且", Sign::And),
    ("or", Sign::Or),
    ("或", Sign::Or),
    ("或者", Sign::Or),
    ("not", Sign::Not),
    ("非", Sign::Not),
    ("in", Sign::In),
    ("属于", Sign::In),
    ("contains", Sign::Contains),
    ("包含", Sign::Contains),
    ("has", Sign::Has),
    ("有", Sign::Has),
    ("missing", Sign::Missing),
    ("缺", Sign::Missing),
];

/// Words that stand between others without a blank: 浙江且级别=国家级.
const GLUED: &[&str] = &["并且", "或者", "且", "或"];

/// The signs, longer ones first.
const SIGNS: &[(&str, Sign)] = &[
    ("&&", Sign::And),
    ("||", Sign::Or),
    ("==", Sign::Equal),
    ("!=", Sign::NotEqual),
    ("<>", Sign::NotEqual),
    (">=", Sign::GreaterEqual),
    ("<=", Sign::LessEqual),
    ("=", Sign::Equal),
    ("≠", Sign::NotEqual),
    (">", Sign::Greater),
    ("≥", Sign::GreaterEqual),
    ("<", Sign::Less),
    ("≤", Sign::LessEqual),
    ("~", Sign::Contains),
    ("!", Sign::Not),
    ("+", Sign::Plus),
    ("-", Sign::Minus),
    ("−", Sign::Minus),
    ("*", Sign::Times),
    ("×", Sign::Times),
    ("/", Sign::Over),
    ("÷", Sign::Over),
    ("(", Sign::Open),
    (")", Sign::Close),
    (",", Sign::Comma),
    ("、", Sign::Comma),
];

/// What opens a quotation, and what closes it.
const QUOTES: &[(char, char)] =
    &[('"', '"'), ('\'', '\''), ('[', ']'), ('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('【', '】')];

/// The tokens of a text.
pub fn tokens(text: &str) -> Result<Vec<Token>, Slip> {
    let lexer = Lexer { chars: text.chars().map(plain).collect(), at: 0, found: vec![], lists: vec![] };
    if lexer.chars.len() > LONGEST {
        return Err(Slip::new(Span::new(LONGEST, lexer.chars.len()), Wrong::TooLong));
    }
    lexer.run()
}

/// A full-width form as the plain one: one character for one, so that places stay.
const fn plain(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(plain) => plain,
            None => c,
        },
        c => c,
    }
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    found: Vec<Token>,
    /// Of every bracket that is open, whether it holds a list: there a comma parts, and is none of thousands.
    lists: Vec<bool>,
}

impl Lexer {
    fn run(mut self) -> Result<Vec<Token>, Slip> {
        while let Some(c) = self.peek(0) {
            if c.is_whitespace() {
                self.at += 1;
            } else if c.is_ascii_digit() || (c == '.' && self.peek(1).is_some_and(|next| next.is_ascii_digit())) {
                self.number()?;
            } else if let Some((_, close)) = QUOTES.iter().find(|(open, _)| *open == c) {
                self.quoted(*close)?;
            } else if c == '@' {
                self.period()?;
            } else if let Some((sign, meant)) = self.sign() {
                self.push_sign(sign, meant);
            } else if self.is_of_word(self.at) {
                self.word();
            } else {
                return Err(Slip::new(Span::new(self.at, self.at + 1), Wrong::Character(c)));
            }
        }
        Ok(self.found)
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn push(&mut self, from: usize, kind: Kind) {
        self.found.push(Token { at: Span::new(from, self.at), kind });
    }

    fn push_sign(&mut self, cells: usize, sign: Sign) {
        match sign {
            Sign::Open => {
                let is_list = self.found.last().is_some_and(|before| before.kind == Kind::Sign(Sign::In));
                self.lists.push(is_list);
            }
            Sign::Close => drop(self.lists.pop()),
            _ => {}
        }
        let from = self.at;
        self.at += cells;
        self.push(from, Kind::Sign(sign));
    }

    /// The sign that stands here, and how many characters it has.
    fn sign(&self) -> Option<(usize, Sign)> {
        let is_here = |sign: &str| sign.chars().enumerate().all(|(ahead, c)| self.peek(ahead) == Some(c));
        SIGNS.iter().find(|(sign, _)| is_here(sign)).map(|(sign, meant)| (sign.chars().count(), *meant))
    }

    fn quoted(&mut self, close: char) -> Result<(), Slip> {
        let from = self.at;
        let Some(length) = self.chars[from + 1..].iter().position(|c| *c == close) else {
            return Err(Slip::new(Span::new(from, self.chars.len()), Wrong::Unclosed(close)));
        };
        let name: String = self.chars[from + 1..from + 1 + length].iter().collect();
        self.at = from + length + 2;
        self.push(from, Kind::Quoted(name.trim().to_owned()));
        Ok(())
    }

    fn period(&mut self) -> Result<(), Slip> {
        let from = self.at;
        self.at += 1;
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let begin = self.at;
        while let Some(c) = self.peek(0) {
            // A minus after the year is one, unless months follow it.
            let is_month = c == '-' && self.peek(1).is_some_and(|next| next.is_ascii_digit() || next == 'Q');
            let is_part = c.is_ascii_digit() || matches!(c, 'Q' | 'q' | 'H' | 'h' | '.' | '年' | '月') || is_month;
            if !is_part {
                break;
            }
            self.at += 1;
        }
        let written: String = self.chars[begin..self.at].iter().collect();
        let wrong = Slip::new(Span::new(from, self.at.max(from + 1)), Wrong::Period);
        let period = written.parse().map_err(|_| wrong)?;
        self.push(from, Kind::At(period));
        Ok(())
    }

    fn number(&mut self) -> Result<(), Slip> {
        let from = self.at;
        let in_list = self.lists.last().copied().unwrap_or(false);
        let mut digits = String::new();
        self.digits(&mut digits);
        // 1,000: one to three digits, and then threes.
        let is_three = |lexer: &Self| {
            let is_digit = |ahead: usize| lexer.peek(ahead).is_some_and(|c| c.is_ascii_digit());
            lexer.peek(0) == Some(',') && (1..=3).all(is_digit) && !is_digit(4)
        };
        if !in_list && (1..=3).contains(&digits.len()) {
            while is_three(self) {
                self.at += 1;
                self.digits(&mut digits);
            }
        }
        if self.peek(0) == Some('.') && self.peek(1).is_some_and(|c| c.is_ascii_digit()) {
            digits.push('.');
            self.at += 1;
            self.digits(&mut digits);
        }
        let signed = usize::from(matches!(self.peek(1), Some('+' | '-')));
        if matches!(self.peek(0), Some('e' | 'E')) && self.peek(1 + signed).is_some_and(|c| c.is_ascii_digit()) {
            digits.extend(&self.chars[self.at..=self.at + signed]);
            self.at += 1 + signed;
            self.digits(&mut digits);
        }
        let wrong = || Slip::new(Span::new(from, self.at), Wrong::Number);
        let value: f64 = digits.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(wrong)?;
        let end = self.at;
        let unit = self.unit();
        self.found.push(Token {
            at: Span::new(from, if unit.is_some() { self.at } else { end }),
            kind: Kind::Number(value, unit),
        });
        Ok(())
    }

    fn digits(&mut self, into: &mut String) {
        while let Some(c) = self.peek(0).filter(char::is_ascii_digit) {
            into.push(c);
            self.at += 1;
        }
    }

    /// The unit behind a number: a word that is no operator, with what it is by (`万元/人`).
    fn unit(&mut self) -> Option<(String, Span)> {
        let back = self.at;
        while self.peek(0).is_some_and(char::is_whitespace) {
            self.at += 1;
        }
        let from = self.at;
        let mut unit = self.unit_word();
        if unit.is_empty() || operator(&unit).is_some() {
            self.at = back;
            return None;
        }
        if self.peek(0) == Some('/') {
            let before = self.at;
            self.at += 1;
            let whole = format!("{unit}/{}", self.unit_word());
            if crate::model::Unit::parse(&whole).is_known() {
                unit = whole;
            } else {
                self.at = before;
            }
        }
        Some((unit, Span::new(from, self.at)))
    }

    fn unit_word(&mut self) -> String {
        let from = self.at;
        if let Some('%' | '‰' | '$' | '€' | '£' | '℃') = self.peek(0) {
            self.at += 1;
        } else {
            self.skip_word();
        }
        self.chars[from..self.at].iter().collect()
    }

    fn word(&mut self) {
        let from = self.at;
        self.skip_word();
        let word: String = self.chars[from..self.at].iter().collect();
        let kind = operator(&word).map_or(Kind::Word(word), Kind::Sign);
        self.push(from, kind);
    }

    /// Goes on to the end of the word, or to before a 且 in it; one that stands here is the word.
    fn skip_word(&mut self) {
        let from = self.at;
        while self.is_of_word(self.at) {
            let is_here = |word: &&&str| word.chars().enumerate().all(|(ahead, c)| self.peek(ahead) == Some(c));
            if let Some(glued) = GLUED.iter().find(is_here) {
                if self.at == from {
                    self.at += glued.chars().count();
                }
                return;
            }
            self.at += 1;
        }
    }

    /// Whether the character there belongs to a word. A single & does: R&D.
    fn is_of_word(&self, at: usize) -> bool {
        let is = |at: usize, sign: char| self.chars.get(at) == Some(&sign);
        match self.chars.get(at) {
            Some('&') => !is(at + 1, '&') && (at == 0 || !is(at - 1, '&')),
            Some(c) => c.is_alphanumeric() || matches!(c, '_' | '·'),
            None => false,
        }
    }
}

fn operator(word: &str) -> Option<Sign> {
    WORDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, sign)| *sign)
}
