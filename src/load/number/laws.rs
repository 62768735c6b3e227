//! What holds for every number: nothing brings the grammar down, takes a digit off, or changes what 万 is.

use proptest::prelude::*;

use super::{Decimal, Legend, parse, parse_as, parse_with};

proptest! {
    #[test]
    fn no_text_brings_it_down(text in "[ 0-9.,'+\\-eE约超近不到第前全国零一二三十百千万亿点成分之半余多%‰/:pbnmk*()\\[\\]¹②注倍元家人$¥<>~至同比增长下降x—…\u{A0}]{0,18}") {
        let _ = parse_as(&text, Decimal::Comma);
        if let Ok(number) = parse_with(&text, Decimal::Point, &Legend::default()) {
            prop_assert!(number.value.is_none_or(f64::is_finite), "{}", text);
        } else {
            let _ = parse(&text).map_err(|error| error.to_string());
        }
    }

    /// Footnote marks and words of degree leave the digits alone.
    #[test]
    fn nothing_takes_a_digit_off(value in 0u32..100_000_000, before in "(|约|超|>|第)", after in "(|①|\\*|†|余|\\+|\\(注\\)|\\[1\\]|左右)") {
        if let Ok(number) = parse(&format!("{before}{value}{after}")) {
            prop_assert_eq!(number.value, Some(f64::from(value)));
        }
    }

    /// 万 and 亿 are what they are wherever they stand: in a sum, before a unit, in the unit.
    #[test]
    fn steps_are_the_same_everywhere(hundreds_of_millions in 1u32..1000, tens_of_thousands in 1000u32..10_000) {
        let expect = f64::from(hundreds_of_millions) * 1e8 + f64::from(tens_of_thousands) * 1e4;
        let yuan = crate::model::Unit::parse("元");
        for text in [
            format!("{hundreds_of_millions}亿{tens_of_thousands}万元"),
            format!("{}万元", u64::from(hundreds_of_millions) * 10_000 + u64::from(tens_of_thousands)),
            format!("{expect}元"),
            format!("¥{expect}"),
            format!("{hundreds_of_millions},{tens_of_thousands:04},0000元").replace(',', ""),
        ] {
            let number = parse(&text).unwrap();
            prop_assert_eq!(number.unit.unwrap().convert(number.value.unwrap(), &yuan), Some(expect), "{}", text);
        }
    }
}
