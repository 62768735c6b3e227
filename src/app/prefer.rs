//! How the dashboard begins where settings have a say: in which group, with which indicators, how far back.

use super::App;
use crate::{
    model::At,
    screen::{Lens, lens::indicator_named, scope::scope_named},
    store::Store,
};

/// What settings ask for: unlike a wish of the command line it gives way where it cannot be.
#[derive(Clone, Debug, Default)]
pub struct Prefer {
    pub group: Option<String>,
    pub indicators: Vec<String>,
    /// How many years back the latest figure may be.
    pub window: Option<i32>,
    /// How much is wrong in the files of settings.
    pub slips: usize,
}

impl App {
    /// Begins as the settings ask; what of that cannot be, or what is wrong in them.
    pub(super) fn prefer(&self, store: &Store, lens: &mut Lens) -> Option<String> {
        let Prefer { group, indicators, window, slips } = &self.wish.prefer;
        let catalog = store.catalog();
        let mut unknown = vec![];
        let mut measures = vec![];
        for name in indicators {
            match indicator_named(catalog, name) {
                Ok(id) if measures.contains(&id) => {}
                Ok(id) => measures.push(id),
                Err(_) => unknown.push(name.as_str()),
            }
        }
        if !measures.is_empty() {
            lens.indicator = measures.first().copied();
            lens.measures = measures;
        }
        if let (Some(years), At::Latest { upto, .. }) = (window, lens.at) {
            lens.at = At::Latest { upto, back: *years };
        }
        if let Some(name) = group {
            match scope_named(store, name, lens) {
                Ok(scope) => lens.scope = scope,
                Err(_) => unknown.push(name.as_str()),
            }
        }
        if *slips > 0 {
            return Some(self.t(
                &format!("设置文件有 {slips} 处错误, 其余照用: zonescope config check 列出"),
                &format!("wrong in the settings: {slips}; the rest holds; zonescope config check lists them"),
            ));
        }
        let unknown = unknown.join(", ");
        (!unknown.is_empty()).then(|| {
            self.t(
                &format!("设置里的 {unknown} 不在这些数据里, 未采用"),
                &format!("{unknown} of the settings is not in these figures, or is ambiguous; left out"),
            )
        })
    }
}
