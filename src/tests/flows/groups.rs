//! The marked parks, one tier, a list as the group everything is counted over.

use std::fs;

use crate::{
    model::Lang,
    tests::tester::{Tester, fixture},
};

const SCREENS: [&str; 13] = [
    "overview",
    "ranking",
    "profile",
    "compare",
    "trend",
    "quality",
    "score",
    "quadrant",
    "matrix",
    "distribution",
    "flow",
    "peers",
    "targets",
];

/// Revenue of the four made-up parks in 2023: 青山 1464.1, 白沙 630, 云溪 171, 南港 75.
fn revenue(screen: &str) -> Tester {
    Tester::tiny(screen).indicators(&["revenue"]).period("2023")
}

#[test]
fn marked_parks_are_ranked_and_summed_among_themselves() {
    let mut t = revenue("ranking").parks(&["qingshan", "baisha"]);
    t.keys("g \"所标\" enter").sees(&["所标2园区"]).misses(&["已标2"]);
    assert_eq!(t.column("park"), ["qingshan", "baisha"]);
    assert_eq!((t.cell("baisha", "revenue_rank"), t.cell("baisha", "revenue_of")), ("2".into(), "2".into()));
    assert_eq!(t.column("group"), ["qingshan,baisha"; 2]);
    assert!(t.grid().notes.contains(&"范围: 所标2个园区 (2个园区): 青山、白沙".to_owned()), "{:?}", t.grid().notes);
    let t = revenue("ranking").parks(&["qingshan", "baisha"]).form("share").group("marked");
    let share = t.cell("qingshan", "revenue").parse::<f64>().unwrap();
    assert!((share - 146_410.0 / (1464.1 + 630.0)).abs() < 1e-9, "{share}");
}

#[test]
fn a_group_of_marked_parks_follows_the_marks() {
    let mut t = revenue("ranking").parks(&["qingshan", "baisha"]).group("marked");
    t.keys("a \"云溪\" enter esc").sees(&["所标3园区"]);
    assert_eq!(t.cell("yunxi", "revenue_of"), "3");
    t.keys("space").sees(&["所标2园区"]);
    t.keys("space").sees(&["至少要标 2 个; 现按全部", "已标1"]);
    assert_eq!(t.column("park").len(), 4, "all of the group stands in");
    t.keys("u").misses(&["所标", "已标"]);
}

#[test]
fn too_few_marks_are_refused_and_the_list_stays_open() {
    let mut t = revenue("ranking");
    t.keys("g \"所标\" enter").sees(&["所标0个园区", "至少要标 2 个"]);
    t.keys("esc").sees(&["全部  仅2023年"]);
    t.keys("L g \"marked\" enter").sees(&["it takes 2 marked parks to count over"]);
}

#[test]
fn a_tier_is_the_group_and_stays_while_the_years_go_by() {
    let mut t = revenue("ranking");
    t.keys("g \"上三分之一\"").sees(&["上三分之一 (营收 2023年)", "2 · 全部的梯队, 按三等分"]);
    t.keys("enter").sees(&["全部·上三分之一 (营收 2023年)"]);
    assert_eq!(t.column("park"), ["qingshan", "baisha"]);
    t.keys("[").sees(&["仅2022年", "(营收 2023年)"]);
    assert_eq!(t.column("park").len(), 2, "the members are those of its own year");
    assert_eq!(t.column("group")[0], "all/thirds/1/2023/revenue");
    t.keys("g \"中三分之一\" enter").sees(&["中三分之一 (营收 2022年)", "作为范围至少要有 2 个"]);
    t.keys("esc g \"起步\" enter").sees(&["起步<50%"]);
}

#[test]
fn parks_can_be_named_where_groups_are_chosen() {
    let mut t = revenue("ranking");
    t.keys("g \"云溪，南港\"").sees(&["以列出的这些园区为范围"]);
    t.keys("enter").sees(&["云溪等2园区"]);
    assert_eq!(t.column("park"), ["yunxi", "nangang"]);
    t.keys("g").sees(&["云溪、南港"]);
    t.keys("esc g \"云溪,无此园\" enter").sees(&["no park", "以列出的这些园区为范围"]);
}

#[test]
fn every_screen_counts_over_any_group_and_says_so() {
    let store = fixture("tiny");
    for (group, code) in [
        ("marked", "yunxi,nangang"),
        ("qingshan,yunxi,nangang", "qingshan,yunxi,nangang"),
        ("thirds/1/2023/revenue", "all/thirds/1/2023/revenue"),
        ("qingshan,nangang,yunxi/mean/4/2023/revenue", "qingshan,nangang,yunxi/mean/4/2023/revenue"),
    ] {
        for screen in SCREENS {
            for lang in [Lang::Zh, Lang::En] {
                let t = Tester::on(store.clone(), screen).lang(lang).parks(&["yunxi", "nangang"]);
                let mut t = t.indicators(&["revenue", "firms"]).group(group);
                for size in [(80, 24), (200, 60), (40, 8)] {
                    t.resize(size.0, size.1);
                    t.keys("p [ ]");
                }
                let groups = t.column("group");
                assert!(groups.iter().all(|other| other == code), "{screen}: {groups:?}");
            }
        }
    }
}

#[test]
fn a_group_stays_by_name_when_files_are_read_again() {
    let path = std::env::temp_dir().join(format!("zonescope-groups-{}.csv", std::process::id()));
    let write = |parks: &[&str]| {
        let rows: Vec<String> =
            parks.iter().map(|park| format!("{park},营收,2022,{},亿元\n", 10 * park.len())).collect();
        fs::write(&path, format!("park,indicator,period,value,unit\n{}", rows.concat())).unwrap();
    };
    let input = || crate::load::Input::Path(path.clone()).into();
    write(&["甲园", "乙园", "丙园"]);
    let mut listed = Tester::files(input(), "ranking");
    listed.keys("g \"乙园,丙园,甲园\" enter");
    let mut marked = Tester::files(input(), "ranking");
    marked.keys("j space j space g \"所标\" enter").sees(&["所标2园区"]);
    let mut tier = Tester::files(input(), "ranking");
    tier.keys("g \"较强\" enter").sees(&["较强90-120%"]);
    // Others come first now, and one is gone.
    write(&["丁园", "丙园", "乙园"]);
    listed.keys("R").sees(&["乙园等2园区"]);
    assert_eq!(listed.column("name"), ["乙园", "丙园"]);
    marked.keys("R");
    assert!(marked.column("name").iter().all(|name| name == "乙园" || name == "丙园"), "{:?}", marked.column("name"));
    tier.keys("R");
    assert!(tier.column("name").contains(&"丁园".to_owned()), "who is in a tier is found anew");
    write(&["丁园", "丙园"]);
    listed.keys("R").misses(&["等2园区"]);
    assert_eq!(listed.column("name"), ["丁园", "丙园"], "one park is no group: the first group stands in");
    fs::remove_file(&path).unwrap();
}
