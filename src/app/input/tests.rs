use crossterm::event::{KeyCode, KeyModifiers};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};

use super::{Answer, Decoder, Event, Input, LONGEST_ANSWER, LONGEST_PASTE};
use crate::app::keymap;

/// What bytes come to, keys by their names.
fn told(inputs: &[Input]) -> Vec<String> {
    let told = |input: &Input| match input {
        Input::Event(Event::Key(key)) => {
            let alt = if key.modifiers.contains(KeyModifiers::ALT) { "alt-" } else { "" };
            let plain = crossterm::event::KeyEvent { modifiers: key.modifiers - KeyModifiers::ALT, ..*key };
            format!("{alt}{}", keymap::name(&plain).unwrap_or_else(|| format!("{:?}", key.code)))
        }
        Input::Event(Event::Paste(text)) => format!("paste {text}"),
        Input::Event(Event::Mouse(mouse)) => format!("{:?} {},{}", mouse.kind, mouse.column, mouse.row),
        Input::Event(other) => format!("{other:?}"),
        Input::Answer(answer) => format!("{answer:?}"),
    };
    inputs.iter().map(told).collect()
}

/// In one piece, byte by byte as a slow line brings it, and in any two pieces.
#[track_caller]
fn check(bytes: &str, expect: &[&str]) {
    let pieces = |pieces: &[&[u8]]| {
        let mut decoder = Decoder::default();
        let mut all: Vec<Input> = pieces.iter().flat_map(|piece| decoder.feed(piece)).collect();
        all.extend(decoder.settle());
        told(&all)
    };
    assert_eq!(pieces(&[bytes.as_bytes()]), expect, "{bytes:?}");
    let single: Vec<&[u8]> = bytes.as_bytes().chunks(1).collect();
    assert_eq!(pieces(&single), expect, "{bytes:?}, byte by byte");
    for cut in 0..bytes.len() {
        let (first, second) = bytes.as_bytes().split_at(cut);
        assert_eq!(pieces(&[first, second]), expect, "{bytes:?}, cut at {cut}");
    }
}

#[test]
fn keys_are_known_by_their_bytes() {
    for (bytes, expect) in [
        ("jJ 滨é😀", &["j", "J", "space", "滨", "é", "😀"][..]),
        ("\r\t\x7f\x08\x03\x1a\x0c", &["enter", "tab", "backspace", "ctrl-h", "ctrl-c", "ctrl-z", "ctrl-l"]),
        ("\0\x1c\x1f", &["space", "ctrl-4", "ctrl-7"]),
        ("\x1b[A\x1b[B\x1b[C\x1b[D", &["up", "down", "right", "left"]),
        ("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOM", &["up", "down", "right", "left", "enter"]),
        ("\x1b[H\x1b[F\x1bOH\x1bOF", &["home", "end", "home", "end"]),
        ("\x1b[1~\x1b[4~\x1b[7~\x1b[8~", &["home", "end", "home", "end"]),
        ("\x1b[5~\x1b[6~\x1b[3~\x1b[2~\x1b[Z", &["pgup", "pgdn", "delete", "insert", "backtab"]),
        ("\x1b[1;5A\x1b[3;2~\x1b[1;2H", &["up", "delete", "home"]),
        ("\x1bOP\x1bOQ\x1bOR\x1bOS", &["f1", "f2", "f3", "f4"]),
        ("\x1b[11~\x1b[14~\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24~", &["f1", "f4", "f5", "f6", "f10", "f11", "f12"]),
        ("\x1b[[A\x1b[[E\x1b[[x", &["f1", "f5", "x"]),
        ("\x1b[106u\x1b[106;2u\x1b[99;5u\x1b[13u\x1b[27u\x1b[9;2u", &["j", "J", "ctrl-c", "enter", "esc", "backtab"]),
        ("\x1b[97:65;2:1u\x1b[106;1:3u\x1b[57399u\x1b[28392u", &["A", "滨"]),
        ("\x1b[27;5;114~\x1b[27;2;13~", &["ctrl-r", "enter"]),
        ("\x1bj\x1b\r\x1b滨", &["alt-j", "alt-enter", "alt-滨"]),
        ("\x1b]j\x1bPj\x1b_j", &["alt-]", "j", "alt-P", "j", "alt-_", "j"]),
        ("\x1b", &["esc"]),
        ("\x1b\x1b", &["esc", "esc"]),
        ("\x1b\x1b[A", &["esc", "up"]),
    ] {
        check(bytes, expect);
    }
}

#[test]
fn clicks_and_the_wheel_are_known_and_moves_are_not() {
    for (bytes, expect) in [
        ("\x1b[<0;10;5M\x1b[<0;10;5m", &["Down(Left) 9,4", "Up(Left) 9,4"][..]),
        ("\x1b[<2;1;1M\x1b[<1;300;2M", &["Down(Right) 0,0", "Down(Middle) 299,1"]),
        ("\x1b[<64;3;4M\x1b[<65;3;4M", &["ScrollUp 2,3", "ScrollDown 2,3"]),
        ("\x1b[<16;3;4M", &["Down(Left) 2,3"]),
        ("\x1b[<32;3;4M\x1b[<35;3;4M\x1b[<0;0;4M\x1b[<0M\x1b[<128;1;1Mj", &["j"]),
        ("\x1b[M !!k", &["k"]),
    ] {
        check(bytes, expect);
    }
}

#[test]
fn answers_are_no_keys() {
    for (bytes, expect) in [
        ("\x1b]11;rgb:ffff/8080/0000\x07", &["Background([255, 128, 0])"][..]),
        ("\x1b]11;rgb:ff/80/00\x1b\\j", &["Background([255, 128, 0])", "j"]),
        ("\x1b]11;rgba:f/8/0/f\x07", &["Background([255, 136, 0])"]),
        ("\x1b]11;#1e1e1e\x07", &["Background([30, 30, 30])"]),
        ("\x1b[?62;52c", &["Class { has_clipboard: true }"]),
        ("\x1b[?62;22c\x1b[?2026;2$y", &["Class { has_clipboard: false }", "Mode { mode: 2026, state: 2 }"]),
        ("\x1b[12;40R", &["Cursor { row: 12, column: 40 }"]),
        ("\x1b]11;junk\x07\x1b]52;c;AAAA\x07\x1bP1+r544e\x1b\\\x1bP>|XTerm(390)\x1b\\j", &["j"]),
        ("\x1b[>0;276;0c\x1b[I\x1b[O\x1b_Gi=1;OK\x1b\\j", &["j"]),
        ("\x1b]11;rgb:ff/80\x07\x1b]11;rgb:fffff/0/0\x07\x1b]11;rgb:+f/0/0\x07", &[]),
    ] {
        check(bytes, expect);
    }
}

#[test]
fn what_breaks_off_takes_nothing_with_it() {
    for (bytes, expect) in [
        ("\x1b]11;rgb:ff", &[][..]),
        ("\x1b[12;", &[]),
        ("\x1b[12\x1b[A", &["up"]),
        ("\x1b[12\rj", &["enter", "j"]),
        ("\x1b]11;rgb\x03", &["ctrl-c"]),
        ("\x1b]11;rgb\x1b[A", &["up"]),
    ] {
        check(bytes, expect);
    }
    let mut decoder = Decoder::default();
    assert_eq!(told(&decoder.feed(b"\xff\xfej\xe6\xbbk")), ["j", "k"]);
    assert_eq!(decoder.patience(), None);
    decoder.feed(&[0xe6]);
    assert!(decoder.patience().is_some() && decoder.settle().is_none() && decoder.patience().is_none());
    // Somebody pressed Alt-] and types numbers: keys come back by themselves.
    decoder.feed(b"\x1b]");
    let typed = "1".repeat(LONGEST_ANSWER) + "q";
    assert_eq!(told(&decoder.feed(typed.as_bytes())).last().map(String::as_str), Some("q"));
}

#[test]
fn a_pasted_text_is_one() {
    check("\x1b[200~滨江\x1b[A\rq\x1b[201~j", &["paste 滨江\x1b[A\rq", "j"]);
    check("\x1b[200~\x1b[201\x1b[201~\x1b[200~b\x1b[201~", &["paste \x1b[201", "paste b"]);
    check("\x1b[200~broken o", &["paste broken o"]);
}

#[test]
fn of_a_very_long_paste_the_beginning_is_kept_and_none_of_it_is_a_key() {
    let mut decoder = Decoder::default();
    let long = format!("\x1b[200~{}\x1b[201~j", "q".repeat(3 * LONGEST_PASTE));
    let come: Vec<Input> = long.as_bytes().chunks(1000).flat_map(|piece| decoder.feed(piece)).collect();
    assert_eq!(told(&come), [format!("paste {}", "q".repeat(LONGEST_PASTE)), "j".to_owned()]);
}

#[test]
fn an_escape_is_waited_for_only_a_moment() {
    let mut decoder = Decoder::default();
    assert!(decoder.feed(b"\x1b").is_empty());
    assert!(decoder.patience().unwrap().as_millis() < 100);
    assert_eq!(decoder.settle(), Some(Input::Event(Event::Key(KeyCode::Esc.into()))));
    assert_eq!(decoder.feed(b"\x1b]11;?\x07"), []);
    assert_eq!(decoder.feed(b"\x1b[?1;2c"), [Input::Answer(Answer::Class { has_clipboard: false })]);
    assert_eq!(decoder.patience(), None);
}

/// Pieces of what terminals send, whole and broken, among any bytes.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let known = [
        "\x1b[A",
        "\x1b[200~",
        "\x1b[201~",
        "\x1b]11;rgb:0/0/0",
        "\x07",
        "\x1b\\",
        "\x1b[<0;1;1M",
        "滨",
        "\x1b",
        "\x1bP1+r",
        "\x1b[?1;2c",
    ];
    let known = prop::sample::select(known.to_vec()).prop_map(|text| text.as_bytes().to_vec());
    let piece = prop_oneof![3 => known, 1 => prop::collection::vec(any::<u8>(), 0..4), 1 => Just(b"j".to_vec())];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn whatever_comes_and_however_it_is_cut_is_read_alike(bytes in pieces(), cut in 0_usize..60) {
        let mut whole = Decoder::default();
        let mut parts = Decoder::default();
        let (first, second) = bytes.split_at(cut.min(bytes.len()));
        let mut come = parts.feed(first);
        come.extend(parts.feed(second));
        assert_eq!(whole.feed(&bytes), come);
        assert_eq!(whole.settle(), parts.settle());
    }
}
