//! Hints name the keys that are bound, whichever these are.

use crate::{
    app::keymap::Keymap,
    intent::Intent,
    model::Lang,
    tests::{layers::sources, tester::Tester},
};

/// What looks like a key and is true: what lies over a screen reads some by itself, and not every letter is a key.
const FIXED: &[(&str, &[&str])] = &[
    ("app/dialogue/saved.rs", &["r", "d"]),
    ("screen/compare/draw.rs", &["Esc"]),
    ("screen/distribution.rs", &["R"]),
    ("screen/scope/written.rs", &["a"]),
];

/// The mark of what is computed, and the letters of formulas.
const MARKS: &[&str] = &["c", "n", "w", "x"];

/// The keys that a Chinese text names: letters and names of keys by themselves, and whatever stands in brackets or is to be
/// pressed. In English `a` is a word, but every hint is there in both languages.
fn named<'a>(text: &'a str, keys: &[String]) -> Vec<&'a str> {
    if !text.chars().any(|c| c > '\u{2e80}') {
        return vec![];
    }
    let is_key = |word: &&str| *word == "Esc" || keys.iter().any(|key| key == word);
    let is_word = |word: &&str| word.chars().all(|c| c.is_ascii_alphabetic()) && !MARKS.contains(word);
    let words = text.split(|c: char| c.is_whitespace() || ":,;()/，：；（）、。".contains(c) || c > '\u{2e80}');
    let pointed = text.split('(').skip(1).map(|rest| rest.split(')').next().unwrap_or_default());
    let pressed = text.split("按 ").skip(1).map(|rest| rest.split(' ').next().unwrap_or_default());
    let signs = pointed.chain(pressed).filter(|sign| !is_word(sign) && !MARKS.contains(sign));
    words.filter(is_word).chain(signs).filter(is_key).collect()
}

#[test]
fn no_hint_in_the_sources_names_a_key() {
    let keys: Vec<String> = Keymap::default().bindings.into_iter().flat_map(|binding| binding.keys).collect();
    let mut found = vec![];
    for (path, code) in sources().into_iter().filter(|(path, _)| path.starts_with("screen") || path.starts_with("app"))
    {
        let fixed = FIXED.iter().find(|(file, _)| *file == path).map_or(&[][..], |(_, keys)| *keys);
        // Lists and dialogues are left by Esc, whatever is bound to it elsewhere.
        let is_over = |key: &str| key == "Esc" && path.starts_with("app");
        for line in code.lines() {
            let named = line.split('"').skip(1).step_by(2).flat_map(|text| named(text, &keys));
            let named = named.filter(|key| !fixed.contains(key) && !is_over(key));
            found.extend(named.map(|key| format!("{path}: `{key}` in {}", line.trim())));
        }
    }
    assert!(found.is_empty(), "write the intent in braces, {{Measures}}:\n{}", found.join("\n"));
}

#[test]
fn a_key_in_a_hint_is_found() {
    let keys: Vec<String> = ["m", "g", "space", "[", "]", "6", "esc", "c"].map(str::to_owned).to_vec();
    let check = |text: &str, expect: &[&str]| assert_eq!(named(text, &keys), expect, "{text}");
    check("没有指标: m 选择", &["m"]);
    check("用 space 标记，g 换范围", &["space", "g"]);
    check("更早还有 {before} 年 ([), 更晚 {after} 年 (])", &["[", "]"]);
    check("说法不一 (6)", &["6"]);
    check("按 6 查看", &["6"]);
    check("没有: Esc 清除查找", &["Esc"]);
    check("没有指标: {Measures} 选择", &[]);
    check("位次 c 测算 (不是 0)，共 6 个", &[]);
}

#[test]
fn every_intent_in_braces_is_one() {
    for (path, code) in sources() {
        for text in code.split('"').skip(1).step_by(2) {
            for name in text.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                let is_name = name.starts_with(|c: char| c.is_ascii_uppercase())
                    && name.chars().all(|c| c.is_ascii_alphabetic())
                    && name.chars().any(|c| c.is_ascii_lowercase());
                assert!(!is_name || Intent::named(name).is_some(), "{path}: {{{name}}}");
            }
        }
    }
}

/// The keys as they come, but for these.
fn rebound(keys: &[(Intent, &str)]) -> Keymap {
    let mut keymap = Keymap::default();
    for binding in &mut keymap.bindings {
        if let Some((_, key)) = keys.iter().find(|(intent, _)| *intent == binding.intent) {
            binding.keys = if key.is_empty() { vec![] } else { vec![(*key).to_owned()] };
        }
    }
    keymap
}

#[test]
fn hints_name_the_keys_that_are_bound() {
    let keys = [
        (Intent::AddPark, "f2"),
        (Intent::Ranking, "f3"),
        (Intent::Mark, "f4"),
        (Intent::Compare, "f5"),
        (Intent::Part, "f6"),
        (Intent::Group, "f7"),
        (Intent::Blank, ""),
        (Intent::Sources, "f8"),
        (Intent::AsGiven, "f9"),
    ];
    let check = |screen: &str, typed: &str, words: &[&str]| {
        let mut t = Tester::shipped(screen);
        t.app = t.app.answers(rebound(&keys));
        t.keys(typed).sees(words);
    };
    check("compare", "", &["f2     按名称加入园区", "f3     到排行，用 f4 标记 2 至 8 个园区，再按 f5 回到这里"]);
    check("quality", "", &["(f6 切换)"]);
    check("overview", "", &["处说法不一 (f8)"]);
    check("ranking", "/ \"qqqqqqq\" enter", &["Esc 清除查找, f7 换范围, :显示/隐藏无数据的园区 显示空行"]);
    check("score", "f6 f6", &["f9 全部还原"]);
    let mut t = Tester::shipped("ranking").lang(Lang::En);
    t.app = t.app.answers(rebound(&keys));
    t.keys("/ \"qqqqqqq\" enter").sees(&["Esc clears the filter, f7 another group"]);
}
