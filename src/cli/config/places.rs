//! Where files of settings are looked for.

use std::{
    env,
    path::{Path, PathBuf},
};

use etcetera::{BaseStrategy as _, base_strategy};

/// The user's file; none where nobody knows whose home this is.
pub fn user() -> Option<PathBuf> {
    let strategy = base_strategy::choose_base_strategy().ok()?;
    Some(file_in(&strategy.config_dir()))
}

/// Every place, the one that takes precedence first: the user's, then those of the system.
pub fn candidates() -> Vec<PathBuf> {
    let folders = env::var_os("XDG_CONFIG_DIRS").filter(|folders| !folders.is_empty());
    user().into_iter().chain(system(&folders.unwrap_or_else(|| "/etc/xdg".into()))).collect()
}

/// As the XDG Base Directory Specification has it, a folder that is not absolute is passed over.
fn system(folders: &std::ffi::OsStr) -> Vec<PathBuf> {
    env::split_paths(folders).filter(|folder| folder.is_absolute()).map(|folder| file_in(&folder)).collect()
}

fn file_in(folder: &Path) -> PathBuf {
    folder.join("zonescope").join("config.toml")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::PathBuf;

    use super::system;

    #[test]
    fn relative_folders_are_passed_over() {
        let found = system("/a:b:/c".as_ref());
        assert_eq!(found, ["/a/zonescope/config.toml", "/c/zonescope/config.toml"].map(PathBuf::from));
    }
}
