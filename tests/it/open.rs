//! What opens: folders, patterns, packed files, archives, workbooks, and any of them on standard input.

use std::{
    fs,
    io::{Cursor, Write},
};

use super::run::{Scratch, fine, refused, run, run_on};

const LONG: &str = "park,indicator,period,value,unit\n甲园,营收,2022,1.5,亿元\n";
const WIDE: &str = "园区\t2021年\t2022年\n甲园\t3\t4\n";
const JSON: &str =
    "[{\"park\": \"甲园\", \"indicator\": \"营收\", \"period\": 2023, \"value\": 2.5, \"unit\": \"亿元\"}]";

fn gzip(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A workbook of one sheet: a title in the first row, nothing in the second, a wide table from B3 on.
fn workbook() -> Vec<u8> {
    let head = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheets = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row r="1">{}</row><row r="3">{}{}{}</row><row r="4">{}<c r="C4"><v>3</v></c><c r="D4"><v>4</v></c></row>"#,
        text("B1", "营业收入"),
        text("B3", "园区"),
        text("C3", "2021年"),
        text("D3", "2022年"),
        text("B4", "甲园"),
    );
    zip(&[
        (
            "[Content_Types].xml",
            &format!(
                r#"{head}<Types xmlns="{packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels",
            &format!(
                r#"{head}<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                r#"{head}<workbook xmlns="{sheets}" xmlns:r="{office}"><sheets><sheet name="表1" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"{head}<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!(r#"{head}<worksheet xmlns="{sheets}"><sheetData>{rows}</sheetData></worksheet>"#),
        ),
    ])
}

/// The place and the value of every figure in it, the folder's name taken off.
fn figures(scratch: &Scratch, data: &str) -> Vec<String> {
    let sql = "select place, value from facts order by place, value";
    let printed = fine(&["query", sql, "--data", data, "--format", "csv"]);
    printed.lines().skip(1).map(|line| line.replace(&scratch.path(""), "")).collect()
}

#[test]
fn a_pattern_opens_every_file_that_fits() {
    let scratch = Scratch::new("pattern");
    scratch.file("b.csv", LONG);
    scratch.file("a.csv", &LONG.replace("1.5", "2.5"));
    scratch.file("c.dat", &LONG.replace("1.5", "3.5"));
    scratch.file("a.toml", "source = '年报'\n");
    scratch.file(".d.csv", LONG);
    fs::create_dir(scratch.path("e.csv")).unwrap();
    assert_eq!(figures(&scratch, &scratch.path("*.csv")), ["a.csv:2,2.5", "b.csv:2,1.5"]);
    assert_eq!(figures(&scratch, &scratch.path("[bc].*")), ["b.csv:2,1.5", "c.dat:2,3.5"]);
    assert_eq!(figures(&scratch, &scratch.path("*")).len(), 3, "a sidecar is no table");
    scratch.file("f[1].csv", LONG);
    assert_eq!(figures(&scratch, &scratch.path("f[1].csv")), ["f[1].csv:2,1.5"], "a file of that name comes first");
    refused(&["check", &scratch.path("*.xlsx")], &["*.xlsx`: no file fits this pattern"]);
    refused(&["check", &scratch.path("[")], &["there is no such file, and as a pattern it cannot be read"]);
}

#[test]
fn a_folder_opens_what_it_holds() {
    let scratch = Scratch::new("folder");
    refused_empty(&scratch);
    scratch.file("a.csv", LONG);
    scratch.file("b.csv.gz", &gzip(&LONG.replace("亿元", "")));
    scratch.file("b.toml", "units = { '营收' = '亿元' }\nsource = '年报'\n");
    scratch.file("c.json", JSON);
    scratch.file("d.TSV", WIDE);
    scratch.file("e.xlsx", &workbook());
    for name in [".hidden.csv", "Metadata_Country_a.csv", "notes.md", "a.csv.bak", "~$e.xlsx"] {
        scratch.file(name, "nothing of interest\n");
    }
    fs::create_dir(scratch.path("below")).unwrap();
    scratch.file("below/f.csv", LONG);
    let all = ["a.csv:2,1.5", "b.csv.gz:2,1.5", "c.json:1,2.5", "d.TSV:2,3", "d.TSV:2,4"];
    let sheet = ["e.xlsx!表1!R4C3,3", "e.xlsx!表1!R4C4,4"];
    assert_eq!(figures(&scratch, &scratch.path("")), [&all[..], &sheet].concat());
    let sourced = "select distinct source from facts where source is not null";
    assert_eq!(fine(&["query", sourced, "--data", &scratch.path(""), "--format", "csv"]), "source\n年报\n");
    fs::create_dir(scratch.path("observations")).unwrap();
    scratch.file("observations/g.json", JSON);
    assert_eq!(figures(&scratch, &scratch.path("")), ["observations/g.json:1,2.5"]);
}

#[track_caller]
fn refused_empty(scratch: &Scratch) {
    let ran = run(&["check", &scratch.path("")]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("there is no table here") && ran.out.contains(".parquet"), "{}", ran.out);
}

#[test]
fn an_archive_opens_as_the_files_in_it() {
    let scratch = Scratch::new("archive");
    let other = LONG.replace("1.5", "2.5");
    let archive = zip(&[("b/乙.csv", LONG), ("a.csv", &other), ("Metadata_Country_a.csv", "x"), ("readme.md", "x")]);
    let path = scratch.file("figures.zip", &archive);
    let expect = ["figures.zip/a.csv:2,2.5", "figures.zip/b/乙.csv:2,1.5"];
    assert_eq!(figures(&scratch, &path), expect);
    assert_eq!(figures(&scratch, &scratch.path("*.zip")), expect);
    let empty = scratch.file("none.zip", &zip(&[("readme.md", "x")]));
    let ran = run(&["check", &empty]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("none.zip: ") && ran.out.contains("unpack it and open the folder"), "{}", ran.out);
}

#[test]
fn standard_input_may_be_of_any_kind() {
    let scratch = Scratch::new("stdin");
    let parquet = scratch.path("facts.parquet");
    assert_eq!(run(&["export", &parquet, "--data", &scratch.file("a.csv", LONG)]).code, 0);
    for (input, expect) in [
        (LONG.as_bytes().to_vec(), "stdin:2,1.5"),
        (gzip(LONG), "stdin:2,1.5"),
        (WIDE.as_bytes().to_vec(), "stdin:2,3 stdin:2,4"),
        (JSON.as_bytes().to_vec(), "stdin:1,2.5"),
        (workbook(), "stdin!表1!R4C3,3 stdin!表1!R4C4,4"),
        (fs::read(&parquet).unwrap(), "stdin:1,1.5"),
        (zip(&[("a.csv", LONG)]), "stdin/a.csv:2,1.5"),
    ] {
        let sql = "select place, value from facts order by value";
        let ran = run_on(&["query", sql, "--data", "-", "--format", "csv"], input);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{expect}");
        assert_eq!(ran.out.lines().skip(1).collect::<Vec<_>>().join(" "), expect);
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_that_is_open_is_read_like_standard_input() {
    let sql = "select place, value from facts order by value";
    for input in [LONG.as_bytes().to_vec(), gzip(LONG)] {
        let ran = run_on(&["query", sql, "--data", "/dev/fd/0", "--format", "csv"], input);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out.lines().nth(1), Some("/dev/fd/0:2,1.5"));
    }
}
