//! What is copied is what is under the cursor.

use crate::tests::tester::Tester;

/// What is copied after these keys.
fn copied(mut t: Tester, keys: &str) -> String {
    t.keys(keys);
    t.copied()
}

#[test]
fn a_number_is_copied_bare_or_with_all_that_makes_it_one() {
    let ranking = || Tester::tiny("ranking").indicators(&["revenue", "firms"]).period("2022");
    let check = |keys: &str, expect: &str| assert_eq!(copied(ranking(), keys), expect, "{keys}");
    let bare = copied(ranking(), "y 1");
    assert!(bare.parse::<f64>().is_ok(), "`{bare}` for a spreadsheet");
    let cited = copied(ranking(), "y tab tab 2");
    let frame = ranking().frame();
    let park = ranking().cursor();
    assert!(cited.starts_with(&park) && cited.contains("2022") && cited.contains("来源"), "{cited} of\n{frame}");
    check("y esc", "");
    check("y j j j k", "");
}

#[test]
fn a_bound_keeps_its_mark_whatever_it_is_pasted_as() {
    let t = || Tester::tiny("ranking").indicators(&["firms"]).period("2021");
    for keys in ["end y 1", "end y tab 1", "end y tab tab 1"] {
        let text = copied(t(), keys);
        assert!(text.starts_with(['≥', '≤', '≈', '>', '<']), "`{text}` after {keys}");
    }
}

#[test]
fn the_row_and_the_table_have_headings_and_agree() {
    let t = || Tester::tiny("ranking").indicators(&["revenue"]);
    let (row, table) = (copied(t(), "j y 3"), copied(t(), "j y 4"));
    assert_eq!(row.lines().count(), 2, "{row}");
    assert_eq!(row.lines().next(), table.lines().next());
    assert_eq!(row.lines().nth(1), table.lines().nth(2), "the cursor is on the second row");
    let markdown = copied(t(), "j y tab 3");
    assert!(
        markdown.starts_with("| ") && markdown.lines().nth(1).is_some_and(|line| line.contains("---")),
        "{markdown}"
    );
}

#[test]
fn the_frame_is_what_was_seen_before_the_choice() {
    let mut t = Tester::tiny("ranking");
    let seen = t.frame();
    t.keys("y 5");
    assert_eq!(t.copied(), seen);
    t.sees(&["已发往终端剪贴板 (OSC 52)", "整屏"]);
}

#[test]
fn the_story_of_a_number_copies_that_number_and_stays_open() {
    let mut t = Tester::tiny("ranking").indicators(&["revenue"]).period("2022");
    t.keys("y 1");
    let number = t.copied();
    t.keys("i y 1");
    assert_eq!(t.copied(), number);
    t.keys("esc");
    assert_eq!(t.screen(), "ranking");
}

#[test]
fn on_every_screen_of_numbers_the_number_under_the_cursor_is_copied() {
    for screen in [
        "overview",
        "ranking",
        "profile",
        "compare",
        "trend",
        "matrix",
        "distribution",
        "flow",
        "peers",
        "quadrant",
        "targets",
    ] {
        let t = || Tester::shipped(screen).parks(&["binjiang", "sip"]).indicators(&["gdp", "revenue"]);
        // The last year of Trend has no figure of the first park.
        let to = if screen == "trend" { "left left " } else { "" };
        let copied = |keys: &str| copied(t(), &format!("{to}{keys}"));
        let (text, cited) = (copied("y tab tab 1"), copied("y tab tab 2"));
        let digits = text.chars().filter(char::is_ascii_digit).count();
        assert!(digits > 0, "{screen}: `{text}` in\n{}", t().frame());
        assert!(cited.contains(text.trim()), "{screen}: `{cited}`");
        assert!(cited.contains("20") && cited.split(' ').count() >= 4, "{screen}: `{cited}`");
    }
}

#[test]
fn where_there_is_no_number_it_says_so() {
    for (screen, keys) in [("sources", "y 1"), ("quality", "y 3"), ("score", "y 2")] {
        let mut t = Tester::tiny(screen);
        t.keys(keys);
        assert_eq!(t.copied(), "");
        t.sees(&["光标处没有可复制的数"]);
    }
    let mut empty = Tester::tiny("ranking").indicators(&["firms"]).period("1990");
    empty.keys("y 1").sees(&["没有可复制的数"]);
}
