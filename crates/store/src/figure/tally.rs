//! What one checkout adds to the figures.

use std::collections::BTreeMap;

use payment::{Attempt, Checkout, Claim, Linking, Reading};

use super::{Day, Figure, Took};

/// How far a checkout came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reached {
    /// It was made.
    Created,
    /// The customer chose a method and started.
    Chosen,
    /// They were seen at their bank.
    AtBank,
    /// They agreed there, as far as the bank frame or the provider says.
    Authorised,
    /// It is paid.
    Paid,
}

impl Reached {
    /// Every stage, in order.
    pub const ALL: [Self; 5] = [
        Self::Created,
        Self::Chosen,
        Self::AtBank,
        Self::Authorised,
        Self::Paid,
    ];

    /// Its name where it is kept.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Chosen => "chosen",
            Self::AtBank => "at_bank",
            Self::Authorised => "authorised",
            Self::Paid => "paid",
        }
    }

    fn by(checkout: &Checkout) -> Self {
        if checkout.payment().is_some() {
            return Self::Paid;
        }
        let furthest = checkout.attempts.iter().map(of_attempt).max();
        furthest.unwrap_or(Self::Created)
    }
}

/// Steps are hints, and here that is good enough: these figures move no money.
fn of_attempt(attempt: &Attempt) -> Reached {
    let (read, refused) = match &attempt.reading {
        None | Some(Reading::Undecided) => (Reached::Chosen, false),
        Some(Reading::Canceled | Reading::Expired) => (Reached::Chosen, true),
        Some(Reading::AgreementMissing) => (Reached::AtBank, false),
        Some(Reading::Failed(_)) => (Reached::AtBank, true),
        Some(Reading::Scheduled | Reading::Paid { .. } | Reading::Returned { .. }) => {
            (Reached::Authorised, false)
        }
    };
    let seen = if attempt.claim == Some(Claim::Done) && !refused {
        Reached::Authorised
    } else if !attempt.steps.is_empty() || has_linked(attempt) {
        Reached::AtBank
    } else {
        Reached::Chosen
    };
    read.max(seen)
}

fn has_linked(attempt: &Attempt) -> bool {
    let beyond = match attempt.linking() {
        Some(
            Linking::Reading { .. }
            | Linking::Choosing { .. }
            | Linking::Chosen
            | Linking::DebitAsked,
        ) => true,
        Some(Linking::SignIn) | None => false,
    };
    beyond || attempt.account.is_some()
}

/// How many, and how much money in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) count: i64,
    pub(super) cents: i64,
}

/// Figures in the making, under what they are filed by: day, kind and label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums(BTreeMap<(i64, &'static str, String), Sum>);

impl Sums {
    fn add(&mut self, day: Day, figure: &Figure, cents: i64) {
        let (kind, label) = figure.as_sql();
        let sum = self.0.entry((day.as_sql(), kind, label)).or_default();
        sum.count += 1;
        sum.cents = sum.cents.saturating_add(cents);
    }

    /// What leads from these to `after`.
    pub(super) fn to(self, after: Self) -> Self {
        let mut change = after;
        for (key, before) in self.0 {
            let sum = change.0.entry(key).or_default();
            sum.count -= before.count;
            sum.cents = sum.cents.saturating_sub(before.cents);
        }
        change.0.retain(|_, sum| *sum != Sum::default());
        change
    }

    pub(super) fn merge(&mut self, more: Self) {
        for (key, more) in more.0 {
            let sum = self.0.entry(key).or_default();
            sum.count += more.count;
            sum.cents = sum.cents.saturating_add(more.cents);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (i64, &'static str, &str, Sum)> {
        let parts = self.0.iter();
        parts.map(|((day, kind, label), sum)| (*day, *kind, label.as_str(), *sum))
    }
}

/// What a checkout adds, as it stands.
pub(super) fn tally(checkout: &Checkout) -> Sums {
    let mut sums = Sums::default();
    let made = Day::of(checkout.created_at);
    let reached = Reached::by(checkout);
    for stage in Reached::ALL.into_iter().filter(|stage| *stage <= reached) {
        sums.add(made, &Figure::Reached(stage), 0);
    }
    for attempt in &checkout.attempts {
        attempted(&mut sums, attempt);
    }
    if let (Some(payment), Some(first)) = (checkout.payment(), checkout.attempts.first()) {
        let day = Day::of(payment.paid_at);
        let took = Took::from(payment.paid_at.since(first.started_at));
        sums.add(day, &Figure::Took(took), 0);
        sums.add(day, &Figure::Paid(payment.method), payment.amount.cents());
    }
    for case in &checkout.cases {
        let day = Day::of(case.at);
        sums.add(day, &Figure::Case(case.kind), case.amount.cents());
    }
    sums
}

fn attempted(sums: &mut Sums, attempt: &Attempt) {
    let day = Day::of(attempt.started_at);
    let bank = attempt.account.as_ref();
    let bank = bank.map(|account| account.institution.as_str().to_owned());
    sums.add(day, &Figure::Tried(attempt.method), 0);
    if let Some(bank) = &bank {
        sums.add(day, &Figure::TriedAt(bank.clone()), 0);
    }
    if attempt.is_paid() {
        sums.add(day, &Figure::Succeeded(attempt.method), 0);
        if let Some(bank) = bank {
            sums.add(day, &Figure::SucceededAt(bank), 0);
        }
    }
}
