//! What there is room for of parts that are wanted one more than the other.

/// The parts that fit into so many cells, each with the cells it takes, the blank beside it among them; most wanted first.
/// Where one has no room none after it has: nothing of higher rank goes before what is of lower, and with less room nothing
/// comes that was not there with more.
pub fn kept<T: Copy>(room: u16, wanted: &[(T, u16)]) -> Vec<T> {
    let mut left = room;
    let fits = |(_, cells): &&(T, u16)| {
        let fits = left >= *cells;
        left = left.saturating_sub(*cells);
        fits
    };
    wanted.iter().take_while(fits).map(|(part, _)| *part).collect()
}

/// Fails unless with more room nothing goes, and what there is are always the first of all parts. `kept` says of each part,
/// most wanted first, whether it is there in so much room.
#[cfg(test)]
#[track_caller]
pub fn assert_goes_in_order(rooms: std::ops::Range<u16>, kept: impl Fn(u16) -> Vec<bool>) {
    let mut before = 0;
    for room in rooms {
        let parts = kept(room);
        let count = parts.iter().take_while(|is_there| **is_there).count();
        assert!(parts[count..].iter().all(|is_there| !is_there), "in {room}: {parts:?}, most wanted first");
        assert!(count >= before, "in {room}: {count} parts, and {before} in less room");
        before = count;
    }
}

#[cfg(test)]
mod tests {
    use super::{assert_goes_in_order, kept};

    #[test]
    fn the_first_without_room_is_the_last_that_is_looked_at() {
        let check = |room, expect: &[char]| assert_eq!(kept(room, &[('a', 4), ('b', 10), ('c', 2)]), expect, "{room}");
        check(3, &[]);
        check(4, &['a']);
        check(13, &['a']);
        check(14, &['a', 'b']);
        check(16, &['a', 'b', 'c']);
    }

    #[test]
    fn what_comes_back_is_noticed() {
        let fails = |kept: fn(u16) -> Vec<bool>| std::panic::catch_unwind(|| assert_goes_in_order(0..9, kept)).is_err();
        assert!(!fails(|room| vec![room > 2, room > 4]));
        assert!(fails(|room| vec![room > 4, room > 2]));
        assert!(fails(|room| vec![room > 2 && room != 7, false]));
    }
}
