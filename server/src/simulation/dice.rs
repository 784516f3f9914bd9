//! Where a world's luck comes from.

use std::time::Duration;

/// Numbers that follow from a seed, and from nothing else: xoshiro256**, begun by SplitMix64.
/// Nothing here needs to be hard to guess; it needs to be the same every time.
#[derive(Clone, Debug)]
pub(super) struct Dice([u64; 4]);

impl Dice {
    pub(super) fn seeded(seed: u64) -> Self {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ (mixed >> 31)
        };
        Self([next(), next(), next(), next()])
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let drawn = b.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }

    /// Less than `limit`; 0 where there is nothing less.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(limit);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True so many times out of a hundred.
    pub(super) fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }

    /// A place in something that long.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let limit = u64::try_from(length).unwrap_or(u64::MAX);
        usize::try_from(self.below(limit)).unwrap_or_default()
    }

    /// One of them.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.place(from.len())]
    }

    /// From so many seconds to so many.
    pub(super) fn seconds(&mut self, low: u64, high: u64) -> Duration {
        Duration::from_secs(self.between(low, high))
    }

    /// Bytes for an identifier.
    pub(super) fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        let (high, low) = bytes.split_at_mut(8);
        high.copy_from_slice(&self.next().to_be_bytes());
        low.copy_from_slice(&self.next().to_be_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_throws_the_same_and_another_seed_does_not() {
        let throws = |seed| {
            let mut dice = Dice::seeded(seed);
            (0..100).map(|_| dice.below(1_000)).collect::<Vec<_>>()
        };
        assert_eq!(throws(7), throws(7));
        assert_ne!(throws(7), throws(8));
        assert!(throws(7).iter().any(|throw| *throw > 900));
    }

    #[test]
    fn a_throw_stays_within_its_bounds() {
        let mut dice = Dice::seeded(1);
        for _ in 0..1_000 {
            assert!((3..=5).contains(&dice.between(3, 5)));
        }
        assert_eq!(dice.below(0), 0);
        assert!(!dice.percent(0));
        assert!(dice.percent(100));
    }
}
