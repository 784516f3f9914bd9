use serde::{Deserialize, Serialize};

use crate::{
    Api, Attempt, AttemptState, CanceledBy, Checkout, Claim, CloseReason, Delivery, End,
    FailureCode, Linking, Phase, Reading,
};

/// What the customer sees. Every state of a checkout has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Screen {
    /// Choose a method and say who pays.
    Choose,
    /// The provider is being asked for a session.
    Opening,
    /// The frame in which the customer links an account.
    Link,
    /// Which account pays.
    Account,
    /// The provider has e-mailed the customer a link.
    Sent,
    /// The bank frame.
    Bank,
    /// The frame says that it is done, or the attempt is being stopped: we are asking.
    Checking,
    /// The debit agreement is not signed.
    Agreement,
    /// Paid.
    Paid,
    /// The payment cannot be guaranteed; another way may do.
    NotGuaranteed,
    /// The account does not hold enough.
    LowBalance,
    /// The account holder is not the payer.
    NameMismatch,
    /// The bank refused the sign-in.
    SignInFailed,
    /// The customer or the bank declined.
    Declined,
    /// The bank session ran out of time; the checkout has not.
    SessionExpired,
    /// The bank page could not be opened.
    Unavailable,
    /// The bank returned the debit.
    Returned,
    /// The attempt failed for a reason that nobody told us.
    Failed,
    /// The customer stopped the payment.
    CanceledByYou,
    /// The merchant called the order off.
    CanceledByShop,
    /// The page's time is up.
    Expired,
}

impl Screen {
    /// Every screen.
    pub const ALL: [Self; 21] = [
        Self::Choose,
        Self::Opening,
        Self::Link,
        Self::Account,
        Self::Sent,
        Self::Bank,
        Self::Checking,
        Self::Agreement,
        Self::Paid,
        Self::NotGuaranteed,
        Self::LowBalance,
        Self::NameMismatch,
        Self::SignInFailed,
        Self::Declined,
        Self::SessionExpired,
        Self::Unavailable,
        Self::Returned,
        Self::Failed,
        Self::CanceledByYou,
        Self::CanceledByShop,
        Self::Expired,
    ];

    /// Its name in the page's markup and in the docs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::Opening => "opening",
            Self::Link => "link",
            Self::Account => "account",
            Self::Sent => "sent",
            Self::Bank => "bank",
            Self::Checking => "checking",
            Self::Agreement => "agreement",
            Self::Paid => "paid",
            Self::NotGuaranteed => "not_guaranteed",
            Self::LowBalance => "low_balance",
            Self::NameMismatch => "name_mismatch",
            Self::SignInFailed => "sign_in_failed",
            Self::Declined => "declined",
            Self::SessionExpired => "session_expired",
            Self::Unavailable => "unavailable",
            Self::Returned => "returned",
            Self::Failed => "failed",
            Self::CanceledByYou => "canceled_by_you",
            Self::CanceledByShop => "canceled_by_shop",
            Self::Expired => "expired",
        }
    }
}

/// The screen of a checkout.
#[must_use]
pub fn screen(checkout: &Checkout) -> Screen {
    match &checkout.phase {
        Phase::Paid(_) => Screen::Paid,
        Phase::Canceled { .. } => Screen::CanceledByShop,
        Phase::Expired { .. } => Screen::Expired,
        Phase::Closing {
            reason: CloseReason::Expired | CloseReason::Canceled,
            ..
        } => Screen::Checking,
        Phase::Open => open_screen(checkout),
    }
}

fn open_screen(checkout: &Checkout) -> Screen {
    let Some(attempt) = checkout.attempts.last() else {
        return Screen::Choose;
    };
    match &attempt.state {
        AttemptState::Opening => Screen::Opening,
        AttemptState::Linking(_) | AttemptState::Live if attempt.stop_asked.is_some() => {
            Screen::Checking
        }
        AttemptState::Linking(linking) => match linking {
            Linking::SignIn => Screen::Link,
            Linking::Reading { .. } => Screen::Checking,
            Linking::Choosing { .. } => Screen::Account,
            Linking::Chosen | Linking::DebitAsked => Screen::Opening,
        },
        AttemptState::Live => live_screen(attempt),
        AttemptState::Ended { end, .. } => match end {
            // Paid ends the checkout with the attempt; between the two events we are still asking.
            End::Paid { .. } => Screen::Checking,
            End::Superseded => Screen::Choose,
            End::Canceled(CanceledBy::Customer) => Screen::CanceledByYou,
            End::Canceled(CanceledBy::Merchant | CanceledBy::Clock) => Screen::Choose,
            End::Failed(failure) => match failure.code {
                FailureCode::SignInFailed => Screen::SignInFailed,
                FailureCode::NotGuaranteed => Screen::NotGuaranteed,
                FailureCode::NameMismatch => Screen::NameMismatch,
                FailureCode::LowBalance => Screen::LowBalance,
                FailureCode::Declined => Screen::Declined,
                FailureCode::SessionExpired => Screen::SessionExpired,
                FailureCode::ProviderUnavailable | FailureCode::ProviderRefused => {
                    Screen::Unavailable
                }
                FailureCode::Returned => Screen::Returned,
                FailureCode::Unknown => Screen::Failed,
            },
        },
    }
}

fn live_screen(attempt: &Attempt) -> Screen {
    match attempt.delivery {
        Delivery::Email => return Screen::Sent,
        Delivery::Page => {}
    }
    // A debit from a linked account has no page of the bank: what it has is an agreement to
    // sign, once the provider has told where.
    let page = match (
        attempt.session.as_ref().map(|session| session.api),
        &attempt.agreement,
    ) {
        (Some(Api::EftV1), None) => Screen::Opening,
        (Some(Api::EftV1), Some(_)) => Screen::Agreement,
        (Some(Api::V2 | Api::ETransferV1) | None, _) => Screen::Bank,
    };
    match (&attempt.reading, attempt.claim) {
        // What the provider answers outweighs what the frame claims.
        (Some(Reading::AgreementMissing), Some(Claim::Underway | Claim::Over) | None) => match page
        {
            Screen::Opening => Screen::Opening,
            _ => Screen::Agreement,
        },
        (Some(Reading::Scheduled), _) | (_, Some(Claim::Done)) => Screen::Checking,
        (_, Some(Claim::Underway | Claim::Over) | None) => page,
    }
}
