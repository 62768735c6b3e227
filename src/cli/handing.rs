//! What is printed or written to a file: in which form, where to, and whether a file may be replaced.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;

use super::{Exit, say};
use crate::{
    access::{Access, Pen},
    app::dialogue::export::{Body, Order},
    error::{Error, Result},
    keep::file::{self, There},
    report::{self, Clean, Format, frame},
};

#[derive(Args, Debug)]
pub struct Handing {
    /// How to print the view; txt and svg show the frame, the others the table behind it [default: by the ending of
    /// FILE; else table, or txt where --keys or --size is given]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to a file, whole or not at all.
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,
    /// Replace the file if it is there.
    #[arg(long, requires = "file")]
    force: bool,
}

impl Handing {
    /// A file, in the form its ending says.
    pub const fn to(file: PathBuf, force: bool) -> Self {
        Self { format: None, file: Some(file), force }
    }

    /// The form asked for, or that the ending of the file says; none where neither does.
    pub fn format(&self) -> Result<Option<Format>> {
        let Some(file) = self.file.as_ref().filter(|_| self.format.is_none()) else { return Ok(self.format) };
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let known = || Format::ALL.map(Format::name).join(", ");
        let unknown =
            || Error::Usage(format!("`{}`: its ending says no form; --format is one of {}", file.display(), known()));
        Format::of_ending(ending).map(Some).ok_or_else(unknown)
    }

    /// Writes to the file, or to standard output.
    pub fn deliver(
        &self,
        access: Access,
        format: Format,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<ExitCode> {
        if let Some(path) = &self.file {
            let there = if self.force { There::Replace } else { There::Keep };
            let pen = access.pen("-o writes a file; without it the output can be piped")?;
            file::put(pen, path, there, |out| cleaned(format, out, write))?;
            say(&format!("written to {}", path.display()));
            return Ok(Exit::Fine.into());
        }
        if format.is_binary() && io::stdout().is_terminal() {
            let name = format.name();
            return Err(Error::Usage(format!(
                "{name} is nothing for a terminal; write it to a file with -o FILE.{name}"
            )));
        }
        let mut out = BufWriter::new(io::stdout().lock());
        cleaned(format, &mut out, write)?;
        out.flush().map_err(Error::Write)?;
        Ok(Exit::Fine.into())
    }
}

/// Writes through the filter that all text passes.
fn cleaned(format: Format, out: &mut dyn Write, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    // Cells between tabs were cleaned one by one.
    if format.is_binary() || format == Format::Tsv {
        return write(out);
    }
    let mut out = Clean::new(out);
    write(&mut out)?;
    out.flush().map_err(Error::Write)
}

/// Writes the file somebody asked for in the dashboard; says where it is.
pub fn write(pen: Pen, order: Order) -> Result<PathBuf> {
    let Order { path, there, format, body } = order;
    let path = file::expanded(&path);
    // Computing a view nobody wants would be time lost.
    if there == There::Keep && path.is_file() {
        return Err(Error::Exists(path));
    }
    match body {
        Body::Table { store, view } => {
            let handout = view(&store)?;
            file::put(pen, &path, there, |out| cleaned(format, out, |out| report::print(&handout, format, out)))?;
        }
        Body::Frame(buf, ground) => {
            file::put(pen, &path, there, |out| cleaned(format, out, |out| frame::print(&buf, ground, format, out)))?;
        }
    }
    Ok(std::path::absolute(&path).unwrap_or(path))
}
