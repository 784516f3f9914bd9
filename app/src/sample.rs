//! Every page that a customer can see, of a checkout that nobody made: for whoever wants to look
//! at what pages look like.

mod log;
mod made;
mod scene;

use std::str::FromStr;

use payment::{Locale, Mode, Screen, Theme};

pub use self::{
    log::Log,
    made::paid,
    scene::{
        AGREEMENT, BANK, LOGIN, SESSION, SO_FAR, account, at, attempt_id, cents, full_order, input,
        linked, merchant, order, payer, view, view_of,
    },
};
use crate::{
    brand::Brand,
    page::{Rendered, Site},
};

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sample {
    /// A checkout that stands at that screen.
    Screen(Screen),
    /// The choice of a method by somebody whom the merchant named.
    ChooseGiven,
    /// The same where the customer says how much.
    ChooseOpen,
    /// The same with everything wrong.
    ChooseRefused,
    /// The choice of another method, while an attempt is live.
    ChooseAgain,
    /// The choice of a method, shortly before the page's time is up.
    Ending,
    /// The bank frame, when all the time is given that there is.
    EndingLast,
    /// Something is waited for, and for longer than usual.
    Slow,
    /// The bank frame, while the page cannot reach us.
    Offline,
    /// The page's time is up, and the payment can be begun anew.
    ExpiredAnew,
    /// How it stands, for browsers without scripts.
    Status,
    /// Several accounts to choose from.
    AccountSeveral,
    /// The same with none chosen.
    AccountUnchosen,
    /// The frame in which an account is linked cannot be opened.
    LinkFault,
    /// The bank's page for a transfer.
    BankTransfer,
    /// The accounts are being read.
    Reading,
    /// A debit is being made.
    Preparing,
    /// The debit agreement is to be signed.
    Sign,
    /// An e-mail is being sent.
    Sending,
    /// The attempt is being stopped.
    Stopping,
    /// Paid less than was asked.
    PaidShort,
    /// Paid by a debit that is not guaranteed.
    PaidEft,
    /// Paid twice.
    PaidTwice,
    /// Paid, and the bank took it back.
    PaidReturned,
    /// The receipt.
    Receipt,
    /// A payment link with a fixed amount.
    PaymentLink,
    /// One whose visitor says how much.
    PaymentLinkOpen,
    /// One that lets nobody in any more.
    PaymentLinkShut,
    /// More was sent than anybody reads.
    TooLarge,
    /// There is no such page.
    Missing,
    /// Something of ours does not work.
    Fault,
}

/// In what a page is shown.
#[derive(Clone, Copy, Debug)]
pub struct Wearing<'a> {
    /// The merchant's look.
    pub brand: &'a Brand,
    /// By which light.
    pub theme: Theme,
    /// The language.
    pub locale: Locale,
    /// Whether it says that it is a test.
    pub mode: Mode,
    /// What the build made.
    pub site: &'a Site,
}

/// The text names no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is none of the pages that there are")]
pub struct UnknownSample;

impl Sample {
    /// Every page that is not a screen by itself.
    const OTHERS: [Self; 30] = [
        Self::ChooseGiven,
        Self::ChooseOpen,
        Self::ChooseRefused,
        Self::ChooseAgain,
        Self::Ending,
        Self::EndingLast,
        Self::Slow,
        Self::Offline,
        Self::ExpiredAnew,
        Self::Status,
        Self::AccountSeveral,
        Self::AccountUnchosen,
        Self::LinkFault,
        Self::BankTransfer,
        Self::Reading,
        Self::Preparing,
        Self::Sign,
        Self::Sending,
        Self::Stopping,
        Self::PaidShort,
        Self::PaidEft,
        Self::PaidTwice,
        Self::PaidReturned,
        Self::Receipt,
        Self::PaymentLink,
        Self::PaymentLinkOpen,
        Self::PaymentLinkShut,
        Self::TooLarge,
        Self::Missing,
        Self::Fault,
    ];

    /// Every page.
    pub fn all() -> impl Iterator<Item = Self> {
        Screen::ALL
            .into_iter()
            .map(Self::Screen)
            .chain(Self::OTHERS)
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Screen(screen) => screen.as_str(),
            Self::ChooseGiven => "choose-given",
            Self::ChooseOpen => "choose-open",
            Self::ChooseRefused => "choose-refused",
            Self::ChooseAgain => "choose-again",
            Self::Ending => "ending",
            Self::EndingLast => "ending-last",
            Self::Slow => "slow",
            Self::Offline => "offline",
            Self::ExpiredAnew => "expired-anew",
            Self::Status => "status",
            Self::AccountSeveral => "account-several",
            Self::AccountUnchosen => "account-unchosen",
            Self::LinkFault => "link-fault",
            Self::BankTransfer => "bank-transfer",
            Self::Reading => "reading",
            Self::Preparing => "preparing",
            Self::Sign => "sign",
            Self::Sending => "sending",
            Self::Stopping => "stopping",
            Self::PaidShort => "paid-short",
            Self::PaidEft => "paid-eft",
            Self::PaidTwice => "paid-twice",
            Self::PaidReturned => "paid-returned",
            Self::Receipt => "receipt",
            Self::PaymentLink => "payment-link",
            Self::PaymentLinkOpen => "payment-link-open",
            Self::PaymentLinkShut => "payment-link-shut",
            Self::TooLarge => "too-large",
            Self::Missing => "missing",
            Self::Fault => "fault",
        }
    }

    /// The whole page.
    #[must_use]
    pub fn render(self, wearing: &Wearing<'_>) -> Rendered {
        made::page(self, wearing)
    }
}

impl FromStr for Sample {
    type Err = UnknownSample;

    fn from_str(text: &str) -> Result<Self, UnknownSample> {
        Self::all()
            .find(|it| it.as_str() == text)
            .ok_or(UnknownSample)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn every_page_has_a_name_of_its_own_and_can_be_drawn() {
        for sample in Sample::all() {
            assert_eq!(sample.as_str().parse(), Ok(sample));
            for locale in Locale::ALL {
                let brand = Brand::plain("Épicerie");
                let page = sample.render(&Wearing {
                    brand: &brand,
                    theme: Theme::Dark,
                    locale,
                    mode: Mode::Live,
                    site: &Site::default(),
                });
                assert!(page.html.contains("<h1"), "{sample:?}");
                let wears_none =
                    matches!(sample, Sample::LinkFault | Sample::Missing | Sample::Fault);
                for worn in ["Épicerie", "data-theme=\"dark\""] {
                    assert_ne!(page.html.contains(worn), wears_none, "{sample:?}: {worn}");
                }
                if sample == Sample::Offline {
                    assert!(page.html.contains(words(locale).around.offline));
                    assert!(!page.html.contains("<p hidden class=\"connection\">"));
                }
                if let Sample::Screen(screen) = sample {
                    let said = format!("data-screen=\"{}\"", screen.as_str());
                    assert!(page.html.contains(&said), "{screen:?}");
                }
            }
        }
    }
}
