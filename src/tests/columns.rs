//! Large Parquet and Arrow files are read row by row, small and packed ones whole: both say the same of the same rows.

use std::{fs, io::Write};

use polars::prelude::{Column, DataFrame};
use polars_io::{SerWriter, ipc::IpcWriter, parquet::write::ParquetWriter};

use crate::{
    load::{Input, Options, Request, load},
    model::{Dataset, FactId},
    store::columns,
};

/// More rows than are turned into text at a time; some of them wrong in one way or another.
fn frame() -> DataFrame {
    let rows = 40_000_usize;
    let texts = |name: &str, text: &dyn Fn(usize) -> String| {
        Column::new(name.into(), (0..rows).map(text).collect::<Vec<String>>())
    };
    let value = |row: usize| (row % 101 != 5).then_some((row * 7919 % 100_003) as f64 / 8.0 - 100.0);
    let unit = |row: usize| if row % 89 == 3 { "万元" } else { "亿元" }.to_owned();
    let note = |row: usize| match row % 211 {
        1 => "a, \"b\"".to_owned(),
        2 => "two\nlines".to_owned(),
        3 => "\u{200B}".to_owned(),
        _ => String::new(),
    };
    let year = |row: usize| if row % 307 == 9 { "20x1".to_owned() } else { (2001 + row % 20).to_string() };
    let columns = vec![
        texts("park_id", &|row| format!("p{}", row / 40)),
        texts("park_name", &|row| format!("青山{}", row / 40)),
        texts("indicator", &|row| if row % 40 < 20 { "营业收入" } else { "总产值" }.to_owned()),
        texts("year", &year),
        Column::new("value".into(), (0..rows).map(value).collect::<Vec<Option<f64>>>()),
        texts("unit", &unit),
        texts("note", &note),
    ];
    DataFrame::new_infer_height(columns).unwrap()
}

fn told(dataset: &Dataset, name: &str) -> (Vec<String>, Vec<String>) {
    let problem = |it: &crate::model::Problem| format!("{it} {:?}", it.spot.excerpt).replace(name, "");
    let mut problems: Vec<String> = dataset.problems.iter().map(problem).collect();
    problems.sort();
    let row = |row: usize| format!("{:?}", dataset.observations.get(FactId::at(row)));
    (problems, (0..dataset.observations.len()).map(row).collect())
}

#[test]
fn columns_read_row_by_row_are_those_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (mut frame, mut arrow, mut parquet) = (frame(), vec![], vec![]);
    IpcWriter::new(&mut arrow).finish(&mut frame).unwrap();
    ParquetWriter::new(&mut parquet).with_row_group_size(Some(9_000)).finish(&mut frame).unwrap();
    let read = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let options = Options { columns: columns::read, ..Options::default() };
        let dataset = load(&Request { inputs: vec![Input::Path(path.clone())], options }).unwrap();
        assert_eq!(
            dataset.files[0].form,
            format!("{}Parquet/Arrow, 长表", if name.ends_with("gz") { "gzip, " } else { "" })
        );
        told(&dataset, &path.display().to_string())
    };
    let packed = |bytes: &[u8]| {
        let mut packed = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    };
    assert!(arrow.len() > 1 << 20, "large enough to be read row by row: {}", arrow.len());
    let whole = read("a.arrow.gz", &packed(&arrow));
    assert!(whole.1.len() > 39_000 && whole.0.iter().any(|it| it.starts_with(":10:4: `20x1`")), "{:?}", &whole.0[..3]);
    assert!(read("a.arrow", &arrow) == whole);
    assert!(read("a.parquet", &parquet) == whole);
}
