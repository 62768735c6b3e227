//! What the command line says of how to read: encodings, shapes, and what files do not say themselves.

use std::path::PathBuf;

use clap::Args;
use encoding_rs::Encoding;

use crate::{
    load::{self, Assume, Decimal, Input, Options, Request},
    store,
};

/// How to read what does not say so itself.
#[derive(Args, Clone, Debug)]
pub struct Reading {
    /// Open the embedded figures too; names in PATH are found in their catalogue
    #[arg(long, global = true)]
    pub with_embedded: bool,
    /// The encoding of text files: utf-8, gb18030, big5, utf-16le … [default: as the bytes look]
    #[arg(long, global = true, value_name = "NAME", value_parser = encoding)]
    encoding: Option<&'static Encoding>,
    /// The shape of tables: long, wide, world-bank, eurostat or sdmx [default: as they look]
    #[arg(long, global = true, value_name = "NAME", value_parser = shape)]
    shape: Option<String>,
    /// What a table does not say: period=2023, park=…, indicator=…, unit=…, source=… or decimal=,; may be repeated
    #[arg(long, global = true, value_name = "KEY=VALUE", value_parser = pair)]
    assume: Vec<(Field, String)>,
    /// How scores are made: the name of a scheme, or a file of one's own ending in .toml
    #[arg(long, global = true, value_name = "NAME|FILE")]
    pub scheme: Option<String>,
    /// Neither use nor keep what was read of large tables before
    #[arg(long, global = true)]
    pub no_cache: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Field {
    Park,
    Indicator,
    Period,
    Unit,
    Source,
    Decimal,
}

fn encoding(name: &str) -> Result<&'static Encoding, String> {
    load::encoding_named(name)
        .ok_or_else(|| format!("`{name}` is no encoding; write `utf-8`, `gb18030`, `big5` or `utf-16le`"))
}

fn shape(name: &str) -> Result<String, String> {
    let known: Vec<&str> = load::shapes().collect();
    let is_known = known.contains(&name);
    is_known.then(|| name.to_owned()).ok_or_else(|| format!("`{name}` is no shape; there are `{}`", known.join("`, `")))
}

fn pair(text: &str) -> Result<(Field, String), String> {
    let (key, value) = text.split_once('=').ok_or("write a name, `=` and what is meant, such as `period=2023`")?;
    let field = match key.trim() {
        "park" => Field::Park,
        "indicator" => Field::Indicator,
        "period" | "year" => Field::Period,
        "unit" => Field::Unit,
        "source" => Field::Source,
        "decimal" if decimal(value).is_some() => Field::Decimal,
        "decimal" => return Err("write `decimal=.` or `decimal=,`".to_owned()),
        other => {
            return Err(format!("`{other}` cannot be assumed; name period, park, indicator, unit, source or decimal"));
        }
    };
    Ok((field, value.trim().to_owned()))
}

fn decimal(sign: &str) -> Option<Decimal> {
    match sign.trim() {
        "." => Some(Decimal::Point),
        "," => Some(Decimal::Comma),
        _ => None,
    }
}

/// Whether a scheme is named by its file.
fn is_file(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|ending| ending == "toml") || name.contains(['/', '\\'])
}

impl Reading {
    /// What to open, and how.
    pub fn request(&self, paths: Vec<PathBuf>) -> Request {
        let embedded = (paths.is_empty() || self.with_embedded).then_some(Input::Embedded);
        let said = |field: Field| {
            let last = self.assume.iter().rev().find(|(known, _)| *known == field);
            last.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
        };
        let assume = Assume {
            park: said(Field::Park),
            indicator: said(Field::Indicator),
            period: said(Field::Period),
            unit: said(Field::Unit),
            source: said(Field::Source),
            decimal: said(Field::Decimal).and_then(|sign| decimal(&sign)),
        };
        let (encoding, shape) = (self.encoding, self.shape.clone());
        let schemes = self.scheme.iter().filter(|name| is_file(name)).map(PathBuf::from).collect();
        let options = Options {
            encoding,
            shape,
            assume,
            schemes,
            keeps: !self.no_cache,
            columns: store::columns::read,
            ..Options::default()
        };
        Request { inputs: embedded.into_iter().chain(paths.into_iter().map(Input::of)).collect(), options }
    }
}
