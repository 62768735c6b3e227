//! The row that names the parts of a screen.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Cx, hits::Target};
use crate::{
    intent::Intent,
    ui::{
        shell::put,
        text::{fit, width},
    },
};

/// One part: its name, and how many things it holds where that is known.
pub struct Part {
    pub name: &'static str,
    pub count: Option<usize>,
}

/// Draws the names of the parts, the one that is shown, how to switch, and the filter.
pub fn tabs(parts: &[Part], here: usize, filter: &str, cx: &Cx<'_>, row: Rect, buf: &mut Buffer) {
    let how = cx.keyed("({Part} 切换)", "({Part} switches)");
    let filter = if filter.is_empty() { String::new() } else { format!("/{filter}") };
    // The beginning of a filter says which it is.
    let kept = width(&filter).min(10) + if filter.is_empty() { 0 } else { 2 };
    let Chosen { names, gap, has_how } =
        choose(parts, here, width(&how), usize::from(row.width.saturating_sub(2)).saturating_sub(kept));
    let mut x = row.x + 1;
    for (place, words) in names.iter().enumerate().filter(|(_, words)| !words.is_empty()) {
        let style = if place == here { cx.theme.tab_active } else { cx.theme.tab };
        let from = x;
        x = put(buf, x, row.y, row.right().saturating_sub(x), words, style);
        let times = (place + parts.len() - here) % parts.len();
        cx.hits.put(Rect { x: from, width: x - from, ..row }, Target::Do(Intent::Part, times));
        x += gap;
    }
    if has_how {
        x = put(buf, x, row.y, row.right().saturating_sub(x), &how, cx.theme.muted) + 2;
    }
    let room = row.right().saturating_sub(x + 1);
    put(buf, x, row.y, room, &fit(&filter, usize::from(room), cx.glyphs.ellipsis), cx.theme.title);
}

/// What of the parts is written; a name that is not is empty.
#[derive(PartialEq, Eq, Debug)]
struct Chosen {
    names: Vec<String>,
    gap: u16,
    has_how: bool,
}

/// As much as so many cells hold: how to switch goes first, then the counts of the other parts, then their names; the part
/// that is shown always stays.
fn choose(parts: &[Part], here: usize, how: usize, room: usize) -> Chosen {
    let counted =
        |part: &Part| part.count.map_or_else(|| part.name.to_owned(), |count| format!("{} {count}", part.name));
    let of = |others: &dyn Fn(&Part) -> String, gap: u16, has_how: bool| {
        let name = |(place, part): (usize, &Part)| if place == here { counted(part) } else { others(part) };
        Chosen { names: parts.iter().enumerate().map(name).collect(), gap, has_how }
    };
    let plain = |part: &Part| part.name.to_owned();
    let none = |_: &Part| String::new();
    let cells = |chosen: &Chosen| {
        let names = chosen.names.iter().filter(|words| !words.is_empty());
        names.map(|words| width(words) + usize::from(chosen.gap)).sum::<usize>() + if chosen.has_how { how } else { 0 }
    };
    let fits = |chosen: &Chosen| cells(chosen) <= room + if chosen.has_how { 0 } else { usize::from(chosen.gap) };
    [of(&counted, 2, true), of(&counted, 2, false), of(&plain, 2, false), of(&plain, 1, false), of(&none, 2, true)]
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| of(&none, 1, false))
}

#[cfg(test)]
mod tests {
    use super::{Chosen, Part, choose};

    #[test]
    fn the_part_that_is_shown_stays_and_what_else_goes_goes_in_order() {
        let parts = [("one", Some(12)), ("two", Some(3)), ("three", None)].map(|(name, count)| Part { name, count });
        let check = |room: usize, names: [&str; 3], gap: u16, has_how: bool| {
            let names = names.map(str::to_owned).to_vec();
            assert_eq!(choose(&parts, 1, 5, room), Chosen { names, gap, has_how }, "{room}");
        };
        check(27, ["one 12", "two 3", "three"], 2, true);
        check(26, ["one 12", "two 3", "three"], 2, false);
        check(20, ["one 12", "two 3", "three"], 2, false);
        check(19, ["one", "two 3", "three"], 2, false);
        check(15, ["one", "two 3", "three"], 1, false);
        check(14, ["", "two 3", ""], 2, true);
        check(11, ["", "two 3", ""], 1, false);
    }
}
