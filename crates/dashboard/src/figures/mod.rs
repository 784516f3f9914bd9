//! What figures of many days say together.

mod quantile;

use std::collections::BTreeMap;

use payment::{CaseKind, Method};
use store::{Day, DayFigure, Figure, Reached, Took};

use self::quantile::Quantiles;

/// How many days are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// A week.
    Week,
    /// Thirty days.
    #[default]
    Month,
    /// Ninety days.
    Quarter,
}

impl Span {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// How many days.
    #[must_use]
    pub const fn days(self) -> u16 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
        }
    }

    /// The span of so many days, as an address says it.
    #[must_use]
    pub fn of(days: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|span| span.days().to_string() == days)
    }

    /// Its first day, where `today` is the last.
    #[must_use]
    pub fn first(self, today: Day) -> Day {
        today.minus(self.days() - 1)
    }
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) of: u64,
    pub(crate) count: u64,
}

impl Share {
    /// In hundredths, rounded down: what is not all is never shown as all.
    pub(crate) fn percent(self) -> Option<u64> {
        let percent = u128::from(self.count) * 100;
        let percent = percent.checked_div(u128::from(self.of))?;
        u64::try_from(percent).ok()
    }
}

/// How many, and how much in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) count: u64,
    pub(crate) cents: u64,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OneDay {
    pub(crate) day: Day,
    pub(crate) paid: Sum,
    pub(crate) median: Option<Took>,
    pub(crate) nine_tenths: Option<Took>,
}

/// What is seen of some days together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Summary {
    /// How many checkouts came how far.
    pub(crate) funnel: [(Reached, u64); 5],
    /// Attempts by method, and those of them that brought money. Only methods that were tried.
    pub(crate) methods: Vec<(Method, Share)>,
    /// The same by bank, the most tried first.
    pub(crate) banks: Vec<(String, Share)>,
    /// Each day, whether anything happened on it or not.
    pub(crate) days: Vec<OneDay>,
    /// Of all days.
    pub(crate) paid: Sum,
    /// Half of all payments took no longer.
    pub(crate) median: Option<Took>,
    /// Nine in ten took no longer.
    pub(crate) nine_tenths: Option<Took>,
    /// Money that cannot count or went back. Only what there was.
    pub(crate) cases: Vec<(CaseKind, Sum)>,
}

impl Summary {
    /// The figures of the days from `first` to `last`.
    pub(crate) fn of(figures: &[DayFigure], first: Day, last: Day) -> Self {
        let mut funnel = Reached::ALL.map(|reached| (reached, 0));
        let mut methods = Method::ALL.map(|method| (method, Share::default()));
        let mut banks: BTreeMap<String, Share> = BTreeMap::new();
        let mut days: BTreeMap<Day, (Sum, Quantiles)> = BTreeMap::new();
        let mut day = first;
        while day <= last {
            days.insert(day, Default::default());
            day = day.next();
        }
        let mut all = Quantiles::default();
        let mut cases: Vec<(CaseKind, Sum)> = Vec::new();
        for DayFigure {
            day,
            figure,
            count,
            cents,
        } in figures
        {
            let Some((paid, took)) = days.get_mut(day) else {
                continue;
            };
            match figure {
                Figure::Reached(reached) => {
                    for (stage, so_far) in &mut funnel {
                        if stage == reached {
                            *so_far += count;
                        }
                    }
                }
                Figure::Tried(method) => share(&mut methods, *method).of += count,
                Figure::Succeeded(method) => share(&mut methods, *method).count += count,
                Figure::TriedAt(bank) => banks.entry(bank.clone()).or_default().of += count,
                Figure::SucceededAt(bank) => banks.entry(bank.clone()).or_default().count += count,
                Figure::Took(step) => {
                    took.add(*step, *count);
                    all.add(*step, *count);
                }
                Figure::Paid(_) => {
                    paid.count += count;
                    paid.cents = paid.cents.saturating_add(*cents);
                }
                Figure::Case(kind) => {
                    let place = cases.iter().position(|(known, _)| known == kind);
                    let place = place.unwrap_or_else(|| {
                        cases.push((*kind, Sum::default()));
                        cases.len() - 1
                    });
                    if let Some((_, sum)) = cases.get_mut(place) {
                        sum.count += count;
                        sum.cents = sum.cents.saturating_add(*cents);
                    }
                }
            }
        }
        let mut banks: Vec<_> = banks.into_iter().collect();
        banks.sort_by_key(|(_, share)| std::cmp::Reverse(share.of));
        let days: Vec<_> = days
            .into_iter()
            .map(|(day, (paid, took))| OneDay {
                day,
                paid,
                median: took.at(50),
                nine_tenths: took.at(90),
            })
            .collect();
        let paid = days.iter().fold(Sum::default(), |sum, day| Sum {
            count: sum.count + day.paid.count,
            cents: sum.cents.saturating_add(day.paid.cents),
        });
        Self {
            funnel,
            methods: methods
                .into_iter()
                .filter(|(_, share)| share.of > 0)
                .collect(),
            banks,
            days,
            paid,
            median: all.at(50),
            nine_tenths: all.at(90),
            cases,
        }
    }

    /// Whether nothing happened on any of the days.
    pub(crate) fn is_empty(&self) -> bool {
        self.funnel.iter().all(|(_, count)| *count == 0)
            && self.methods.is_empty()
            && self.paid.count == 0
            && self.cases.is_empty()
    }
}

fn share(methods: &mut [(Method, Share); 3], method: Method) -> &mut Share {
    let place = match method {
        Method::GuaranteedEft => 0,
        Method::ETransfer => 1,
        Method::Eft => 2,
    };
    &mut methods[place].1
}

#[cfg(test)]
mod tests;
