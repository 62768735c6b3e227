//! Scheme files: how indicators become one score. Every slip is told with its place and its key, all of them at once.

mod fields;
mod grow;

use toml::de::DeTable;

pub use self::fields::kind;
use self::fields::{Fields, Slips};
use super::{complaints::Complaints, part::Part, text};
use crate::model::{
    Catalog, IndicatorId, Label, Problem, Rule, Severity,
    catalog::Miss,
    scheme::{Aggregate, Cited, Frame, Method, Missing, Provenance, Scheme, Treat, What},
};

/// Whose scheme it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// Compiled in: where the data lacks an indicator, the leaf has no figures, and that is no slip.
    Shipped,
    /// The user's own.
    Own,
}

/// The share of a group's weight that must be there where a scheme says nothing: that of the handbook's examples.
const COVERAGE: f64 = 2.0 / 3.0;

/// Reads a scheme into the catalogue; one with an error in it is left out, and one of a slug that is there already too.
pub fn read(part: Part, origin: Origin, catalog: &mut Catalog, problems: &mut Vec<Problem>) {
    let file = part.name.clone();
    let mut complaints = Complaints::of(file.clone());
    if let Some(text) = text::open(part, &mut complaints) {
        let mut slips = Slips::default();
        let scheme = parse(&text, &file, origin, catalog, &mut slips);
        let is_broken = slips.has_errors();
        for (at, severity, what) in slips.sorted() {
            complaints.add(severity, Rule::Catalog, || text::place(&text, at), || what);
        }
        match scheme.filter(|_| !is_broken) {
            Some(scheme) if catalog.scheme_by_slug(&scheme.slug).is_none() => catalog.schemes.push(scheme),
            // What is shipped gives way to the user's own of the same name without a word.
            Some(_) if origin == Origin::Shipped => {}
            Some(scheme) => {
                let what = || format!("there is a scheme `{}` already; give this one another `slug`", scheme.slug);
                complaints.whole(Severity::Error, Rule::Catalog, what);
            }
            None => {}
        }
    }
    problems.extend(complaints.into_problems());
}

fn parse(text: &str, file: &str, origin: Origin, catalog: &Catalog, slips: &mut Slips) -> Option<Scheme> {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let at = error.span().map_or(0, |span| span.start);
        slips.error(at, format!("{}; the scheme is left out", text::one_line(error.message())));
    }
    if !errors.is_empty() {
        return None;
    }
    let mut fields = Fields::of(document.into_inner(), "", 0);
    let mut scheme = head(&mut fields, catalog, slips);
    file.clone_into(&mut scheme.file);
    let means = means(&mut fields, slips);
    let method = fields.method(slips).unwrap_or_default();
    let treat = fields.word("treat", Treat::ALL, Treat::name, slips).unwrap_or_default();
    let mut growing = grow::Growing { scheme: &mut scheme, means: &means, method, treat, origin, catalog, slips };
    growing.root(fields);
    settle(&mut scheme, slips);
    Some(scheme)
}

/// What a scheme says of itself.
fn head(fields: &mut Fields<'_>, catalog: &Catalog, slips: &mut Slips) -> Scheme {
    let at = fields.at("slug");
    let slug = fields.text("slug", slips).unwrap_or_default();
    if slug.is_empty() || !slug.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)) {
        slips.error(at, "`slug`: give the scheme a name of letters, digits, `-`, `_` and `.`".into());
    }
    let name = fields.label("name", slips).unwrap_or_else(|| Label::same(&slug));
    let cited = fields.list("sources", slips).into_iter().filter_map(|(slug, at)| {
        let found = catalog.source_by_slug(&slug);
        if found.is_none() {
            let what = format!(
                "`sources`: there is no source `{}`; name one of the catalogue, or `pages`",
                text::shown(&slug)
            );
            slips.warning(at, what);
        }
        found.map(Cited::Source)
    });
    let mut sources: Vec<Cited> = cited.collect();
    for mut page in fields.tables("pages", slips) {
        let (title, url) = (page.text("title", slips).unwrap_or_default(), page.text("url", slips).unwrap_or_default());
        page.finish(slips);
        sources.push(Cited::Page { title, url });
    }
    let at = fields.at("coverage");
    let coverage = fields.number("coverage", slips).unwrap_or(COVERAGE);
    if !(0.0..=1.0).contains(&coverage) {
        slips.error(at, format!("`coverage`: {coverage} is no share; write a number from 0 to 1"));
    }
    let at = fields.at("scale");
    let scale = fields.numbers("scale", slips);
    let scale = match scale.as_deref() {
        None => [0.0, 0.0],
        Some([low, high]) if low < high => [*low, *high],
        Some(_) => {
            slips.error(at, "`scale`: write the points of the worst and of the best, such as `[0, 100]`".into());
            [0.0, 100.0]
        }
    };
    Scheme {
        slug,
        name,
        issuer: fields.text("issuer", slips).unwrap_or_default(),
        edition: fields.text("edition", slips).unwrap_or_default(),
        valid_from: fields.text("valid_from", slips).unwrap_or_default(),
        provenance: fields.word("provenance", Provenance::ALL, Provenance::name, slips).unwrap_or_default(),
        sources,
        notes: fields.label("notes", slips).unwrap_or_default(),
        missing: fields.word("missing", Missing::ALL, Missing::name, slips).unwrap_or_default(),
        coverage,
        frame: fields.word("frame", Frame::ALL, Frame::name, slips).unwrap_or_default(),
        scale,
        ..Scheme::default()
    }
}

/// The mean of each level, the outermost first; the last holds for all below.
fn means(fields: &mut Fields<'_>, slips: &mut Slips) -> Vec<Aggregate> {
    let named = fields.list("aggregate", slips);
    let mean = |(name, at): (String, usize)| {
        let found = Aggregate::ALL.into_iter().find(|mean| mean.name() == name);
        if found.is_none() {
            slips.unknown_word(at, "aggregate", &name, &Aggregate::ALL.map(Aggregate::name));
        }
        found
    };
    let means: Vec<Aggregate> = named.into_iter().filter_map(mean).collect();
    if means.is_empty() { vec![Aggregate::default()] } else { means }
}

/// What can only be seen once the whole scheme is there.
fn settle(scheme: &mut Scheme, slips: &mut Slips) {
    let is_positive = |what: What| matches!(what, What::Branch(mean) if mean.is_positive());
    let any = scheme.nodes.iter().any(|node| is_positive(node.what));
    if scheme.scale == [0.0, 0.0] {
        // A product has no use for a nought.
        scheme.scale = if any { [1.0, 100.0] } else { [0.0, 100.0] };
    }
    if any && scheme.scale[0] <= 0.0 {
        slips.error(0, "`scale`: a geometric or harmonic mean takes positive points only; begin it at 1".into());
    }
    if any && scheme.leaves.iter().any(|leaf| leaf.method == Method::ZScore) {
        let what = "`normalise`: z-scores are negative below the mean, which no geometric or harmonic mean takes; write `min-max`";
        slips.error(0, what.into());
    }
    if scheme.leaves.is_empty() {
        slips.error(0, "there is no `[[leaf]]`; name the indicators of the scheme".into());
    }
    let least = scheme.nodes.iter().skip(1).map(|node| node.provenance).max().unwrap_or_default();
    if scheme.provenance == Provenance::Official && least != Provenance::Official {
        slips.error(0, "`provenance`: not all weights are official; write `partial`".into());
    }
}

/// The indicator of exactly that slug; a slip says which is nearest.
fn indicator(
    name: &str,
    key: &str,
    at: usize,
    origin: Origin,
    catalog: &Catalog,
    slips: &mut Slips,
) -> Option<IndicatorId> {
    let found = catalog.indicator_by_slug(name);
    if found.is_none() && origin == Origin::Own {
        let near = match catalog.find_indicator(name) {
            Ok(id) => vec![catalog.indicator(id).slug.clone()],
            Err(Miss::Several(ids)) => ids.iter().take(3).map(|id| catalog.indicator(*id).slug.clone()).collect(),
            Err(Miss::None(near)) => near,
        };
        let name = text::shown(name);
        slips.error(
            at,
            match near.as_slice() {
                [] => format!("`{key}`: there is no indicator `{name}`; name one of the data by its slug"),
                near => format!("`{key}`: there is no indicator `{name}`; did you mean `{}`?", near.join("`, `")),
            },
        );
    }
    found
}

#[cfg(test)]
mod tests;
