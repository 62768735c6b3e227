//! Stands in for the catalogue the program compiles in: no target reads it.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    for file in ["parks", "indicators", "sources", "groups", "remarks"] {
        fs::write(Path::new(&out).join(file).with_extension("json"), "[]")?;
    }
    Ok(())
}
