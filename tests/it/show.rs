//! Screens printed without a terminal: tables for people and scripts, and frames.

use super::run::{fine, refused};

fn lines(args: &[&str]) -> Vec<String> {
    fine(args).lines().map(str::to_owned).collect()
}

/// One column of a printed CSV.
fn column(args: &[&str], name: &str) -> Vec<String> {
    let text = fine(&[args, &["--format", "csv"]].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let place = reader.headers().unwrap().iter().position(|other| other == name).unwrap_or_else(|| panic!("{text}"));
    reader.records().map(|row| row.unwrap()[place].to_owned()).collect()
}

#[test]
fn csv_has_one_header_and_unrounded_values() {
    let printed = lines(&["show", "ranking", "--indicator", "gdp", "--format", "csv"]);
    assert!(printed[0].starts_with("park,name,in_group,gdp,gdp_period,gdp_change,gdp_rank,gdp_mark,gdp_unit,"));
    assert_eq!(printed.iter().filter(|line| line.starts_with("park,name,")).count(), 1);
    assert!(printed.iter().any(|line| line.starts_with("binjiang,杭州滨江,true,2184.8,2022,")), "{printed:#?}");
    let cells = printed[0].split(',').count();
    assert!(printed.iter().all(|line| line.split(',').count() == cells), "every row is as wide as the header");
}

#[test]
fn json_is_an_array_of_objects_with_numbers_as_numbers() {
    let text = fine(&["show", "ranking", "--indicator", "gdp", "--top", "3", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&text).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), 3);
    for row in rows {
        assert!(row["gdp"].is_f64() || row["gdp"].is_i64(), "{row}");
        assert!(row["park"].is_string() && row["gdp_period"].is_string(), "{row}");
    }
    let empty = fine(&["show", "ranking", "--period", "1949", "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&empty).unwrap(), serde_json::json!([]));
}

#[test]
fn markdown_is_a_table_with_its_notes_below() {
    let printed = lines(&["show", "ranking", "--indicator", "gdp", "--top", "2", "--format", "md"]);
    assert_eq!(printed[0], "| 园区 | GDP (亿元) | 时期 | 同比 | 位次 |");
    assert_eq!(printed[1], "| --- | --- | --- | --- | --- |");
    assert!(printed[2].starts_with("| 深圳高新 | ≈7,852.55 | 2020 |"), "{}", printed[2]);
    assert_eq!(printed[4], "");
    assert!(printed[5].starts_with("时期: "), "{}", printed[5]);
}

#[test]
fn a_plain_table_says_its_unit_its_rule_and_what_is_left_out() {
    let printed = fine(&["show", "ranking", "--indicator", "gdp"]);
    for word in ["GDP (亿元)", "2,184.8", "最新", "未列出"] {
        assert!(printed.contains(word), "`{word}` is not in\n{printed}");
    }
    assert!(!printed.contains('\u{1b}'), "no escapes in a pipe");
}

#[test]
fn rows_come_in_the_order_asked_and_missing_last() {
    let base = ["show", "ranking", "--indicator", "gdp,hte_count"];
    for (sort, rising) in [("gdp:asc", true), ("gdp:desc", false), ("gdp", false)] {
        let values = column(&[&base[..], &["--sort", sort]].concat(), "gdp");
        let present: Vec<f64> = values.iter().map_while(|value| value.parse().ok()).collect();
        assert!(present.len() > 20, "{sort}: {values:?}");
        assert!(values[present.len()..].iter().all(String::is_empty), "{sort}: missing stands last");
        let in_order = |pair: &[f64]| if rising { pair[0] <= pair[1] } else { pair[0] >= pair[1] };
        assert!(present.windows(2).all(in_order), "{sort}: {present:?}");
    }
    let ranks = column(&["show", "ranking", "--sort", "national_rank"], "national_rank");
    assert_eq!(&ranks[..3], ["1", "2", "3"], "the better end first");
}

#[test]
fn the_top_rows_are_the_first_rows() {
    let all = column(&["show", "ranking"], "park");
    assert_eq!(column(&["show", "ranking", "--top", "3"], "park"), all[..3]);
    assert_eq!(column(&["show", "ranking", "--top", "0"], "park"), Vec::<String>::new());
}

#[test]
fn a_period_is_that_period_and_no_other() {
    let periods = column(&["show", "ranking", "--indicator", "gdp", "--period", "2022"], "gdp_period");
    assert!(periods.len() > 5 && periods.iter().all(|period| period == "2022"), "{periods:?}");
}

#[test]
fn parks_are_found_by_any_of_their_names() {
    for name in ["binjiang", "滨江", "杭州滨江", "BINJIANG"] {
        let values = column(&["show", "profile", "--park", name], "park");
        assert!(!values.is_empty() && values.iter().all(|park| park == "binjiang"), "{name}");
    }
}

#[test]
fn every_screen_prints_in_every_form_and_as_a_frame() {
    for screen in ["overview", "ranking", "profile", "compare", "trend", "sources", "targets"] {
        for format in ["table", "csv", "json", "md"] {
            let printed = fine(&["show", screen, "--park", "binjiang,sip", "--format", format]);
            assert!(!printed.trim().is_empty(), "{screen} as {format}");
        }
        let frame = lines(&["show", screen, "--park", "binjiang,sip", "--size", "100x30"]);
        assert_eq!(frame.len(), 30, "{screen}");
    }
}

#[test]
fn a_frame_is_what_one_sees_after_the_keys() {
    let frame = fine(&["show", "ranking", "--keys", "/ \"滨江\" enter space 4", "--size", "100x30"]);
    for word in ["对标", "杭州滨江", "2,185"] {
        assert!(frame.contains(word), "`{word}` is not in\n{frame}");
    }
    assert_eq!(lines(&["show", "ranking", "--keys", "j"]).len(), 24, "80x24 unless told");
    assert_eq!(fine(&["show", "ranking", "--size", "0x0"]), "");
}

#[test]
fn a_scheme_may_name_what_only_a_table_has() {
    let scratch = super::run::Scratch::new("scheme-of-a-table");
    let rows = "园区,指标,年份,数值,单位\nA,甲,2022,1,件\nB,甲,2022,3,件\nC,甲,2022,2,件\nA,乙,2022,30,%\nB,乙,2022,10,%\nC,乙,2022,20,%\n";
    let leaf = |name: &str, better: &str, weight| {
        format!("[[leaf]]\nindicator = '{name}'\nbetter = '{better}'\nweight = {weight}\n")
    };
    let text = format!("slug = 's'\n{}{}", leaf("甲", "higher", 3), leaf("乙", "lower", 1));
    let (table, scheme) = (scratch.file("t.csv", rows), scratch.file("s.toml", &text));
    let args = ["show", "score", "--data", &table, "--scheme", &scheme];
    // B is best in both, A worst in both, C in the middle.
    assert_eq!(column(&args, "name"), ["B", "C", "A"]);
    assert_eq!(column(&args, "score"), ["100", "50", "0"]);
}

#[test]
fn a_score_is_the_same_bytes_for_the_same_seed() {
    let asked = |seed: &str| fine(&["show", "score", "--runs", "200", "--seed", seed, "--format", "csv"]);
    assert_eq!(asked("7"), asked("7"));
    assert_ne!(asked("7"), asked("8"));
    let own = ["show", "score", "--data", "tests/fixtures/scores", "--period", "2022"];
    assert_eq!(column(&own, "score")[0], "100");
    assert_eq!(column(&own, "scheme")[0], "own", "a scheme of the folder comes first");
    let other = [&own[..], &["--scheme", "most-2013", "--runs", "0"]].concat();
    assert!(column(&other, "score").iter().all(String::is_empty));
}

#[test]
fn a_scheme_that_is_none_is_refused_with_every_slip() {
    let file = "tests/fixtures/bad-scheme.toml";
    let slips = ["bad-scheme.toml:1:8", "bad-scheme.toml:5:13", "bad-scheme.toml:6:10", "bad-scheme.toml:7:13"];
    refused(&["show", "score", "--scheme", file], &slips);
    refused(&["show", "score", "--scheme", "equl"], &["did you mean `equal`?"]);
    refused(&["show", "score", "--scheme", "nowhere.toml"], &["nowhere.toml"]);
}

#[test]
fn a_list_a_tier_or_the_marked_parks_are_the_group_counted_over() {
    let base = ["show", "ranking", "--indicator", "gdp", "--period", "2022"];
    let over =
        |group: &str, name: &str| column(&[&base[..], &["--group", group, "--park", "滨江,宁波"]].concat(), name);
    assert_eq!(
        over("滨江,苏州工业园,成都高新", "gdp_rank"),
        ["1", "2", "3", ""],
        "宁波 is marked, and not of the group"
    );
    assert_eq!(over("滨江,苏州工业园,成都高新", "group")[0], "binjiang,sip,chengdu");
    assert_eq!(over("marked", "group"), ["binjiang,ningbo"; 2]);
    let tier = over("national/bands/1/2020-2024/national_rank", "group");
    assert!(tier.len() > 5 && tier.iter().all(|group| group == "national/bands/1/2020-2024/national_rank"), "{tier:?}");
    let share = column(&[&base[..], &["--measure", "share", "--group", "滨江,苏州工业园"]].concat(), "gdp");
    let sum: f64 = share.iter().map(|share| share.parse::<f64>().unwrap()).sum();
    assert!((sum - 100.0).abs() < 1e-9, "{share:?}");
    let json = fine(&[&base[..], &["--group", "滨江,苏州工业园", "--format", "json"]].concat());
    assert!(json.contains("\"group\": \"binjiang,sip\""), "{json}");
    let brief = fine(&["brief", "滨江", "苏州工业园", "--peers", "滨江,苏州工业园,成都高新", "--lang", "zh"]);
    assert!(brief.contains("杭州滨江、苏州工业园、成都高新"), "{brief}");
}

#[test]
fn a_condition_leaves_some_parks_and_says_how_many() {
    let zhejiang = ["show", "ranking", "--indicator", "gdp", "--where", "省=浙江 and 级别=国家级"];
    assert_eq!(column(&zhejiang, "park"), ["binjiang", "ningbo"]);
    let printed = fine(&["show", "ranking", "--indicator", "rd_intensity_gdp", "--where", "[R&D/GDP]>5"]);
    assert!(printed.contains("筛选 R&D/GDP>5: 10/92 缺数78 界限不定1"), "{printed}");
    let english = fine(&["show", "ranking", "--lang", "en", "--where", "revenue > 1000 and level = national"]);
    assert!(english.contains("ranks and totals are still over the whole group"), "{english}");
    // The rank is that in the group, whoever is shown.
    let all = column(&["show", "ranking", "--indicator", "gdp"], "gdp_rank");
    let some = column(&["show", "ranking", "--indicator", "gdp", "--where", "省=浙江"], "gdp_rank");
    assert!(!some.is_empty() && some.iter().all(|rank| all.contains(rank)), "{some:?} of {all:?}");
}

#[test]
fn a_condition_that_cannot_be_read_is_a_usage_error_with_a_caret_under_the_place() {
    // Wide characters take two cells: seven before `and`, five with its blanks.
    let caret = format!("\n  省=浙江 and 营手>3\n  {}^^^^ 没有叫", " ".repeat(7 + 5));
    refused(&["show", "ranking", "--where", "省=浙江 and 营手>3"], &[&caret, "did you mean"]);
    refused(&["show", "ranking", "--where", ""], &["there is nothing here"]);
    refused(&["show", "ranking", "--where", "营收>1000万人"], &["`万人` does not convert into CNY 100M"]);
}
