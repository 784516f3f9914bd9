use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{CaseKind, Checkout, CloseReason, End, Event, Status};

/// What a merchant is told of. The names are stable: they are in the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum NotificationKind {
    /// The checkout is paid. Final.
    Paid,
    /// An attempt failed; the customer may try again.
    AttemptFailed,
    /// The checkout ran out of time. Final.
    Expired,
    /// The checkout was called off. Final.
    Canceled,
    /// Money came for a checkout that was paid already.
    DuplicatePayment,
    /// Money came for a checkout that had expired or was called off.
    LatePayment,
    /// The bank took a payment back.
    PaymentReturned,
}

/// The text names no kind of notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no such kind of notification")]
pub struct UnknownNotificationKind;

impl NotificationKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Paid,
        Self::AttemptFailed,
        Self::Expired,
        Self::Canceled,
        Self::DuplicatePayment,
        Self::LatePayment,
        Self::PaymentReturned,
    ];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paid => "checkout.paid",
            Self::AttemptFailed => "checkout.attempt_failed",
            Self::Expired => "checkout.expired",
            Self::Canceled => "checkout.canceled",
            Self::DuplicatePayment => "checkout.duplicate_payment",
            Self::LatePayment => "checkout.late_payment",
            Self::PaymentReturned => "checkout.payment_returned",
        }
    }

    /// Whether it tells how the checkout ended. A checkout has exactly one such.
    #[must_use]
    pub const fn is_final(self) -> bool {
        match self {
            Self::Paid | Self::Expired | Self::Canceled => true,
            Self::AttemptFailed
            | Self::DuplicatePayment
            | Self::LatePayment
            | Self::PaymentReturned => false,
        }
    }
}

impl fmt::Display for NotificationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for NotificationKind {
    type Err = UnknownNotificationKind;

    fn from_str(text: &str) -> Result<Self, UnknownNotificationKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or(UnknownNotificationKind)
    }
}

impl TryFrom<String> for NotificationKind {
    type Error = UnknownNotificationKind;

    fn try_from(text: String) -> Result<Self, UnknownNotificationKind> {
        text.parse()
    }
}

impl From<NotificationKind> for &'static str {
    fn from(kind: NotificationKind) -> Self {
        kind.as_str()
    }
}

/// What the merchant is told of an event, if anything. `checkout` is as it stands after the
/// event. An event that changed nothing tells nothing.
#[must_use]
pub fn notification_after(checkout: &Checkout, event: &Event) -> Option<NotificationKind> {
    match event {
        Event::CheckoutPaid { attempt } => checkout
            .payment()
            .is_some_and(|payment| payment.attempt == *attempt)
            .then_some(NotificationKind::Paid),
        Event::CheckoutClosed { reason } => {
            let (status, kind) = match reason {
                CloseReason::Expired => (Status::Expired, NotificationKind::Expired),
                CloseReason::Canceled => (Status::Canceled, NotificationKind::Canceled),
            };
            (checkout.status() == status).then_some(kind)
        }
        Event::CaseOpened { kind, .. } => Some(match kind {
            CaseKind::DuplicatePayment => NotificationKind::DuplicatePayment,
            CaseKind::LatePayment => NotificationKind::LatePayment,
            CaseKind::ReturnedPayment => NotificationKind::PaymentReturned,
        }),
        Event::AttemptEnded { end, .. } => match end {
            End::Failed(_) => Some(NotificationKind::AttemptFailed),
            // The customer went another way, or the checkout's own end says it.
            End::Superseded | End::Canceled(_) | End::Paid { .. } => None,
        },
        Event::CheckoutCreated { .. }
        | Event::AttemptStarted { .. }
        | Event::LinkingBegan { .. }
        | Event::LoginReceived { .. }
        | Event::AccountsAsked { .. }
        | Event::AccountsRead { .. }
        | Event::AccountChosen { .. }
        | Event::DebitAsked { .. }
        | Event::SessionOpened { .. }
        | Event::AgreementOffered { .. }
        | Event::GuaranteeAnswered { .. }
        | Event::StepSeen { .. }
        | Event::WebhookReceived { .. }
        | Event::ReadingChanged { .. }
        | Event::StopAsked { .. }
        | Event::CheckoutExtended { .. }
        | Event::ClosingBegan { .. }
        | Event::CheckoutClaimed { .. } => None,
    }
}
