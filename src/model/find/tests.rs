use proptest::prelude::*;

use super::{Like, Names, Reader, Sort, Wanted};

/// Parks as a catalogue has them: short name, full name, English, and another name or the place.
const PARKS: &[&[(Sort, &str)]] = &[
    &[(Sort::Name, "中关村"), (Sort::Name, "Zhongguancun"), (Sort::Code, "zhongguancun"), (Sort::Place, "北京")],
    &[(Sort::Name, "海淀园"), (Sort::Name, "Haidian Park"), (Sort::Code, "zgc-haidian"), (Sort::Alias, "中关村海淀园")],
    &[(Sort::Name, "重庆高新"), (Sort::Name, "Chongqing"), (Sort::Code, "cq"), (Sort::Place, "重庆")],
    &[(Sort::Name, "厦门火炬"), (Sort::Name, "Xiamen Torch"), (Sort::Code, "xm")],
    &[(Sort::Name, "长沙高新"), (Sort::Name, "Changsha"), (Sort::Code, "ch"), (Sort::Alias, "长沙高新区")],
    &[(Sort::Name, "乐山高新"), (Sort::Code, "ls"), (Sort::Place, "四川")],
    &[(Sort::Name, "杭州滨江"), (Sort::Name, "杭州高新区(滨江)"), (Sort::Alias, "滨江"), (Sort::Place, "浙江")],
    &[(Sort::Name, "德清县"), (Sort::Name, "Deqing County"), (Sort::Place, "浙江")],
    &[(Sort::Name, "莫干山高新"), (Sort::Alias, "德清"), (Sort::Place, "浙江")],
    &[(Sort::Name, "西安高新"), (Sort::Name, "Xi'an High-tech"), (Sort::Place, "陕西")],
    &[(Sort::Name, "無錫新吳"), (Sort::Name, "Wuxi (Xinwu)")],
    &[(Sort::Name, "Málaga TechPark"), (Sort::Place, "España")],
    &[(Sort::Name, "吕梁"), (Sort::Place, "山西")],
];

fn parks() -> Names {
    Names::of(PARKS.iter().map(|names| names.iter().copied()))
}

/// What is found, best first, by the name it is shown under.
fn found(typed: &str) -> Vec<&'static str> {
    let parks = parks();
    let found = parks.find(&Wanted::new(typed), 0..parks.len() as u32);
    found.into_iter().map(|park| PARKS[park as usize][0].1).collect()
}

#[test]
fn things_are_found_as_people_think_of_them() {
    for (typed, first) in [
        ("中关村", "中关村"),
        ("zgc", "中关村"),
        ("zhongguan", "中关村"),
        ("zhonggc", "中关村"),
        ("zgcun", "中关村"),
        ("中gc", "中关村"),
        ("中关c", "中关村"),
        ("ZGC", "中关村"),
        ("ｚｇｃ", "中关村"),
        ("chongq", "重庆高新"),
        ("cqgx", "重庆高新"),
        ("chqi", "重庆高新"),
        ("重庆", "重庆高新"),
        ("重慶", "重庆高新"),
        ("xiamen", "厦门火炬"),
        ("xmhj", "厦门火炬"),
        ("changsha", "长沙高新"),
        ("cs", "长沙高新"),
        ("chsh", "长沙高新"),
        ("leshan", "乐山高新"),
        ("bj", "杭州滨江"),
        ("binjiang", "杭州滨江"),
        ("hangzhoubin", "杭州滨江"),
        ("德清", "德清县"),
        ("deqing", "德清县"),
        ("xi'an", "西安高新"),
        ("xian", "西安高新"),
        ("无锡", "無錫新吳"),
        ("wuxi", "無錫新吳"),
        ("malaga", "Málaga TechPark"),
        ("techp", "Málaga TechPark"),
        ("lvliang", "吕梁"),
        ("luliang", "吕梁"),
        ("浙江 mgs", "莫干山高新"),
        ("gx 浙江", "杭州滨江"),
        ("sx gx", "西安高新"),
        ("xiamen torch", "厦门火炬"),
        ("hzbj", "杭州滨江"),
    ] {
        assert_eq!(found(typed).first(), Some(&first), "{typed}: {:?}", found(typed));
    }
}

#[test]
fn what_fits_well_hides_what_has_the_letters_somewhere() {
    for (typed, all) in [
        ("zgc", vec!["中关村", "海淀园"]),
        ("浙江", vec!["杭州滨江", "德清县", "莫干山高新"]),
        ("zhong", vec!["中关村", "海淀园"]),
        ("zhongq", vec!["重庆高新"]),
        ("yueshan", vec!["乐山高新"]),
        ("上海", vec![]),
        ("浙江 xiamen", vec![]),
    ] {
        assert_eq!(found(typed), all, "{typed}");
    }
    assert_eq!(found(" ").len(), PARKS.len());
}

#[test]
fn whole_names_come_before_their_beginnings_and_those_before_the_rest() {
    let items = ["新吴", "吴", "吴江", "wu", "x wu", "gaowu"];
    let names = Names::of(items.iter().map(|name| [(Sort::Name, *name)]));
    let all = |typed: &str| {
        let found = names.find(&Wanted::new(typed), 0..items.len() as u32);
        found.into_iter().map(|item| items[item as usize]).collect::<Vec<_>>()
    };
    assert_eq!(all("吴"), ["吴", "吴江", "新吴"]);
    assert_eq!(all("wu"), ["wu", "吴", "x wu", "吴江", "新吴", "gaowu"]);
}

#[test]
fn of_equals_the_one_whose_name_has_it_comes_first() {
    use Sort::{Alias, Code, Name, Place};
    let check = |typed: &str, items: &[&[(Sort, &'static str)]], expect: &[&str]| {
        let names = Names::of(items.iter().map(|names| names.iter().copied()));
        let found = names.find(&Wanted::new(typed), 0..items.len() as u32);
        let found: Vec<_> = found.into_iter().map(|item| items[item as usize][0].1).collect();
        assert_eq!(found, expect, "{typed}");
    };
    // All three are called so as well, but one of them has nothing of it in its name.
    let north = [(Name, "中关村"), (Alias, "北京"), (Place, "北京")];
    let river = [(Name, "杭州滨江"), (Alias, "滨江")];
    let works = [(Name, "北京经开"), (Alias, "北京")];
    check("bj", &[&north, &river, &works, &[(Name, "宝鸡高新")]], &["杭州滨江", "北京经开", "中关村", "宝鸡高新"]);
    check("北京", &[&north, &works, &river], &["北京经开", "中关村"]);
    // How a name is read goes before a word of a code, of another name or of a place, and that before what is inside.
    let code = [(Name, "衢州院"), (Code, "zju-quzhou")];
    check("zj", &[&code, &[(Name, "镇江高新")], &[(Name, "东张江")]], &["镇江高新", "衢州院", "东张江"]);
    check("sha", &[&[(Name, "长沙高新")], &[(Name, "张江"), (Place, "Shanghai")]], &["张江", "长沙高新"]);
    check(
        "lake",
        &[&[(Name, "甲"), (Alias, "East Lake")], &[(Name, "Lake Park")], &[(Name, "West Lake")]],
        &["Lake Park", "West Lake", "甲"],
    );
    // Whole initials before those of a part, whoever comes first.
    check("cs", &[&[(Name, "长沙高新")], &[(Name, "长寿")]], &["长寿", "长沙高新"]);
    // Nothing tells them apart: as they stand.
    check("wh", &[&[(Name, "芜湖高新")], &[(Name, "武汉东湖")]], &["芜湖高新", "武汉东湖"]);
}

#[test]
fn the_characters_that_were_looked_for_are_known() {
    let check = |typed: &str, text: &str, expect: &str| {
        let marked = Wanted::new(typed).emphasis(text);
        let shown: String = text.chars().zip(marked).map(|(c, marked)| if marked { c } else { '.' }).collect();
        assert_eq!(shown, expect, "{typed} in {text}");
    };
    check("gc", "中关村", ".关村");
    check("zhonggc", "中关村", "中关村");
    check("滨江 hz", "杭州高新区(滨江)", "杭州....滨江.");
    check("bj", "杭州高新区(滨江)", "......滨江.");
    check("qbj", "杭州高新区(滨江)", "....区(滨江.");
    check("wuxi", "Wuxi (Xinwu)", "Wuxi........");
    check("hzbj", "杭州高新区(滨江)", "杭州....滨江.");
    check("上海", "中关村", "...");
    check("", "中关村", "...");
}

#[test]
fn texts_are_read_whole() {
    let mut reader = Reader::new("gov 滨江");
    assert!(reader.fits(["杭州市滨江区统计局", "https://www.hhtz.gov.cn/"]));
    assert!(!reader.fits(["杭州市滨江区统计局"]));
    assert!(Reader::new("tjj").fits(["杭州市滨江区统计局"]));
    assert!(!Reader::new("htj").fits(["杭州市滨江区统计局"]), "letters somewhere in a text are no find");
    assert!(Reader::new("").fits([""]));
}

#[test]
fn names_made_to_hurt_do_not() {
    let long = "上海中重".repeat(60_000);
    let strange = "\u{0}\u{7}\u{202e}\u{1b}[2J滨江";
    let names = Names::of([[(Sort::Name, long.as_str())], [(Sort::Name, strange)], [(Sort::Name, "")]]);
    for typed in ["shshshshshshshshshshshshshshshshshx", &"sh".repeat(200), "滨江", &long, "(((((", "\u{1b}[2J"] {
        let wanted = Wanted::new(typed);
        names.find(&wanted, 0..3);
        wanted.emphasis(&long);
        Reader::new(typed).fits([long.as_str(), strange]);
    }
    assert_eq!(names.find(&Wanted::new("bj"), 0..3), [1]);
}

proptest! {
    #[test]
    fn a_name_always_finds_itself(name in "\\PC{1,40}", other in "[a-z中重长 ]{1,8}") {
        prop_assume!(!name.trim().is_empty());
        let names = Names::of([[(Sort::Name, other.as_str())], [(Sort::Name, name.as_str())]]);
        prop_assert!(names.find(&Wanted::new(&name), 0..2).contains(&1));
        let [like] = Like::of(&Wanted::new(&name), [&names]);
        prop_assert!(like.has(1));
    }

    #[test]
    fn nothing_that_is_typed_panics(typed in ".{0,40}", name in ".{0,40}") {
        let (wanted, names) = (Wanted::new(&typed), Names::of([[(Sort::Name, name.as_str()), (Sort::Alias, &*typed)]]));
        names.find(&wanted, [0, 1, 7]);
        prop_assert_eq!(wanted.emphasis(&name).len(), name.chars().count());
        Reader::new(&typed).fits([name.as_str()]);
    }

    #[test]
    fn ranks_stand_in_one_order(typed in "[a-z]{1,3}", names in proptest::collection::vec("[a-c中重长江 ]{0,6}", 1..12)) {
        let known = Names::of(names.iter().map(|name| [(Sort::Name, name.as_str())]));
        let wanted = Wanted::new(&typed);
        let ranked = known.ranked(&wanted, 0..names.len() as u32);
        let found = known.find(&wanted, 0..names.len() as u32);
        let rank = |item: &u32| ranked.iter().find(|(other, _)| other == item).map(|(_, rank)| *rank);
        prop_assert!(found.windows(2).all(|two| (rank(&two[0]), two[0]) < (rank(&two[1]), two[1])));
        prop_assert_eq!(found.len(), ranked.len());
    }
}
