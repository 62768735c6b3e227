//! Groups as they are written: `national`, `滨江,德清,苏州工业园`, `marked`, `national/thirds/1/2023/revenue`.

use std::sync::Arc;

use super::{Base, LEAST, Scope, Tier};
use crate::{
    analysis::tiers::Scheme,
    error::{Error, Result},
    model::{At, Catalog, Form, Measure, ParkId, Period, period::NotAPeriod},
    screen::{
        Lens,
        lens::{form_named, group_named, indicator_named, park_named},
        tiering,
    },
    store::Store,
};

/// What stands between the parks of a list.
const COMMAS: [char; 5] = [',', '，', '、', ';', '；'];

/// Whether a text lists parks.
pub fn is_list(text: &str) -> bool {
    text.contains(COMMAS)
}

/// The group written so. What a tier leaves unsaid is as the lens has it: its time, and the indicator one looks at.
pub fn scope_named(store: &Store, text: &str, lens: &Lens) -> Result<Scope> {
    let (catalog, text) = (store.catalog(), text.trim());
    let scope = if matches!(text, "marked" | "所标" | "已标") && catalog.find_group(text).is_err() {
        Scope::marked(catalog, lens.scope.base.clone(), &lens.marked)
    } else if let Some((base, scheme, rest)) = split(text) {
        let base = base_named(catalog, base, lens)?;
        let tier = tier_named(store, scheme, rest, lens)?;
        let tiers = Scope::tiers(store, &base, scheme, tier.by, tier.at);
        tiers.into_iter().nth(tier.place).ok_or_else(|| no_tier(scheme))?
    } else {
        Scope::whole(catalog, base_named(catalog, text, lens)?)
    };
    if scope.is_enough() { Ok(scope) } else { Err(too_few(text, &scope)) }
}

fn too_few(text: &str, scope: &Scope) -> Error {
    let (said, count) = (text.chars().take(60).collect::<String>(), scope.parks().len());
    Error::Usage(format!("`{said}` is a group (园区范围) of too few parks: {count}; it takes {LEAST} to count over"))
}

/// The base, the scheme and the rest of `BASE/SCHEME/…`. The base may be left out.
fn split(text: &str) -> Option<(&str, Scheme, &str)> {
    Scheme::ALL.into_iter().find_map(|scheme| {
        let name = scheme.name();
        let alone = || Some(("", text.strip_prefix(name)?.strip_prefix('/')?));
        let (base, rest) = text.split_once(&format!("/{name}/")).or_else(alone)?;
        Some((base, scheme, rest))
    })
}

fn base_named(catalog: &Catalog, text: &str, lens: &Lens) -> Result<Base> {
    if text.is_empty() {
        return Ok(lens.scope.base.clone());
    }
    match catalog.find_group(text) {
        Err(_) if is_list(text) => {
            let mut parks: Vec<ParkId> = vec![];
            for name in text.split(COMMAS).map(str::trim).filter(|name| !name.is_empty()) {
                let park = park_named(catalog, name)?;
                if !parks.contains(&park) {
                    parks.push(park);
                }
            }
            Ok(Base::Listed(Arc::from(parks)))
        }
        _ => group_named(catalog, text).map(Base::Group),
    }
}

/// `PLACE[/AT[/INDICATOR[@FORM]]]`, the place counted from 1.
fn tier_named(store: &Store, scheme: Scheme, text: &str, lens: &Lens) -> Result<Tier> {
    let catalog = store.catalog();
    let mut parts = text.splitn(3, '/');
    let place = parts.next().and_then(|place| place.parse::<usize>().ok()).and_then(|place| place.checked_sub(1));
    let place = place.filter(|place| *place < scheme.tiers().len()).ok_or_else(|| no_tier(scheme))?;
    let at = parts.next().map_or(Ok(lens.at), at_named)?;
    let by = parts.next().map(|text| measure_named(catalog, text, at)).transpose()?;
    let by = by.or_else(|| tiering::made_by(scheme, lens.focused(), catalog));
    let by = by.ok_or_else(|| Error::Usage("there is no published rank to make bands (位次带) of".to_owned()))?;
    Ok(Tier { scheme, by, at, place })
}

fn no_tier(scheme: Scheme) -> Error {
    let tiers = scheme.tiers().iter().enumerate().map(|(place, (zh, en))| format!("\n  {} {zh} {en}", place + 1));
    let name = scheme.name();
    Error::Usage(format!("which tier (梯队) of `{name}`? Write `{name}/1`; there are:{}", tiers.collect::<String>()))
}

/// `2022`, or `2018-2022` for the latest of these years.
fn at_named(text: &str) -> Result<At> {
    let year = |text: &str| text.parse::<i32>().ok().filter(|_| text.len() == 4);
    if let Some((from, upto)) = text.split_once('-').and_then(|(from, upto)| year(from).zip(year(upto))) {
        return Ok(At::Latest { upto, back: (upto - from).max(0) });
    }
    let period: Period = text.parse().map_err(|error: NotAPeriod| Error::Usage(error.to_string()))?;
    Ok(At::Exact(period))
}

fn measure_named(catalog: &Catalog, text: &str, at: At) -> Result<Measure> {
    match (indicator_named(catalog, text), text.rsplit_once('@')) {
        (Ok(of), _) => Ok(Measure { of, form: Form::Level }),
        (Err(error), None) => Err(error),
        (Err(_), Some((of, form))) => {
            Ok(Measure { of: indicator_named(catalog, of)?, form: form_named(catalog, form, at)? })
        }
    }
}

/// How a tier is written, behind its base.
pub fn tier(tier: Tier, catalog: &Catalog) -> String {
    let at = match tier.at {
        At::Exact(period) => period.to_string(),
        At::Latest { upto, back } => format!("{:04}-{upto:04}", upto - back),
    };
    let of = &catalog.indicator(tier.by.of).slug;
    let by = tier.by.form.by().map(|by| catalog.indicator(by).slug.as_str());
    let form = match tier.by.form {
        Form::Level => String::new(),
        form => format!("@{}", form.code(by)),
    };
    format!("{}/{}/{at}/{of}{form}", tier.scheme.name(), tier.place + 1)
}
