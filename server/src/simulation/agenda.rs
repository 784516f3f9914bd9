//! What somebody in a world means to do at some moment.

use std::{cmp::Reverse, collections::BinaryHeap};

use payment::Timestamp;

/// What is meant to be done. The number is the checkout's place in the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Appointment {
    /// The merchant makes the checkout.
    Order(usize),
    /// The customer looks at the page and does something.
    Customer(usize),
    /// The customer finds an old tab and goes on there.
    OldTab(usize),
    /// The bank comes to the end of a payment that took its time.
    Settle(usize),
    /// The customer's bank takes a debit back.
    TakeBack(usize),
    /// The merchant claims what is paid, or what is not.
    Claim(usize),
    /// The merchant calls the checkout off.
    CallOff(usize),
    /// Somebody forges a webhook.
    Forge(usize),
    /// One of the merchant's endpoints goes away for a while.
    ShopLeaves,
    /// It comes back.
    ShopReturns,
    /// The provider is in trouble.
    Trouble,
    /// The provider is well again.
    Calm,
}

/// Appointments by their moment; those of one moment in the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    noted: BinaryHeap<Reverse<(Timestamp, u64, Appointment)>>,
    count: u64,
}

impl Agenda {
    pub(super) fn note(&mut self, at: Timestamp, what: Appointment) {
        self.count += 1;
        self.noted.push(Reverse((at, self.count, what)));
    }

    /// When the next one is.
    pub(super) fn next(&self) -> Option<Timestamp> {
        self.noted.peek().map(|Reverse((at, ..))| *at)
    }

    /// The next one, if its moment has come.
    pub(super) fn take(&mut self, now: Timestamp) -> Option<Appointment> {
        self.next().filter(|at| *at <= now)?;
        self.noted.pop().map(|Reverse((.., what))| what)
    }
}
