//! What the merchant is told.

use payment::{CaseKind, End, Event, NotificationKind, Status};

use super::{Held, Step, holds};

impl Step<'_> {
    pub(super) fn notifications(&self) -> Held {
        let told = |kind| self.told.iter().filter(|it| **it == kind).count();
        let ended =
            |status| usize::from(self.before.status() != status && self.after.status() == status);
        for (kind, status) in [
            (NotificationKind::Paid, Status::Paid),
            (NotificationKind::Expired, Status::Expired),
            (NotificationKind::Canceled, Status::Canceled),
        ] {
            holds(told(kind) == ended(status), "the end is not told once")?;
        }
        let failed = self.count(|event| {
            matches!(
                event,
                Event::AttemptEnded {
                    end: End::Failed(_),
                    ..
                }
            )
        });
        holds(
            told(NotificationKind::AttemptFailed) == failed,
            "a failure is not told once",
        )?;
        for (kind, case) in [
            (
                NotificationKind::DuplicatePayment,
                CaseKind::DuplicatePayment,
            ),
            (NotificationKind::LatePayment, CaseKind::LatePayment),
            (NotificationKind::PaymentReturned, CaseKind::ReturnedPayment),
        ] {
            let opened = self.after.cases[self.before.cases.len()..]
                .iter()
                .filter(|it| it.kind == case)
                .count();
            holds(told(kind) == opened, "a case is not told once")?;
        }
        Ok(())
    }
}
