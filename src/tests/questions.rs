//! The questions of `docs/questions.md`: each pressed from the start, and its answer read off the last frame.

use crate::{cli, tests::tester::Tester};

/// A projector's terminal.
const SIZE: (u16, u16) = (140, 40);

/// A row of the table: what is asked, the keys, what the frame then says.
struct Question {
    asked: String,
    keys: String,
    said: Vec<String>,
}

/// The texts between backticks.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn questions() -> Vec<Question> {
    let page = std::fs::read_to_string("docs/questions.md").unwrap();
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = rows.map(|row| row.split(" | ").collect::<Vec<_>>());
    // Rows of the table begin with their number.
    let numbered = cells.filter(|cells| cells[0].parse::<usize>().is_ok());
    numbered
        .map(|cells| {
            let [_, asked, keys, said] = cells[..] else { panic!("{cells:?}") };
            Question { asked: asked.to_owned(), keys: quoted(keys).concat(), said: quoted(said) }
        })
        .collect()
}

/// How many keys are pressed: a typed name counts by its letters.
fn count(keys: &str) -> usize {
    cli::keys::pressed(keys).unwrap().len()
}

#[test]
fn each_question_is_answered_by_its_keys() {
    let mut wrong = vec![];
    for Question { asked, keys, said } in questions() {
        assert!(!said.is_empty() && !keys.is_empty(), "{asked}");
        let mut t = Tester::shipped("overview").size(SIZE.0, SIZE.1);
        let lacking = |frame: &str| said.iter().filter(|words| !frame.contains(words.as_str())).cloned().collect();
        let (all_but_last, last) = keys.rsplit_once(' ').unwrap_or(("", &keys));
        let before: Vec<String> = lacking(&t.keys(all_but_last).frame());
        if before.is_empty() {
            wrong.push(format!("{asked}: `{last}` is a key too many"));
        }
        let frame = t.keys(last).frame();
        let lacks: Vec<String> = lacking(&frame);
        if !lacks.is_empty() {
            wrong.push(format!("{asked}\n`{keys}` does not show {lacks:?}:\n{frame}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_answers_take_few_keys() {
    let mut counts: Vec<usize> = questions().iter().map(|question| count(&question.keys)).collect();
    counts.sort_unstable();
    assert_eq!(counts.len(), 20, "twenty questions");
    assert!(*counts.last().unwrap() <= 12, "{counts:?}");
    assert!(counts[9].midpoint(counts[10]) <= 6, "{counts:?}");
}
