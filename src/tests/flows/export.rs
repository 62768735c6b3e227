//! A view written to a file from the dashboard.

use std::fs;

use crate::{
    report::{self, Format},
    tests::tester::Tester,
};

/// Opens the dialogue and types a name in place of the one proposed.
fn named(t: &mut Tester, path: &str) {
    t.keys(&format!("E ctrl-u \"{path}\""));
}

#[test]
fn what_is_shown_is_written_under_the_name_typed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    let mut t = Tester::tiny("ranking").writing();
    t.keys("E").sees(&["导出", "> ranking-2023.xlsx", "工作簿"]);
    t.keys("down").sees(&["> ranking-2023.csv"]);
    t.keys("esc").misses(&["导出:"]);
    named(&mut t, path.to_str().unwrap());
    t.keys("enter").sees(&["已写入"]).misses(&["导出:"]);
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.starts_with("park,name,in_group,revenue,"), "{written}");
    assert!(written.contains("1464.1"), "{written}");
}

#[test]
fn another_file_goes_only_when_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    fs::write(&path, "mine").unwrap();
    let mut t = Tester::tiny("ranking").writing();
    named(&mut t, path.to_str().unwrap());
    t.keys("enter").sees(&["已有此文件"]);
    t.keys("esc").sees(&["> ", "a.md"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    t.keys("enter enter").sees(&["已写入"]);
    assert!(fs::read_to_string(&path).unwrap().starts_with("| 园区 |"));
}

#[test]
fn what_cannot_be_written_is_told_and_the_name_can_be_mended() {
    let mut t = Tester::tiny("ranking").writing().size(200, 40);
    named(&mut t, "/nonexistent/a.html");
    t.keys("enter").sees(&["`/nonexistent/a.html`: cannot be written (there is no folder `/nonexistent`)", "导出:"]);
    #[cfg(target_os = "linux")]
    {
        t.keys("esc E ctrl-u \"/dev/full\" enter").sees(&["No space left"]);
    }
}

#[test]
fn the_frame_is_written_as_it_was_before_the_dialogue() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let mut t = Tester::tiny("ranking").writing();
    let before = t.frame();
    named(&mut t, path.to_str().unwrap());
    t.keys("enter").sees(&["已写入"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn every_form_is_written_from_every_screen() {
    let folder = tempfile::tempdir().unwrap();
    for pane in crate::screen::all() {
        let id = pane.spec().id;
        let mut t = Tester::tiny(id).parks(&["qingshan", "nangang"]).runs(10).writing();
        for ending in ["xlsx", "csv", "tsv", "html", "md", "json", "parquet", "svg", "txt"] {
            let path = folder.path().join(format!("{id}.{ending}"));
            named(&mut t, path.to_str().unwrap());
            t.keys("enter").sees(&["已写入"]);
            assert!(fs::metadata(&path).unwrap().len() > 0, "{}", path.display());
        }
        let mut printed = vec![];
        report::print(&t.app.handout(usize::MAX).unwrap(), Format::Csv, &mut printed).unwrap();
        assert_eq!(fs::read(folder.path().join(format!("{id}.csv"))).unwrap(), printed, "as `show` prints it");
    }
}
