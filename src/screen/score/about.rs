//! What a scheme is, in words: who issued it, how official it is, and every step from a figure to the score.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{Score, Shown};
use crate::{
    analysis::score::{Treatment, Warning},
    model::{
        Lang,
        scheme::{Cited, Frame, Missing, Treat, What},
    },
    screen::Cx,
    ui::{
        number,
        shell::put,
        text::{pad_end, wrap},
    },
};

const NAME: u16 = 10;

impl Score {
    pub(super) fn about_part(&mut self, shown: &Shown, cx: &Cx<'_>, area: Rect, buf: &mut Buffer) {
        let room = usize::from(area.width.saturating_sub(NAME + 3));
        let mut lines: Vec<(String, String, Style)> = vec![];
        for (name, words, style) in said(shown, cx) {
            for (place, part) in wrap(&words, room.max(8)).into_iter().enumerate() {
                lines.push((if place == 0 { name.clone() } else { String::new() }, part, style));
            }
        }
        // The cursor is the first line: there is nothing to choose here.
        let top = lines.len().saturating_sub(usize::from(area.height));
        self.about.cursor = self.about.cursor.min(top);
        for (line, (name, words, style)) in lines.iter().skip(self.about.cursor).take(area.height.into()).enumerate() {
            let y = area.y + line as u16;
            put(buf, area.x + 1, y, NAME, &pad_end(name, NAME.into()), cx.theme.muted);
            put(buf, area.x + 1 + NAME, y, area.width.saturating_sub(NAME + 2), words, *style);
        }
        if self.about.cursor < top {
            let more = cx.glyphs.down;
            put(buf, area.right().saturating_sub(2), area.bottom() - 1, 1, more, cx.theme.title);
        }
    }
}

/// Name, words and style of every statement.
fn said(shown: &Shown, cx: &Cx<'_>) -> Vec<(String, String, Style)> {
    let scheme = &shown.field.scheme;
    let mut all: Vec<(String, String, Style)> = vec![];
    let mut say = |name: &str, words: String| {
        if !words.is_empty() {
            all.push((name.to_owned(), words, cx.theme.text));
        }
    };
    let (zh, en) = scheme.provenance.words();
    say(cx.t("方案", "scheme"), format!("{} ({})", scheme.name.get(cx.lang), scheme.slug));
    say(
        cx.t("发布", "issued"),
        [&scheme.issuer, &scheme.edition, &scheme.valid_from]
            .into_iter()
            .filter(|said| !said.is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("  "),
    );
    say(
        cx.t("性质", "standing"),
        format!(
            "{}  {}",
            cx.lang.pick(zh, en),
            cx.t("得分为本程序测算，非官方结果", "scores are computed here, no official result")
        ),
    );
    for cited in &scheme.sources {
        let words = match cited {
            Cited::Source(id) => {
                let source = cx.catalog.source(*id);
                format!("{}  {}", source.title, source.url)
            }
            Cited::Page { title, url } => format!("{title}  {url}"),
        };
        say(cx.t("出处", "source"), words);
    }
    say(cx.t("文件", "file"), scheme.file.clone());
    say(cx.t("说明", "notes"), scheme.notes.get(cx.lang).to_owned());
    for (name, words) in steps(shown, cx) {
        say(name, words);
    }
    let warn = |words: String| (cx.t("注意", "note").to_owned(), words, cx.theme.warn);
    all.extend(shown.field.prepared.warnings.iter().map(|warning| warn(warning_words(shown, *warning, cx))));
    all
}

/// From a figure to the score, step by step.
fn steps(shown: &Shown, cx: &Cx<'_>) -> Vec<(&'static str, String)> {
    let scheme = &shown.field.scheme;
    let [low, high] = scheme.scale.map(number::exact);
    let share = number::grouped(scheme.coverage * 100.0, 0);
    let mut steps = vec![];
    let missing = match (scheme.missing, cx.lang) {
        (Missing::Renormalise, Lang::Zh) => format!("缺项不计0: 权重分给同组其他项，组内至少{share}%的权重有数才计"),
        (Missing::Renormalise, Lang::En) => {
            format!("never 0: the weight goes to the others of the group, if {share}% of its weight is there")
        }
        (Missing::Median, Lang::Zh) => "缺项以有数园区的中位数代入(标准化之前)，不算覆盖".to_owned(),
        (Missing::Median, Lang::En) => {
            "the median of the parks that have one, put in before all else; not counted as covered".to_owned()
        }
        (Missing::Strict, Lang::Zh) => "缺一项则该组不计".to_owned(),
        (Missing::Strict, Lang::En) => "a group with a gap has no score".to_owned(),
    };
    steps.push((cx.t("缺项", "missing"), missing));
    let treats: Vec<&str> = Treat::ALL
        .into_iter()
        .filter(|treat| *treat != Treat::None && scheme.leaves.iter().any(|leaf| leaf.treat == *treat))
        .map(Treat::name)
        .collect();
    if !treats.is_empty() {
        let rule = cx.t("|偏度|≥2且峰度≥3.5时", "where |skewness| >= 2 and kurtosis >= 3.5");
        steps.push((cx.t("离群", "outliers"), format!("{}: {rule}", treats.join(", "))));
    }
    let mut methods: Vec<String> = vec![];
    for leaf in &scheme.leaves {
        let (zh, en) = leaf.method.words();
        let words = format!("{} {}", cx.lang.pick(zh, en), leaf.method.formula());
        if !methods.contains(&words) {
            methods.push(words);
        }
    }
    methods.push(match cx.lang {
        Lang::Zh => format!("尺度 {low}-{high}"),
        Lang::En => format!("on a scale of {low} to {high}"),
    });
    methods.push(
        match scheme.frame {
            Frame::Period => {
                cx.t("极值与均值取自所示各园区当期", "ends and means are those of the parks and figures shown")
            }
            Frame::Years => cx.t("极值与均值取自本年与上年", "ends and means are those of both years"),
        }
        .to_owned(),
    );
    steps.push((cx.t("标准化", "points"), methods.join("; ")));
    let depths = scheme.nodes.iter().filter_map(|node| match node.what {
        What::Branch(mean) => Some((node.depth, mean)),
        What::Leaf(_) => None,
    });
    let mut means: Vec<(usize, String)> = depths
        .map(|(depth, mean)| {
            let (zh, en) = mean.words();
            (depth, cx.lang.pick(zh, en).to_owned())
        })
        .collect();
    means.sort();
    means.dedup();
    let means: Vec<String> = means.into_iter().map(|(depth, words)| format!("{}: {words}", depth + 1)).collect();
    steps.push((cx.t("合成(层)", "means, by level"), means.join("  ")));
    steps.push((
        cx.t("稳健性", "robustness"),
        cx.t(
            "每次抽样: 权重±25%均匀, 标准化与合成方法随机; 位次的5%-95%",
            "each run: weights drawn within 25%, methods of points and means at random; 5% to 95% of the places",
        )
        .to_owned(),
    ));
    steps
}

fn warning_words(shown: &Shown, warning: Warning, cx: &Cx<'_>) -> String {
    let name = |leaf: usize| shown.field.scheme.node_of(leaf).name.get(cx.lang);
    match (warning, cx.lang) {
        (Warning::Empty { leaf }, Lang::Zh) => format!("{}: 没有园区有数", name(leaf)),
        (Warning::Empty { leaf }, Lang::En) => format!("{}: no park has a figure", name(leaf)),
        (Warning::Constant { leaf }, Lang::Zh) => format!("{}: 各园区数值相同，一律取中间分", name(leaf)),
        (Warning::Constant { leaf }, Lang::En) => {
            format!("{}: the same value for all, everyone gets the middle", name(leaf))
        }
        (Warning::Treated { leaf, by: Treatment::Log { .. } }, Lang::Zh) => format!("{}: 取了对数", name(leaf)),
        (Warning::Treated { leaf, by: Treatment::Log { .. } }, Lang::En) => {
            format!("{}: the logarithm was taken", name(leaf))
        }
        (Warning::Treated { leaf, by }, lang) => {
            let count = if let Treatment::Winsorised { count, .. } = by { count } else { 0 };
            match lang {
                Lang::Zh => format!("{}: {count} 个离群值缩到次端值", name(leaf)),
                Lang::En => format!("{}: {count} values far out were drawn in", name(leaf)),
            }
        }
        (Warning::Filled { leaf, parks }, Lang::Zh) => format!("{}: {parks} 个园区以中位数代入", name(leaf)),
        (Warning::Filled { leaf, parks }, Lang::En) => format!("{}: a median stands in for {parks} parks", name(leaf)),
        (Warning::Unfit { leaf }, Lang::Zh) => format!("{}: 有数值不适用此标准化(须为正)，作缺项", name(leaf)),
        (Warning::Unfit { leaf }, Lang::En) => {
            format!("{}: values this method cannot take (positive ones only) are missing", name(leaf))
        }
    }
}
