use std::fmt;

use payment::{Address, BankAccount, Delivery, Locale, Method, Money, Payer, Reference};
use serde::Serialize;
use url::Url;

use crate::limits::{Limits, OutOfLimits};

/// A session to be made, with every option that the provider documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// How the customer pays.
    pub method: Method,
    /// How much; `None` when the customer says how much inside the frame. Given, it can be
    /// changed neither by the customer nor later `[ET-init]`.
    pub amount: Option<Money>,
    /// The merchant's own name for the order: goes out as `referenceId`.
    pub reference: Option<Reference>,
    /// Who pays. The names are compared with the account holder's `[ET-init, G-setup]`.
    /// Telephone, date of birth and occupation go out for EFT alone `[G-init]`.
    pub payer: Payer,
    /// Where the payer lives: optional for EFT since September 2026 `[CL-2026-09]`. It is
    /// not documented for e-Transfer, and not sent there.
    pub address: Option<Address>,
    /// The account to pay into; the provider's default for the merchant where absent. Its
    /// label is shown to the customer, for guaranteed EFT alone `[G-init]`.
    pub payee_account: Option<BankAccount>,
    /// The language of the frame, which cannot be changed later; the provider's default
    /// where absent.
    pub locale: Option<Locale>,
    /// How the customer gets to the frame. By e-mail for e-Transfer alone `[ET-init, ET-send]`.
    pub delivery: Delivery,
    /// Whether the provider shows its own consent screen; its default where absent. EFT.
    pub consent: Option<Consent>,
    /// What the customer may pay; what was agreed with the provider where absent. EFT.
    pub limits: Option<Limits>,
    /// Where the provider sends the browser at the end. EFT.
    pub redirect: Option<Redirect>,
    /// Whether the customer may change the amount; the provider's default where absent. EFT.
    pub amount_modification: Option<AmountModification>,
    /// The pages that may hold the frame; any where empty. e-Transfer of the first version
    /// alone `[ET-send]`.
    pub client_urls: Vec<Url>,
}

impl NewSession {
    /// A session without any option, to be filled in with `..`.
    #[must_use]
    pub const fn new(method: Method, payer: Payer) -> Self {
        Self {
            method,
            amount: None,
            reference: None,
            payer,
            address: None,
            payee_account: None,
            locale: None,
            delivery: Delivery::Page,
            consent: None,
            limits: None,
            redirect: None,
            amount_modification: None,
            client_urls: Vec::new(),
        }
    }

    /// What is wrong with the amount, given the account's limits.
    pub(crate) fn amount_fault(&self, account: Limits) -> Option<SessionFault> {
        let limits = match self.limits {
            Some(own) => own.within(account),
            None => Some(account),
        };
        let Some(limits) = limits else {
            return Some(SessionFault::Limits(account));
        };
        let checked = self.amount.map_or(Ok(()), |amount| limits.check(amount));
        checked.err().map(SessionFault::Amount)
    }
}

/// Whether the provider asks the customer for consent on a screen of its own
/// (`options.showConsentScreen`). Who hides it must show one of their own `[G-widget, G-evt]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    /// The provider's screen is shown.
    Shown,
    /// It is not; the frame then reports `CONSENT_DISABLED`.
    Hidden,
}

/// Whether the customer may change the amount (`options.amountModification` `[G-det]`).
/// Assumption: it may be sent with a create; it is seen in the answers of details alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountModification {
    /// They may.
    Allowed,
    /// They may not.
    Forbidden,
}

/// How a session ends in the browser (`options.redirectPreferences` `[G-det]`). Assumption:
/// it may be sent with a create; it is seen in the answers of details alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// The way in which the end is told.
    pub mode: RedirectMode,
    /// Where to after a success. What the provider appends is not documented.
    pub success: Url,
    /// Where to after leaving.
    pub exit: Url,
}

/// How the end of a session is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum RedirectMode {
    /// By messages of the frame. The only value that any page shows `[G-det]`.
    JsEvents,
}

/// Why a session cannot be asked for at all: every fault of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Unsupported(pub Vec<SessionFault>);

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{fault}")?;
        }
        Ok(())
    }
}

impl From<SessionFault> for Unsupported {
    fn from(fault: SessionFault) -> Self {
        Self(vec![fault])
    }
}

/// One fault of a session that is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionFault {
    /// Beyond the provider's limits, the account's or the session's own.
    #[error(transparent)]
    Amount(#[from] OutOfLimits),
    /// The session's own limits and the account's leave no amount that both allow.
    #[error("the limits leave no amount that the account allows, which takes {} to {}", .0.minimum(), .0.maximum())]
    Limits(Limits),
    /// An e-Transfer of the first version without an amount, which is mandatory there
    /// `[ET-send]`.
    #[error("an e-Transfer of the first version needs an amount")]
    AmountMissing,
    /// Regular EFT `[E2-idx]` and e-Transfer of the first version `[CL-2026-05]` pay into
    /// the provider's default account only. Leaving the wish out in silence would send the
    /// money elsewhere.
    #[error("this method cannot pay into an account of one's choice")]
    Payee,
    /// Only e-Transfer can be sent by e-mail `[ET-init, ET-send]`.
    #[error("only an e-Transfer can be sent by e-mail")]
    Delivery,
    /// A session of the first version whose payment request is not known, or a debit asked
    /// for as if it were a session.
    #[error("the session has no payment request")]
    NoRequest,
}
