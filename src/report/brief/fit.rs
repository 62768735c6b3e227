//! What a page has room for: as much of a brief as one sheet of A4 takes, in any form.

use super::{Form, txt};
use crate::{model::Lang, screen::brief::Brief, ui::text::fit};

/// The lines of a page of plain text: six to the inch, as printers set them, are 70 on A4; less two at either end.
pub const LINES: usize = 66;

/// A remark is no longer than this, in cells; the whole of it is in the catalogue, and `i` says it.
const REMARK: usize = 150;

/// The brief as far as it fits its page. What goes first is what can be looked up elsewhere: remarks beyond the first, then
/// targets, then most of the perimeters; the text says how many remarks were left out. Figures stay.
pub fn to_page(brief: &Brief) -> Brief {
    let glyphs = Form::Txt.pen(brief.lang).glyphs;
    let cut = |text: &String| fit(text, REMARK, glyphs.ellipsis).into_owned();
    let mut page = Brief { remarks: brief.remarks.iter().map(cut).collect(), ..brief.clone() };
    let (mut remarks, mut targets, mut is_cut) = (brief.remarks.len(), brief.targets.len(), false);
    while txt::of(&page, glyphs).lines().count() > LINES {
        if remarks > 1 {
            remarks -= 1;
        } else if targets > 1 {
            targets -= 1;
        } else if !is_cut {
            is_cut = true;
            page.notes.iter_mut().take(1).for_each(|perimeters| *perimeters = cut(perimeters));
        } else if remarks > 0 {
            remarks -= 1;
        } else {
            break;
        }
        page.remarks = brief.remarks.iter().take(remarks).map(cut).collect();
        page.remarks.extend(left_out(brief.remarks.len() - remarks, brief.lang));
        page.targets.truncate(targets);
    }
    page
}

fn left_out(count: usize, lang: Lang) -> Option<String> {
    (count > 0).then(|| match lang {
        Lang::Zh => format!("另有 {count} 条口径提示，见 zonescope show sources"),
        Lang::En => format!("{count} more remarks: see zonescope show sources"),
    })
}
