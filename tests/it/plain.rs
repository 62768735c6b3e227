//! Line by line, through pipes and on a terminal that moves no cursor.

use std::{
    io::Write,
    process::{Command, Stdio},
};

/// What it says to these lines, and nothing else may come.
fn told(args: &[&str], lines: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zonescope"))
        .args(args)
        .env("ZONESCOPE_SESSION", "off")
        .env("ZONESCOPE_CONFIG", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let (said, wrong) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(output.status.success(), "{wrong}");
    // No cursor moves, no colours, nothing drawn.
    let drawn = |c: char| {
        c.is_control() && c != '\n' || ('\u{2500}'..='\u{259f}').contains(&c) || ('\u{2800}'..='\u{28ff}').contains(&c)
    };
    assert!(!said.contains(drawn), "{said}");
    said
}

#[test]
fn a_comparison_is_heard_with_unit_period_and_source() {
    let said = told(&["--plain", "--lang", "zh"], "compare 滨江 宁波\n");
    for words in ["杭州滨江: 2,184.8 亿元, 时期 2022, 来源", "缺", "负 1,895", "(预计或快报", "约 10 %", "大陆园区"]
    {
        assert!(said.contains(words), "`{words}` is not in\n{said}");
    }
}

#[test]
fn where_a_number_is_from_is_said_in_the_language_of_the_rest() {
    let check = |lang: &str, typed: &str, words: &[&str]| {
        let said = told(&["--plain", "--lang", lang], typed);
        for words in words {
            assert!(said.contains(words), "`{words}` is not in\n{said}");
        }
        said
    };
    let said = check(
        "zh",
        "出处 滨江 GDP\n",
        &[
            "指标 地区(园区)生产总值, 时期 2016年, 类别 实际",
            "数值: 901.4 亿元, 来源",
            "性质 预计或快报数",
            "来源级别 官方, 网址 http",
            "文件 data/",
        ],
    );
    assert!(["indicator ", "period ", "grade ", "unit ", "mark "].iter().all(|word| !said.contains(word)), "{said}");
    check(
        "en",
        "source binjiang gdp\n",
        &["kind actual", "value: 901.4 CNY 100M, source", "mark expected,", "grade official, url"],
    );
}

#[test]
fn ten_records_at_a_time_and_the_rest_when_asked() {
    let said = told(&["--plain", "--lang", "en"], "ranking\n\nall\nmore\nquit\nranking\n");
    for words in [
        "1. Shenzhen",
        "about 7,852.55",
        "uncertain 1 of 28",
        "Records 1 to 10 of 54.",
        "Records 11 to 20 of 54.",
        "54. ",
        "That is all",
    ] {
        assert!(said.contains(words), "`{words}` is not in\n{said}");
    }
    assert_eq!(said.matches("\n1. Shenzhen").count(), 1, "quit ends it\n{said}");
}

#[test]
fn what_is_wrong_is_said_and_nothing_changes() {
    let said = told(&["--plain", "--lang", "zh"], "compare 滨江 qqqvv\nfilter 营收>>5\n会议\nexport x.doc\n");
    for words in ["有误: `qqqvv`: 没有这样的园区", "会议投影需要屏幕", "文件名要以格式结尾"] {
        assert!(said.contains(words), "`{words}` is not in\n{said}");
    }
    assert_eq!(said.matches("有误").count(), 4, "{said}");
}

#[test]
fn a_number_tells_where_it_is_from() {
    let said = told(&["--plain", "--lang", "zh"], "出处 滨江 gdp\n");
    assert!(said.contains("出处") && said.contains("http"), "{said}");
}

#[test]
fn a_file_is_written_and_none_is_lost() {
    let folder = std::env::temp_dir().join(format!("zonescope-plain-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.csv");
    let line = format!("ranking\nexport {}\n", path.display());
    assert!(told(&["--plain", "--lang", "zh"], &line).contains("已写入"));
    let written = std::fs::read(&path).unwrap();
    assert!(told(&["--plain", "--lang", "zh"], &line).contains("未覆盖"));
    assert_eq!(std::fs::read(&path).unwrap(), written);
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn show_prints_the_same_lines() {
    let said = told(&["show", "profile", "--park", "滨江", "--format", "plain", "--lang", "zh"], "");
    assert!(said.contains("数值: 2,184.8 亿元, 时期 2022, 同比 +1.8"), "{said}");
}
