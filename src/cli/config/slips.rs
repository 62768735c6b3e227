//! What is wrong in a file of settings, with its places.

/// What is wrong, each with the byte it stands at.
#[derive(Debug, Default)]
pub struct Slips(Vec<(usize, String)>);

impl Slips {
    pub fn add(&mut self, at: usize, what: impl Into<String>) {
        self.0.push((at, what.into()));
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// All of them as `file:line:column: what`, in the order of the file.
    pub fn placed(mut self, file: &str, text: &str) -> Vec<String> {
        self.0.sort_by_key(|(at, _)| *at);
        let placed = self.0.into_iter().map(|(at, what)| {
            let (line, column) = place(text, at);
            format!("{file}:{line}:{column}: {what}")
        });
        placed.collect()
    }
}

/// Line and column, in characters counted from 1, of a byte offset.
pub fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line, before.get(start..).map_or(0, |rest| rest.chars().count()) + 1)
}

/// The way out of a word that is not known: the nearest that is, or all of them.
pub fn way_out<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let alike = |name: &&&str| strsim::jaro_winkler(name, word);
    let near = known.iter().max_by(|a, b| alike(a).total_cmp(&alike(b))).filter(|near| alike(near) > 0.75);
    match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are `{}`", known.join("`, `")),
    }
}

/// A text as a slip shows it: on one line, not too long.
pub fn shown(text: &str) -> String {
    let clean = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let short: String = clean.take(41).collect();
    if short.chars().count() > 40 { short.chars().take(40).chain(['…']).collect() } else { short }
}
