//! How many strokes a character has.
//!
//! The table is `kTotalStrokes` of the Unihan Database, Unicode 18.0, for the characters 4E00 to 9FFF: one printed
//! character each, 48 (`0`) more than the number of strokes as the mainland counts them. It is used under the licence
//! beside it, `LICENSE-UNICODE`.

const TABLE: &[u8] = include_bytes!("strokes.txt");
const FIRST: u32 = 0x4E00;
/// Characters in a line of the table.
const LINE: usize = 128;

/// The strokes of a character; none where the table does not have it.
pub fn strokes(c: char) -> Option<u8> {
    let place = u32::from(c).checked_sub(FIRST)? as usize;
    let written = *TABLE.get(place / LINE * (LINE + 1) + place % LINE)?;
    written.checked_sub(b'0').filter(|strokes| *strokes > 0)
}

#[cfg(test)]
mod tests {
    use super::strokes;

    #[test]
    fn strokes_are_those_the_mainland_counts() {
        // 通用规范汉字表 (2013) orders its characters by strokes; these stand under these numbers there.
        for (c, expect) in [('一', 1), ('门', 3), ('长', 4), ('龙', 5), ('亚', 6), ('沙', 7), ('陕', 8), ('重', 9)]
        {
            assert_eq!(strokes(c), Some(expect), "{c}");
        }
        assert_eq!(strokes('龘'), Some(48));
        assert_eq!((strokes('a'), strokes('\u{a000}'), strokes('\u{20000}')), (None, None, None));
    }

    #[test]
    fn every_character_of_the_table_has_strokes() {
        let all = ('\u{4e00}'..='\u{9fff}').map(|c| strokes(c).unwrap_or(0));
        assert!(all.into_iter().all(|strokes| (1..=48).contains(&strokes)));
    }
}
