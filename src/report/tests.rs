//! Every printed form of one small table.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::{Format, print};
use crate::{
    model::{Grade, Lang, Source},
    screen::{
        Grid, Handout,
        grid::{Column, Value},
    },
    store::columns,
};

fn grid() -> Grid {
    Grid {
        columns: vec![Column::plain("park"), Column::shown("name", "园区"), Column::shown("gdp", "GDP")],
        rows: vec![
            vec![Value::text("binjiang"), Value::text("杭州|滨江"), Value::Number(2184.8, "≥2,184.8".into())],
            vec![Value::text("deqing"), Value::text("德清, \"县\""), Value::Missing],
        ],
        notes: vec!["时期: 仅 2022".into()],
    }
}

/// What a spreadsheet would run, and numbers it must not spoil.
fn hostile() -> Grid {
    let texts = ["=HYPERLINK(\"x\")", "+1+cmd|' /C calc'!A0", "@x", "-5.2", "<script>"];
    Grid {
        columns: vec![Column::shown("=name", "=name"), Column::shown("n", "n")],
        rows: texts.iter().map(|text| vec![Value::text(*text), Value::Number(-1.5, "−1.5".into())]).collect(),
        notes: vec![],
    }
}

fn bytes(grid: Grid, format: Format) -> Vec<u8> {
    let source =
        Source { slug: "s1".into(), title: "<b>公报</b>".into(), grade: Grade::Official, ..Source::default() };
    let mut out = vec![];
    print(&Handout { sources: vec![source], ..Handout::plain("排行", grid, Lang::Zh) }, format, &mut out).unwrap();
    out
}

fn printed(format: Format) -> String {
    String::from_utf8(bytes(grid(), format)).unwrap()
}

#[test]
fn csv_has_stable_names_and_unrounded_numbers() {
    assert_eq!(printed(Format::Csv), "park,name,gdp\nbinjiang,杭州|滨江,2184.8\ndeqing,\"德清, \"\"县\"\"\",\n");
    assert_eq!(printed(Format::Tsv), "park\tname\tgdp\nbinjiang\t杭州|滨江\t2184.8\ndeqing\t\"德清, \"\"县\"\"\"\t\n");
}

#[test]
fn a_table_keeps_marks_and_aligns_by_cells() {
    assert_eq!(
        printed(Format::Table),
        "园区             GDP\n杭州|滨江   ≥2,184.8\n德清, \"县\"         ·\n\n时期: 仅 2022\n"
    );
}

#[test]
fn json_and_markdown_say_missing() {
    assert!(printed(Format::Json).contains("\"gdp\": null"));
    assert!(printed(Format::Json).contains("\"gdp\": 2184.8"));
    assert!(printed(Format::Md).contains("| 杭州\\|滨江 | ≥2,184.8 |"));
    assert!(printed(Format::Md).contains("- \\[s1] \\<b>公报\\</b>, 官方"));
}

#[test]
fn a_page_holds_the_table_its_notes_and_its_sources_and_no_foreign_markup() {
    let page = printed(Format::Html);
    for words in [
        "<td>杭州|滨江</td><td class=\"n\">≥2,184.8</td>",
        "<td>德清, &quot;县&quot;</td><td class=\"n\">·</td>",
        "<h2>说明</h2>\n<ul>\n<li>时期: 仅 2022</li>",
        "<h2>来源</h2>\n<ul>\n<li>[s1] &lt;b&gt;公报&lt;/b&gt;, 官方</li>",
    ] {
        assert!(page.contains(words), "`{words}` is not in\n{page}");
    }
}

#[test]
fn a_workbook_has_typed_cells_and_sheets_for_notes_and_sources() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(grid(), Format::Xlsx))).unwrap();
    assert_eq!(book.sheet_names(), ["排行", "说明", "来源"]);
    let sheet = book.worksheet_range("排行").unwrap();
    let cell = |row: u32, column: u32| sheet.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(cell(0, 2), Data::String("GDP".into()), "for people");
    assert_eq!(cell(1, 2), Data::String("gdp".into()), "for scripts");
    assert_eq!(cell(2, 2), Data::Float(2184.8));
    assert_eq!(cell(3, 2), Data::Empty, "missing is missing");
    assert_eq!(book.worksheet_range("说明").unwrap().get_value((1, 0)), Some(&Data::String("时期: 仅 2022".into())));
    assert_eq!(book.worksheet_range("来源").unwrap().get_value((1, 0)), Some(&Data::String("s1".into())));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    for format in Format::ALL.into_iter().filter(|format| !format.is_frame()) {
        assert!(bytes(grid(), format) == bytes(grid(), format), "{}", format.name());
    }
    let book = bytes(grid(), Format::Xlsx);
    let mut archive = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
    let file = archive.by_name("docProps/core.xml").unwrap();
    assert_eq!(file.last_modified().map(|time| time.year()), Some(1980), "no day of its own");
    let words = std::io::read_to_string(file).unwrap();
    assert!(words.contains("2000-01-01T00:00:00Z"), "{words}");
}

#[test]
fn parquet_has_typed_columns() {
    let text = |grid: Grid| std::io::read_to_string(columns::read(&bytes(grid, Format::Parquet)).unwrap()).unwrap();
    assert_eq!(text(grid()), "park,name,gdp\nbinjiang,杭州|滨江,2184.8\ndeqing,\"德清, \"\"县\"\"\",\n");
    let mut twice = grid();
    twice.columns[1].name = "park".into();
    assert!(text(twice).starts_with("park,park_2,gdp\n"));
}

#[test]
fn no_cell_is_run_by_a_spreadsheet_and_no_number_is_harmed() {
    for format in [Format::Csv, Format::Tsv, Format::Md] {
        let text = String::from_utf8(bytes(hostile(), format)).unwrap();
        for words in ["'=HYPERLINK", "'+1+cmd", "'@x", "'=name", "-5.2"] {
            assert!(text.contains(words), "{}: `{words}` is not in\n{text}", format.name());
        }
        assert!(!text.contains("'-5.2") && !text.contains("'-1.5"), "{text}");
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes(hostile(), Format::Xlsx))).unwrap();
    assert!(book.worksheet_formula("排行").unwrap().is_empty(), "no cell is a formula");
    let sheet = book.worksheet_range("排行").unwrap();
    assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("=HYPERLINK(\"x\")".into())), "as it was");
    assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(-1.5)));
}

#[test]
fn no_control_character_is_printed() {
    use std::io::Write;
    let check = |written: &[&[u8]], expect: &str| {
        let mut out = super::Clean::new(vec![]);
        for bytes in written {
            out.write_all(bytes).unwrap();
        }
        assert_eq!(String::from_utf8(out.out).unwrap(), expect);
    };
    check(&["滨江\u{1b}[31m\r\n\u{9b}31m·é".as_bytes()], "滨江?[31m?\n?31m·é");
    check(&[&[0xc2], &[0x9b], &[0xc2], &[0xb7]], "?·");
}
