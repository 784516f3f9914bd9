use payment::{Checkout, Money, PaymentLinkId, Reference, Timestamp};

use super::{
    super::{
        Column, Fault, Place, Report,
        row::{NotificationRow, SessionRow},
    },
    Log, Told,
};
use crate::{Digest, Version, log, view::Outline};

impl Log<'_> {
    pub(super) fn compare_sessions(&mut self, kept: &[SessionRow], report: &mut Report) {
        let mut told = std::mem::take(&mut self.sessions);
        for row in kept {
            let digest = row.digest.as_deref().unwrap_or_default();
            let known = told
                .get(digest)
                .is_some_and(|(attempt, _)| Some(attempt) == row.attempt.as_ref());
            if known {
                told.remove(digest);
            } else if !matches!(self.told, Told::Lost) {
                report.add(Place::Checkout(self.id.clone()), Fault::SessionAdded);
            }
        }
        for (_, seq) in told.into_values() {
            self.name(seq, Fault::SessionMissing, report);
        }
    }

    pub(super) fn compare_row(&self, checkout: &Checkout, report: &mut Report) {
        let text =
            |kept: &Option<Vec<u8>>, told: Option<&str>| kept.as_deref() == told.map(str::as_bytes);
        let row = self.row;
        let (order, outline) = (&checkout.order, Outline::of(checkout));
        let columns = [
            (Column::Mode, text(&row.mode, Some(order.mode.as_str()))),
            (
                Column::Status,
                text(&row.status, Some(checkout.status().as_str())),
            ),
            (
                Column::Reference,
                text(
                    &row.reference,
                    order.reference.as_ref().map(Reference::as_str),
                ),
            ),
            (Column::Amount, row.amount == order.amount.map(Money::cents)),
            (
                Column::CreatedAt,
                row.created_at == Some(checkout.created_at.as_micros()),
            ),
            (
                Column::ExpiresAt,
                row.expires_at == Some(checkout.expires_at.as_micros()),
            ),
            (Column::Method, text(&row.method, outline.method())),
            (Column::Paid, row.paid == outline.paid()),
            (Column::PaidAt, row.paid_at == outline.paid_at()),
            (Column::Cases, row.cases == Some(outline.cases())),
            (
                Column::PaymentLink,
                text(
                    &row.payment_link,
                    order.payment_link.as_ref().map(PaymentLinkId::as_str),
                ),
            ),
        ];
        for (column, same) in columns {
            if !same {
                self.differs(column, report);
            }
        }
        let token = row.token.as_deref().unwrap_or_default();
        if row.token_digest.as_deref() != Some(Digest::of(token).as_sql()) {
            report.add(Place::Checkout(self.id.clone()), Fault::TokenAltered);
        }
    }

    pub(super) fn compare_notifications(
        &self,
        checkout: &Checkout,
        kept: &[NotificationRow],
        since: Timestamp,
        report: &mut Report,
    ) {
        let mut told = self.notifications.clone();
        for row in kept {
            let Some((seq, due)) = row.seq.and_then(|seq| Some((seq, told.remove(&seq)?))) else {
                report.add(Place::Checkout(self.id.clone()), Fault::NotificationAdded);
                continue;
            };
            let id = Version::from_sql(seq).map(|seq| log::event_id(&self.id, seq));
            let text =
                |kept: &Option<Vec<u8>>, told: &str| kept.as_deref() == Some(told.as_bytes());
            let follows = id.is_some_and(|id| text(&row.id, id.as_str()))
                && row.merchant == self.row.merchant
                && text(&row.mode, checkout.order.mode.as_str())
                && text(&row.kind, due.kind.as_str())
                && row.created_at == Some(due.at.as_micros());
            if !follows {
                self.name(seq, Fault::NotificationDiffers, report);
            }
            let body = row.body.as_deref().unwrap_or_default();
            if due
                .told
                .is_some_and(|told| told != Digest::of(body).as_sql())
            {
                self.name(seq, Fault::NotificationAltered, report);
            }
        }
        for (seq, due) in told {
            if due.at >= since {
                self.name(seq, Fault::NotificationMissing, report);
            }
        }
    }
}
