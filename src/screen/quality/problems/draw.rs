//! How problems are drawn: the list, and the one under the cursor in full.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Found, List, View, counted, excerpt::pointed, words};
use crate::{
    model::{Lang, Severity},
    screen::Cx,
    ui::{
        number,
        shell::{put, status_line},
        text::{fit, fit_end, width, wrap},
    },
};

impl List {
    pub fn draw(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let head = Rect { height: 1, ..area };
        if view.counts == [0; 3] {
            calm(view, cx, area, buf);
            return;
        }
        let mut told = counted(view.counts, cx.lang);
        let all: usize = view.counts.iter().sum();
        if view.found.len() < all {
            told = format!("{told}  {}", cx.t("查到", "found"));
            told = format!("{told} {}/{all}", view.found.len());
        }
        status_line(buf, head, &told, cx.theme.title, cx.glyphs);
        let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        if view.found.is_empty() {
            let words = cx.keyed("没有符合的: {Back} 清除查找", "none fits: {Back} clears the filter");
            status_line(buf, Rect { height: body.height.min(1), ..body }, &words, cx.theme.muted, cx.glyphs);
            return;
        }
        let [list, detail] = self.split(body, view.found.len());
        self.list(view, cx, list, buf);
        if let Some(found) = view.found.get(self.rows.cursor) {
            self.detail(found, cx, detail, buf);
        }
    }

    /// The list and the detail: beside one another where there is room, else one above the other.
    fn split(&self, body: Rect, rows: usize) -> [Rect; 2] {
        let nothing = Rect { height: 0, ..body };
        if self.whole {
            return [nothing, body];
        }
        if body.width >= 150 {
            let left = body.width * 3 / 5;
            let right = Rect { x: body.x + left, width: body.width - left, ..body };
            return [Rect { width: left, ..body }, right];
        }
        if body.height < 10 {
            return [body, nothing];
        }
        // A short list leaves its room to the detail, a long one keeps what a usual problem does not need.
        let free = body.height.saturating_sub(rows.min(999) as u16 + 1);
        let below = (body.height / 2).min(11).max(free).min(body.height - 3);
        let above = body.height - below;
        [Rect { height: above, ..body }, Rect { y: body.y + above, height: below, ..body }]
    }

    fn list(&mut self, view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let shown = self.rows.view(view.found.len(), usize::from(area.height));
        cx.hits.rows(area, shown.clone(), self.rows.cursor);
        let rows = &view.found[shown.clone()];
        let widest = |of: &dyn Fn(&Found) -> usize| rows.iter().map(of).max().unwrap_or(0) as u16;
        let sign = widest(&|found| width(severity(found, cx)));
        let rule = if area.width >= 60 { widest(&|found| width(found.problem.rule.name())) + 2 } else { 0 };
        let at = widest(&|found| width(&found.problem.place())).min(area.width / 3);
        for (line, number) in shown.enumerate() {
            let found = &view.found[number];
            let (y, under) = (area.y + line as u16, number == self.rows.cursor);
            put(buf, area.x, y, 1, if under { cx.glyphs.cursor } else { " " }, cx.theme.cursor);
            let mut x = area.x + 2;
            let mut part = |cells: u16, words: &str, style: Style| {
                let width = cells.min(area.right().saturating_sub(x));
                cx.put_name(buf, Rect { x, y, width, height: 1 }, words, style);
                x += cells;
            };
            part(sign + 2, severity(found, cx), severity_style(found.problem.severity, cx));
            part(rule, found.problem.rule.name(), cx.theme.muted);
            part(at + 2, &fit_end(&found.problem.place(), usize::from(at), cx.glyphs.ellipsis), cx.theme.muted);
            let style = if under { cx.theme.cursor } else { cx.theme.text };
            let room = area.right().saturating_sub(area.x + sign + rule + at + 7);
            part(room, &fit(&found.problem.what, usize::from(room), cx.glyphs.ellipsis), style);
        }
    }

    /// The whole text, the way out, the line with carets, and where Enter leads.
    fn detail(&self, found: &Found, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let room = usize::from(area.width.saturating_sub(4));
        if area.height < 2 || room < 4 {
            return;
        }
        for x in area.x + 1..area.right().saturating_sub(1) {
            put(buf, x, area.y, 1, cx.glyphs.rule, cx.theme.border);
        }
        let lines = story(found, cx, room);
        let rows = usize::from(area.height - 2);
        for (line, (words, style)) in lines.iter().take(rows).enumerate() {
            put(buf, area.x + 2, area.y + 1 + line as u16, room as u16, words, *style);
        }
        let hint = match found.figure {
            Some(_) => ("{Where}: 这一行的数的出处", "{Where}: where the figure of this line is from"),
            None if self.whole => ("{Where}: 回到列表", "{Where}: back to the list"),
            None if lines.len() > rows => ("{Where}: 看全文", "{Where}: all of it"),
            None => ("{Where}: 只看这一处", "{Where}: this one alone"),
        };
        let hint = cx.keyed(hint.0, hint.1);
        put(buf, area.x + 2, area.bottom() - 1, room as u16, &fit(&hint, room, cx.glyphs.ellipsis), cx.theme.muted);
    }
}

/// What there is to say of a problem, line by line.
fn story(found: &Found, cx: &Cx<'_>, room: usize) -> Vec<(String, Style)> {
    let problem = &found.problem;
    let (wrong, way_out) = problem.halves();
    let mut lines: Vec<(String, Style)> = vec![];
    let mut add = |words: &str, style: Style| lines.extend(wrap(words, room).into_iter().map(|line| (line, style)));
    add(&format!("{}  {}", severity(found, cx), problem.rule.name()), severity_style(problem.severity, cx));
    add(&problem.place(), cx.theme.title);
    add(wrong, cx.theme.text);
    if let Some(way_out) = way_out {
        add(&format!("{} {way_out}", cx.glyphs.dash), cx.theme.text);
    }
    if let Some(excerpt) = &problem.spot.excerpt {
        let (line, carets) = pointed(excerpt, room, cx.glyphs.ellipsis);
        lines.push((String::new(), cx.theme.text));
        lines.push((line, cx.theme.text));
        lines.push((carets, cx.theme.warn));
    }
    if let Some(asked) = found.figure {
        let figure = [cx.catalog.park_name(asked.park, cx.lang), cx.catalog.indicator_name(asked.indicator, cx.lang)];
        lines.push((String::new(), cx.theme.text));
        lines.push((format!("{}: {}", cx.t("这一行的数", "figure of this line"), figure.join(" ")), cx.theme.muted));
    }
    lines
}

/// Says that nothing was found, and in how much.
fn calm(view: &View, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
    let count = |n: usize| number::grouped(n as f64, 0);
    let (files, figures) = (count(view.files), count(view.figures));
    let words = match (cx.lang, view.files) {
        (Lang::Zh, _) => format!("没有发现问题: 读了 {files} 个文件、{figures} 个数，每一行都读懂了。"),
        (Lang::En, 1) => format!("No problems: 1 file with {figures} figures was read, and every line understood."),
        (Lang::En, _) => {
            format!("No problems: {files} files with {figures} figures were read, and every line understood.")
        }
    };
    let room = usize::from(area.width.saturating_sub(3));
    for (line, words) in wrap(&words, room).iter().take(usize::from(area.height)).enumerate() {
        put(buf, area.x + 2, area.y + line as u16, room as u16, words, cx.theme.text);
    }
}

fn severity(found: &Found, cx: &Cx<'_>) -> &'static str {
    let (zh, en) = words(found.problem.severity);
    cx.lang.pick(zh, en)
}

const fn severity_style(severity: Severity, cx: &Cx<'_>) -> Style {
    match severity {
        Severity::Error => cx.theme.bad,
        Severity::Warning => cx.theme.warn,
        Severity::Note => cx.theme.muted,
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{buffer::Buffer, layout::Rect};

    use super::{Found, List, View};
    use crate::{
        model::{
            Dataset, Lang, Problem, Rule, Severity,
            problem::{Excerpt, Spot},
        },
        screen::{Cx, Hits, Lens},
        store::Store,
        ui::{Glyphs, Theme, ThemeName},
    };

    /// The screen with one problem whose line is known.
    fn drawn(width: u16, height: u16) -> Vec<String> {
        let excerpt = Excerpt { text: "青山,营收,2022,1x2,亿元".into(), before: 11, length: 3 };
        let problem = Problem {
            severity: Severity::Warning,
            rule: Rule::Number,
            file: "a/long/way/down/to/mine.csv".into(),
            sheet: None,
            spot: Spot { line: 3, column: 12, excerpt: Some(excerpt) },
            what: "`1x2` is not a number; write `12`".into(),
        };
        let found = vec![Found { problem, figure: None }];
        let view = View { found, counts: [0, 1, 0], files: 1, figures: 0 };
        let store = Store::build(Dataset::default()).unwrap();
        let (lens, theme) = (Lens::first(&store), Theme::named(ThemeName::Mono));
        let cx = Cx {
            sought: None,
            keys: &|intent| intent.name().to_owned(),
            lang: Lang::En,
            theme: &theme,
            glyphs: Glyphs::ASCII,
            lens: &lens,
            catalog: store.catalog(),
            hits: &Hits::default(),
        };
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        List::default().draw(&view, &cx, area, &mut buf);
        let line = |y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
        (0..height).map(line).collect()
    }

    #[test]
    fn the_line_is_shown_with_carets_below_its_place_and_the_way_out() {
        let lines = drawn(60, 14);
        assert_eq!(lines[1], "> warning  number  ~wn/to/mine.csv:3:12  `1x2` is not a nu~");
        let from = lines.iter().position(|line| line == "  `1x2` is not a number").unwrap();
        // A wide character is followed by the empty cell it lies over.
        let told: Vec<String> = lines[from - 1..from + 5].iter().map(|line| line.replace("青 山 ", "青山")).collect();
        assert_eq!(told[0], "  a/long/way/down/to/mine.csv:3:12");
        assert_eq!(told[2], "  - write `12`");
        assert!(told[4].contains("2022,1x2"), "{told:?}");
        assert_eq!(told[5], format!("  {}^^^", " ".repeat("qqss,yyss,2022,".len())));
    }

    #[test]
    fn little_room_keeps_the_list() {
        assert!(drawn(40, 5)[1].starts_with("> warning"));
        assert_eq!(drawn(40, 1)[0], " 0 errors  1 warning  0 notes");
    }
}
