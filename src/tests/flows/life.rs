//! How the program begins, errs and ends.

use std::time::Duration;

use crossterm::event::Event;
use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{
        App, Effect, End, Look, Msg, Progress, Wish, keymap,
        work::{Inline, Perform},
    },
    cli,
    error::Error,
    load::Watch,
    model::Lang,
    screen::Compute,
    tests::tester::{Tester, tiny},
    ui::{GlyphSet, ThemeName},
};

/// Presses a key and keeps what the app asks of the world.
fn asked(t: &mut Tester, key: &str) -> Effect {
    let mut effects = t.app.update(Msg::Term(Event::Key(keymap::key(key).unwrap())));
    effects.retain(|effect| matches!(effect, Effect::Compute { .. }));
    assert_eq!(effects.len(), 1);
    effects.remove(0)
}

fn answered(effect: Effect) -> Msg {
    let Effect::Compute { pane, ticket, store, compute } = effect else { panic!("no question") };
    Msg::Computed { pane, ticket, view: (compute.answer)(&store) }
}

#[test]
fn a_late_answer_is_dropped() {
    let mut t = Tester::tiny("ranking");
    let (first, second) = (asked(&mut t, "["), asked(&mut t, "["));
    t.feed(answered(second));
    assert_eq!(t.cell("qingshan", "revenue"), "1210");
    t.feed(answered(first));
    assert_eq!(t.cell("qingshan", "revenue"), "1210", "the answer to the older question came later");
}

#[test]
fn keys_typed_ahead_of_a_new_screen_are_not_lost() {
    let mut t = Tester::tiny("overview");
    // The ranking has not been looked at: its first answer is still on its way when `j` comes.
    let question = asked(&mut t, "2");
    assert!(t.app.update(Msg::Term(Event::Key(keymap::key("j").unwrap()))).is_empty());
    t.feed(answered(question));
    let mut u = Tester::tiny("overview");
    u.keys("2 j");
    assert_eq!(t.frame(), u.frame());
}

#[test]
fn an_early_answer_to_an_old_question_is_dropped_too() {
    let mut t = Tester::tiny("ranking");
    let (first, second) = (asked(&mut t, "["), asked(&mut t, "["));
    t.feed(answered(first));
    assert_eq!(t.cell("qingshan", "revenue"), "1464.1", "still the view before both");
    assert!(!t.app.is_settled());
    t.feed(answered(second));
    assert!(t.app.is_settled());
}

#[test]
fn a_failing_answer_leaves_the_old_view_and_says_so() {
    let mut t = Tester::tiny("ranking");
    let Effect::Compute { pane, ticket, .. } = asked(&mut t, "[") else { panic!("no question") };
    t.feed(Msg::Computed { pane, ticket, view: Err(Error::Bug("looking".into())) });
    assert_eq!(t.cell("qingshan", "revenue"), "1464.1");
    t.sees(&["1,464.1", "a bug in zonescope, while looking"]);
    t.keys("[").misses(&["a bug"]);
    assert_eq!(t.cell("qingshan", "revenue"), "1210", "the next question is answered");
}

#[test]
fn a_panicking_answer_is_an_error_and_not_the_end() {
    let mut t = Tester::tiny("ranking");
    let Effect::Compute { pane, ticket, store, .. } = asked(&mut t, "[") else { panic!("no question") };
    let mut world = Inline::default();
    let compute = Compute { answer: Box::new(|_| panic!("on purpose")), is_long: false };
    world.perform(Effect::Compute { pane, ticket, store, compute });
    world.feed(&mut t.app, Msg::Term(Event::FocusGained));
    t.sees(&["1,464.1", "a bug in zonescope"]);
    assert!(t.end().is_none());
}

#[test]
fn an_answer_of_another_kind_is_an_error_and_not_the_end() {
    let mut t = Tester::tiny("ranking");
    let Effect::Compute { pane, ticket, .. } = asked(&mut t, "[") else { panic!("no question") };
    t.feed(Msg::Computed { pane, ticket, view: Ok(Box::new(42)) });
    t.sees(&["1,464.1", "a bug in zonescope"]);
}

#[test]
fn q_and_ctrl_c_leave_from_wherever_they_may() {
    for keys in ["q", "ctrl-c", "? ctrl-c", "/ ctrl-c", "a ctrl-c", "m ctrl-c", "i ctrl-c", "i q"] {
        let mut t = Tester::tiny("ranking");
        t.keys(keys);
        assert!(matches!(t.end(), Some(End::Quit)), "after {keys}");
    }
    for keys in ["/ q", "a q", "? q", "/ \"q\""] {
        let mut t = Tester::tiny("ranking");
        t.keys(keys);
        assert!(t.end().is_none(), "a letter typed, or a key that closes, after {keys}");
    }
}

#[test]
fn a_signal_ends_with_its_number() {
    let mut t = Tester::tiny("ranking");
    t.feed(Msg::Signal(15));
    assert!(matches!(t.end(), Some(End::Signal(15))));
}

#[test]
fn a_lost_terminal_is_an_error() {
    let mut t = Tester::tiny("ranking");
    t.feed(Msg::Lost(Error::Bug("reading keys".into())));
    assert!(matches!(t.end(), Some(End::Failed(_))));
}

fn waiting(wish: Wish) -> App {
    App::new(Look { lang: Lang::Zh, theme: ThemeName::Dark, glyphs: GlyphSet::Rich, ..Look::default() }, wish)
}

#[test]
fn keys_before_the_data_is_there_do_no_harm() {
    let mut app = waiting(Wish::default());
    for name in "j i space a 4 / x enter ? L T Y R [ g tab".split_whitespace() {
        assert!(app.update(Msg::Term(Event::Key(keymap::key(name).unwrap()))).is_empty(), "{name} asks nothing");
    }
    Inline::default().feed(&mut app, Msg::Opened(Ok(tiny())));
    assert!(app.is_settled() && !app.is_done() && !app.is_reading());
    app.update(Msg::Term(Event::Key(keymap::key("q").unwrap())));
    assert!(matches!(app.take_end(), Some(End::Quit)));
}

#[test]
fn reading_is_shown_as_it_goes_on() {
    let watch = Watch::default();
    watch.expect(200_000_000);
    watch.begin("mine.csv");
    let mut app = waiting(Wish::default());
    let mut shown = |read: u64| {
        watch.read(read);
        watch.count(watch.seen().read as usize / 20, 2);
        let progress = Progress { seen: watch.seen(), waited: Duration::from_secs(3) };
        assert!(app.update(Msg::Progress(progress)).is_empty() && app.is_reading());
        let area = Rect::new(0, 0, 80, 24);
        let mut buf = Buffer::empty(area);
        assert_eq!(app.render(area, &mut buf), None);
        buf
    };
    let (first, second) = (shown(50_000_000), shown(2_000_000));
    let told = cli::text_of(&first);
    for words in ["mine.csv", " 25%", "50.0 / 200.0 MB", "2,500,000 个数", "问题 2", "3 秒", "Esc 停止"] {
        assert!(told.contains(words), "`{words}` is not in\n{told}");
    }
    assert!(first.diff(&second).len() < 12, "a step further costs few cells");
}

#[test]
fn esc_q_and_ctrl_c_stop_reading_and_leave() {
    for key in ["esc", "q", "ctrl-c"] {
        let mut app = waiting(Wish::default());
        let effects = app.update(Msg::Term(Event::Key(keymap::key(key).unwrap())));
        assert!(matches!(effects[..], [Effect::Stop]), "{key}");
        assert!(matches!(app.take_end(), Some(End::Failed(Error::Stopped))), "{key}");
    }
}

#[test]
fn data_that_cannot_be_opened_ends_the_program() {
    let mut app = waiting(Wish::default());
    app.update(Msg::Opened(Err(Error::Usage("nothing there".into()))));
    assert!(matches!(app.take_end(), Some(End::Failed(Error::Usage(_)))));
}

#[test]
fn a_wish_for_an_unknown_name_ends_the_program_with_a_suggestion() {
    let mut app = waiting(Wish { parks: vec!["qingshn".into()], ..Wish::default() });
    app.update(Msg::Opened(Ok(tiny())));
    let Some(End::Failed(Error::Name(words))) = app.take_end() else { panic!("no such end") };
    assert!(words.contains("qingshan"), "{words}");
}

#[test]
fn problems_in_the_data_are_counted_on_the_screen() {
    Tester::on(crate::tests::tester::fixture("bad/ragged.csv"), "ranking").sees(&[
        "1 处问题",
        "按 7",
        "zonescope check",
    ]);
}

#[test]
fn data_without_figures_say_why_on_the_first_screen() {
    let mut t = Tester::on(crate::tests::tester::fixture("bad/empty.csv"), "overview");
    t.sees(&["没有数据", "bad/empty.csv", "the file is empty", "give it a header line", "1 处问题"]);
    // What nobody said is not said.
    t.misses(&["最新来源", "汇编"]);
    assert_eq!(t.app.kept_question(), None, "what was kept of the file before stays");
    let question = t.app.question().unwrap();
    assert!(!question.said.contains_key("period"), "{question:?}");
    // A question from better days waits for them.
    let mut before = Tester::tiny("ranking");
    let question = before.app.kept_question().unwrap();
    let mut t = Tester::on(crate::tests::tester::fixture("bad/empty.csv"), "overview").begins(&question);
    t.sees(&["the file is empty", "1 处问题"]);
}

#[test]
fn pasted_text_is_typed_and_control_characters_are_not() {
    let mut t = Tester::tiny("ranking");
    t.keys("/");
    t.feed(Msg::Term(Event::Paste("\u{1b}[2J青\n".into())));
    t.sees(&["/ [2J青"]);
    t.keys("ctrl-u");
    t.feed(Msg::Term(Event::Paste("青".into())));
    assert_eq!(t.column("park"), ["qingshan"]);
}
