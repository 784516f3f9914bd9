use jiff::{Timestamp, civil::Date, tz::Offset};

use super::super::super::node::Node;
use crate::{
    debit::{Frequency, Way},
    problem::Faults,
};

const MOST_TRANSACTIONS: i64 = 300;

/// When money moves, and how often.
pub(super) struct Timing {
    pub(super) frequency: Frequency,
    pub(super) start: Date,
    pub(super) end: Option<Date>,
    pub(super) count: Option<u16>,
}

/// Reads when money moves. What repeats ends on a day or after a number of times.
pub(super) fn timing(
    node: &Node<'_>,
    way: Option<Way>,
    now: Timestamp,
    faults: &mut Faults,
) -> Option<Timing> {
    if !node.object(faults) {
        return None;
    }
    let frequency = node.get("paymentFrequency").needed(faults).choice(
        &[
            ("OneTime", Frequency::OneTime),
            ("Weekly", Frequency::Weekly),
            ("Biweekly", Frequency::Biweekly),
            ("Monthly", Frequency::Monthly),
        ],
        faults,
    );
    let start_node = node.get("startDate").needed(faults);
    let start = start_node.day(faults);
    let end = node.get("endDate").day(faults);
    let count = node
        .get("transactionsCount")
        .whole_number(1..=MOST_TRANSACTIONS, faults);
    match (frequency, end.is_some(), count.is_some()) {
        (_, true, true) => {
            faults.add(
                &node.path,
                "endDate and transactionsCount exclude each other",
            );
        }
        (Some(Frequency::Weekly | Frequency::Biweekly | Frequency::Monthly), false, false) => {
            faults.add(&node.path, "endDate or transactionsCount is needed");
        }
        (Some(_) | None, _, _) => {}
    }
    if let Some(start) = start {
        check_start(&start_node, start, way, frequency, now, faults);
        if end.is_some_and(|end| end <= start) {
            faults.add(&node.path, "endDate must be after startDate");
        }
    }
    Some(Timing {
        frequency: frequency?,
        start: start?,
        end,
        count: count.and_then(|count| u16::try_from(count).ok()),
    })
}

/// A debit begins in the future; a credit happens once, today `[E1-tx]`.
fn check_start(
    node: &Node<'_>,
    start: Date,
    way: Option<Way>,
    frequency: Option<Frequency>,
    now: Timestamp,
    faults: &mut Faults,
) {
    let today = today(now);
    match way {
        Some(Way::Debit) if start <= today => faults.add(&node.path, "must be in the future"),
        Some(Way::Credit) => {
            if start != today {
                faults.add(&node.path, "must be today: a credit is made the same day");
            }
            if frequency.is_some_and(|often| often != Frequency::OneTime) {
                faults.add(
                    &node.path,
                    "a credit happens once: paymentFrequency OneTime",
                );
            }
        }
        Some(Way::Debit) | None => {}
    }
}

/// The provider's day. Assumption: eastern standard time all year; its time zone is not
/// documented, and this is the reading that refuses least.
fn today(now: Timestamp) -> Date {
    Offset::constant(-5).to_datetime(now).date()
}
