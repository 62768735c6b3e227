//! What is no number: every case says why, and what to write instead.

use super::{Decimal, cases::read, parse_as};

#[test]
fn what_cannot_be_read_is_refused() {
    let plain = |text: &str| format!("`{text}` is not a number; write a plain number or leave the cell empty");
    for text in [
        "1.2.3",
        "0x1F",
        "abc",
        "12abc",
        "--5",
        "1-",
        "5%6",
        "#其中：高新技术企业",
        "千元",
        "第3家",
        "第0.5",
        "e5",
        "5e",
        "1/0",
        "五五",
        "5亿x",
        "1,",
        "nan x",
        "全国5家",
        "前10%",
        "2023-01-05",
        "5T",
        "三十二百家",
        "一百五",
        "3万5",
        "1亿2000",
        "1.2亿3000万",
        "5亿万",
        "增加500家",
        "下降-3.2%",
        "增速下降3.2%",
        "¥5美元",
        "10³",
        "2020/21",
        "1.5/2",
        "7/4",
        "进入",
        "(约500)",
        "2022年营业收入",
        "5月份",
        "3日内",
    ] {
        assert_eq!(read(text), plain(text), "{text:?}");
    }
}

#[test]
fn what_may_be_two_numbers_says_both() {
    let check = |text: &str, expect: &str| assert_eq!(read(text), expect, "{text}");
    check("27446-3", "`27446-3` is not a number; write `27446.3` or leave the cell empty");
    check("14-50", "`14-50` may be `14.50` or a range; write the one number that is meant");
    check("12,34", "`12,34` may be `12.34` or `1234`; write the one that is meant");
    check("1,2345", "`1,2345` may be `1.2345` or `12345`; write the one that is meant");
    check("0,123", "`0,123` may be `0.123` or `0123`; write the one that is meant");
    check("1 234", "`1 234` may be two numbers; write `1234` if it is one");
    check("1.2pct", "`1.2pct` may be `1.2%` or `1.2pp`; write the one that is meant");
    check("1.2%p", "`1.2%p` may be `1.2pp` or `1.2% p`; write the one that is meant");
    check("9/178", "`9/178` may be `5.06%` or `第9位`; write the one that is meant");
    check("3.5B", "`3.5B` may be `3.5 billion` or `3.5 b`; write the one that is meant");
    check("3.5b", "`3.5b` may be `3.5 billion` or `3.5 b`; write the one that is meant");
    check("5m", "`5m` may be `5 million` or `5 米`; write the one that is meant");
    check("(5)", "`(5)` may be `-5` or a footnote; write the number or leave the cell empty");
    check(
        "1234 (b)",
        "the `b` of `1234 (b)` may be a footnote or a status letter; say which in the sidecar: legend = { \"(b)\" = \"note\" }",
    );
}

#[test]
fn a_range_is_no_number() {
    for (text, first) in [
        ("3-5", "3"),
        ("100～200", "100"),
        ("3~5", "3"),
        ("10-12%", "10"),
        ("3—5家", "3"),
        ("三到五家", "三"),
        ("2020-2021", "2020"),
        ("3 to 5", "3"),
    ] {
        let expect =
            format!("`{text}` says a range; write the one number that is meant, or an end of it as `≥{first}`");
        assert_eq!(read(text), expect, "{text}");
    }
}

#[test]
fn what_names_no_number_is_not_guessed() {
    for text in ["数百家", "几十家", "十几家", "若干", "多家", "数千亿元"] {
        let expect = format!("`{text}` names no number; write the number or leave the cell empty");
        assert_eq!(read(text), expect, "{text}");
    }
    for text in ["增长近五倍", "增长1.5倍"] {
        let expect = format!("`{text}` says how many times, not how much; write the level of each year");
        assert_eq!(read(text), expect, "{text}");
    }
    for text in ["inf", "-inf", "Infinity"] {
        let expect = format!("`{text}` is not a finite number; leave the cell empty if there is none");
        assert_eq!(read(text), expect, "{text}");
    }
    for text in ["1e999", "1e999%"] {
        let expect = format!("`{text}` is too large to be a number; write it in a larger unit");
        assert_eq!(read(text), expect, "{text}");
    }
}

#[test]
fn a_sign_without_a_legend_asks_for_one() {
    for text in ["△", "×", "//", "※", "*", "x", "?", "\""] {
        let expect = format!(
            "`{text}` is a sign this file's legend does not explain; say what it means in the sidecar: legend = {{ {text:?} = \"M\" }}"
        );
        assert_eq!(read(text), expect, "{text}");
    }
}

#[test]
fn a_decimal_comma_has_its_own_two_readings() {
    let read = |text: &str| parse_as(text, Decimal::Comma).map_err(|error| error.to_string());
    assert_eq!(read("1.23"), Err("`1.23` may be `1,23` or `123`; write the one that is meant".to_owned()));
    assert_eq!(read("0.123"), Err("`0.123` may be `0,123` or `0123`; write the one that is meant".to_owned()));
    assert_eq!(read("1'234,5").map(|number| number.value), Ok(Some(1234.5)));
    assert_eq!(read("1,2E+05").map(|number| number.value), Ok(Some(120_000.0)));
    assert!(read("1.234 567").is_err());
}
