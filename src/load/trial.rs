//! Bytes of no good will, read as files are, and what has to hold of whatever was made of them. For tests and fuzzing.

use super::{
    Options, catalog, duplicates, encoding, group_all,
    number::{self, Decimal, Legend},
    part::{CatalogParts, Part, Table},
    period, read, rows, scheme, sidecar, text,
    unpack::Packing,
};
use crate::model::{Better, Dataset, Indicator, Unit, scheme::What};

/// Reads a file of that name as the only one given, with what stands beside it.
pub fn file(name: &str, bytes: &[u8], beside: Option<&[u8]>) -> Dataset {
    let mut dataset = Dataset::default();
    let mut names = rows::Names::of(&dataset.catalog);
    let part = Part::bytes(name, bytes.to_vec());
    let sidecar = beside.map(|beside| Part::bytes("beside.toml", beside.to_vec()));
    read::read(Table { part, sidecar }, &mut dataset, &mut names, &Options::default());
    duplicates::report(&mut dataset);
    group_all(&mut dataset.catalog);
    dataset
}

/// Reads one text as each file of a catalogue.
pub fn catalog(bytes: &[u8]) -> Dataset {
    let part = |name: &str| Some(Part::bytes(name, bytes.to_vec()));
    let files = CatalogParts {
        parks: part("parks.toml"),
        indicators: part("indicators.toml"),
        sources: part("sources.toml"),
        groups: part("groups.toml"),
        remarks: part("remarks.toml"),
    };
    let mut dataset = Dataset::default();
    catalog::merge(vec![catalog::read(files)], &mut dataset.catalog, &mut dataset.problems);
    for group in &dataset.catalog.groups {
        dataset.catalog.members(group);
    }
    dataset
}

/// Reads a text as a sidecar.
pub fn sidecar(bytes: &[u8]) -> Dataset {
    let mut dataset = Dataset::default();
    sidecar::read(Part::bytes("beside.toml", bytes.to_vec()), &mut dataset.problems);
    dataset
}

/// Reads a text as a scheme of data that has some indicators: whatever it says, what is taken is a tree with weights.
pub fn scheme(bytes: &[u8]) -> Dataset {
    let mut dataset = Dataset::default();
    for slug in ["output", "energy", "grants", "staff"] {
        dataset.catalog.add_indicator(Indicator {
            slug: slug.to_owned(),
            better: Better::Higher,
            ..Indicator::default()
        });
    }
    let Dataset { catalog, problems, .. } = &mut dataset;
    scheme::read(Part::bytes("s.toml", bytes.to_vec()), scheme::Origin::Own, catalog, problems);
    for scheme in &dataset.catalog.schemes {
        assert!(!scheme.leaves.is_empty() && scheme.scale[0] < scheme.scale[1], "{scheme:?}");
        for (place, node) in scheme.nodes.iter().enumerate() {
            assert!(node.weight.is_finite() && node.weight >= 0.0, "{node:?}");
            assert!(
                place == 0 || (node.parent < place && node.depth == scheme.nodes[node.parent].depth + 1),
                "{node:?}"
            );
            assert!([&node.id, &node.name.zh, &node.name.en].into_iter().all(|text| text::dirt(text).is_none()));
        }
        assert!(scheme.leaves.iter().enumerate().all(|(n, leaf)| scheme.nodes[leaf.node].what == What::Leaf(n)));
    }
    dataset
}

/// Chooses the encoding of bytes and decodes them.
pub fn encoding(bytes: &[u8]) {
    encoding::choose(bytes, false);
    let Some(choice) = encoding::choose(bytes, true) else { return };
    let bad = encoding::decode(bytes.to_vec().into(), choice).err();
    assert!(bad.is_none_or(|bad| bad.good <= bytes.len()), "{bad:?}");
}

/// Reads a text as a number in every way there is: finite, and in words of some length where it is none.
pub fn number(text: &str) {
    for decimal in [Decimal::Point, Decimal::Comma] {
        match number::parse_with(text, decimal, &Legend::default()) {
            Ok(number) => assert!(number.value.is_none_or(f64::is_finite), "{number:?}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    assert!(number::plain(text.as_bytes()).is_none_or(f64::is_finite), "{text}");
}

/// Reads a text as a time in every way there is.
pub fn period(text: &str) {
    let all = [period::parse(text), period::split(text).map(|it| it.0), period::in_title(text).map(|it| it.0)];
    for period in all.into_iter().flatten() {
        assert!((0..=9999).contains(&period.calendar_year()), "{period} {text}");
        assert_eq!(period::parse(&period.to_string()), Some(period), "{text}");
    }
    if let Some((from, to)) = period::part(text) {
        assert!(1 <= from && from <= to && to <= 12, "{from} {to} {text}");
        period::of_year(text, (from, to));
    }
    period::is_week(text);
}

/// Reads a text as a unit and as a heading.
pub fn heading(text: &str) {
    let unit = Unit::parse(text);
    assert!(unit.convert(1.0, &unit).is_none_or(f64::is_finite), "{unit:?}");
    if let Some((_, unit)) = Unit::in_heading(text) {
        assert!(unit.is_known(), "{unit:?}");
    }
}

/// What holds of everything that was read: places are in the file, values are numbers, texts are fit to be shown.
pub fn holds(dataset: &Dataset, bytes: &[u8]) {
    let lines = lines(bytes);
    let is_clean = |text: &str| text::dirt(text).is_none();
    for problem in &dataset.problems {
        assert!(problem.spot.line <= lines, "{problem} of {lines}");
        assert!(is_clean(&problem.to_string()) && problem.what.len() < 8 << 10, "{problem:?}");
        if let Some(excerpt) = &problem.spot.excerpt {
            let length = excerpt.text.chars().count();
            // A caret may stand behind the last character.
            assert!(excerpt.before + excerpt.length <= length.max(excerpt.before + 1), "{problem:?}");
            assert!(excerpt.before <= length && excerpt.length > 0 && length < 200, "{problem:?}");
            assert!(is_clean(&excerpt.text), "{problem:?}");
        }
    }
    let catalog = &dataset.catalog;
    let parks = catalog.parks.iter().flat_map(|park| [&park.slug, &park.name.zh, &park.name.en]);
    let indicators = catalog.indicators.iter().flat_map(|it| [&it.slug, &it.name.zh, &it.name.en]);
    let sources = catalog.sources.iter().flat_map(|source| [&source.slug, &source.title]);
    assert!(parks.chain(indicators).chain(sources).all(|name| is_clean(name)), "{catalog:?}");
    let rows = &dataset.observations;
    for id in rows.ids() {
        let row = rows.get(id);
        assert!(row.value.is_none_or(f64::is_finite), "{row:?}");
        assert!(row.place.file.index() < dataset.files.len() && row.place.line <= lines, "{row:?}");
        assert!(row.fact.park.index() < catalog.parks.len(), "{row:?}");
        assert!(row.fact.indicator.index() < catalog.indicators.len(), "{row:?}");
        assert!(row.source.is_none_or(|source| source.index() < catalog.sources.len()), "{row:?}");
        assert!([row.raw, row.status, row.note].into_iter().flatten().all(|text| is_clean(&text)));
    }
}

/// Whether two readings came to the same.
pub fn is_same(one: &Dataset, two: &Dataset) -> bool {
    let (rows, again) = (&one.observations, &two.observations);
    one.problems == two.problems
        && one.files == two.files
        && one.catalog.parks == two.catalog.parks
        && one.catalog.indicators == two.catalog.indicators
        && rows.len() == again.len()
        && rows.ids().all(|id| rows.get(id) == again.get(id))
}

/// How many lines there may be in it at most; rows of a workbook and of columns are counted by nobody.
fn lines(bytes: &[u8]) -> u32 {
    let is_text = Packing::of(bytes) == Packing::None && !bytes.starts_with(b"PK") && !bytes.starts_with(&[0xD0, 0xCF]);
    let ends = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count();
    if is_text { ends as u32 + 1 } else { u32::MAX }
}
