//! Shift-share (偏离-份额法): how much of a change is that of the whole, how much that of the mix of parts, how much one's own.
//!
//! Dunn's classic form (E. S. Dunn, *A statistical and analytical technique for regional analysis*, 1960), over levels.

/// Two figures of one thing, in one unit.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Pair {
    pub before: f64,
    pub now: f64,
}

impl Pair {
    /// How much it changed.
    pub fn change(self) -> f64 {
        self.now - self.before
    }

    /// The rate of growth, as a fraction; none from a base of zero or below.
    pub fn growth(self) -> Option<f64> {
        (self.before > 0.0).then(|| self.change() / self.before).filter(|rate| rate.is_finite())
    }
}

/// A change taken apart, in the unit of the figures; the three add up to it.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Effects {
    pub change: f64,
    /// 份额: what it would have been, had it grown as the whole: `x₀·G`.
    pub share: f64,
    /// 结构: what its parts add because they are those that grow faster in the whole: `x₀·(G_k − G)`.
    pub mix: f64,
    /// 竞争: what its parts grew more than the same parts of the whole: `x₀·(g_k − G_k)`.
    pub own: f64,
}

/// Takes the change of each part of a member apart, given the same parts of the whole (the member among them); in the order
/// given, one a part.
///
/// None without parts, where a part is missing on one side, or where some part of the whole, and so its rate, begins at zero
/// or below.
pub fn shift_share(member: &[Pair], whole: &[Pair]) -> Option<Vec<Effects>> {
    let sum = |of: fn(&Pair) -> f64| whole.iter().map(of).sum::<f64>();
    let all = Pair { before: sum(|pair| pair.before), now: sum(|pair| pair.now) }.growth()?;
    if member.len() != whole.len() {
        return None;
    }
    let effects = |(own, of_whole): (&Pair, &Pair)| {
        let of_part = of_whole.growth()?;
        let (share, mix) = (own.before * all, own.before * (of_part - all));
        // Not `x₀·(g − G)`: a part that the member did not have before has no rate, and all of it is its own doing.
        let effects = Effects { change: own.change(), share, mix, own: own.change() - own.before * of_part };
        effects.own.is_finite().then_some(effects)
    };
    member.iter().zip(whole).map(effects).collect()
}

/// The effects of several parts together.
pub fn together(parts: &[Effects]) -> Effects {
    let sum = |of: fn(&Effects) -> f64| parts.iter().map(of).sum();
    Effects {
        change: sum(|part| part.change),
        share: sum(|part| part.share),
        mix: sum(|part| part.mix),
        own: sum(|part| part.own),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Effects, Pair, shift_share, together};

    const fn pair(before: f64, now: f64) -> Pair {
        Pair { before, now }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
    }

    #[test]
    fn a_park_of_two_industries_is_worked_by_hand() {
        // The whole grows from 1,000 to 1,200, by 20 %: electronics from 400 to 600 (50 %), textiles from 600 to 600 (0 %).
        let whole = [pair(400.0, 600.0), pair(600.0, 600.0)];
        // The park: electronics 100 to 140, textiles 100 to 110.
        let parts = shift_share(&[pair(100.0, 140.0), pair(100.0, 110.0)], &whole).unwrap();
        let expect = [(40.0, 20.0, 30.0, -10.0), (10.0, 20.0, -20.0, 10.0)];
        for (part, (change, share, mix, own)) in parts.iter().zip(expect) {
            let all = [(part.change, change), (part.share, share), (part.mix, mix), (part.own, own)];
            assert!(all.iter().all(|(a, b)| near(*a, *b)), "{part:?}");
        }
        // It grew by 50 where the whole would have given 40: 10 by its mix, and nothing by itself.
        let Effects { change, share, mix, own } = together(&parts);
        assert!(near(change, 50.0) && near(share, 40.0) && near(mix, 10.0) && near(own, 0.0));
    }

    #[test]
    fn without_parts_there_is_no_mix() {
        // All zones and 中关村 2023 to 2024, 亿元: it grew by 12.258 % where all grew by 1.746 %.
        let (all, own) = (pair(550_149.403_75, 559_755.042_29), pair(91_772.495_74, 103_022.092_62));
        let effects = together(&shift_share(&[own], &[all]).unwrap());
        assert!(near(effects.mix, 0.0) && near(effects.share + effects.own, effects.change));
        assert!((effects.share - 91_772.495_74 * 0.017_460_054).abs() < 0.01, "{effects:?}");
    }

    #[test]
    fn what_has_no_rate_is_not_taken_apart() {
        let whole = [pair(0.0, 10.0), pair(600.0, 600.0)];
        assert_eq!(shift_share(&[pair(0.0, 1.0), pair(100.0, 110.0)], &whole), None, "a part that was nowhere before");
        assert_eq!(shift_share(&[], &[]), None);
        assert_eq!(shift_share(&[pair(1.0, 2.0)], &[pair(1.0, 2.0), pair(1.0, 2.0)]), None, "another number of parts");
        let new = shift_share(&[pair(0.0, 5.0)], &[pair(10.0, 20.0)]).unwrap();
        assert!(near(new[0].own, 5.0) && near(new[0].share, 0.0), "what one did not have before is one's own");
    }

    proptest! {
        #[test]
        fn the_three_add_up_and_nobody_gains_against_all(
            parts in prop::collection::vec(prop::collection::vec((1.0..1e6_f64, 0.0..1e6_f64), 3), 1..5)
        ) {
            // Every part over three members.
            let whole: Vec<Pair> = parts
                .iter()
                .map(|members| members.iter().fold(Pair::default(), |sum, (b, n)| pair(sum.before + b, sum.now + n)))
                .collect();
            let mut all = Effects::default();
            for member in 0..3 {
                let own: Vec<Pair> = parts.iter().map(|part| pair(part[member].0, part[member].1)).collect();
                let effects = together(&shift_share(&own, &whole).unwrap());
                let sum = effects.share + effects.mix + effects.own;
                prop_assert!((sum - effects.change).abs() <= 1e-6, "{effects:?}");
                all = together(&[all, effects]);
            }
            prop_assert!(all.mix.abs() <= 1e-4 && all.own.abs() <= 1e-4, "over all members both are nothing: {all:?}");
        }
    }
}
