//! Why a scheme gives nobody a score here, and which scheme does.

use super::field::{Field, Scored};
use crate::{
    intent::Intent,
    model::{Lang, ParkId, SchemeId},
    screen::Cx,
    store::Store,
    ui::number,
};

/// What is lacking for any score.
pub struct Lack {
    /// How many of the scheme's indicators there are, the data knows at all, and somebody here has a figure of.
    all: usize,
    known: usize,
    with: usize,
    /// Who has the most of the weight: how many figures, and the share of the whole weight they stand for.
    most: Option<(ParkId, usize, f64)>,
    /// The least share of a group's weight that makes a score.
    least: f64,
    /// The scheme that gives most parks a score here, and how many.
    pub working: Option<(SchemeId, u32)>,
}

impl Lack {
    /// Of a field nobody of which has a score; none where somebody has, or where there is nobody.
    pub fn of(store: &Store, field: &Field, scored: &Scored) -> Option<Self> {
        if scored.of > 0 || field.inputs.parks.is_empty() {
            return None;
        }
        let columns = &field.inputs.columns;
        let coverage = &scored.scores.coverage;
        let first = (0..coverage.len()).reduce(|best, row| if coverage[row] > coverage[best] { row } else { best });
        let most = first.filter(|row| coverage[*row] > 0.0).map(|row| {
            let figures = (0..columns.len()).filter(|leaf| field.inputs.figure(*leaf, row).is_some()).count();
            (field.inputs.parks[row], figures, coverage[row])
        });
        let others = (0..store.catalog().schemes.len()).map(SchemeId::at).filter(|id| *id != field.id);
        let works = |id: SchemeId| {
            store.catalog().scheme(id).filter(|scheme| store.has_any_of(scheme))?;
            let other = Field::of(store, id, &field.scope, field.at)?;
            let of = other.score(&other.scheme.weights()).of;
            (of > 0).then_some((id, of))
        };
        Some(Self {
            all: field.scheme.leaves.len(),
            known: field.scheme.known(),
            with: columns.iter().filter(|column| column.count() > 0).count(),
            most,
            least: field.scheme.coverage,
            working: others.filter_map(works).reduce(|best, other| if other.1 > best.1 { other } else { best }),
        })
    }

    /// In sentences, the reason first, then what to do.
    pub fn words(&self, cx: &Cx<'_>) -> Vec<String> {
        let Self { all, known, with, .. } = *self;
        let least = number::grouped(self.least * 100.0, 0);
        let mut said = vec![match cx.lang {
            Lang::Zh => {
                format!("没有园区能计分: 方案的 {all} 项指标，数据里认得 {known} 项，所选范围和年份内有数 {with} 项")
            }
            Lang::En => format!(
                "no park has a score: of the scheme's {all} indicators the data knows {known}, and {with} have a figure in this group and these years"
            ),
        }];
        if let Some((park, figures, share)) = self.most {
            let name = cx.catalog.park_name(park, cx.lang);
            let share = super::draw::share_words(share);
            said.push(match cx.lang {
                Lang::Zh => format!("最多的是{name}: {figures} 项，占权重 {share}；计分须各组权重的 {least}%"),
                Lang::En => {
                    format!(
                        "{name} has most: {figures} of them, {share} of the weight; a score needs {least}% of a group's"
                    )
                }
            });
        }
        said.push(match self.working.and_then(|(id, of)| Some((cx.catalog.scheme(id)?, of))) {
            Some((scheme, of)) => {
                let (name, key) = (scheme.name.get(cx.lang), cx.key(Intent::WorkingScheme));
                match cx.lang {
                    Lang::Zh => format!("{key} 换用能计分的方案: {name}，{of} 个园区有得分"),
                    Lang::En => format!("{key} takes the scheme that works: {name}, {of} parks with a score"),
                }
            }
            None => cx.t("其他方案也都不能计分", "no other scheme gives a score either").to_owned(),
        });
        said.push(cx.keyed(
            "或 {Scheme} 选方案, {Group} 换范围, {ExactPeriod}/{Window} 放宽年份; {Part} 看缺哪些",
            "or {Scheme} scheme, {Group} group, {ExactPeriod}/{Window} years; {Part} says what is lacking",
        ));
        said
    }
}
