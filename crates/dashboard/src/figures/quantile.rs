use std::collections::BTreeMap;

use store::Took;

/// How long things took, counted by step.
#[derive(Clone, Debug, Default)]
pub(super) struct Quantiles(BTreeMap<Took, u64>);

impl Quantiles {
    pub(super) fn add(&mut self, step: Took, count: u64) {
        *self.0.entry(step).or_default() += count;
    }

    /// What so many in a hundred took no longer than; `None` where there was nothing.
    pub(super) fn at(&self, percent: u64) -> Option<Took> {
        let all: u64 = self.0.values().sum();
        let wanted = (all * percent).div_ceil(100);
        let mut so_far = 0;
        let step = self.0.iter().find(|(_, count)| {
            so_far += **count;
            so_far >= wanted
        });
        step.map(|(step, _)| *step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_and_nine_tenths_are_found_where_they_are() {
        let mut took = Quantiles::default();
        assert_eq!(took.at(50), None);
        for seconds in 1..=10 {
            took.add(Took::of(seconds), 1);
        }
        assert_eq!(took.at(50), Some(Took::of(5)));
        assert_eq!(took.at(90), Some(Took::of(9)));
        took.add(Took::of(600), 100);
        assert_eq!(took.at(50), Some(Took::of(600)));
    }
}
