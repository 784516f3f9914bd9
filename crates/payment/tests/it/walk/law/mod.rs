//! What must hold of every step.

mod claim;
mod money;
mod more_time;
mod state;
mod told;
mod work;

use payment::{Checkout, Command, Event, NotificationKind, Recorded, Timestamp};

pub(crate) use self::claim::claimed_as_it_must_be;
use super::works::Works;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Law {
    OnePaymentCounts,
    PaidStaysPaid,
    RumoursMoveNoMoney,
    FinalIsFinal,
    OneScreen,
    OneLiveAttempt,
    WorkIsWrittenDown,
    OneClaim,
    Notifications,
    ItsOwnTime,
    AskedForOnce,
    GuaranteeOfTheWanted,
    MoreTime,
    EndsByItself,
}

/// What a law has against a step.
pub(crate) type Objection = (Law, &'static str);

/// One step: a command that led to events.
pub(crate) struct Step<'a> {
    pub(crate) before: &'a Checkout,
    pub(crate) command: &'a Command,
    pub(crate) events: &'a [Recorded],
    pub(crate) after: &'a Checkout,
    /// What is written down after it.
    pub(crate) works: Works,
    pub(crate) told: &'a [NotificationKind],
    pub(crate) now: Timestamp,
}

impl Step<'_> {
    /// The first objection to it.
    pub(crate) fn objection(&self) -> Option<Objection> {
        let laws = [
            (Law::OnePaymentCounts, self.one_payment_counts()),
            (Law::PaidStaysPaid, self.paid_stays_paid()),
            (Law::RumoursMoveNoMoney, self.rumours_move_no_money()),
            (Law::FinalIsFinal, self.final_is_final()),
            (Law::OneScreen, self.screen_fits()),
            (Law::OneLiveAttempt, self.one_live_attempt()),
            (Law::WorkIsWrittenDown, self.work_is_written_down()),
            (Law::OneClaim, self.claim_is_the_merchants()),
            (Law::Notifications, self.notifications()),
            (Law::ItsOwnTime, self.dated_now()),
            (Law::AskedForOnce, self.asked_for_once()),
            (Law::GuaranteeOfTheWanted, self.guarantee()),
            (Law::MoreTime, self.more_time()),
        ];
        laws.into_iter()
            .find_map(|(law, held)| held.err().map(|why| (law, why)))
    }

    fn count(&self, is: impl Fn(&Event) -> bool) -> usize {
        self.events.iter().filter(|fact| is(&fact.event)).count()
    }
}

/// Nothing, or why not.
type Held = Result<(), &'static str>;

fn holds(held: bool, why: &'static str) -> Held {
    if held { Ok(()) } else { Err(why) }
}
