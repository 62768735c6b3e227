//! What a file of settings calls layers and intents. These names are in people's files: they stay, whatever the code calls
//! the same.

use crate::{intent::Intent, screen::Layer};

/// A layer as the file calls it.
pub const fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::Meeting => "meeting",
        Layer::Rows => "rows",
        Layer::Columns => "columns",
        Layer::Siblings => "siblings",
        Layer::Parks => "parks",
        Layer::Table => "table",
        Layer::Find => "find",
        Layer::Choice => "choice",
        Layer::Time => "time",
        Layer::Years => "years",
        Layer::Scope => "scope",
        Layer::Chart => "chart",
        Layer::Scale => "scale",
        Layer::Plane => "plane",
        Layer::Pane => "pane",
        Layer::Tiers => "tiers",
        Layer::Parts => "parts",
        Layer::Order => "order",
        Layer::Weights => "weights",
        Layer::Cells => "cells",
        Layer::Global => "global",
    }
}

/// An intent as the file calls it.
pub const fn intent_name(intent: Intent) -> &'static str {
    match intent {
        Intent::Meeting => "meeting",
        Intent::NextSlide => "next-slide",
        Intent::PrevSlide => "prev-slide",
        Intent::Spotlight => "spotlight",
        Intent::Curtain => "curtain",
        Intent::Up => "up",
        Intent::Down => "down",
        Intent::Left => "left",
        Intent::Right => "right",
        Intent::PageUp => "page-up",
        Intent::PageDown => "page-down",
        Intent::First => "first",
        Intent::Last => "last",
        Intent::Where => "where",
        Intent::Mark => "mark",
        Intent::NextPark => "next-park",
        Intent::PrevPark => "prev-park",
        Intent::Unmark => "unmark",
        Intent::AddPark => "add-park",
        Intent::Filter => "filter",
        Intent::Condition => "condition",
        Intent::FormulaColumn => "formula-column",
        Intent::Sort => "sort",
        Intent::SortChange => "sort-change",
        Intent::SortThen => "sort-then",
        Intent::Measures => "measures",
        Intent::Measure => "measure",
        Intent::DropColumn => "drop-column",
        Intent::MoveLeft => "move-left",
        Intent::MoveRight => "move-right",
        Intent::Wider => "wider",
        Intent::Narrower => "narrower",
        Intent::Heat => "heat",
        Intent::Blank => "blank",
        Intent::Earlier => "earlier",
        Intent::Later => "later",
        Intent::ExactPeriod => "exact-period",
        Intent::Window => "window",
        Intent::Group => "group",
        Intent::Index => "index",
        Intent::Log => "log",
        Intent::Cut => "cut",
        Intent::Span => "span",
        Intent::Tiers => "tiers",
        Intent::Detail => "detail",
        Intent::Part => "part",
        Intent::Heavier => "heavier",
        Intent::Lighter => "lighter",
        Intent::AsGiven => "as-given",
        Intent::Aim => "aim",
        Intent::Scheme => "scheme",
        Intent::WorkingScheme => "working-scheme",
        Intent::Overview => "overview",
        Intent::Ranking => "ranking",
        Intent::Profile => "profile",
        Intent::Compare => "compare",
        Intent::Trend => "trend",
        Intent::Sources => "sources",
        Intent::Quality => "quality",
        Intent::Score => "score",
        Intent::Quadrant => "quadrant",
        Intent::Matrix => "matrix",
        Intent::Distribution => "distribution",
        Intent::Flow => "flow",
        Intent::Peers => "peers",
        Intent::Targets => "targets",
        Intent::NextScreen => "next-screen",
        Intent::PrevScreen => "prev-screen",
        Intent::Undo => "undo",
        Intent::Redo => "redo",
        Intent::SaveView => "save-view",
        Intent::Views => "views",
        Intent::Export => "export",
        Intent::Language => "language",
        Intent::Theme => "theme",
        Intent::Glyphs => "glyphs",
        Intent::Copy => "copy",
        Intent::Mouse => "mouse",
        Intent::Reload => "reload",
        Intent::Redraw => "redraw",
        Intent::Suspend => "suspend",
        Intent::Palette => "palette",
        Intent::Help => "help",
        Intent::Back => "back",
        Intent::Quit => "quit",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{intent_name, layer_name};
    use crate::{app::keymap::Keymap, intent::Intent};

    #[test]
    fn no_two_are_called_alike() {
        let names: HashSet<&str> = Intent::ALL.iter().map(|intent| intent_name(*intent)).collect();
        assert_eq!(names.len(), Intent::ALL.len());
        let is_name = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(names.iter().all(|name| is_name(name)), "{names:?}");
        assert!(Keymap::default().bindings.iter().all(|binding| is_name(layer_name(binding.layer))));
    }
}
