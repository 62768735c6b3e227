//! A view shown to a room: the question stays, saved views are pages, and leaving changes nothing.

use crate::{
    model::Lang,
    tests::tester::Tester,
    ui::{Depth, GlyphSet},
};

fn room(screen: &str) -> Tester {
    Tester::shipped(screen).parks(&["binjiang", "sip", "ningbo"]).size(120, 40)
}

#[test]
fn one_leaves_a_meeting_exactly_as_one_came() {
    for screen in crate::tests::sweep::SCREENS {
        let mut t = room(screen);
        t.keys("j j j right j");
        let (before, question) = (t.frame(), t.app.question());
        for leave in ["esc", "P", "q"] {
            t.keys("P j j k h l s s pgdn pgup . x x L L");
            assert_ne!(t.frame(), before, "{screen}");
            t.keys(leave);
            assert_eq!(t.frame(), before, "{screen} left by {leave}");
            assert_eq!(t.app.question(), question, "{screen} left by {leave}");
        }
        // Not even another step to be taken back.
        let mut without = room(screen);
        without.keys("j j j right j L L U");
        assert_eq!(t.keys("L L U").frame(), without.frame(), "{screen}");
    }
}

#[test]
fn what_would_change_the_question_says_so() {
    let mut t = room("ranking");
    t.keys("P");
    let asked = t.app.question();
    for key in ["2", "4", "g", "m", "v", "u", "a", "x", "[", "]", "e", "w", "F", "/", "W", "V", ":", "S", "tab", "R"] {
        t.keys(key);
        let frame = t.frame();
        assert!(frame.contains("投影中问题不变"), "{key}\n{frame}");
        assert_eq!(t.app.question(), asked, "{key}");
    }
}

#[test]
fn saved_views_are_pages() {
    let folder = tempfile::tempdir().unwrap();
    let mut t = room("compare").keeping(&folder.path().join("views.toml"));
    t.keys("W").press("ctrl-u \"对标三园\" enter");
    t.keys("2 W").press("ctrl-u \"谁在前\" enter");
    t.keys("3 W").press("ctrl-u \"本园\" enter");
    t.keys("4 P");
    t.sees(&["1/3", "对标三园", "差 +1,818"]);
    t.keys("right");
    t.sees(&["2/3", "谁在前", "位次"]);
    t.keys("pgdn");
    t.sees(&["3/3", "本园", "杭州高新技术产业开发区"]);
    t.keys("space");
    t.sees(&["3/3", "已是最后一页"]);
    t.keys("b b");
    t.sees(&["1/3"]);
    t.keys("U");
    t.sees(&["2/3"]);
    t.keys("U U ctrl-r");
    t.sees(&["3/3"]);
    t.keys("end home left");
    t.sees(&["1/3", "已是第一页"]);
    // What is none of them stands before the first.
    t.keys("P 5 P");
    t.sees(&["–/3", "走势"]);
    t.keys("left").sees(&["–/3"]);
    t.keys("right").sees(&["1/3"]);
}

#[test]
fn without_saved_views_there_is_one_page_and_how_to_have_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut t = room("compare").keeping(&folder.path().join("views.toml"));
    t.keys("P").sees(&["W 存视图"]).keys("right").sees(&["已是最后一页"]).keys("left").sees(&["已是第一页"]);
}

#[test]
fn every_number_of_the_row_in_the_light_has_unit_period_and_source() {
    room("compare").keys("P k").sees(&[
        "2,184.8 亿元 2022年 [媒体原文]",
        "4,002.4 亿元 2024年 [二手]",
        "2020-2024最新",
    ]);
    room("ranking").keys("P").sees(&["≈7,852.55 亿元  2020年", "[转载]"]);
    room("profile").keys("P j").sees(&["3% 2023年 [媒体原文]"]);
}

#[test]
fn the_light_is_told_without_colours() {
    for (screen, keys) in
        [("compare", "P j"), ("ranking", "P j"), ("profile", "P j"), ("matrix", "P j"), ("score", "P j")]
    {
        let mut t = room(screen).depth(Depth::None);
        t.keys(keys);
        assert!(t.frame().contains('▌'), "{screen}\n{}", t.frame());
    }
    let mut t = room("compare").depth(Depth::None);
    t.keys("P l");
    t.sees(&["▾■ 苏州工业园"]);
}

#[test]
fn the_story_of_a_number_is_told_and_closed_again() {
    let mut t = room("compare");
    t.keys("P j i").sees(&["出处"]).keys("esc").sees(&["P 退出"]);
    // A park's name has no story; its profile would be another question.
    room("ranking").keys("h h P i").sees(&["投影中问题不变"]);
}

#[test]
fn a_dark_screen_shows_nothing_until_any_key() {
    let mut t = room("compare");
    t.keys("P .");
    assert_eq!(t.frame().trim(), "");
    t.keys("z");
    t.sees(&["对标"]);
}

#[test]
fn figures_that_change_meanwhile_wait_for_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.csv");
    let table = |value: &str| {
        format!("park,indicator,period,value,unit\n甲园,营业收入,2022,{value},亿元\n乙园,营业收入,2022,7,亿元\n")
    };
    std::fs::write(&path, table("12")).unwrap();
    let request = crate::load::Input::Path(path.clone()).into();
    let mut t = Tester::files(request, "ranking");
    t.keys("P").sees(&["甲园"]);
    std::fs::write(&path, table("3450")).unwrap();
    t.feed(crate::app::Msg::Changed);
    t.misses(&["3,450"]);
    t.keys("P").sees(&["3,450"]);
}

#[test]
fn a_meeting_speaks_both_languages_in_every_set() {
    for (lang, word) in [(Lang::Zh, "退出"), (Lang::En, "leaves")] {
        for set in GlyphSet::ALL {
            let mut t = room("compare").lang(lang).glyphs(set);
            t.keys("P j");
            t.sees(&[word]);
        }
    }
}
