//! A folder to begin with: no figures, and in every file what may be written there.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{place, write};
use crate::{
    access::Pen,
    error::{Error, Result},
};

/// The files of an empty folder.
const FILES: [(&str, &str); 8] = [
    ("catalog/parks.toml", include_str!("start/parks.toml")),
    ("catalog/indicators.toml", include_str!("start/indicators.toml")),
    ("catalog/sources.toml", include_str!("start/sources.toml")),
    ("catalog/groups.toml", include_str!("start/groups.toml")),
    ("catalog/remarks.toml", include_str!("start/remarks.toml")),
    ("observations/example.csv", include_str!("start/example.csv")),
    ("observations/example.toml", include_str!("start/example.toml")),
    ("README.md", include_str!("start/README.md")),
];

/// A file of the catalogue without entries: its keys explained, and an example behind `#`.
pub fn catalog(name: &str) -> &'static str {
    FILES.iter().find(|(path, _)| path.ends_with(name)).map_or("", |(_, text)| text)
}

/// Makes an empty folder and says which files are in it.
pub fn run(pen: Pen, to: &Path) -> Result<Vec<PathBuf>> {
    match holds_anything(to) {
        Ok(true) => {
            let what = "is not empty; name a folder that is not there yet, or `import` into this one";
            return Err(Error::Usage(format!("`{}` {what}", to.display())));
        }
        Ok(false) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(source) => return Err(Error::Read { path: to.to_owned(), source }),
    }
    place::make(pen, to)?;
    FILES
        .iter()
        .map(|(name, text)| (to.join(name), text))
        .map(|(path, text)| {
            write::put(pen, &path, |out| out.write_all(text.as_bytes()))?;
            Ok(path)
        })
        .collect()
}

/// Whether there is more in a folder than the two empty ones that a start which failed has left.
fn holds_anything(to: &Path) -> io::Result<bool> {
    let is_bare = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    let ours = [to.join("catalog"), to.join("observations")];
    for entry in fs::read_dir(to)? {
        let path = entry?.path();
        if !ours.contains(&path) || !is_bare(&path) {
            return Ok(true);
        }
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::FILES;
    use crate::{
        import::tests::Scratch,
        load::{Input, load},
    };

    #[test]
    fn the_examples_load_once_the_marks_before_them_are_taken_off() {
        let scratch = Scratch::new("start");
        let folder = scratch.path("mine");
        super::run(crate::access::Pen::TEST, &folder).unwrap();
        let data = load(&Input::Path(folder.clone()).into()).unwrap();
        assert_eq!((data.problems.as_slice(), data.catalog.parks.len()), (&[][..], 0));
        for (name, text) in FILES.iter().filter(|(name, _)| Path::new(name).extension().is_some_and(|it| it == "toml"))
        {
            // Prose has a blank after its mark, an example none.
            let line = |line: &str| match line.strip_prefix('#') {
                Some(example) if !example.starts_with(' ') => example.to_owned() + "\n",
                _ => line.to_owned() + "\n",
            };
            fs::write(folder.join(name), text.lines().map(line).collect::<String>()).unwrap();
        }
        let data = load(&Input::Path(folder).into()).unwrap();
        assert_eq!(data.problems, []);
        let catalog = &data.catalog;
        let counts = [catalog.parks.len(), catalog.indicators.len(), catalog.sources.len(), catalog.groups.len()];
        assert_eq!((counts, catalog.remarks.len()), ([2, 4, 1, 2], 1));
        let units = catalog.indicators.iter().filter(|indicator| indicator.unit.is_known()).count();
        assert_eq!(units, 4);
        assert!(catalog.parks[0].parent.is_some() && catalog.indicators[3].base.is_some());
    }
}
