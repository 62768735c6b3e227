//! How a board is drawn.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{
    Board, Figure, Line, Spot,
    layout::{GUTTER, Layout, places},
};
use crate::{
    screen::{
        Cx,
        hits::{Target, Then, between},
    },
    ui::{
        Tall, bar, big, big_width,
        shell::put,
        text::{fit, pad_start, width, wrap},
    },
};

/// What is in the light, and what is beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Light {
    /// It stands out.
    On,
    /// Something else does.
    Off,
    /// Nothing does.
    Even,
}

impl Light {
    fn style(self, style: Style, cx: &Cx<'_>) -> Style {
        match self {
            Self::On => style.add_modifier(Modifier::BOLD),
            Self::Off => cx.theme.muted,
            Self::Even => style,
        }
    }
}

impl Board {
    /// Draws it; the first row in view, to be given back with the next frame.
    pub fn draw(&self, spot: Spot, top: usize, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) -> usize {
        if self.rows.is_empty() {
            for (line, words) in wrap(&self.nothing, usize::from(area.width.saturating_sub(4))).iter().enumerate() {
                let y = area.y + 1 + line as u16;
                if y < area.bottom() {
                    put(buf, area.x + 2, y, area.width.saturating_sub(2), words, cx.theme.text);
                }
            }
            return 0;
        }
        let cited = match area.height {
            0..10 => 1,
            _ if self.heads.len() == 1 && area.width >= 80 => 1,
            10..30 => 2,
            _ => 3,
        };
        let body = Rect { height: area.height.saturating_sub(cited), ..area };
        let top = top.saturating_sub(self.above);
        let layout = Layout::of(self, spot, (body.width, body.height), top, cx.glyphs);
        self.heads(spot, &layout, cx, Rect { height: layout.head, ..body }, buf);
        let mut y = body.y + layout.head;
        for place in layout.rows.clone() {
            let under = place == self.cursor.0;
            let is_lit = under && spot == Spot::Row;
            let (tall, height) =
                if is_lit { (layout.tall.1, layout.heights.1) } else { (layout.tall.0, layout.heights.0) };
            let room = Rect { y, height: height.min(body.bottom().saturating_sub(y)), ..body };
            let rows = between(self.cursor.0, place);
            cx.hits.put(room, Target::Go { rows, columns: 0, then: Then::Nothing });
            self.row(&self.rows[place], spot, under, tall, &layout, cx, room, buf);
            y += height;
        }
        let cited = self.cited(&layout.columns, usize::from(cited), cx, area.width);
        for (line, words) in cited.iter().enumerate() {
            put(buf, area.x + 1, body.bottom() + line as u16, area.width.saturating_sub(2), words, cx.theme.text);
        }
        self.above + layout.rows.start
    }

    /// The figures of the row under the cursor with unit, period and source, in as many lines as they may have.
    fn cited(&self, columns: &[usize], most: usize, cx: &Cx<'_>, room: u16) -> Vec<String> {
        let Some(row) = self.rows.get(self.cursor.0) else { return vec![] };
        let shown = columns.iter().filter_map(|place| row.figures.get(*place).zip(self.heads.get(*place)));
        let said: Vec<String> = shown
            .filter(|(figure, _)| !figure.source.is_empty())
            .map(|(figure, head)| match columns.len() {
                1 => figure.source.clone(),
                _ => format!("{}: {}", head.name, figure.source),
            })
            .collect();
        if said.len() <= most {
            let room = usize::from(room.saturating_sub(2));
            return said.iter().map(|said| fit(said, room, cx.glyphs.ellipsis).into_owned()).collect();
        }
        let mut lines = wrap(&said.join("   "), usize::from(room.saturating_sub(2)));
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let room = usize::from(room.saturating_sub(3));
                *last =
                    format!("{}{}", fit(last, room.saturating_sub(width(cx.glyphs.ellipsis)), ""), cx.glyphs.ellipsis);
            }
        }
        lines
    }

    fn heads(&self, spot: Spot, layout: &Layout, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        if area.height == 0 {
            return;
        }
        for (slot, place) in layout.columns.iter().enumerate() {
            let head = &self.heads[*place];
            let x = area.x + GUTTER + layout.names + slot as u16 * layout.column;
            let here = spot == Spot::Column && *place == self.cursor.1;
            let light = match spot {
                Spot::Column if here => Light::On,
                Spot::Column => Light::Off,
                _ => Light::Even,
            };
            let sign = if here { cx.glyphs.down } else { "" };
            let room = usize::from(layout.column.saturating_sub(1));
            // Over the figures, so that both hang on one edge.
            let name = fit(&head.name, room.saturating_sub(width(sign)), cx.glyphs.ellipsis);
            let name = format!("{sign}{name}");
            let name = pad_start(&name, usize::from(layout.figures).max(width(&name)).min(room));
            let style = light.style(head.style.patch(cx.theme.header), cx);
            put(buf, x + 1, area.y, layout.column.saturating_sub(1), &name, style);
            if area.height > 1 {
                let about = pad_start(&head.about, usize::from(layout.figures).max(width(&head.about)).min(room));
                put(buf, x + 1, area.y + 1, layout.column.saturating_sub(1), &about, cx.theme.muted);
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a row stands where the board, the light and the room meet")]
    fn row(
        &self,
        row: &Line,
        spot: Spot,
        under: bool,
        tall: Tall,
        layout: &Layout,
        cx: &Cx<'_>,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let light = match spot {
            Spot::Row if under => Light::On,
            Spot::Row => Light::Off,
            _ => Light::Even,
        };
        let used = if tall == Tall::One { 1 } else { tall.rows() + 1 }.min(area.height);
        if under && spot != Spot::Column {
            for y in area.y..area.y + used {
                put(buf, area.x, y, 1, cx.glyphs.cursor, cx.theme.cursor);
            }
        }
        // Names stand beside the middle of tall figures.
        let middle = area.y + (used.saturating_sub(1)) / 2;
        put(buf, area.x + 2, middle, 1, row.sign, cx.theme.marked);
        let mut x = area.x + GUTTER;
        let style = light.style(if light == Light::On { cx.theme.cursor } else { cx.theme.text }, cx);
        let of_places = places(self, layout.tall.0, cx.glyphs);
        if of_places > 0 {
            let tall = tall.min(Tall::Three).min(layout.tall.0.max(Tall::One));
            let from = if tall == Tall::One { middle } else { area.y + (used.saturating_sub(1 + tall.rows())) / 2 };
            for (line, part) in big(&row.place, tall, cx.glyphs).iter().enumerate() {
                let y = from + line as u16;
                if y < area.bottom() {
                    put(buf, x, y, of_places, &pad_start(part, usize::from(of_places)), style);
                }
            }
            x += of_places + 2;
        }
        let room = (area.x + GUTTER + layout.names).saturating_sub(x);
        let is_below = middle + 1 < area.y + area.height && used > 1;
        // A unit is never cut for a name, but a number without a name says nothing: then the unit stands below all only.
        let behind = if is_below || row.about.is_empty() { 0 } else { width(&row.about) + 1 };
        let behind = if usize::from(room) >= behind + 4 { behind } else { 0 };
        let name = fit(&row.name, usize::from(room).saturating_sub(behind), cx.glyphs.ellipsis).into_owned();
        put(buf, x, middle, room, &name, style);
        if is_below {
            put(buf, x, middle + 1, room, &fit(&row.about, usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
        } else if behind > 0 {
            let x = x + width(&name) as u16 + 1;
            let room = (area.x + GUTTER + layout.names).saturating_sub(x);
            put(buf, x, middle, room, &fit(&row.about, usize::from(room), cx.glyphs.ellipsis), cx.theme.muted);
        }
        for (slot, place) in layout.columns.iter().enumerate() {
            let Some(figure) = row.figures.get(*place) else { continue };
            let at = area.x + GUTTER + layout.names + slot as u16 * layout.column;
            let column = Rect { x: at + 1, width: layout.column.saturating_sub(1), ..area };
            let column = Rect { width: column.width.min(area.right().saturating_sub(column.x)), ..column };
            let light = match spot {
                Spot::Column if *place == self.cursor.1 => Light::On,
                Spot::Column => Light::Off,
                _ => light,
            };
            draw_figure(figure, tall, light, layout, cx, column, buf);
        }
    }
}

fn draw_figure(figure: &Figure, tall: Tall, light: Light, layout: &Layout, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let style = light.style(figure.style, cx);
    let figures = layout.figures.min(area.width);
    let is_small = tall != Tall::One && big_width(&figure.text, tall, cx.glyphs) > usize::from(figures);
    if tall == Tall::One || is_small {
        let y = area.y + if is_small { tall.rows() / 2 } else { 0 };
        let text = if figure.year.is_empty() || is_small {
            figure.text.clone()
        } else {
            format!("{} {}", figure.text, figure.year)
        };
        let room = usize::from(figures);
        let text = if width(&text) <= room { text } else { crate::ui::number::in_cells(&figure.text, room) };
        if y < area.bottom() {
            put(buf, area.x, y, figures, &pad_start(&text, room), style);
        }
    } else {
        for (line, part) in big(&figure.text, tall, cx.glyphs).iter().enumerate() {
            let y = area.y + line as u16;
            if y < area.bottom() {
                put(buf, area.x, y, figures, &pad_start(part, usize::from(figures)), style);
            }
        }
    }
    if let Some(share) = figure.bar.filter(|_| layout.bars > 0) {
        let drawn = bar(Some(share), 1.0, layout.bars, cx.glyphs);
        // As thick as the figure is tall, but for the rows above and below it.
        let lines = if tall == Tall::One { 0..1 } else { 1..tall.rows() };
        for line in lines {
            let y = area.y + line;
            if y < area.bottom() {
                put(buf, area.x + figures + 2, y, layout.bars, &drawn, light.style(figure.style, cx));
            }
        }
    }
    let below = area.y + tall.rows();
    if tall != Tall::One && below < area.bottom() {
        let room = usize::from(area.width);
        let mut words = String::new();
        for said in &figure.said {
            let longer = if words.is_empty() { said.clone() } else { format!("{words}  {said}") };
            if width(&longer) > room && !words.is_empty() {
                break;
            }
            words = longer;
        }
        let words = fit(&words, room, cx.glyphs.ellipsis).into_owned();
        let words = if width(&words) < usize::from(figures) { pad_start(&words, usize::from(figures)) } else { words };
        let style = if light == Light::On { cx.theme.text } else { cx.theme.muted };
        put(buf, area.x, below, area.width, &words, style);
    }
}
