//! The pages: what a person sees of a checkout, of the shop of the demonstration, and where
//! there is nothing to see. Everything is loaded before; rendering neither waits nor fails.

use payment::{AttemptId, Locale, Screen, screen};

use crate::{
    action::TypedForm,
    desk::{CheckoutView, Fault},
};

pub(crate) mod around;
mod bank;
mod broken;
mod checkout;
mod choose;
mod end;
pub(crate) mod failure;
mod live;
mod missing;
mod receipt;
mod shop;
mod status;

pub use broken::render_fault;
pub use checkout::render_page;
pub use live::live_state;
pub use missing::render_missing;
pub use receipt::render_receipt;
pub use shop::{LOGO, ShopInput, ShopScenario, ThanksInput, render_shop, render_thanks};

pub use crate::shell::{Rendered, Site};

/// What the page of a checkout is made from.
#[derive(Clone, Debug)]
pub struct PageInput {
    /// The checkout and all around it.
    pub view: CheckoutView,
    /// The language to speak.
    pub locale: Locale,
    /// A form that was not accepted, to be shown again with its faults.
    pub refused: Option<Refused>,
    /// The customer asked for another way although an attempt is live.
    pub choose_again: bool,
    /// Show how it stands without the bank frame, for browsers without scripts.
    pub status_only: bool,
    /// The id for the attempt that the page's form would start.
    pub fresh_attempt: AttemptId,
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
    /// What we are waiting for.
    Waiting,
    /// What went wrong, and the way on.
    Failure,
    /// The end.
    End,
}

impl Look {
    fn of(input: &PageInput) -> Self {
        match screen(&input.view.checkout) {
            Screen::Choose => Self::Choose,
            Screen::Bank | Screen::Agreement if input.choose_again => Self::Choose,
            Screen::Bank | Screen::Agreement if input.status_only => Self::Waiting,
            Screen::Bank | Screen::Agreement => Self::Bank,
            Screen::Opening | Screen::Checking => Self::Waiting,
            Screen::NotGuaranteed
            | Screen::LowBalance
            | Screen::NameMismatch
            | Screen::SignInFailed
            | Screen::Declined
            | Screen::SessionExpired
            | Screen::Unavailable
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
            Self::Waiting => "waiting",
            Self::Failure => "failure",
            Self::End => "end",
        }
    }
}
