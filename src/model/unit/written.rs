//! A unit as it is written down to be read again: its code and its labels.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};

use super::{Lang, Unit};

/// Ways from words to a unit. A unit is written with the one that leads back to it.
const WAYS: [fn(&str, &str, &str) -> Unit; 4] =
    [|code, _, _| Unit::parse(code), |_, zh, _| Unit::parse(zh), |code, _, _| Unit::Named(code.into()), Unit::plain];

impl Unit {
    fn way(&self) -> Option<u8> {
        let (code, zh, en) = self.words();
        let is_same = |way: &fn(&str, &str, &str) -> Self| format!("{:?}", way(code, zh, en)) == format!("{self:?}");
        WAYS.iter().position(is_same).map(|way| way as u8)
    }

    fn words(&self) -> (&str, &str, &str) {
        (self.code(), self.label(Lang::Zh), self.label(Lang::En))
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let way = self.way().ok_or_else(|| S::Error::custom(format!("the unit {self:?} cannot be told in words")))?;
        (way, self.words()).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (way, (code, zh, en)) = <(u8, (String, String, String))>::deserialize(from)?;
        let way = WAYS.get(usize::from(way)).ok_or_else(|| D::Error::custom("a way to a unit that nobody knows"))?;
        Ok(way(&code, &zh, &en))
    }
}

#[cfg(test)]
mod tests {
    use super::Unit;

    #[test]
    fn units_are_the_same_when_they_are_read_again() {
        for text in [
            "亿元",
            "元/人",
            "百亿元",
            "% of GDP",
            "constant 2015 USD",
            "",
            "桶",
            "件/万人",
            "%",
            "annual %",
            "current USD",
        ] {
            let unit = Unit::parse(text);
            assert!(unit.way().is_some(), "{unit:?}");
        }
        assert_eq!(Unit::plain("x", "某", "some").way(), Some(3));
    }
}
