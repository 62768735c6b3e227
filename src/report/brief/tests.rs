//! Pages of made-up texts: what is laid out, how wide, and that no text becomes markup.

use super::{Form, LINES, print};
use crate::{
    model::Lang,
    screen::brief::{Aim, Brief, Column, Line, Source},
    ui::text::width,
};

fn brief(name: &str) -> Brief {
    let column = |heading: &str, is_number, gives_way| Column { heading: heading.to_owned(), is_number, gives_way };
    Brief {
        lang: Lang::Zh,
        title: format!("对标简报: {name} 对 苏州工业园"),
        about: vec![format!("{name} 对 苏州工业园(基准)")],
        said: vec![format!("{name}“GDP”2022年 2,185 亿元，").repeat(4)],
        columns: vec![
            column("指标 单位", false, None),
            column(name, true, None),
            column("差距", true, None),
            column("范围中位c", true, Some(2)),
            column("追上c", true, Some(1)),
        ],
        rows: vec![Line {
            chapter: Some("经济规模".into()),
            cells: [
                "发明专利拥有量每万人口的数量 件/万人",
                "1,234,567,890.12 '22",
                "-1,234,567,890.12",
                "1,234,567.8 n23",
                "9.9年",
            ]
            .map(String::from)
            .to_vec(),
        }],
        standing: vec![format!("{name}  优势: GDP 1/9 (2022)")],
        targets: vec![Aim {
            words: format!("{name}营收2025年目标"),
            verdict: "滞后".into(),
            progress: Some((0.4, 0.6)),
        }],
        without: Some("绿色: 没有双方都有数的指标".into()),
        robust: Some(format!("{name} 1/9 (5%-95%: 1-2)")),
        remarks: (0..40).map(|nth| format!("断点 {name} {nth}: {}", "口径变化，".repeat(20))).collect(),
        notes: vec!["符号: ~ 约".into()],
        sources: vec![Source {
            number: "[1]".into(),
            slug: "src1".into(),
            grade: "官方".into(),
            by: format!("{name} 2022-02"),
            title: "公报".into(),
            address: format!("https://example.org/{}", "x".repeat(90)),
        }],
    }
}

fn printed(brief: &Brief, form: Form) -> String {
    let mut out = vec![];
    print(brief, form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn text_is_eighty_cells_wide_and_what_has_no_room_goes_below() {
    for name in ["杭州滨江", "a very long name of a park in a language with long words", "中"] {
        let page = printed(&brief(name), Form::Txt);
        assert!(page.lines().all(|line| width(line) <= 80), "{page}");
        assert!(
            page.contains("1,234,567,890.12 '22") && page.contains("-1,234,567,890.12"),
            "no number is cut: {page}"
        );
        assert!(page.contains("9.9年"), "{page}");
        assert!(page.lines().count() <= LINES, "{} lines:\n{page}", page.lines().count());
        assert!(page.contains("条口径提示，见"), "what was left out is counted: {page}");
    }
    let page = printed(&brief("中"), Form::Txt);
    assert!(page.contains("⣿⣿⣿⣿⣿⣿⣿⣿⣀⣀⣀⡇⣀"), "the bar with its tick at 60 %: {page}");
}

#[test]
fn the_same_brief_gives_the_same_bytes() {
    for form in [Form::Md, Form::Html, Form::Txt] {
        assert_eq!(printed(&brief("杭州滨江"), form), printed(&brief("杭州滨江"), form));
    }
}

#[test]
fn a_hostile_name_is_only_a_name() {
    let name = "<script>alert(1)</script>|\"'&`*_[x](javascript:1)\u{1b}[31m\u{9b}\n#";
    let html = printed(&brief(name), Form::Html);
    for markup in ["<script", "javascript:1)\u{1b}", "\u{1b}", "\u{9b}"] {
        assert!(!html.contains(markup), "{markup} in {html}");
    }
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;|&quot;&#39;&amp;"), "{html}");
    assert!(!html.contains("href") && !html.contains("src=") && !html.contains("url("), "a page asks for nothing");
    let md = printed(&brief(name), Form::Md);
    assert!(!md.contains("<script") || md.contains("\\<script"), "{md}");
    assert!(!md.contains("[x](java"), "no link: {md}");
    let table: Vec<&str> = md.lines().filter(|line| line.starts_with("| ")).collect();
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(table.iter().all(|line| cells(line) == 6), "{table:#?}");
}
