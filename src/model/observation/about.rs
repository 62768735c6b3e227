//! The small properties of a row in one number: how firm, of what kind, from which file, and how it stands to others.

use super::{FileId, Kind, Mark};

/// Mark (3 bits), kind (1), file (16), and what settling found out (3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct About(pub u32);

const KIND: u32 = 3;
const FILE: u32 = 4;
const SHOWN: u32 = 1 << 20;
const DISPUTED: u32 = 1 << 21;
const SECOND_HAND: u32 = 1 << 22;
const COMPUTED: u32 = 1 << 23;

impl About {
    /// What a reader knows of a row. There is room for 65,536 files; readers see to it that there are no more.
    pub const fn new(mark: Mark, kind: Kind, file: FileId) -> Self {
        Self(mark as u32 | (kind as u32) << KIND | (file.0 & 0xFFFF) << FILE)
    }

    /// How firm the number is.
    pub const fn mark(self) -> Mark {
        Mark::ALL[(self.0 & 7) as usize % Mark::ALL.len()]
    }

    /// Whether it was or is aimed at.
    pub const fn kind(self) -> Kind {
        if self.0 >> KIND & 1 == 1 { Kind::Target } else { Kind::Actual }
    }

    /// The file it stands in.
    pub const fn file(self) -> FileId {
        FileId(self.0 >> FILE & 0xFFFF)
    }

    /// Whether it is the statement of its fact that screens show.
    pub const fn is_shown(self) -> bool {
        self.0 & SHOWN != 0
    }

    /// Whether sources give different values for its fact.
    pub const fn is_disputed(self) -> bool {
        self.0 & DISPUTED != 0
    }

    /// Whether its source is a repost or second-hand.
    pub const fn is_second_hand(self) -> bool {
        self.0 & SECOND_HAND != 0
    }

    /// Whether it was computed here and stands in no file.
    pub const fn is_computed(self) -> bool {
        self.0 & COMPUTED != 0
    }

    /// Of a value that is computed, from figures that are told differently, or second-hand.
    pub const fn computed(mark: Mark, disputed: bool, second_hand: bool) -> Self {
        let about = Self::new(mark, Kind::Actual, FileId(0)).standing(Standing { shown: true, disputed, second_hand });
        Self(about.0 | COMPUTED)
    }

    /// The same, with what settling found out.
    #[must_use]
    pub const fn standing(self, standing: Standing) -> Self {
        let Standing { shown, disputed, second_hand } = standing;
        let flags = if shown { SHOWN } else { 0 }
            | if disputed { DISPUTED } else { 0 }
            | if second_hand { SECOND_HAND } else { 0 };
        Self(self.0 & (SHOWN - 1) | flags)
    }
}

/// How a statement stands to the others of its fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    pub shown: bool,
    pub disputed: bool,
    pub second_hand: bool,
}

#[cfg(test)]
mod tests {
    use super::{About, FileId, Kind, Mark, Standing};

    #[test]
    fn what_is_packed_comes_back() {
        for mark in Mark::ALL {
            for (kind, file) in [(Kind::Actual, 0), (Kind::Target, 1), (Kind::Target, 65_535)] {
                let plain = About::new(mark, kind, FileId(file));
                let shown = plain.standing(Standing { shown: true, disputed: true, second_hand: true });
                for about in [plain, shown] {
                    assert_eq!((about.mark(), about.kind(), about.file()), (mark, kind, FileId(file)));
                }
                assert!(!plain.is_shown() && !plain.is_disputed() && !plain.is_second_hand());
                assert!(shown.is_shown() && shown.is_disputed() && shown.is_second_hand());
                assert_eq!(shown.standing(Standing::default()), plain);
            }
        }
    }
}
