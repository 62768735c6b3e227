//! Random numbers that are the same everywhere: `SplitMix64` (Steele, Lea and Flood 2014).

/// A stream of draws, fixed by a seed and a number of its own, whoever draws and on whatever thread.
#[derive(Clone, Debug)]
pub struct Draws(u64);

impl Draws {
    /// The stream of that number under a seed.
    pub const fn of(seed: u64, stream: u64) -> Self {
        Self(mixed(seed).wrapping_add(mixed(stream ^ 0xA076_1D64_78BD_642F)))
    }

    /// The next 64 bits.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// At least 0 and less than 1, in steps of 2⁻⁵³.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// One of so many, counted from 0.
    pub fn one_of(&mut self, many: usize) -> usize {
        ((self.unit() * many as f64) as usize).min(many.saturating_sub(1))
    }
}

const fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}

#[cfg(test)]
mod tests {
    use super::Draws;

    #[test]
    fn the_first_numbers_are_those_of_the_reference() {
        // SplitMix64 from the state 1234567, as its authors' C prints them.
        let mut draws = Draws(1_234_567);
        let expect = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([(); 3].map(|()| draws.next()), expect);
    }

    #[test]
    fn draws_are_even_and_streams_differ() {
        let mut draws = Draws::of(1, 0);
        let mean = (0..100_000).map(|_| draws.unit()).sum::<f64>() / 100_000.0;
        assert!((mean - 0.5).abs() < 0.005, "{mean}");
        let mut counts = [0; 3];
        (0..30_000).for_each(|_| counts[draws.one_of(3)] += 1);
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
        assert_ne!(Draws::of(1, 0).next(), Draws::of(1, 1).next());
        assert_ne!(Draws::of(1, 0).next(), Draws::of(2, 0).next());
        assert_eq!(Draws::of(1, 5).next(), Draws::of(1, 5).next());
    }
}
