use std::time::Duration;

/// How long something took, to within an eighth: enough for a median, and few enough different
/// ones to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Took(u64);

impl Took {
    /// The step that so many seconds fall on.
    #[must_use]
    pub const fn of(seconds: u64) -> Self {
        let beyond = Self::beyond(seconds);
        Self((seconds >> beyond) << beyond)
    }

    /// The least number of seconds on this step.
    #[must_use]
    pub const fn seconds(self) -> u64 {
        self.0
    }

    /// The greatest: what is on it took no longer.
    #[must_use]
    pub const fn at_most(self) -> u64 {
        self.0 | ((1 << Self::beyond(self.0)) - 1)
    }

    /// How many binary digits are not kept: all but the first four.
    const fn beyond(seconds: u64) -> u32 {
        (u64::BITS - seconds.leading_zeros()).saturating_sub(4)
    }
}

impl From<Duration> for Took {
    fn from(took: Duration) -> Self {
        Self::of(took.as_secs())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_step_is_never_more_than_an_eighth_off(seconds in 0..u64::MAX / 8) {
            let step = Took::of(seconds).seconds();
            prop_assert!(step <= seconds);
            prop_assert!((seconds - step) * 8 <= seconds);
            let most = Took::of(seconds).at_most();
            prop_assert!(seconds <= most && (most - step) * 8 <= step);
            prop_assert_eq!(Took::of(most), Took::of(seconds));
            prop_assert!(Took::of(most + 1) > Took::of(seconds));
        }

        #[test]
        fn what_took_longer_is_never_on_a_lower_step(one: u64, other: u64) {
            let (less, more) = (one.min(other), one.max(other));
            prop_assert!(Took::of(less) <= Took::of(more));
            prop_assert_eq!(Took::of(Took::of(one).seconds()), Took::of(one));
        }
    }
}
