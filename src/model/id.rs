//! Places in the catalogue and among the facts. For the program; people see slugs and names.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The place as an index.
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the thing at this index.
            pub const fn at(index: usize) -> Self {
                Self(index as u32)
            }
        }
    )+};
}

ids! {
    /// A park, or an area printed beside parks, by its place in the catalogue.
    ParkId,
    /// An indicator, by its place in the catalogue.
    IndicatorId,
    /// A source, by its place in the catalogue.
    SourceId,
    /// A group of parks, by its place in the catalogue.
    GroupId,
    /// A scheme, by its place in the catalogue.
    SchemeId,
    /// A file the data came from, by the order of reading.
    FileId,
    /// One published figure, by its row among the observations.
    FactId,
}
