//! What worlds saw, in sums.

use std::{fmt, time::Duration};

use payment::{CaseKind, Event, Recorded};

/// Counted in one world, or in all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(super) worlds: u64,
    pub(super) checkouts: u64,
    pub(super) steps: u64,
    pub(super) events: u64,
    pub(super) attempts: u64,
    pub(super) extensions: u64,
    pub(super) paid: u64,
    pub(super) claimed: u64,
    pub(super) duplicates: u64,
    pub(super) late: u64,
    pub(super) returned: u64,
    pub(super) requests: u64,
    pub(super) webhooks: u64,
    pub(super) forged: u64,
    pub(super) sent: u64,
    pub(super) arrived: u64,
    pub(super) troubles: u64,
    pub(super) crashes: u64,
    pub(super) standstills: u64,
    /// How long the worlds lived, by their own clocks.
    pub(super) lived: Duration,
}

impl Counts {
    /// Counts one event.
    pub(super) fn note(&mut self, recorded: &Recorded) {
        self.events += 1;
        let counted = match &recorded.event {
            Event::AttemptStarted { .. } => &mut self.attempts,
            Event::CheckoutExtended { .. } => &mut self.extensions,
            Event::CheckoutPaid { .. } => &mut self.paid,
            Event::CheckoutClaimed { .. } => &mut self.claimed,
            Event::CaseOpened { kind, .. } => match kind {
                CaseKind::DuplicatePayment => &mut self.duplicates,
                CaseKind::LatePayment => &mut self.late,
                CaseKind::ReturnedPayment => &mut self.returned,
            },
            _ => return,
        };
        *counted += 1;
    }

    /// Adds what another world saw.
    pub(super) fn add(&mut self, other: &Self) {
        let Self {
            worlds,
            checkouts,
            steps,
            events,
            attempts,
            extensions,
            paid,
            claimed,
            duplicates,
            late,
            returned,
            requests,
            webhooks,
            forged,
            sent,
            arrived,
            troubles,
            crashes,
            standstills,
            lived,
        } = other;
        for (sum, more) in [
            (&mut self.worlds, worlds),
            (&mut self.checkouts, checkouts),
            (&mut self.steps, steps),
            (&mut self.events, events),
            (&mut self.attempts, attempts),
            (&mut self.extensions, extensions),
            (&mut self.paid, paid),
            (&mut self.claimed, claimed),
            (&mut self.duplicates, duplicates),
            (&mut self.late, late),
            (&mut self.returned, returned),
            (&mut self.requests, requests),
            (&mut self.webhooks, webhooks),
            (&mut self.forged, forged),
            (&mut self.sent, sent),
            (&mut self.arrived, arrived),
            (&mut self.troubles, troubles),
            (&mut self.crashes, crashes),
            (&mut self.standstills, standstills),
        ] {
            *sum += more;
        }
        self.lived += *lived;
    }
}

/// What a simulation saw, and how long it took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Report {
    pub(super) counts: Counts,
    pub(super) took: Duration,
}

impl Report {
    /// In one line.
    pub(crate) fn in_short(&self) -> String {
        let it = &self.counts;
        format!(
            "{} checkouts in {} worlds, {} a minute",
            it.checkouts,
            it.worlds,
            self.a_minute(it.checkouts)
        )
    }

    /// So many a minute.
    fn a_minute(&self, count: u64) -> u64 {
        let millis = self.took.as_millis().max(1);
        u64::try_from(u128::from(count) * 60_000 / millis).unwrap_or(u64::MAX)
    }
}

const DAYS_OF_A_YEAR: u64 = 365;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let it = &self.counts;
        let days = it.lived.as_secs() / (24 * 60 * 60);
        writeln!(
            f,
            "{} checkouts in {} worlds, {} virtual years, in {} s: {} checkouts and {} virtual years a minute",
            it.checkouts,
            it.worlds,
            days / DAYS_OF_A_YEAR,
            self.took.as_secs(),
            self.a_minute(it.checkouts),
            self.a_minute(days) / DAYS_OF_A_YEAR,
        )?;
        writeln!(
            f,
            "{} steps, {} facts, {} attempts, {} requests to the provider, {} webhooks, {} forged",
            it.steps, it.events, it.attempts, it.requests, it.webhooks, it.forged,
        )?;
        writeln!(
            f,
            "{} times trouble at the provider, {} crashes, {} steps that stood still while others went on",
            it.troubles, it.crashes, it.standstills,
        )?;
        writeln!(
            f,
            "{} notifications arrived, sent {} times",
            it.arrived, it.sent,
        )?;
        write!(
            f,
            "{} paid, {} claimed, {} paid twice, {} paid late, {} taken back, {} times more time",
            it.paid, it.claimed, it.duplicates, it.late, it.returned, it.extensions,
        )
    }
}
