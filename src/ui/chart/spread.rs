//! Moving labels apart.

/// A row for each label, near the one it wants and no two in the same; the last ones get none where there is no room.
pub fn spread(wanted: &[u16], height: u16) -> Vec<Option<u16>> {
    let mut order: Vec<usize> = (0..wanted.len().min(usize::from(height))).collect();
    order.sort_by_key(|label| wanted[*label]);
    // Take the rank from each row, and "one below the other" becomes "not above the other": neighbours
    // that would be share their mean, which moves all of them as little as can be.
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for (rank, label) in order.iter().enumerate() {
        let mut group = (f64::from(wanted[*label]) - rank as f64, 1.0);
        while let Some(above) = groups.pop_if(|above| above.0 / above.1 > group.0 / group.1) {
            group = (above.0 + group.0, above.1 + group.1);
        }
        groups.push(group);
    }
    let most = usize::from(height) - order.len();
    let shifts = groups.iter().flat_map(|(sum, count)| {
        let shift = (sum / count).round().clamp(0.0, most as f64) as u16;
        std::iter::repeat_n(shift, *count as usize)
    });
    let mut rows = vec![None; wanted.len()];
    for ((rank, label), shift) in order.into_iter().enumerate().zip(shifts) {
        rows[label] = Some(shift + rank as u16);
    }
    rows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::spread;

    #[test]
    fn labels_move_apart_as_little_as_they_must() {
        let check = |wanted: &[u16], height: u16, expect: &[u16]| {
            let rows: Vec<u16> = spread(wanted, height).into_iter().flatten().collect();
            assert_eq!(rows, expect, "{wanted:?} in {height}");
        };
        check(&[], 5, &[]);
        check(&[3], 5, &[3]);
        check(&[1, 7, 4], 9, &[1, 7, 4]);
        check(&[4, 4, 4], 9, &[3, 4, 5]);
        check(&[0, 0, 0], 9, &[0, 1, 2]);
        check(&[8, 8, 8], 9, &[6, 7, 8]);
        check(&[9, 2, 2], 9, &[8, 2, 3]);
        check(&[5, 5, 6], 9, &[4, 5, 6]);
    }

    #[test]
    fn the_first_ones_stay_where_there_is_no_room() {
        assert_eq!(spread(&[2, 2, 2], 2), [Some(0), Some(1), None]);
        assert_eq!(spread(&[2], 0), [None]);
    }

    proptest! {
        #[test]
        fn no_two_share_a_row(wanted in prop::collection::vec(0_u16..40, 0..12), height in 0_u16..30) {
            let rows = spread(&wanted, height);
            let mut used: Vec<u16> = rows.iter().flatten().copied().collect();
            used.sort_unstable();
            prop_assert!(used.iter().all(|row| *row < height));
            prop_assert!(used.is_sorted_by(|a, b| a < b));
            prop_assert_eq!(used.len(), wanted.len().min(height.into()));
        }
    }
}
