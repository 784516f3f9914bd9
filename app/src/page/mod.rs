//! The pages: what a person sees of a checkout, of the shop of the demonstration, and where
//! there is nothing to see. Everything is loaded before; rendering neither waits nor fails.

use payment::{AttemptId, Locale, Screen, Timestamp, screen};

use crate::{
    action::TypedForm,
    desk::{CheckoutView, Fault},
};

mod account;
pub(crate) mod around;
mod bank;
mod broken;
mod checkout;
mod choose;
mod debit;
mod end;
pub(crate) mod failure;
mod link;
mod live;
mod missing;
mod outbox;
mod payment_link;
mod receipt;
mod sent;
mod shop;
mod status;
mod too_large;

pub use broken::{render_fault, render_link_fault};
pub use checkout::render_page;
pub use live::live_state;
pub use missing::{Onward, render_missing};
pub use outbox::{
    OUTBOX, OUTBOX_SCRIPT, OutboxInput, OutboxLetter, render_outbox, render_outbox_letter,
};
pub use payment_link::{Crowd, LinkForm, PaymentLinkInput, PaymentLinkLook, render_payment_link};
pub use receipt::render_receipt;
pub use shop::{
    LOGO, STORE_STYLE, ShopInput, ShopOrder, ShopOrderState, ShopScenario, ThanksInput,
    render_shop, render_thanks,
};
pub use too_large::{render_too_large, render_too_large_anywhere};

pub use crate::{
    part::{send_receipt::Sending, slow::is_at_bank},
    shell::{Rendered, Site},
};

/// What the page of a checkout is made from.
#[derive(Clone, Debug)]
pub struct PageInput {
    /// The checkout and all around it.
    pub view: CheckoutView,
    /// The language to speak.
    pub locale: Locale,
    /// A form that was not accepted, to be shown again with its faults.
    pub refused: Option<Refused>,
    /// The form of the account was sent without one.
    pub account_missing: bool,
    /// The customer asked for another way although an attempt is live.
    pub choose_again: bool,
    /// Show how it stands without the bank frame, for browsers without scripts.
    pub status_only: bool,
    /// The page does not look again by itself: somebody without scripts has asked for rest.
    pub still: bool,
    /// A form without scripts has just asked for more time.
    pub time_given: bool,
    /// A form was sent from a page that had changed since, and started nothing.
    pub stale: bool,
    /// By what the page's address finds again what was typed, where it does.
    pub typed: Option<String>,
    /// Since when somebody without scripts waits, who said that they are done at their bank.
    pub waiting_since: Option<Timestamp>,
    /// The id for the attempt that the page's form would start.
    pub fresh_attempt: AttemptId,
}

impl PageInput {
    /// The page of that view, as an address that asks for nothing more gets it.
    #[must_use]
    pub const fn of(view: CheckoutView, locale: Locale, fresh_attempt: AttemptId) -> Self {
        Self {
            view,
            locale,
            refused: None,
            account_missing: false,
            choose_again: false,
            status_only: false,
            still: false,
            time_given: false,
            stale: false,
            typed: None,
            waiting_since: None,
            fresh_attempt,
        }
    }
}

/// A form that was not accepted.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What was typed.
    pub form: TypedForm,
    /// Every fault.
    pub faults: Vec<Fault>,
}

/// What `<main>` holds. Mostly the screen decides; the address may ask for another look at
/// the same state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// The choice of a method.
    Choose,
    /// The bank frame.
    Bank,
    /// The frame in which an account is linked.
    Link,
    /// Which account pays.
    Account,
    /// The frame in which the debit agreement is signed.
    Sign,
    /// The link is in an e-mail.
    Sent,
    /// What we are waiting for.
    Waiting,
    /// What went wrong, and the way on.
    Failure,
    /// The end.
    End,
}

impl Look {
    fn of(input: &PageInput) -> Self {
        let checkout = &input.view.checkout;
        let at_the_bank = |look| match (input.choose_again, input.status_only) {
            (true, _) => Self::Choose,
            (false, true) => Self::Waiting,
            (false, false) => look,
        };
        match screen(checkout) {
            Screen::Choose => Self::Choose,
            Screen::Bank => at_the_bank(Self::Bank),
            Screen::Link => at_the_bank(Self::Link),
            Screen::Account => at_the_bank(Self::Account),
            Screen::Sent => at_the_bank(Self::Sent),
            Screen::Agreement => at_the_bank(match around::agreement(&input.view) {
                Some(_) => Self::Sign,
                None => Self::Bank,
            }),
            Screen::Opening | Screen::Checking => Self::Waiting,
            Screen::NotGuaranteed
            | Screen::LowBalance
            | Screen::NameMismatch
            | Screen::SignInFailed
            | Screen::Declined
            | Screen::SessionExpired
            | Screen::Unavailable
            | Screen::Returned
            | Screen::Failed
            | Screen::CanceledByYou => Self::Failure,
            Screen::Paid | Screen::CanceledByShop | Screen::Expired => Self::End,
        }
    }

    /// Its name in the markup.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::Bank => "bank",
            Self::Link => "link",
            Self::Account => "account",
            Self::Sign => "sign",
            Self::Sent => "sent",
            Self::Waiting => "waiting",
            Self::Failure => "failure",
            Self::End => "end",
        }
    }
}
