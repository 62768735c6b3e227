//! The groups figures are counted over: how they are named, who is in them, how they follow the marks.

use super::tester::{shipped, tiny};
use crate::{
    analysis::tiers::Scheme,
    model::{At, Form, GroupId, Lang, Measure, ParkId, Period},
    screen::{
        Lens, Scope,
        scope::{Base, Only, offered, scope_named},
    },
    store::Store,
};

/// The question on the four made-up parks: revenue in 2023.
fn lens(store: &Store) -> Lens {
    let revenue = store.catalog().indicator_by_slug("revenue");
    Lens { indicator: revenue, at: At::Exact(Period::year(2023)), ..Lens::first(store) }
}

fn slugs<'a>(store: &'a Store, scope: &Scope) -> Vec<&'a str> {
    scope.parks().iter().map(|park| store.catalog().park(*park).slug.as_str()).collect()
}

fn named(text: &str) -> Result<Vec<String>, String> {
    let store = tiny();
    let scope = scope_named(&store, text, &lens(&store)).map_err(|error| error.to_string())?;
    Ok(slugs(&store, &scope).into_iter().map(str::to_owned).collect())
}

#[test]
fn a_group_is_named_by_its_slug_by_a_list_or_by_a_tier() {
    let check = |text: &str, expect: &[&str]| assert_eq!(named(text), Ok(expect.iter().map(|s| (*s).into()).collect()));
    check("pair", &["qingshan", "nangang"]);
    check("东省", &["qingshan", "yunxi"]);
    check("云溪，白沙、云溪", &["yunxi", "baisha"]);
    check(" yunxi, Baisha ", &["yunxi", "baisha"]);
    // Of 2023: 青山 1464.1, 白沙 630, 云溪 and 南港 behind; the places over four are in thirds 1, 1, 2 and 3.
    check("thirds/1", &["qingshan", "baisha"]);
    check("all/thirds/1/2023/revenue", &["qingshan", "baisha"]);
    check("mean/4/2023/revenue", &["yunxi", "nangang"]);
    check("qingshan,yunxi,baisha,nangang/mean/4/2023/revenue", &["yunxi", "nangang"]);
}

#[test]
fn what_names_no_group_says_why() {
    let check = |text: &str, part: &str| {
        let error = named(text).expect_err(text);
        assert!(error.contains(part), "{text}: {error}");
    };
    check("nowhere", "no group");
    check("yunxi,nowhere", "no park");
    check("yunxi,", "takes 2");
    check(",", "takes 2");
    check("marked", "takes 2");
    check("thirds/4", "上三分之一 top third");
    check("thirds/x", "which tier");
    check("bands/1", "no published rank");
    check("all/thirds/1/20x3", "not a period");
    check("all/thirds/1/2023/nothing", "no indicator");
    check("thirds/2/2023/revenue", "too few parks: 1");
}

#[test]
fn a_tier_has_the_parks_the_peers_screen_puts_in_it() {
    let store = shipped();
    let catalog = store.catalog();
    let rank = catalog.indicator_by_slug("national_rank").unwrap();
    let by = Measure { of: rank, form: Form::Level };
    let tiers = Scope::tiers(&store, &Base::Group(GroupId(0)), Scheme::Bands, by, At::Exact(Period::year(2023)));
    let binjiang = catalog.park_by_slug("binjiang").unwrap();
    assert!(tiers[0].parks().contains(&binjiang), "place 5");
    assert!(tiers[0].parks().len() <= 10);
    let all: Vec<ParkId> = tiers.iter().flat_map(|tier| tier.parks().iter().copied()).collect();
    let ranked = store.peers(Lens::first(&store).scope.parks(), rank, Period::year(2023));
    assert_eq!(all.len(), ranked.count(), "everybody with a rank is in one tier");
    let said = [Lang::Zh, Lang::En].map(|lang| tiers[0].short(lang));
    assert_eq!(said, ["大陆园区·前10 (国家排名 2023年)", "mainland: top 10 (national rank 2023)"]);
}

#[test]
fn what_is_written_names_the_same_group() {
    let store = tiny();
    let lens = Lens { marked: vec![ParkId(0), ParkId(2)], ..lens(&store) };
    let revenue = lens.indicator.unwrap();
    let growth = Measure { of: revenue, form: Form::Per(store.catalog().indicator_by_slug("firms").unwrap()) };
    let latest = At::Latest { upto: 2023, back: 4 };
    let tiers = Scope::tiers(&store, &Base::Group(GroupId(0)), Scheme::Thirds, growth, latest);
    assert_eq!(tiers[0].code(), "all/thirds/1/2019-2023/revenue@per:firms");
    let all = offered(&store, &lens).into_iter().chain(tiers).filter(|scope| scope.parks().len() > 1);
    let mut count = 0;
    for scope in all {
        let read = scope_named(&store, scope.code(), &lens).unwrap();
        assert_eq!(read.parks(), scope.parks(), "{}", scope.code());
        count += 1;
    }
    assert!(count > 6, "{count} groups");
}

#[test]
fn the_one_taken_is_among_those_offered_once() {
    let store = tiny();
    let first = lens(&store);
    let check = |text: &str| {
        let scope = scope_named(&store, text, &first).unwrap();
        let taken = Lens { scope: scope.clone(), ..first.clone() };
        let offered = offered(&store, &taken);
        assert_eq!(offered.iter().filter(|other| **other == scope).count(), 1, "{text}");
    };
    ["east", "yunxi,baisha", "thirds/1", "thirds/1/2022", "qingshan,yunxi,baisha,nangang/mean/4"]
        .into_iter()
        .for_each(check);
    assert!(scope_named(&store, "marked", &Lens { marked: vec![ParkId(0), ParkId(1)], ..first.clone() }).is_ok());
}

#[test]
fn marked_parks_are_followed_until_too_few_are_left() {
    let store = tiny();
    let catalog = store.catalog();
    let mut lens = Lens { marked: vec![ParkId(0), ParkId(1)], ..lens(&store) };
    let whole = lens.scope.clone();
    lens.scope = Scope::marked(catalog, whole.base.clone(), &lens.marked);
    lens.toggle(ParkId(2));
    assert!(lens.follow(catalog));
    assert_eq!((lens.scope.only, lens.scope.parks()), (Only::Marked, &[ParkId(0), ParkId(1), ParkId(2)][..]));
    lens.marked.truncate(1);
    assert!(!lens.follow(catalog), "one park is no group");
    assert_eq!(lens.scope, whole);
    assert!(lens.follow(catalog), "it is said once");
}
