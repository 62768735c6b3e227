//! The question as a value: told, taken up, saved, sent, and taken back.

use crate::{
    keep::token,
    screen::{Question, Said},
    tests::tester::Tester,
};

/// A screen, and keys that change all that can be chosen on it.
const CHANGED: [(&str, &str); 14] = [
    ("overview", "j"),
    ("ranking", "j space right right s % S c z + d / \"a\" enter"),
    ("profile", "right / \"g\" enter"),
    ("compare", "n o p right s"),
    ("trend", "n o"),
    ("sources", "p / \"a\" enter"),
    ("quality", "s p p"),
    ("score", "p p j + + ["),
    ("quadrant", "c c s o j"),
    ("matrix", "s s c z left j"),
    ("distribution", "o p j"),
    ("flow", "d j left"),
    ("peers", "n j right"),
    ("targets", "s s"),
];

fn tester(screen: &str) -> Tester {
    Tester::shipped(screen).parks(&["binjiang", "sip", "ningbo"]).runs(0)
}

#[test]
fn every_question_comes_back_as_it_was_on_every_screen() {
    for (screen, keys) in CHANGED {
        let mut t = tester(screen);
        t.keys(keys);
        let question = t.app.question().unwrap();
        let sent = token::read(&token::of(&question).unwrap()).unwrap();
        assert_eq!(sent, question, "{screen}");
        let mut u = Tester::shipped("overview").runs(0).begins(&sent);
        assert_eq!(u.app.question().unwrap(), question, "{screen}");
        u.draw();
        t.keys("");
        assert_eq!(u.app.question().unwrap(), question, "{screen}, drawn");
        assert_eq!(u.grid(), t.grid(), "{screen}");
    }
}

#[test]
fn a_usual_token_is_short() {
    for (screen, keys) in CHANGED {
        let mut t = tester(screen);
        t.keys(keys);
        let question = t.app.question().unwrap();
        let token = token::of(&question).unwrap();
        println!("{screen}: {} of {question:?}", token.len());
        assert!(token.len() <= 120, "{screen}: {} {token} {question:?}", token.len());
    }
}

#[test]
fn what_is_not_in_the_data_is_told_and_skipped() {
    let mut question = tester("ranking").app.question().unwrap();
    question.said.insert("parks".into(), Said::List(vec!["binjiang".into(), "atlantis".into()]));
    question.said.insert("group".into(), Said::Text("nowhere".into()));
    question.said.insert("mood".into(), Said::Flag(true));
    let mut t = Tester::shipped("overview").begins(&question);
    t.sees(&["atlantis", "nowhere", "mood", "已略过"]);
    assert_eq!(t.screen(), "ranking");
    assert!(t.frame().contains("已标1"));
}

#[test]
fn an_odd_question_is_no_end() {
    for said in
        [Said::Flag(true), Said::Number(-1), Said::Number(i64::MAX), Said::List(vec![]), Said::Text("x:y".into())]
    {
        for screen in ["ranking", "score", "quadrant", "matrix", "compare", "nothing"] {
            let names = [
                "parks",
                "indicators",
                "period",
                "form",
                "group",
                "scheme",
                "park",
                "against",
                "cursor",
                "column",
                "sort",
                "weights",
                "years",
                "hidden",
                "by",
                "order",
                "wider",
                "part",
                "log",
                "filter",
            ];
            let said = names.iter().map(|name| ((*name).to_owned(), said.clone())).collect();
            let mut t = Tester::shipped("overview").runs(0).begins(&Question { screen: screen.into(), said });
            t.keys("j right s");
        }
    }
}

#[test]
fn steps_are_taken_back_and_again() {
    let mut t = Tester::shipped("ranking");
    let first = t.app.question().unwrap();
    t.keys("j j space [ 4");
    assert_eq!(t.screen(), "compare");
    t.keys("U").sees(&["已撤销一步"]);
    assert_eq!(t.screen(), "ranking");
    t.keys("U U");
    assert!(t.app.question().unwrap().is_same_but_for_the_cursor(&first), "the cursor is no step");
    t.keys("U").sees(&["没有可撤销的步骤"]);
    t.keys("ctrl-r ctrl-r ctrl-r");
    assert_eq!(t.screen(), "compare");
    t.keys("U 5 ctrl-r").sees(&["没有可重做的步骤"]);
}

#[test]
fn views_are_saved_listed_opened_renamed_moved_and_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let mut t = Tester::shipped("ranking").keeping(&folder.path().join("views.toml"));
    t.keys("j space W ctrl-u \"一\" enter").sees(&["已保存视图 一"]);
    t.keys("4 W ctrl-u \"二\" enter W ctrl-u \"二\" enter").sees(&["已有同名视图"]);
    t.keys("esc esc V").sees(&["一", "二", "ranking", "compare", "zonescope --view", "z1"]);
    t.keys("enter").sees(&["已打开视图 一"]);
    assert_eq!(t.screen(), "ranking");
    t.keys("V j r ctrl-u \"三\" enter").sees(&["三"]).misses(&["二"]);
    t.keys("< d").sees(&["删除这个视图"]);
    t.keys("x").sees(&["三"]);
    t.keys("d y").misses(&["三"]);
    t.keys("esc");
    assert_eq!(t.screen(), "ranking");
}

#[test]
fn a_broken_file_of_views_is_told_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("views.toml");
    std::fs::write(&path, "[[view]]\nname = 3\n").unwrap();
    let mut t = Tester::tiny("ranking").size(200, 40).keeping(&path);
    t.keys("V").sees(&["views.toml:"]);
    t.keys("W enter").sees(&["views.toml:"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "[[view]]\nname = 3\n");
}
