//! Where money is.

use payment::{Attempt, CaseKind, Checkout, Command, End, Event, Evidence, Reading, Status};

use super::{Held, Step, holds};

impl Step<'_> {
    pub(super) fn one_payment_counts(&self) -> Held {
        let counted = self.count(|event| matches!(event, Event::CheckoutPaid { .. }));
        holds(counted <= 1, "two payments counted at once")?;
        let was_final = self.before.status().is_final();
        holds(
            counted == 0 || !was_final,
            "a payment counted after the end",
        )?;
        for attempt in self.after.attempts.iter().filter(|it| it.is_paid()) {
            let is_counted = self
                .after
                .payment()
                .is_some_and(|payment| payment.attempt == attempt.id);
            let cases = cases(self.after, attempt, |kind| {
                kind != CaseKind::ReturnedPayment
            });
            holds(
                cases == usize::from(!is_counted),
                "money neither counts nor has a case, or both",
            )?;
        }
        let of_no_attempt = self.after.cases.iter().any(|case| {
            !self
                .after
                .attempt(&case.attempt)
                .is_some_and(Attempt::is_paid)
        });
        holds(!of_no_attempt, "a case without money")?;
        let late = self.count(|event| is_case(event, CaseKind::LatePayment));
        let duplicate = self.count(|event| is_case(event, CaseKind::DuplicatePayment));
        holds(
            duplicate == 0 || self.before.status() == Status::Paid,
            "a duplicate of nothing",
        )?;
        holds(
            late == 0 || matches!(self.before.status(), Status::Expired | Status::Canceled),
            "late for what had not ended",
        )
    }

    pub(super) fn paid_stays_paid(&self) -> Held {
        holds(
            self.before.payment().is_none() || self.before.payment() == self.after.payment(),
            "a payment was undone",
        )?;
        for attempt in self.before.attempts.iter().filter(|it| it.is_paid()) {
            let then = self.after.attempt(&attempt.id);
            holds(
                then.is_some_and(|then| then.end() == attempt.end()),
                "money that came is gone",
            )?;
        }
        holds(
            self.after.cases.starts_with(&self.before.cases),
            "a case is gone",
        )?;
        for attempt in self.after.attempts.iter().filter(|it| it.is_paid()) {
            let is_back = matches!(attempt.reading, Some(Reading::Returned { .. }));
            let cases = cases(self.after, attempt, |kind| {
                kind == CaseKind::ReturnedPayment
            });
            holds(
                cases == usize::from(is_back),
                "money went back without a case, or has a case and did not",
            )?;
        }
        Ok(())
    }

    pub(super) fn rumours_move_no_money(&self) -> Held {
        for fact in self.events.iter().filter(|fact| is_money(&fact.event)) {
            holds(
                matches!(self.command, Command::Read { .. }),
                "money without an answer of the provider's",
            )?;
            holds(
                matches!(fact.evidence, Evidence::StatusRead | Evidence::Report),
                "money on weaker evidence",
            )?;
        }
        Ok(())
    }
}

fn cases(checkout: &Checkout, attempt: &Attempt, is: impl Fn(CaseKind) -> bool) -> usize {
    checkout
        .cases
        .iter()
        .filter(|case| case.attempt == attempt.id && is(case.kind))
        .count()
}

fn is_case(event: &Event, of: CaseKind) -> bool {
    matches!(event, Event::CaseOpened { kind, .. } if *kind == of)
}

fn is_money(event: &Event) -> bool {
    matches!(
        event,
        Event::CheckoutPaid { .. }
            | Event::CaseOpened { .. }
            | Event::ReadingChanged { .. }
            | Event::AttemptEnded {
                end: End::Paid { .. },
                ..
            }
    )
}
