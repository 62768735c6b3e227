//! Totals against the sum of their members.

use super::{
    Figure, Store, find,
    findings::{Findings, Words},
    words::{change, computed},
};
use crate::{
    analysis::plausible::excess,
    model::{Adds, IndicatorId, Kind, Level, ParkId, Rule, Severity},
};

/// Yearbooks round members and total apart, and do not make them meet.
const SLACK: f64 = 0.02;

/// A total and what its members add up to.
struct Sum {
    total: Figure,
    members: Vec<Figure>,
    excess: f64,
}

/// Looks at every total whose members all have a value.
pub fn look(store: &Store, findings: &mut Findings<'_>) {
    let catalog = &store.catalog;
    let mut wholes: Vec<(ParkId, Vec<ParkId>)> = vec![];
    let parents = catalog.park_ids().filter_map(|id| Some((catalog.park(id).parent?, id)));
    let mut parents: Vec<(ParkId, ParkId)> =
        parents.filter(|(whole, _)| catalog.park(*whole).level == Level::Aggregate).collect();
    parents.sort_unstable();
    for same in parents.chunk_by(|a, b| a.0 == b.0) {
        wholes.push((same[0].0, same.iter().map(|(_, part)| *part).collect()));
    }
    if wholes.is_empty() {
        return;
    }
    let mut sums: Vec<Vec<Sum>> = wholes.iter().map(|_| vec![]).collect();
    for indicator in catalog.indicator_ids().filter(|id| catalog.indicator(*id).adds == Adds::Sum) {
        add_sums(store, indicator, &wholes, &mut sums);
    }
    for sums in &sums {
        // Links do not say whether they name every member. Where the members add up once, they do; else only too much is wrong.
        let are_all = sums.iter().any(|sum| sum.excess.abs() <= SLACK);
        let is_wrong = |sum: &&Sum| sum.excess > SLACK || (are_all && sum.excess < -SLACK);
        for sum in sums.iter().filter(is_wrong) {
            add(store, sum, findings);
        }
    }
}

/// The totals of one indicator whose members all have a value.
fn add_sums(store: &Store, indicator: IndicatorId, wholes: &[(ParkId, Vec<ParkId>)], sums: &mut [Vec<Sum>]) {
    let figures = store.figures(indicator, Kind::Actual);
    for ((whole, parts), sums) in wholes.iter().zip(sums) {
        let from = figures.partition_point(|figure| figure.park < *whole);
        for total in figures[from..].iter().take_while(|figure| figure.park == *whole) {
            let member = |part: &ParkId| find(&figures, *part, total.period).copied();
            let Some(members) = parts.iter().map(member).collect::<Option<Vec<Figure>>>() else { continue };
            let values: Vec<f64> = members.iter().map(|member| member.value).collect();
            let is_exact = total.mark.is_exact() && members.iter().all(|member| member.mark.is_exact());
            if let Some(excess) = excess(total.value, &values).filter(|_| is_exact) {
                sums.push(Sum { total: *total, members, excess });
            }
        }
    }
}

fn add(store: &Store, sum: &Sum, findings: &mut Findings<'_>) {
    let Sum { total, members, excess } = sum;
    findings.add(Rule::Sum, Severity::Warning, total, &[], || {
        let sum: f64 = members.iter().map(|member| member.value).sum();
        let count = members.len();
        let (dated, sum, excess) = (store.dated(total), computed(sum), change(*excess));
        let what = format!("{dated}, but its {count} members add up to {sum} ({excess})");
        Words { what, way_out: "leave the figures as printed and check who is counted" }
    });
}
