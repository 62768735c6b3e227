//! The one-page brief on real figures: it fits, it says what the screen says, and it is the same every time.

use super::tester::{Tester, fixture, shipped, tiny};
use crate::{
    model::Lang,
    report::brief::{Form, LINES, print},
    screen::brief::{Asked, Brief, of},
    store::Store,
    ui::text::width,
};

fn brief(store: &Store, park: &str, benchmark: &str, form: Form, lang: Lang) -> Brief {
    let asked = Asked { park: park.to_owned(), benchmark: benchmark.to_owned(), ..Asked::default() };
    of(store, &asked, form.pen(lang)).unwrap()
}

fn page(store: &Store, park: &str, benchmark: &str, form: Form, lang: Lang) -> String {
    let mut out = vec![];
    print(&brief(store, park, benchmark, form, lang), form, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const PAIRS: [(&str, &str); 4] =
    [("binjiang", "sip"), ("shenzhen", "binjiang"), ("wuxi", "ningbo"), ("zhongguancun", "ctx-deqing-county")];

#[test]
fn a_brief_fits_its_page_in_both_languages() {
    let store = shipped();
    for ((park, benchmark), lang) in PAIRS.into_iter().flat_map(|pair| [(pair, Lang::Zh), (pair, Lang::En)]) {
        let text = page(&store, park, benchmark, Form::Txt, lang);
        assert!(text.lines().all(|line| width(line) <= 80), "{text}");
        assert!(text.lines().count() <= LINES, "{} lines:\n{text}", text.lines().count());
        assert!(!text.contains("NaN") && !text.contains("  \n"), "{text}");
        for form in [Form::Txt, Form::Md, Form::Html] {
            let again = page(&store, park, benchmark, form, lang);
            assert_eq!(page(&store, park, benchmark, form, lang), again, "{park} {form:?}");
        }
    }
}

#[test]
fn its_figures_are_those_of_the_screen() {
    let store = shipped();
    for (park, benchmark) in PAIRS {
        let brief = brief(&store, park, benchmark, Form::Md, Lang::Zh);
        let mut t = Tester::shipped("compare").parks(&[benchmark, park]).size(300, 120);
        let frame = t.frame();
        assert!(!brief.rows.is_empty(), "{park}");
        for row in &brief.rows {
            for column in [1, 4, 5, 6] {
                let said = &row.cells[column];
                assert!(frame.contains(said.as_str()), "{park}: `{said}` of {:?} is not in\n{frame}", row.cells);
            }
        }
        let ranks = Tester::shipped("profile").parks(&[park]);
        let ranked = brief.rows.iter().find(|row| row.cells[0].starts_with("GDP ") && row.cells[3] != "·");
        if let Some(row) = ranked {
            let expect = format!("{}/{}", ranks.cell("gdp", "rank"), ranks.cell("gdp", "of"));
            assert!(row.cells[3].contains(&expect), "{} is not {expect}", row.cells[3]);
        }
    }
}

#[test]
fn every_figure_of_the_table_names_a_source() {
    let brief = brief(&shipped(), "binjiang", "sip", Form::Md, Lang::Zh);
    for row in &brief.rows {
        for cited in row.cells[9].split(',') {
            let number: usize = cited.parse().unwrap_or_else(|_| panic!("{row:?} cites nothing"));
            assert_eq!(brief.sources[number - 1].number, format!("[{number}]"));
        }
    }
}

#[test]
fn the_three_conclusions_are_worked_on_the_made_up_parks() {
    let brief = brief(&tiny(), "yunxi", "baisha", Form::Txt, Lang::Zh);
    assert!(brief.said[0].contains("2023年 171 亿元，同比 +13.6%c，在全部园区有数的园区中位次 3/4，位次持平"));
    assert!(brief.said[2].contains("追上约须 9.9年"), "{:?}", brief.said);
    assert_eq!(brief.rows[0].cells[8], "9.9年");
    let plans = fixture("plans");
    let alone = of(
        &plans,
        &Asked { park: "qingshan".into(), benchmark: "青山".into(), ..Asked::default() },
        Form::Txt.pen(Lang::Zh),
    );
    assert!(alone.unwrap_err().to_string().contains("named twice"));
    let tiny_brief = page(&tiny(), "qingshan", "baisha", Form::Txt, Lang::Zh);
    assert!(tiny_brief.contains("[滞后] 青山营业收入2025年目标 2,000 亿元"), "{tiny_brief}");
}

#[test]
fn its_chapters_are_those_of_the_field_and_what_is_lacking_is_said() {
    let brief = brief(&shipped(), "binjiang", "sip", Form::Txt, Lang::Zh);
    let chapters: Vec<&str> = brief.rows.iter().filter_map(|row| row.chapter.as_deref()).collect();
    assert!(chapters.starts_with(&["规模", "创新"]), "{chapters:?}");
    assert!(brief.without.unwrap().contains("绿色: 没有双方都有数的指标"));
    let robust = brief.robust.unwrap();
    assert!(robust.contains("杭州滨江 2/21 (5%-95%: 2-4") && robust.contains("1000次，种子1"), "{robust}");
}
