//! The one-page brief from the outside, and the targets as files and pipes get them.

use super::run::{fine, run};

#[test]
fn a_brief_is_printed_in_every_form_and_the_same_every_time() {
    for (form, mark) in [("txt", "-- 结论"), ("md", "| 指标 单位 |"), ("html", "<!doctype html>")] {
        let args = ["brief", "滨江", "苏州工业园", "--lang", "zh", "--format", form];
        let printed = fine(&args);
        assert!(printed.contains(mark) && printed.contains("GDP"), "{printed}");
        assert_eq!(printed, fine(&args), "{form}");
        assert!(!printed.contains('\u{1b}'));
    }
    let english = fine(&["brief", "binjiang", "sip", "--lang", "en", "--peers", "yangtze-delta", "--period", "2022"]);
    for words in ["Benchmarking brief: Binjiang against", "Yangtze delta zones", "period: 2022 only", "-- Sources"] {
        assert!(english.contains(words), "`{words}` is not in\n{english}");
    }
}

#[test]
fn what_cannot_be_compared_is_refused_with_a_way_out() {
    for (args, words) in [
        (&["brief", "binjiang", "滨江"][..], "named twice"),
        (&["brief", "binjiang", "atlantis"], "no park"),
        (&["brief", "binjiang", "sip", "--peers", "nowhere"], "no group"),
        (&["brief", "binjiang"], "required"),
    ] {
        let ran = run(args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(words), "`{words}` is not in {}", ran.err);
    }
}

#[test]
fn names_that_look_like_markup_stay_names() {
    let dir = std::env::temp_dir().join(format!("zonescope-brief-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let file = dir.join("hostile.csv");
    let rows = "park,indicator,period,value,unit\n\
                <script>alert(1)</script>,\"\"\"><img src=x onerror=y>\",2023,5,count\n\
                b|c,\"\"\"><img src=x onerror=y>\",2023,7,count\n";
    std::fs::write(&file, rows).unwrap();
    let data = file.to_str().unwrap();
    let html = fine(&["brief", "<script>alert(1)</script>", "b|c", "--data", data, "--format", "html"]);
    assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{html}");
    let md = fine(&["brief", "<script>alert(1)</script>", "b|c", "--data", data, "--format", "md"]);
    assert!(md.contains("\\<script\\>") && md.contains("b\\|c"), "{md}");
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn targets_are_printed_with_what_they_come_to() {
    let csv = fine(&["show", "targets", "--data", "tests/fixtures/tiny", "--format", "csv", "--lang", "en"]);
    let mut lines = csv.lines();
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
    let cell = |name: &str| &row[names.iter().position(|other| *other == name).unwrap()];
    for (name, expect) in [
        ("park", "qingshan"),
        ("kind", "level-up"),
        ("target", "2000"),
        ("value", "1464.1"),
        ("base_year", "2020"),
        ("elapsed", "60"),
        ("verdict", "behind"),
        ("pace_from", "2020"),
    ] {
        assert_eq!(cell(name), expect, "{name}");
    }
    assert!(cell("progress").starts_with("40.45") && cell("required").starts_with("16.877"), "{row:?}");
    let json = fine(&["show", "targets", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(rows.as_array().unwrap().iter().all(|row| row["target"].is_number() && row["sentence"].is_string()));
    let md = fine(&["show", "targets", "--group", "杭州", "--format", "md", "--lang", "zh"]);
    assert!(md.starts_with("| 园区 | 指标 | 单位 | 目标 | 目标年 | 实绩 |"), "{md}");
    assert!(md.contains("进度=(实绩-基年)/(目标-基年)"), "{md}");
}
