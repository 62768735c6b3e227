//! Scheme files in, schemes and problems out.

use super::{Origin, Part, read};
use crate::{
    load::{Input, load},
    model::{
        Better, Catalog, Indicator, Label,
        scheme::{Aggregate, Bounds, Cited, Frame, Measure, Method, Missing, Provenance, Scheme, Treat},
    },
};

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (slug, better) in
        [("gdp", Better::Higher), ("energy", Better::Lower), ("area", Better::Neither), ("gdp_growth", Better::Higher)]
    {
        let short = Label::same(slug);
        catalog.add_indicator(Indicator {
            slug: slug.into(),
            name: short.clone(),
            short,
            better,
            ..Indicator::default()
        });
    }
    catalog
}

fn said(text: &str) -> (Vec<Scheme>, Vec<String>) {
    let (mut catalog, mut problems) = (catalog(), vec![]);
    read(Part::bytes("s.toml", text.as_bytes().to_vec()), Origin::Own, &mut catalog, &mut problems);
    (catalog.schemes, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn every_key_is_kept() {
    use crate::model::scheme::What::Branch;
    use Aggregate::{Arithmetic, Geometric, Harmonic};

    let (schemes, problems) = said(
        "slug = 'mine'\nname = { zh = '甲', en = 'A' }\nissuer = 'me'\nedition = '1'\nvalid_from = 2024-01-02\n\
         provenance = 'partial'\nnotes = 'n'\naggregate = ['geometric', 'arithmetic']\nmissing = 'median'\n\
         coverage = 0.5\nframe = 'years'\nscale = [1, 10]\ntreat = 'winsorise-or-log'\nnormalise = 'percentile'\n\
         [[pages]]\ntitle = 't'\nurl = 'u'\n\
         [[group]]\nid = '1'\nname = 'g'\nweight = 2\nprovenance = 'official'\naggregate = 'harmonic'\n\
         [[group.leaf]]\nindicator = 'gdp'\n[[group.leaf]]\nnumerator = 'gdp'\ndenominator = 'area'\ntimes = 100\nname = 'r'\n\
         [[group]]\nname = 'h'\nweight = 1.5\n[[group.group]]\nname = 'hh'\n[[group.group.leaf]]\nindicator = 'energy'\n\
         normalise = { method = 'efficacy', bad = 12, good = 6 }\ntreat = 'none'\n\
         [[leaf]]\nname = 'x'\nweight = 3\nbetter = 'lower'\nnormalise = { method = 'goalposts', low = -1, high = 1.5 }\n",
    );
    assert_eq!(problems, [""; 0]);
    let scheme = &schemes[0];
    let texts = [&scheme.slug, &scheme.name.zh, &scheme.issuer, &scheme.edition, &scheme.valid_from, &scheme.notes.en];
    assert_eq!(texts, ["mine", "甲", "me", "1", "2024-01-02", "n"]);
    assert_eq!((scheme.provenance, scheme.missing, scheme.frame), (Provenance::Partial, Missing::Median, Frame::Years));
    assert_eq!((scheme.coverage, scheme.scale), (0.5, [1.0, 10.0]));
    assert_eq!(scheme.sources, [Cited::Page { title: "t".into(), url: "u".into() }]);
    let nodes: Vec<_> = scheme.nodes.iter().map(|n| (n.depth, n.parent, n.name.en.as_str(), n.weight)).collect();
    let expect = [
        (0, 0, "score", 1.0),
        (1, 0, "g", 2.0),
        (2, 1, "gdp", 1.0),
        (2, 1, "r", 1.0),
        (1, 0, "h", 1.5),
        (2, 4, "hh", 1.0),
        (3, 5, "energy", 1.0),
        (1, 0, "x", 3.0),
    ];
    assert_eq!(nodes, expect);
    let means = [0, 1, 4, 5].map(|node: usize| scheme.nodes[node].what);
    assert_eq!(means, [Branch(Geometric), Branch(Harmonic), Branch(Arithmetic), Branch(Arithmetic)]);
    let [gdp, ratio, energy, none] = scheme.leaves.as_slice() else { panic!("{:?}", scheme.leaves) };
    assert_eq!((gdp.method, gdp.treat, gdp.better), (Method::Percentile, Treat::WinsoriseOrLog, Better::Higher));
    assert!(matches!(ratio.measure, Some(Measure::Ratio { times: 100.0, .. })));
    assert_eq!((energy.better, energy.treat), (Better::Lower, Treat::None));
    assert_eq!(energy.method, Method::Efficacy(Some(Bounds { bad: 12.0, good: 6.0 })));
    assert_eq!((none.measure, none.better), (None, Better::Lower));
    assert_eq!(none.method, Method::Goalposts { low: -1.0, high: 1.5 });
}

#[test]
fn every_slip_is_told_at_once_with_line_column_and_key() {
    let (schemes, problems) = said(
        "slug = 'bad one'\ncoverage = 2\nprovenance = 'offical'\nnormalize = 'z-score'\n\
         [[leaf]]\nindicator = 'gpd'\nweight = -1\n[[leaf]]\nindicator = 'area'\nweight = 'much'\n\
         [[leaf]]\nindicator = 'gdp'\nweight = 1\nnormalise = { method = 'goalposts', low = 3 }\n",
    );
    assert!(schemes.is_empty());
    let expect = [
        "s.toml:1:8: `slug`: give the scheme a name of letters, digits, `-`, `_` and `.`",
        "s.toml:2:12: `coverage`: 2 is no share; write a number from 0 to 1",
        "s.toml:3:14: `provenance`: `offical` is not known; write `official`, `partial`, `assumed`",
        "s.toml:4:1: `normalize` is not known here; did you mean `normalise`?",
        "s.toml:6:13: `indicator`: there is no indicator `gpd`; did you mean `gdp`?",
        "s.toml:7:10: `weight`: a weight is not negative; write 0 to leave it out",
        "s.toml:8:1: `leaf`: neither end of `area` is the better one; write `better = \"higher\"` or `\"lower\"`",
        "s.toml:10:10: `leaf.weight`: this is a text; write a number",
        "s.toml:14:13: `leaf.normalise`: goalposts need `low` and `high`, `low` the less of the two",
    ];
    assert_eq!(problems, expect);
}

#[test]
fn one_slip_each() {
    const LEAF: &str = "[[leaf]]\nindicator = 'gdp'\n";
    for (text, expect) in [
        ("slug = 'a'\n".to_owned(), "there is no `[[leaf]]`"),
        ("slug = \n".to_owned(), "the scheme is left out"),
        ("\u{0}".to_owned(), "the scheme is left out"),
        (format!("slug = 'a'\naggregate = 'mean'\n{LEAF}"), "write `arithmetic`, `geometric`, `harmonic`"),
        (format!("slug = 'a'\naggregate = 'geometric'\nnormalise = 'z-score'\n{LEAF}"), "z-scores are negative"),
        (format!("slug = 'a'\naggregate = 'geometric'\nscale = [0, 100]\n{LEAF}"), "positive points only"),
        (format!("slug = 'a'\nscale = [9, 1]\n{LEAF}"), "such as `[0, 100]`"),
        (format!("slug = 'a'\ncoverage = nan\n{LEAF}"), "write a number"),
        (format!("slug = 'a'\nprovenance = 'official'\n{LEAF}"), "not all weights are official"),
        (format!("slug = 'a'\n{LEAF}weight = 1\n[[leaf]]\nindicator = 'energy'\n"), "give it to all, or to none"),
        (format!("slug = 'a'\n{LEAF}weight = 0\n"), "add up to nothing"),
        (format!("slug = 'a'\n{LEAF}numerator = 'gdp'\n"), "not both"),
        (format!("slug = 'a'\n{LEAF}{LEAF}"), "counts twice"),
        (format!("slug = 'a'\n{LEAF}[[group]]\nname = 'g'\n"), "nothing in this group"),
        (format!("slug = 'a'\ngroup = 3\n{LEAF}"), "write `[[group]]`"),
        ("slug = 'a'\n[[leaf]]\nweight = 1\n".to_owned(), "give the leaf a `name`"),
        (format!("slug = 'a'\nsources = ['nobody']\n{LEAF}"), "there is no source `nobody`"),
    ] {
        let (_, problems) = said(&text);
        assert!(problems.iter().any(|problem| problem.contains(expect)), "{text}\n{problems:?}");
    }
}

#[test]
fn hostile_files_end_in_problems_and_never_in_a_crash() {
    let deep = "[[group]]\nname='g'\n".to_owned()
        + &(1..60).fold(String::new(), |text, n| text + "[[" + &vec!["group"; n + 1].join(".") + "]]\nname='g'\n");
    let wide = "[[leaf]]\nname='x'\n".repeat(3000);
    let inline = format!("slug='a'\ngroup = {}1{}\n", "[{group=".repeat(500), "}]".repeat(500));
    let control = "slug = 'a'\nname = \"\\u001b[31m\"\n[[leaf]]\nname = \"\\u202e\"\n".to_owned();
    for text in [format!("slug='a'\n{deep}"), format!("slug='a'\n{wide}"), inline] {
        let (schemes, problems) = said(&text);
        assert!(schemes.is_empty() && !problems.is_empty());
    }
    let (schemes, problems) = said(&control);
    let shown = format!("{schemes:?}{problems:?}");
    assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}'));
    let (_, problems) = said("slug = 'a'\n\"\u{1b}[2J\" = 3\n[[leaf]]\nindicator='gdp'\n");
    assert!(problems.iter().all(|problem| !problem.contains('\u{1b}')));
}

#[test]
fn the_shipped_schemes_have_no_slip_and_say_what_is_official() {
    let data = load(&Input::Embedded.into()).unwrap();
    let slugs: Vec<&str> = data.catalog.schemes.iter().map(|scheme| scheme.slug.as_str()).collect();
    assert_eq!(slugs, ["equal", "most-2021", "miit-2024", "torch-2014", "most-2013"]);
    assert!(data.problems.iter().all(|problem| !problem.file.contains("schemes")), "{:?}", data.problems);
    let scheme = &data.catalog.schemes[1];
    assert_eq!((scheme.leaves.len(), scheme.known(), scheme.provenance), (46, 5, Provenance::Partial));
    let dimensions: Vec<f64> = scheme.members(0).map(|node| scheme.nodes[node].weight).collect();
    assert_eq!(dimensions, [20.0, 20.0, 15.0, 15.0, 30.0], "as the scheme has them");
    let official: Vec<&str> = scheme.nodes[1..]
        .iter()
        .filter(|node| node.provenance == Provenance::Official)
        .map(|node| node.id.as_str())
        .collect();
    assert_eq!(official, ["1", "1.1", "1.2"], "what was seen in the document itself");
    let innovation = &data.catalog.schemes[3];
    let weights: Vec<f64> = innovation.members(0).map(|node| innovation.nodes[node].weight).collect();
    assert_eq!(weights, [20.0, 20.0, 25.0, 10.0, 25.0]);
    assert_eq!(innovation.leaves.len(), 25);
    for scheme in &data.catalog.schemes[1..] {
        assert!(scheme.provenance != Provenance::Official && !scheme.sources.is_empty(), "{}", scheme.slug);
    }
}

#[test]
fn the_folder_has_the_same_schemes_as_the_program() {
    let mut shipped = load(&Input::Embedded.into()).unwrap().catalog.schemes;
    let mut folder = load(&Input::Path("data".into()).into()).unwrap().catalog.schemes;
    shipped.sort_by(|a, b| a.slug.cmp(&b.slug));
    folder.sort_by(|a, b| a.slug.cmp(&b.slug));
    assert_eq!(shipped, folder);
}

#[test]
fn a_scheme_compiled_in_takes_no_indicator_it_knows_nothing_of() {
    let text = "slug = 'ours'\nname = 'a'\n[[leaf]]\nindicator = 'gdp'\n[[leaf]]\nindicator = 'area'\n";
    let (mut catalog, mut problems) = (catalog(), vec![]);
    read(Part::bytes("s.toml", text.as_bytes().to_vec()), Origin::Shipped, &mut catalog, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let [gdp, area] = catalog.schemes[0].leaves.as_slice() else { panic!("{:?}", catalog.schemes) };
    assert!(gdp.measure.is_some() && area.measure.is_none());
}
