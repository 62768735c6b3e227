//! Drawing: symbols, colours, text that fits, and the small pictures of numbers. ratatui and the model, no store and no IO.

pub mod bar;
pub mod big;
pub mod chart;
pub mod emphasis;
pub mod glyphs;
pub mod interval;
pub mod number;
pub mod paste;
pub mod room;
pub mod shell;
pub mod spark;
pub mod text;
pub mod theme;

pub use bar::{bar, bar_to_tick, leaning};
pub use big::{Tall, big, big_width};
pub use chart::{
    Chart, Line,
    plane::{Plane, Side, Spot},
};
pub use glyphs::{GlyphSet, Glyphs};
pub use interval::interval;
pub use spark::spark;
pub use theme::{Depth, Ground, Theme, ThemeName};
