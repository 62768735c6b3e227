//! What is refused where nothing may be written.

use signal_hook::consts::SIGTSTP;

use crate::{
    app::{Effect, Msg},
    model::Lang,
    tests::tester::Tester,
};

#[test]
fn what_writes_says_why_it_does_not() {
    let check = |keys: &str, lang: Lang, words: &str| {
        let mut t = Tester::tiny("ranking").writing().lang(lang).read_only();
        t.keys(keys).sees(&["--read-only", words]).misses(&["导出:", "Export:"]);
        t.keys("j").misses(&["--read-only"]);
    };
    check("E", Lang::Zh, "不写文件");
    check("E", Lang::En, "no file is written");
    check("W", Lang::Zh, "不保存视图");
    check("V", Lang::En, "saved views are not read");
    check("ctrl-z", Lang::En, "it is not suspended");
    check(": \"导出到文件\" enter", Lang::Zh, "不写文件");
    check("i E", Lang::Zh, "不写文件");
}

#[test]
fn what_was_refused_is_done_where_it_may_be() {
    Tester::tiny("ranking").writing().keys("E").sees(&["导出:"]).misses(&["--read-only"]);
}

#[test]
fn a_signal_to_stop_gives_no_shell() {
    let asked = |app: &mut crate::app::App| {
        app.update(Msg::Signal(SIGTSTP)).iter().any(|effect| matches!(effect, Effect::Suspend | Effect::Remember(_)))
    };
    let mut t = Tester::tiny("ranking");
    assert!(asked(&mut t.app));
    let mut t = t.read_only();
    assert!(!asked(&mut t.app));
}
