//! How far reading has come: the screen while there is nothing else to show, and a few words beside the footer.

use std::time::Duration;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::{
    load::Seen,
    model::Lang,
    ui::{Glyphs, Theme, bar::bar, number, shell::put, text},
};

/// How far reading has come, and for how long it has been going on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    pub seen: Seen,
    pub waited: Duration,
}

impl Progress {
    /// How much of it is read, in percent; none where nobody knows how much there is.
    fn percent(&self) -> Option<u64> {
        let Seen { read, total, .. } = self.seen;
        (total > 0).then(|| (read.min(total) as f64 / total as f64 * 100.0) as u64)
    }

    /// The words beside the footer while the figures from before are shown.
    pub fn again(&self, stop: &str, lang: Lang) -> String {
        let percent = self.percent().map_or_else(String::new, |percent| format!(" {percent}%"));
        match lang {
            Lang::Zh => format!("正在重读{percent}  {stop} 停止"),
            Lang::En => format!("reading again{percent}  {stop} stops"),
        }
    }

    /// Which file is being read; all of them once nothing is left to read.
    fn heading(&self, lang: Lang) -> String {
        let words = match self.percent() {
            Some(100) => lang.pick("读完了，正在整理", "read, and being put in order"),
            _ if self.seen.file.is_empty() => lang.pick("正在读取数据", "reading the data"),
            _ => return format!("{} ", lang.pick("正在读取", "reading")),
        };
        words.to_owned()
    }

    /// `34%  41.2 / 120.3 MB`; nothing before the first byte.
    fn measure(&self) -> String {
        let Seen { read, total, .. } = self.seen;
        let mega = |bytes: u64| number::grouped(bytes as f64 / 1e6, 1);
        match self.percent() {
            Some(percent) => format!("{percent:>3}%  {} / {} MB", mega(read.min(total)), mega(total)),
            None if read > 0 => format!("{} MB", mega(read)),
            None => String::new(),
        }
    }

    /// `1,234,567 个数  问题 3  12 秒`.
    fn counts(&self, lang: Lang) -> String {
        let Seen { rows, problems, .. } = self.seen;
        let seconds = self.waited.as_secs();
        let count = |n: u64| number::grouped(n as f64, 0);
        let of = |n: u64, one: &str| format!("{} {one}{}", count(n), if n == 1 { "" } else { "s" });
        match lang {
            Lang::Zh => format!("{} 个数  问题 {}  {seconds} 秒", count(rows), count(problems)),
            Lang::En => format!("{}  {}  {seconds} s", of(rows, "figure"), of(problems, "problem")),
        }
    }

    /// Draws all of it, from the top.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, stop: &str, lang: Lang, theme: &Theme, glyphs: &Glyphs) {
        let room = area.width.saturating_sub(2);
        let mut line = |y: u16, words: &str, style: Style| {
            if y < area.height {
                put(buf, area.x + 1, area.y + y, room, words, style);
            }
        };
        let mut heading = self.heading(lang);
        if heading.ends_with(' ') {
            let left = usize::from(room).saturating_sub(text::width(&heading));
            heading += &text::fit_end(&self.seen.file, left, glyphs.ellipsis);
        }
        line(0, &heading, theme.text);
        let measure = self.measure();
        let share = self.percent().map(|percent| percent as f64);
        let cells = share.map_or(0, |_| bar_cells(room, text::width(&measure) as u16));
        let gap = if cells > 0 { "  " } else { "" };
        line(2, &format!("{}{gap}{measure}", bar(share, 100.0, cells, glyphs)), theme.text);
        line(3, &self.counts(lang), theme.muted);
        line(5, &format!("{stop} {}", lang.pick("停止", "stops")), theme.muted);
    }
}

/// The cells of the bar: what the numbers beside it leave, and not more than one takes in at a glance.
fn bar_cells(room: u16, beside: u16) -> u16 {
    // A little in hand, for the numbers grow while the bar must not move.
    let left = room.saturating_sub(beside + 6);
    if left < 5 { 0 } else { left.min(40) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use ratatui::{buffer::Buffer, layout::Rect};

    use super::{Progress, bar_cells};
    use crate::{
        cli,
        load::Watch,
        model::Lang,
        ui::{Glyphs, Theme, ThemeName},
    };

    /// A reader that has come so far in a file of 120 MB.
    fn at(read: u64) -> Progress {
        let watch = Watch::default();
        watch.expect(120_000_000);
        watch.begin("a/folder/of/mine.csv");
        watch.read(read);
        watch.count(1_234_567, 3);
        Progress { seen: watch.seen(), waited: Duration::from_millis(12_700) }
    }

    fn drawn(progress: &Progress, lang: Lang, (width, height): (u16, u16)) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        progress.draw(area, &mut buf, "Esc", lang, &Theme::named(ThemeName::Mono), Glyphs::ASCII);
        cli::text_of(&buf)
    }

    #[test]
    fn file_bytes_figures_problems_and_seconds_are_told() {
        let told = drawn(&at(41_200_000), Lang::Zh, (80, 24));
        let expect = [
            " 正在读取 a/folder/of/mine.csv",
            "",
            " ##############..........................   34%  41.2 / 120.0 MB",
            " 1,234,567 个数  问题 3  12 秒",
            "",
            " Esc 停止",
        ];
        assert_eq!(told.lines().take(6).collect::<Vec<_>>(), expect);
        let told = drawn(&at(120_000_000), Lang::En, (40, 8));
        assert!(told.contains("read, and being put in order") && told.contains("100%  120.0 / 120.0 MB"), "{told}");
        assert!(told.contains("1,234,567 figures  3 problems  12 s") && told.contains("Esc stops"), "{told}");
    }

    #[test]
    fn what_is_not_known_is_not_told() {
        let told = drawn(&Progress::default(), Lang::Zh, (80, 24));
        assert!(told.starts_with(" 正在读取数据\n") && !told.contains('%') && !told.contains("MB"), "{told}");
        let mut unknown = at(5_000_000);
        unknown.seen.total = 0;
        let told = drawn(&unknown, Lang::En, (80, 24));
        assert!(told.contains("5.0 MB") && !told.contains('%') && !told.contains('#'), "{told}");
        assert_eq!(unknown.again("Esc", Lang::Zh), "正在重读  Esc 停止");
        assert_eq!(at(41_200_000).again("Esc", Lang::Zh), "正在重读 34%  Esc 停止");
    }

    #[test]
    fn more_than_all_of_it_is_all_of_it() {
        assert_eq!(at(130_000_000).percent(), Some(100));
    }

    #[test]
    fn the_bar_takes_what_is_left() {
        assert_eq!([bar_cells(78, 24), bar_cells(38, 24), bar_cells(30, 24)], [40, 8, 0]);
    }

    #[test]
    fn little_room_is_no_trouble() {
        for size in [(0, 0), (1, 1), (10, 3), (40, 5)] {
            drawn(&at(7), Lang::Zh, size);
        }
    }
}
