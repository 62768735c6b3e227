//! `brief`: two parks on one page.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use super::{Reading, Settings, printed, talk};
use crate::{
    error::Result,
    load,
    model::{Lang, Period},
    report::brief::{Form, print},
    screen::brief,
    store::Store,
};

#[derive(Args, Debug)]
pub struct Brief {
    /// The park looked at, by slug, Chinese or English name.
    #[arg(value_name = "A")]
    park: String,
    /// The benchmark.
    #[arg(value_name = "B")]
    benchmark: String,
    /// The group to rank among, as --group of show [default: the first]
    #[arg(long, value_name = "GROUP")]
    peers: Option<String>,
    /// That period and no other: 2022, 2022-05 [default: the latest of several years]
    #[arg(long, value_name = "P")]
    period: Option<Period>,
    /// Files, folders or patterns instead of the embedded figures; may be repeated.
    #[arg(long, value_name = "PATH")]
    data: Vec<PathBuf>,
    /// How to lay the page out.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

/// Prints it.
pub fn run(asked: Brief, reading: &Reading, lang: Lang, settings: &Settings) -> Result<ExitCode> {
    let Brief { park, benchmark, peers, period, data, format } = asked;
    let data = load::load(&reading.request(settings.opens(data)))?;
    talk(&data.problems);
    let store = Store::build(data)?;
    let asked = brief::Asked { park, benchmark, group: peers, period };
    let brief = brief::of(&store, &asked, format.pen(lang))?;
    printed(|out| print(&brief, format, out))
}
