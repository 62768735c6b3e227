//! Problems as SARIF 2.1.0 (OASIS), the form in which code scanners exchange what they found.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use serde_json::{Value as Json, json};

use crate::model::{Problem, Rule, problem::Spot};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run, with every rule there is and one result a problem.
pub fn print(problems: &[Problem], out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<Json> = Rule::ALL
        .iter()
        .map(|rule| json!({ "id": rule.name(), "shortDescription": { "text": rule.about() } }))
        .collect();
    let driver = json!({
        "name": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let results: Vec<Json> = problems.iter().map(result).collect();
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(problem: &Problem) -> Json {
    json!({
        "ruleId": problem.rule.name(),
        "ruleIndex": problem.rule as usize,
        "level": problem.severity.name(),
        "message": { "text": problem.what },
        "locations": [location(problem)],
    })
}

fn location(problem: &Problem) -> Json {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&problem.file) } });
    let Some(sheet) = &problem.sheet else {
        if let Some((region, context)) = region(&problem.spot) {
            physical["region"] = region;
            if let Some(context) = context {
                physical["contextRegion"] = context;
            }
        }
        return json!({ "physicalLocation": physical });
    };
    // A workbook has no lines: where in it is a place of its own kind.
    let logical = match problem.cell() {
        Some(cell) => json!({ "name": cell, "fullyQualifiedName": format!("{sheet}!{cell}"), "kind": "cell" }),
        None => json!({ "name": sheet, "fullyQualifiedName": sheet, "kind": "sheet" }),
    };
    json!({ "physicalLocation": physical, "logicalLocations": [logical] })
}

/// The offending text, and its line where we have it.
fn region(spot: &Spot) -> Option<(Json, Option<Json>)> {
    if spot.line == 0 {
        return None;
    }
    let mut region = json!({ "startLine": spot.line });
    if spot.column > 0 {
        region["startColumn"] = spot.column.into();
        if let Some(excerpt) = &spot.excerpt {
            region["endColumn"] = (spot.column as usize + excerpt.length.max(1)).into();
        }
    }
    let line = |excerpt: &crate::model::problem::Excerpt| json!({ "startLine": spot.line, "snippet": { "text": excerpt.text } });
    // A context must hold more than the region, so there is none for a whole line.
    let context = spot.excerpt.as_ref().filter(|_| spot.column > 0).map(line);
    Some((region, context))
}

/// A path as a URI reference (RFC 3986): what is not plain in it is written in percent.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if is_plain(byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn a_path_becomes_a_uri() {
        let check = |path: &str, expect: &str| assert_eq!(uri(path), expect);
        check("data/a b.csv", "data/a%20b.csv");
        check("/tmp/中.csv", "file:///tmp/%E4%B8%AD.csv");
        check("a:b?.csv", "a%3Ab%3F.csv");
        check("sub\\x.csv", "sub/x.csv");
    }
}
