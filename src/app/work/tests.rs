use std::{
    fs,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Asked, Lent, Msg, Perform, Threads};
use crate::{
    access::Access,
    app::{
        Effect,
        dialogue::export::{Body, Order},
    },
    error::{Error, Result},
    keep::file::There,
    load::{Input, Request},
    screen::{Compute, Format},
    ui::Ground,
};

const LONG: Duration = Duration::from_mins(1);

/// The threads over some data, with everything they are lent broken.
fn started(request: Request) -> (Threads, Receiver<Msg>) {
    let (out, inbox) = channel();
    let lent = Lent {
        clerk: |_, _: Order| panic!("on purpose, writing"),
        keep: |_, _: &str| panic!("on purpose, copying"),
        keyboard: || Err(Error::Stopped),
        remember: Box::new(|_| {}),
        access: Access::default(),
    };
    (Threads::start(&out, request, Asked::default(), lent).unwrap(), inbox)
}

fn is_bug<T>(told: &Result<T>) -> bool {
    matches!(told, Err(Error::Bug(_)))
}

#[test]
fn a_panic_while_reading_is_told() {
    let path = std::env::temp_dir().join(format!("zonescope-panic-{}.parquet", std::process::id()));
    fs::write(&path, b"PAR1").unwrap();
    let mut request = Request::from(Input::Path(path.clone()));
    request.options.columns = |_| panic!("on purpose, reading");
    let (_threads, inbox) = started(request);
    assert!(matches!(inbox.recv_timeout(LONG), Ok(Msg::Opened(told)) if is_bug(&told)));
    fs::remove_file(path).unwrap();
}

#[test]
fn a_panic_of_either_thread_that_answers_is_told_and_the_next_question_is_answered() {
    let (mut threads, inbox) = started(Input::Embedded.into());
    let Ok(Msg::Opened(Ok(store))) = inbox.recv_timeout(LONG) else { panic!("no data") };
    for is_long in [false, true] {
        for ticket in [1, 2] {
            let compute = Compute { answer: Box::new(|_| panic!("on purpose, computing")), is_long };
            threads.perform(Effect::Compute { pane: 0, ticket, store: store.clone(), compute });
            let told = inbox.recv_timeout(LONG);
            assert!(matches!(told, Ok(Msg::Computed { ticket: of, view, .. }) if of == ticket && is_bug(&view)));
        }
    }
}

#[test]
fn a_panic_while_a_file_is_written_is_told() {
    let (mut threads, inbox) = started(Input::Embedded.into());
    let order = Order {
        path: "never.svg".into(),
        there: There::Keep,
        format: Format::Svg,
        body: Body::Frame(Buffer::empty(Rect::ZERO), Ground::Dark),
    };
    threads.perform(Effect::HandOver(Box::new(order)));
    let told = inbox.iter().find_map(|msg| if let Msg::HandedOver(told) = msg { Some(told) } else { None });
    assert!(told.is_some_and(|told| is_bug(&told)));
}
