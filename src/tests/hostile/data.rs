//! Data that means harm: as one table, and as a folder with a catalogue.

use std::{fmt::Write as _, fs, path::Path};

use crate::{
    app::work,
    load::{Input, Request},
    tests::tester::Opened,
};

/// Names that a terminal, a shell, a spreadsheet, a browser or a reader of text may take for something else.
pub fn names() -> Vec<String> {
    let short = [
        "=cmd|' /C calc'!A0",
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "＝1+1",
        "＋cmd",
        " =1+1",
        ":q",
        "--help",
        "-",
        "../../etc/passwd",
        "/etc/passwd",
        "'",
        "\"quoted\",x",
        "a\tb\tc",
        "two\nlines",
        "\r=1+1",
        "\u{1b}]0;owned\u{7}title",
        "\u{1b}]52;c;b3duZWQ=\u{7}clip",
        "\u{1b}[2J\u{1b}[Hcleared",
        "\u{9b}31mred",
        "\u{90}dcs\u{9c}",
        "back\u{8}\u{8}space\u{7f}",
        "\u{202e}txt.exe",
        "\u{2066}isolate\u{2069}",
        "\u{61c}arabic mark",
        "zero\u{200b}\u{200d}\u{2060}width",
        "\u{feff}mark",
        "\u{2028}line\u{2029}paragraph",
        "tag\u{e0001}\u{e0041}s",
        "soft\u{ad}hyphen",
        "filler\u{3164}\u{115f}",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "]]><!--",
        "|md|`code`|",
        "[link](javascript:alert(1))",
        "${jndi:ldap://x}",
        "$(id)`id`",
        "%s%n%d",
        "::error::ci",
        "NULL",
        "\\",
        "{{x}}",
        "&amp;&lt;",
        "\u{fffd}\u{fffd}",
        "🇨🇳👍🏽👨\u{200d}👩\u{200d}👧",
        "ｆｕｌｌ",
    ];
    let mut names: Vec<String> = short.map(str::to_owned).into();
    names.push(format!("e{}", "\u{301}".repeat(3000)));
    names.push("\u{e01}\u{e49}".repeat(500));
    names.push("名".repeat(10_000));
    names.push(format!("{}z", "w".repeat(1 << 20)));
    names
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn toml(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// One table, in which every park is called so, and indicators, sources and notes in turn.
pub fn table(folder: &Path) -> Opened {
    let names = names();
    let mut text = "park,indicator,period,value,unit,source,note\n".to_owned();
    for (row, park) in names.iter().enumerate() {
        for (column, indicator) in names.iter().take(30).enumerate() {
            let other = &names[(row + 7 * column) % names.len()];
            // The long ones once each, or the table would be of gigabytes.
            let (source, note) = if other.len() > 4000 && column != 0 { ("s", "n") } else { (&**other, &**other) };
            if park.len() > 4000 && column > 2 {
                continue;
            }
            for year in [2021, 2022] {
                let value = (row * 31 + column * 17 + year) % 997;
                let cells = [park, indicator].map(|text| quoted(text));
                let [park, indicator] = cells;
                let unit = if column == 5 {
                    quoted(other.get(..other.floor_char_boundary(60)).unwrap_or_default())
                } else {
                    "亿元".into()
                };
                let _ = writeln!(text, "{park},{indicator},{year},{value},{unit},{},{}", quoted(source), quoted(note));
            }
        }
    }
    let path = folder.join("=evil :q\u{1b}]0;x\u{7}.csv");
    fs::write(&path, text).unwrap();
    work::open(&Input::Path(path).into()).unwrap()
}

/// A folder whose catalogue says all of it as names, short names, definitions, titles, addresses and remarks.
pub fn folder(folder: &Path) -> Opened {
    let names = names();
    let (mut parks, mut indicators, mut sources, mut remarks) =
        (String::new(), String::new(), String::new(), String::new());
    let mut rows = "park,indicator,period,value,unit,qualifier,kind,source,note\n".to_owned();
    for (place, name) in names.iter().enumerate() {
        let name = toml(name);
        let both = format!("{{ zh = {name}, en = {name} }}");
        let _ = writeln!(
            parks,
            "[[park]]\nslug = \"p{place}\"\nname = {both}\nshort = {{ zh = \"园{place}\", en = \"p{place}\" }}\nlevel = \"national\"\neconomy = \"CN\"\ncity = {name}\nprovince = {name}\n"
        );
        if place < 12 {
            let _ = writeln!(
                indicators,
                "[[indicator]]\nslug = \"i{place}\"\nname = {both}\nshort = {{ zh = \"指{place}\", en = \"i{place}\" }}\nunit = \"100M_CNY\"\nbetter = \"higher\"\ncategory = \"economy\"\nkind = \"flow\"\nadds = \"sum\"\nscope = {both}\nabout = {both}\n"
            );
        }
        let _ = writeln!(
            sources,
            "[[source]]\nslug = \"s{place}\"\ntitle = {name}\npublisher = {name}\ndate = {name}\nurl = {name}\nlocator = {name}\ngrade = \"press\"\n"
        );
        let _ = writeln!(
            remarks,
            "[[remark]]\nkind = \"trap\"\nparks = [\"p{place}\"]\nindicators = []\nperiods = []\ntext = {both}\n"
        );
        for indicator in 0..12 {
            for year in [2021, 2022] {
                let value = (place * 31 + indicator * 17 + year) % 997 + 1;
                let source = (place + indicator) % names.len();
                let _ = writeln!(
                    rows,
                    "p{place},i{indicator},{year},{value},100M_CNY,exact,actual,s{source},{}",
                    quoted(&names[place % 40])
                );
            }
        }
    }
    let group = toml(&names[0]);
    let groups = format!(
        "[[group]]\nslug = \"g\"\nname = {{ zh = {group}, en = {group} }}\nshort = {{ zh = {group}, en = {group} }}\nabout = {{ zh = {group}, en = {group} }}\nwhere = {{ economy = [\"CN\"] }}\n"
    );
    for name in ["catalog", "observations"] {
        fs::create_dir_all(folder.join(name)).unwrap();
    }
    for (name, text) in [
        ("catalog/parks.toml", parks),
        ("catalog/indicators.toml", indicators),
        ("catalog/sources.toml", sources),
        ("catalog/remarks.toml", remarks),
        ("catalog/groups.toml", groups),
        ("observations/x.csv", rows),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    work::open(&Input::Path(folder.to_owned()).into()).unwrap()
}

/// Figures at the ends of what a number can be, with plain names.
pub fn extremes(folder: &Path) -> Opened {
    let values = [
        "1e308",
        "-1e308",
        "1.7976931348623157e308",
        "1e-308",
        "5e-324",
        "0",
        "-0",
        "NaN",
        "inf",
        "-inf",
        "1e309",
        "1",
    ];
    let mut text = "park,indicator,period,value,unit\n".to_owned();
    for park in 0..12_usize {
        for (indicator, unit) in ["亿元", "人", "%", "亿美元", "平方公里", ""].iter().enumerate() {
            for (place, year) in
                ["0", "1", "1900", "2019", "2020", "2021", "2022", "2023", "9999", "99999"].iter().enumerate()
            {
                let value = values[(park + 5 * place + indicator) % values.len()];
                let _ = writeln!(text, "park {park},figure {indicator},{year},{value},{unit}");
            }
        }
    }
    fs::write(folder.join("x.csv"), text).unwrap();
    work::open(&Request::from(Input::Path(folder.join("x.csv")))).unwrap()
}

/// A table of so many columns, each an indicator of one year; more are refused as the file is read.
pub fn wide(folder: &Path, columns: usize) -> Opened {
    let cells = |of: &dyn Fn(usize) -> String| (0..columns).map(of).collect::<Vec<_>>().join(",");
    let rows: Vec<String> =
        (0..3).map(|park| format!("园{park},{}\n", cells(&|column| (park + column).to_string()))).collect();
    let text = format!("园区,{}\n{}", cells(&|column| format!("指标{column}（亿元）")), rows.concat());
    let path = folder.join("2022年 wide.csv");
    fs::write(&path, text).unwrap();
    work::open(&Input::Path(path).into()).unwrap()
}
