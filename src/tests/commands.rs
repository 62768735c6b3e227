//! Typed commands: how they are read, and what is said of a word that is wrong.

use super::tester::shipped;
use crate::{
    app::command::{COMMANDS, Count, Value, known::Known, named, parse},
    model::{At, Lang, Period},
    screen::{Lens, Spec},
};

/// What a line comes to: the command and its words, or the word that is wrong and why.
fn parsed(line: &str) -> Result<(&'static str, Vec<Value>), (String, String)> {
    let store = shipped();
    let lens = Lens::first(&store);
    let specs: Vec<Spec> = crate::screen::all().iter().map(|pane| pane.spec()).collect();
    let known = Known::new(&store, &lens, Lang::En, &specs);
    match parse::parse(line, &known) {
        Ok((command, values)) => Ok((command.name(Lang::En), values)),
        Err(wrong) => Err((line.get(wrong.place).unwrap().to_owned(), wrong.why)),
    }
}

#[test]
fn no_two_commands_have_a_name_in_common_and_every_name_is_one_word() {
    let names: Vec<&str> =
        COMMANDS.iter().flat_map(|command| command.names.0.iter().chain(command.names.1)).copied().collect();
    for name in &names {
        assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
        assert!(!name.contains(char::is_whitespace) && name.to_lowercase() == *name, "{name}");
        assert!(named(name).is_some());
    }
}

#[test]
fn several_and_free_text_only_come_last() {
    for command in COMMANDS {
        let before_last = command.takes.split_last().map_or(&[][..], |(_, before)| before);
        for argument in before_last {
            let is_single = matches!(argument.count, Count::One | Count::Maybe);
            assert!(is_single && !argument.kind.is_rest(), "{}", command.name(Lang::En));
        }
    }
}

#[test]
fn lines_are_read_in_both_languages() {
    let catalog = shipped();
    let catalog = catalog.catalog();
    let park = |slug: &str| Value::Park(catalog.park_by_slug(slug).unwrap());
    let two = || vec![park("binjiang"), park("zhongguancun")];
    for line in ["compare 滨江 zgc", "对标 滨江 中关村", "COMPARE binjiang,zhongguancun", "比较  \"滨江\"  zhonggc"]
    {
        assert_eq!(parsed(line), Ok(("compare", two())), "{line}");
    }
    let latest = |from: i32, upto: i32| Ok(("year", vec![Value::Period(At::Latest { upto, back: upto - from })]));
    assert_eq!(parsed("year 2019-2023"), latest(2019, 2023));
    assert_eq!(parsed("年 2019至2023"), latest(2019, 2023));
    assert_eq!(parsed("year latest"), latest(2020, 2024));
    assert_eq!(parsed("year 2022"), Ok(("year", vec![Value::Period(At::Exact(Period::year(2022)))])));
    let gdp = Value::Indicator(catalog.indicator_by_slug("gdp").unwrap());
    assert_eq!(parsed("sort gdp desc"), Ok(("sort", vec![gdp.clone(), Value::Choice(0)])));
    assert_eq!(parsed("排序 GDP 升序"), Ok(("sort", vec![gdp, Value::Choice(1)])));
    assert_eq!(parsed("unmark"), Ok(("unmark", vec![])));
    assert_eq!(parsed("find  浙江 gx "), Ok(("find", vec![Value::Text("浙江 gx".to_owned())])));
    assert_eq!(parsed("theme dark").map(|(_, values)| values), Ok(vec![Value::Choice(1)]));
}

#[test]
fn what_is_wrong_is_pointed_at_with_the_nearest_name() {
    for (line, word, why) in [
        ("comapre 滨江", "comapre", "did you mean `compare`?"),
        ("compare 滨江 binjang", "binjang", "did you mean `binjiang`?"),
        ("compare 滨江 德清 中关村", "德清", "may be:"),
        ("year 20222", "20222", "write 2022"),
        ("year 2023-2019", "2023-2019", "the earlier year comes first"),
        ("lang french", "french", "there are: zh en"),
        ("screen rankign", "rankign", "did you mean `ranking`?"),
        ("year 2022 2023", "2023", "one word too many"),
        ("compare", "", "more is needed: compare park..."),
        ("sort gdp upward", "upward", "no such choice"),
        ("filter 营收>1000亿 and 省", "省", "compare it"),
        ("filter gdp > 5 nad level=national", "level", "an operator is missing"),
        ("export ranking.doc", "ranking.doc", "its ending has to say a form: xlsx csv"),
        ("export", "", "more is needed: export file"),
        ("meeting now", "now", "one word too many"),
        ("", "", "type a command"),
    ] {
        let (found, said) = parsed(line).unwrap_err();
        assert!(found == word && said.contains(why), "{line}: `{found}` {said}");
    }
}

#[test]
fn every_completion_is_understood() {
    let store = shipped();
    let lens = Lens::first(&store);
    let specs: Vec<Spec> = crate::screen::all().iter().map(|pane| pane.spec()).collect();
    for lang in [Lang::Zh, Lang::En] {
        let known = Known::new(&store, &lens, lang, &specs);
        let kinds = COMMANDS.iter().flat_map(|command| command.takes).map(|argument| argument.kind);
        // What takes the rest of a line is looked at where it is typed.
        for kind in kinds.filter(|kind| !kind.is_rest()) {
            for id in known.find(kind, "") {
                let written = known.written(kind, id);
                let word = parse::words(&written).pop().unwrap_or_else(|| panic!("{kind:?} {id}: {written:?}")).text;
                let is_open = written.ends_with(':');
                assert!(
                    is_open || known.value(kind, &word).is_ok(),
                    "{kind:?} {written}: {:?}",
                    known.value(kind, &word)
                );
            }
        }
    }
}
