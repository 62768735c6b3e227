//! What stands under a brief: its sources, the remarks on its figures, its signs and its formulas.

use super::{Row, Source};
use crate::{
    model::{Catalog, ParkId, SourceId},
    screen::Pen,
    store::Cell,
};

/// The sources cited so far, in the order of their numbers.
pub struct Notes<'a> {
    catalog: &'a Catalog,
    pen: Pen,
    cited: Vec<SourceId>,
    has_disputed: bool,
}

impl<'a> Notes<'a> {
    /// Nothing cited yet.
    pub const fn new(catalog: &'a Catalog, pen: Pen) -> Self {
        Self { catalog, pen, cited: vec![], has_disputed: false }
    }

    /// The number of a figure's source.
    pub fn cite(&mut self, cell: &Cell) -> Option<usize> {
        self.has_disputed |= cell.reading.disputed;
        self.cite_source(cell.reading.source)
    }

    /// The number of a source; a new one gets the next. None where no source is stated.
    pub fn cite_source(&mut self, source: Option<SourceId>) -> Option<usize> {
        let source = source?;
        let known = self.cited.iter().position(|other| *other == source);
        Some(
            1 + known.unwrap_or_else(|| {
                self.cited.push(source);
                self.cited.len() - 1
            }),
        )
    }

    /// Every source cited, in the order of the numbers.
    pub fn sources(&self) -> Vec<Source> {
        let line = |(place, id): (usize, &SourceId)| {
            let source = self.catalog.source(*id);
            let (zh, en) = source.grade.words();
            let by = [source.publisher.as_str(), &source.date];
            Source {
                number: format!("[{}]", place + 1),
                slug: source.slug.clone(),
                grade: self.pen.lang.pick(zh, en).to_owned(),
                by: by.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
                title: source.title.clone(),
                address: source.url.clone(),
            }
        };
        self.cited.iter().enumerate().map(line).collect()
    }

    /// Remarks on the figures of these rows and their periods.
    pub fn remarks(&self, rows: &[&Row], parks: &[ParkId]) -> Vec<String> {
        let pen = self.pen;
        let mut told: Vec<String> = vec![];
        for row in rows {
            // The cells in the order of the view: the benchmark first.
            for (park, cell) in parks.iter().zip(row.cells.iter().rev()) {
                let Some(cell) = cell else { continue };
                let remarks = self.catalog.warnings_on(*park, row.indicator);
                for remark in remarks.filter(|remark| remark.covers(cell.period)) {
                    let (zh, en) = remark.kind.words();
                    let name = self.catalog.indicator_name(row.indicator, pen.lang);
                    let park = self.catalog.park_name(*park, pen.lang);
                    let kind = pen.lang.pick(zh, en);
                    told.push(format!("{kind} {park} {name}: {}", remark.text.get(pen.lang)));
                }
            }
        }
        told
    }

    /// Perimeters, then the signs, then the formulas.
    pub fn told(&self, rows: &[&Row]) -> Vec<String> {
        let pen = self.pen;
        let mut told: Vec<String> = vec![];
        let scopes: Vec<String> = rows
            .iter()
            .filter_map(|row| {
                let about = self.catalog.indicator(row.indicator);
                let scope = about.scope.as_ref()?;
                Some(format!("{} {}", about.short.get(pen.lang), scope.get(pen.lang)))
            })
            .collect();
        if !scopes.is_empty() {
            told.push(format!("{}: {}", pen.t("口径", "perimeters"), scopes.join(pen.t("；", "; "))));
        }
        let g = pen.glyphs;
        let [about, least, most, expected, missing] = [g.about, g.at_least, g.at_most, g.expected, g.missing];
        let disputed = if self.has_disputed { pen.t("，! 来源说法不一", ", ! sources differ") } else { "" };
        told.push(if pen.lang == crate::model::Lang::Zh {
            format!(
                "符号: {about} 约，{least} 不低于，{most} 不高于，{expected} 预计或快报，{missing} 没有数据(不是0)，\
                 c 测算(无c为公布)，~ 位次含约数{disputed}；数后为年份"
            )
        } else {
            format!(
                "signs: {about} about, {least} at least, {most} at most, {expected} expected, {missing} no figure (not 0), \
                 c computed (without c published), ~ rank over bounds{disputed}; the year stands behind a figure"
            )
        });
        told.push(
            pen.t(
                "公式: 差距=本园区-基准，倍=本园区/基准；位次、中位为范围内同期有数园区(n个)；\
                 追上 n=ln(xb/xa)/ln((1+ga)/(1+gb))，比率 n=(xb-xa)/(da-db)，g、d 为近五年内同窗口年均；\
                 进度=(实绩-基年)/(目标-基年)",
                "formulas: gap = park - benchmark, times = park / benchmark; rank and median: the group's figures of the same \
                 period (n); level in n = ln(xb/xa) / ln((1+ga)/(1+gb)) years, for ratios (xb-xa)/(da-db), g and d a year \
                 over one window of at most five; progress = (actual-base)/(target-base)",
            )
            .to_owned(),
        );
        told
    }
}

/// `1,4`; none twice.
pub fn in_order(mut cited: Vec<usize>) -> String {
    cited.dedup();
    cited.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
