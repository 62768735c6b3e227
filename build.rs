//! Turns the shipped catalogue into JSON, which reads ten times as fast: the first screen waits for it at every start.
//! And gathers what `--version` says of the build.

use std::{env, error::Error, fs, path::Path, process::Command};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    catalog()?;
    println!("cargo::rustc-env=ZONESCOPE_LONG_VERSION={}", long_version()?);
    if is_placed()? {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    Ok(())
}

/// Whether the program lies where it was linked to. Anywhere else it would put 130,000 addresses right at each start, most of
/// them of polars, and that took longer than all it does for `--version` (docs/performance.md).
fn is_placed() -> Result<bool, env::VarError> {
    let is_static = env::var("CARGO_CFG_TARGET_FEATURE").is_ok_and(|all| all.split(',').any(|one| one == "crt-static"));
    let is_glibc = env::var("CARGO_CFG_TARGET_OS")? == "linux" && env::var("CARGO_CFG_TARGET_ENV")? == "gnu";
    Ok(is_glibc && !is_static && env::var("PROFILE")? == "release")
}

fn catalog() -> Result<(), Box<dyn Error>> {
    let out = env::var("OUT_DIR")?;
    for (file, key) in [
        ("parks", "park"),
        ("indicators", "indicator"),
        ("sources", "source"),
        ("groups", "group"),
        ("remarks", "remark"),
    ] {
        let path = format!("data/catalog/{file}.toml");
        println!("cargo::rerun-if-changed={path}");
        let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let table: toml::Table = text.parse().map_err(|error| format!("{path}: {error}"))?;
        let entries = table.get(key).ok_or_else(|| format!("{path}: no [[{key}]]"))?;
        fs::write(Path::new(&out).join(format!("{file}.json")), serde_json::to_string(entries)?)?;
    }
    Ok(())
}

/// The facts of the build on one line, for an instruction to cargo cannot hold more. Nothing here changes between two
/// builds of the same sources by the same compiler.
fn long_version() -> Result<String, Box<dyn Error>> {
    let (version, target, profile) = (env::var("CARGO_PKG_VERSION")?, env::var("TARGET")?, env::var("PROFILE")?);
    let mut facts = vec![format!("{target} {profile}")];
    facts.extend(commit(&profile).map(|commit| format!("commit {commit}")));
    let compiler = Command::new(env::var("RUSTC")?).arg("--version").output();
    facts.extend(compiler.ok().and_then(|said| Some(String::from_utf8(said.stdout).ok()?.trim().to_owned())));
    facts.extend(polars().map(|version| format!("polars {version}")));
    facts.push(data()?);
    Ok(format!("{version} ({})", facts.join("; ")))
}

/// The commit a package was made from, or that of the checkout, `+` where files differ from it. None without git, and none
/// in a debug build: everything would be compiled again at each commit.
fn commit(profile: &str) -> Option<String> {
    const PACKED: &str = ".cargo_vcs_info.json";
    if let Ok(packed) = fs::read_to_string(PACKED) {
        println!("cargo::rerun-if-changed={PACKED}");
        let packed: serde_json::Value = serde_json::from_str(&packed).ok()?;
        return Some(packed.get("git")?.get("sha1")?.as_str()?.get(..12)?.to_owned());
    }
    if profile != "release" {
        return None;
    }
    // Files unpacked inside somebody else's repository are none of its.
    git(&["ls-files", "--error-unmatch", "build.rs"])?;
    for path in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", path])?;
        if Path::new(&path).exists() {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    for path in ["src", "data", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let commit = git(&["rev-parse", "--short=12", "HEAD"])?;
    let changed = git(&["status", "--porcelain", "--untracked-files=no", "--", "."])?;
    Some(if changed.is_empty() { commit } else { format!("{commit}+") })
}

fn git(args: &[&str]) -> Option<String> {
    let said = Command::new("git").args(args).output().ok()?;
    said.status.success().then(|| String::from_utf8(said.stdout).ok())?.map(|said| said.trim().to_owned())
}

/// The polars that Cargo.lock names.
fn polars() -> Option<String> {
    println!("cargo::rerun-if-changed=Cargo.lock");
    let lock: toml::Table = fs::read_to_string("Cargo.lock").ok()?.parse().ok()?;
    let packages = lock.get("package")?.as_array()?;
    let polars = packages.iter().find(|package| package.get("name").and_then(toml::Value::as_str) == Some("polars"))?;
    polars.get("version")?.as_str().map(str::to_owned)
}

/// How many figures are compiled in, and when they were put together, as their sidecars say.
fn data() -> Result<String, Box<dyn Error>> {
    let (mut rows, mut compiled) = (0, String::new());
    for stem in ["china", "elsewhere", "zhejiang"] {
        let path = format!("data/observations/{stem}.toml");
        println!("cargo::rerun-if-changed={path}");
        let table: toml::Table = fs::read_to_string(&path)?.parse().map_err(|error| format!("{path}: {error}"))?;
        rows += table.get("rows").and_then(toml::Value::as_integer).ok_or_else(|| format!("{path}: no `rows`"))?;
        let when = table.get("compiled").and_then(toml::Value::as_str).unwrap_or_default();
        compiled = compiled.max(when.to_owned());
    }
    Ok(format!("data of {compiled}, {rows} figures"))
}
