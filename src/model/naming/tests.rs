use proptest::prelude::*;

use super::{Collation, Naming, Roll};
use crate::model::Lang;

/// Whether names stand in that order, wherever they come from.
#[track_caller]
fn stand(by: Collation, expect: &[&str]) {
    let mut names = expect.to_vec();
    names.reverse();
    let roll = Roll::of(names.iter().map(|name| (*name, "")), by);
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|name| roll.stands(*name));
    let order: Vec<&str> = order.into_iter().map(|name| names[name]).collect();
    assert_eq!(order, expect);
}

#[test]
fn chinese_names_stand_as_they_are_read() {
    stand(
        Collation::Pinyin,
        &["安庆", "长春", "长沙", "长治", "常州", "成都", "重庆", "西安", "厦门", "长大", "张江", "中关村", "重点"],
    );
    // The ones of one character together, whatever follows; of two that are read alike the one with fewer strokes.
    stand(Collation::Pinyin, &["苏州", "苏州工业园", "宿迁", "宿州"]);
    stand(Collation::Pinyin, &["陆家嘴", "鲁山", "吕梁", "乱石", "略阳", "罗湖"]);
    stand(Collation::Pinyin, &["广州", "廣州", "广州开发区", "桂林"]);
}

#[test]
fn chinese_names_stand_by_strokes_where_one_asks() {
    stand(Collation::Stroke, &["上海", "中关村", "天津", "长沙", "长春", "北京", "西安", "厦门"]);
    // Traditional characters by their own strokes.
    stand(Collation::Stroke, &["长沙", "長沙"]);
}

#[test]
fn digits_stand_before_letters_and_letters_before_characters() {
    for by in [Collation::Pinyin, Collation::Stroke] {
        stand(by, &["2园", "10园", "APTE", "apte 2", "Zone", "阿城"]);
        stand(by, &["第2批", "第10批", "第010批乙", "第100批"]);
        stand(by, &["2", "9007199254740993", "9007199254740994", "99999999999999999999"]);
    }
}

#[test]
fn english_names_stand_in_the_order_of_the_alphabet() {
    let names = ["Adlershof", "école", "Ecole 2", "Hangzhou", "Hangzhou Bay", "Hangzhou (Binjiang)", "Hangzhou-West"];
    stand(Collation::Pinyin, &[names.as_slice(), &["Hangzhouwan", "Málaga", "Malaysia", "zone"]].concat());
}

#[test]
fn names_that_are_alike_are_told_apart_by_what_they_are() {
    let roll = Roll::of([("A", "b"), ("a", "c"), ("A", "a"), ("", "d"), (" ", "e")], Collation::Pinyin);
    let places: Vec<Option<u32>> = (0..5).map(|thing| roll.place(thing)).collect();
    assert_eq!(places, [Some(1), Some(2), Some(0), None, None]);
}

#[test]
fn every_way_of_ordering_has_a_number_of_its_own() {
    let all = [Lang::Zh, Lang::En].map(|lang| [Collation::Pinyin, Collation::Stroke].map(|by| Naming { lang, by }));
    let numbers: Vec<usize> = all.as_flattened().iter().map(|naming| naming.number()).collect();
    assert_eq!(numbers, (0..Naming::COUNT).collect::<Vec<_>>());
}

proptest! {
    #[test]
    fn every_name_has_a_place_and_the_order_they_come_in_does_not_matter(
        names in proptest::collection::vec("[a-zA-Zé0-9第批长沙厦门重庆 ()\u{20000}ü-]{0,12}|\\PC{0,6}", 0..20)
    ) {
        for by in [Collation::Pinyin, Collation::Stroke] {
            let roll = Roll::of(names.iter().map(|name| (name.as_str(), "")), by);
            let mut named: Vec<u32> = (0..names.len()).filter_map(|thing| roll.place(thing)).collect();
            named.sort_unstable();
            prop_assert!(named.iter().copied().eq(0..named.len() as u32));
            let turned = Roll::of(names.iter().rev().map(|name| (name.as_str(), "")), by);
            for (a, one) in names.iter().enumerate() {
                for (b, other) in names.iter().enumerate() {
                    let last = names.len() - 1;
                    let before = roll.stands(a).cmp(&roll.stands(b));
                    prop_assert!(one == other || before == turned.stands(last - a).cmp(&turned.stands(last - b)));
                }
            }
        }
    }
}
