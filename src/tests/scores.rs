//! Scores over real figures: which parks, which periods, and the same on every way to them.

use std::{sync::Arc, time::Instant};

use crossterm::event::Event;
use ratatui::{buffer::Buffer, layout::Rect};

use super::tester::{Tester, fixture, shipped, tiny};
use crate::{
    app::{
        App, Effect, End, Look, Msg, Wish, keymap,
        work::{self, Inline},
    },
    cli,
    load::{Input, Options, Request},
    model::{
        At, Better, Catalog, Dataset, Fact, FactId, FileId, Group, Indicator, Kind, Label, Lang, Mark, Observation,
        Observations, Park, Period, Place, Scheme,
        scheme::{Aggregate, Leaf, Measure, Method, Node, Provenance, Treat, What},
    },
    store::Store,
    ui::{GlyphSet, ThemeName},
};

fn of(measure: Option<Measure>) -> Scheme {
    let leaf = Leaf { node: 0, measure, better: Better::Higher, method: Method::MinMax, treat: Treat::None };
    Scheme { leaves: vec![leaf], ..Scheme::default() }
}

#[test]
fn totals_are_not_scored_and_every_figure_keeps_its_period() {
    let store = shipped();
    let catalog = store.catalog();
    let gdp = catalog.indicator_by_slug("gdp").unwrap();
    let parks: Vec<_> = catalog.park_ids().collect();
    let at = At::Latest { upto: 2022, back: 4 };
    let inputs = store.score_inputs(&parks, &of(Some(Measure::Plain(gdp))), at);
    assert_eq!(inputs.parks.len() + inputs.left_out, parks.len());
    let is_single = |park: &crate::model::ParkId| catalog.park(*park).level.is_zone() && !catalog.is_part(*park);
    assert!(inputs.left_out > 0 && inputs.parks.iter().all(is_single));
    for (row, park) in inputs.parks.iter().enumerate() {
        let point = store.series(*park, gdp, Kind::Actual).at(at).copied();
        assert_eq!(inputs.figure(0, row), point);
        let value = Some(inputs.columns[0].values[row]).filter(|value| !value.is_nan());
        assert_eq!(point.map(|point| point.reading.value), value);
    }
}

#[test]
fn a_ratio_takes_both_figures_of_one_period() {
    let store = tiny();
    let catalog = store.catalog();
    let [numerator, denominator] = ["revenue", "firms"].map(|slug| catalog.indicator_by_slug(slug).unwrap());
    let scheme = of(Some(Measure::Ratio { numerator, denominator, times: 10.0 }));
    let parks: Vec<_> = catalog.park_ids().collect();
    let inputs = store.score_inputs(&parks, &scheme, At::Latest { upto: 2030, back: 30 });
    let mut seen = 0;
    for row in 0..inputs.parks.len() {
        let (Some(over), Some(under)) = (inputs.figure(0, row), inputs.under(0, row)) else { continue };
        assert_eq!(over.period, under.period);
        let ratio = over.reading.value / under.reading.value * 10.0;
        assert!((inputs.columns[0].values[row] - ratio).abs() < 1e-12);
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn what_the_data_does_not_know_is_missing_for_everyone() {
    let store = tiny();
    let parks: Vec<_> = store.catalog().park_ids().collect();
    let inputs = store.score_inputs(&parks, &of(None), At::Exact(Period::year(2022)));
    assert!(inputs.columns[0].values.iter().all(|value| value.is_nan()) && inputs.columns[0].count() == 0);
}

/// A folder with four parks, four indicators over two years, and a scheme of three levels.
const OWN: &str = "tests/fixtures/scores";

fn own(keys: &str) -> Tester {
    let mut t = Tester::on(fixture("scores"), "score").period("2022");
    t.keys(keys);
    t
}

#[track_caller]
fn near(cells: &[String], expect: &[Option<f64>]) {
    let number = |cell: &String| cell.parse::<f64>().ok();
    let is_near = |(cell, expect): (&String, &Option<f64>)| match (number(cell), expect) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a == *b,
    };
    assert!(cells.len() == expect.len() && cells.iter().zip(expect).all(is_near), "{cells:?}");
}

#[test]
fn scores_worked_by_hand_come_out_of_a_folder() {
    // output 10 20 40 30; energy 4 2 1 3, lower is better; grants 100 . 300 200 over staff 10 . 30 40.
    // Points: output 0 33.3 100 66.7, energy 0 66.7 100 33.3, grants a head 100 . 100 0 of 10 . 10 5.
    // Scale: (3 output + energy) ÷ 4 = 0, 41.7, 100, 58.3; with 2 : 1 against grants a head.
    let t = own("");
    assert_eq!(t.column("park"), ["south", "east", "west", "north"]);
    near(&t.column("score"), &[Some(100.0), Some(125.0 / 3.0), Some(350.0 / 9.0), Some(100.0 / 3.0)]);
    near(&t.column("coverage"), &[Some(1.0), Some(2.0 / 3.0), Some(1.0), Some(1.0)]);
    near(&t.column("points_S"), &[Some(100.0), Some(125.0 / 3.0), Some(175.0 / 3.0), Some(0.0)]);
    near(&t.column("gives_output"), &[Some(50.0), Some(25.0), Some(100.0 / 3.0), Some(0.0)]);
    near(&t.column("value_G1"), &[Some(10.0), None, Some(5.0), Some(10.0)]);
    assert_eq!(t.column("weights_changed"), ["false"; 4]);
}

#[test]
fn the_total_of_the_province_is_not_scored() {
    let mut t = own("");
    assert!(!t.column("park").contains(&"all".to_owned()));
    t.sees(&["1 个合计或子园不计"]);
}

#[test]
fn what_a_park_needs_lifts_it_one_place() {
    let t = own("");
    // West has 350/9 and east 375/9: half of the score hangs on output, so 50/9 points of it, 1.667.
    let needed: f64 = t.cell("west", "needed_output").parse().unwrap();
    assert!((needed - (30.0 + 30.0 * (25.0 / 9.0) / 50.0)).abs() < 1e-9, "{needed}");
    assert_eq!(t.cell("south", "needed_output"), "", "the first has nobody before it");
}

#[test]
fn weights_move_live_are_marked_and_come_back() {
    let mut t = own("p p down");
    t.misses(&["权重已改"]);
    t.keys("+ +");
    t.sees(&["权重已改(自设)", "◆3.4"]);
    let scale = (3.4 * 100.0 / 3.0 + 200.0 / 3.0) / 4.4;
    near(&[t.cell("east", "score")], &[Some(scale)]);
    assert_eq!(t.column("weights_changed"), ["true"; 4]);
    t.keys("- -");
    t.misses(&["权重已改"]);
    t.keys("+ x");
    near(&[t.cell("east", "score")], &[Some(125.0 / 3.0)]);
    t.misses(&["权重已改"]);
}

#[test]
fn the_first_key_on_another_part_only_shows_the_weights() {
    let mut t = own("+");
    t.sees(&["组与指标"]);
    t.misses(&["权重已改"]);
}

#[test]
fn a_move_is_explained_leaf_by_leaf_on_one_frame_of_both_years() {
    let mut t = own("");
    let moved: Vec<String> = t.column("rank_move");
    assert_eq!(moved, ["0", "", "1", "-1"], "east had too few figures the year before");
    t.keys("down down i");
    t.sees(&["比上年", "西区"]);
}

#[test]
fn from_a_score_to_the_line_of_its_figure() {
    let mut t = own("i");
    t.sees(&["南区", "升一位"]);
    t.keys("i");
    t.sees(&["出处", "scores.csv:"]);
    t.keys("esc esc");
    t.sees(&["位次", "园区 4"]);
}

#[test]
fn the_way_is_told_to_the_place_one_aims_at() {
    let mut t = Tester::shipped("score").size(200, 60);
    t.keys("p / \"宁波\" enter");
    t.sees(&["升一位: 差 0.13 分 (赶上 无锡新吴)"]);
    // 21.06 points; the tenth has 24.65.
    t.keys("n").sees(&["进前10: 差 3.59 分 (赶上 济南高新)", "进前10需"]);
    t.keys("n").sees(&["升一位: 差 0.13 分"]).misses(&["赶基准"]);
    let mut t = Tester::shipped("score").parks(&["binjiang", "zhongguancun"]).size(200, 60);
    t.keys("p / \"宁波\" enter n n").sees(&["赶基准: 差 24.64 分 (赶上 杭州滨江)"]);
    t.keys("esc / \"深圳\" enter").sees(&["居首位"]);
    t.keys("n n").sees(&["居首位"]);
}

#[test]
fn another_scheme_is_chosen_from_a_list() {
    let mut t = Tester::shipped("score");
    t.sees(&["等权", "设定", "测算(c)，非官方结果"]);
    t.keys("m \"2021\" enter");
    t.sees(&["国家高新区综合评价指标体系(2021)", "部分公布", "/46项有数", "没有园区能计分"]);
    t.keys("p p p");
    t.sees(&["国科发火〔2021〕106号", "yixing.gov.cn"]);
}

#[test]
fn the_same_seed_gives_the_same_intervals() {
    let (a, b) = (Tester::shipped("score").grid(), Tester::shipped("score").lang(Lang::Zh).grid());
    assert_eq!(a, b);
    assert!(Tester::shipped("score").column("rank_low").iter().any(|low| !low.is_empty()));
}

#[test]
fn data_that_knows_no_indicator_of_any_scheme_says_so() {
    for name in ["odd/header-only.csv", "odd/ties.csv"] {
        let mut t = Tester::on(fixture(name), "score");
        t.keys("p p + p p i");
        assert_eq!(t.screen(), "score");
    }
}

#[test]
fn a_scheme_is_found_by_its_file_and_its_slips_are_told_all_at_once() {
    let with = |file: &str| {
        let options = Options { schemes: vec![file.into()], ..Options::default() };
        let request = Request { inputs: vec![Input::Path(OWN.into())], options };
        let look = Look { lang: Lang::En, theme: ThemeName::Dark, glyphs: GlyphSet::Rich, ..Look::default() };
        let mut app = App::new(look, Wish { scheme: Some(file.to_owned()), ..Wish::default() });
        Inline::default().feed(&mut app, Msg::Opened(work::open(&request)));
        app.take_end()
    };
    assert!(with("data/schemes/most-2013.toml").is_none());
    let Some(End::Failed(error)) = with("tests/fixtures/bad-scheme.toml") else { panic!("it was taken") };
    let told = error.to_string();
    for place in ["bad-scheme.toml:1:8:", "bad-scheme.toml:5:13:", "did you mean `gdp`?", "bad-scheme.toml:6:10:"] {
        let told = told.replace("`output`", "`gdp`");
        assert!(told.contains(place), "{place} is not in {told}");
    }
    let Some(End::Failed(error)) = with("nowhere.toml") else { panic!("it was taken") };
    assert!(error.to_string().contains("nowhere.toml"), "{error}");
}

#[test]
fn scores_are_drawn_at_once_and_intervals_come_after_without_anything_waiting() {
    let look = Look { lang: Lang::Zh, theme: ThemeName::Dark, glyphs: GlyphSet::Rich, ..Look::default() };
    let mut app = App::new(look, Wish { screen: Some("score".to_owned()), ..Wish::default() });
    let answer = |effects: Vec<Effect>, app: &mut App| {
        let [Effect::Compute { pane, ticket, store, compute }] = <[Effect; 1]>::try_from(effects).ok().unwrap() else {
            panic!("no question")
        };
        let is_long = compute.is_long;
        (is_long, app.update(Msg::Computed { pane, ticket, view: (compute.answer)(&store) }))
    };
    let drawn = |app: &mut App| {
        let area = Rect { x: 0, y: 0, width: 80, height: 24 };
        let mut buf = Buffer::empty(area);
        app.render(area, &mut buf);
        cli::text_of(&buf)
    };
    let asked = app.update(Msg::Opened(Ok(shipped())));
    let (is_long, next) = answer(asked, &mut app);
    assert!(!is_long && app.is_settled(), "the first answer is good enough to be drawn");
    assert!(drawn(&mut app).contains("区间计算中"));
    // Keys go on meanwhile, on what is there.
    let key = |name: &str| Msg::Term(Event::Key(keymap::key(name).unwrap()));
    assert!(app.update(key("j")).is_empty());
    let (is_long, rest) = answer(next, &mut app);
    assert!(is_long && rest.is_empty());
    assert!(drawn(&mut app).contains("1000次"));
    // Another weight: first the places, then their intervals, and never the old ones beside the new.
    app.update(key("+"));
    let asked = app.update(key("+"));
    let (is_long, next) = answer(asked, &mut app);
    assert!(!is_long && !drawn(&mut app).contains("1000次") && next.len() == 1);
}

/// As many parks and indicators, a figure each but for one in fifty, and a scheme of groups of twelve.
fn made_up(parks: usize, indicators: usize) -> Arc<Store> {
    let (mut catalog, mut observations) = (Catalog::default(), Observations::default());
    for park in 0..parks {
        catalog.add_park(Park { slug: format!("p{park}"), ..Park::default() });
    }
    let mut scheme = Scheme { slug: "t".into(), coverage: 2.0 / 3.0, scale: [0.0, 100.0], ..Scheme::default() };
    let node = |parent, depth, what| Node {
        parent,
        depth,
        id: String::new(),
        name: Label::default(),
        weight: 1.0,
        provenance: Provenance::Assumed,
        what,
    };
    scheme.nodes.push(node(0, 0, What::Branch(Aggregate::Arithmetic)));
    let (mut dice, mut group) = (7_u64, 0);
    for indicator in 0..indicators {
        let id = catalog.add_indicator(Indicator { slug: format!("x{indicator}"), ..Indicator::default() });
        if indicator % 12 == 0 {
            group = scheme.nodes.len();
            scheme.nodes.push(node(0, 1, What::Branch(Aggregate::Arithmetic)));
        }
        let (measure, better) = (Some(Measure::Plain(id)), Better::Higher);
        let place = scheme.nodes.len();
        scheme.leaves.push(Leaf { node: place, measure, better, method: Method::MinMax, treat: Treat::WinsoriseOrLog });
        scheme.nodes.push(node(group, 2, What::Leaf(indicator)));
        for park in catalog.park_ids() {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let (value, kind, mark) = ((dice >> 40) % 100_000, Kind::Actual, Mark::Exact);
            if !value.is_multiple_of(50) {
                let place = Place { file: FileId(0), line: 0, column: 0 };
                let fact = Fact { indicator: id, park, kind, period: Period::year(2022) };
                let (id, value) = (FactId(0), Some(value as f64));
                observations.push(Observation {
                    id,
                    fact,
                    value,
                    mark,
                    source: None,
                    place,
                    raw: None,
                    status: None,
                    note: None,
                });
            }
        }
    }
    catalog.schemes.push(scheme);
    catalog.groups.push(Group { slug: "all".into(), ..Group::default() });
    Arc::new(Store::build(Dataset { catalog, observations, ..Dataset::default() }).unwrap())
}

#[test]
#[ignore = "what it prints is for people: cargo test --release -- --ignored --nocapture how_long_scores_take"]
fn how_long_scores_take() {
    let time = |what: &str, work: &mut dyn FnMut()| {
        let since = Instant::now();
        work();
        println!("{what}: {:?}", since.elapsed());
    };
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let opened = made_up(170, 46);
        for runs in [0, 10_000] {
            let what = format!("{runs} runs, 170 parks, 46 indicators, {threads} threads");
            let work = &mut || drop(Tester::on(opened.clone(), "score").runs(runs));
            pool.install(|| time(&what, work));
        }
    }
    let mut t = Tester::on(made_up(50_000, 10), "score").runs(0);
    t.keys("p p down");
    time("a weight moved, 50,000 parks, 10 indicators", &mut || t.press("+"));
    time("and drawn", &mut || drop(t.draw()));
}

#[test]
fn a_scheme_that_scores_nobody_says_why_and_one_key_takes_one_that_does() {
    for scheme in ["2013", "2014", "2021", "2024"] {
        let mut t = Tester::shipped("score");
        t.keys(&format!("m \"{scheme}\" enter")).sees(&["没有园区能计分: 方案的", "s 换用能计分的方案: 等权"]);
        t.keys("s").sees(&["等权(生产总值、高企、研发强度)", "3/3项有数"]).misses(&["没有园区能计分"]);
        // Where scores are there, the key has nothing to take.
        t.keys("s").sees(&["3/3项有数"]);
    }
    let mut t = Tester::shipped("score").lang(Lang::En).period("1950");
    t.sees(&["no park has a score", "no other scheme gives a score either"]);
}
