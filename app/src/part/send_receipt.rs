use leptos::prelude::*;

use super::masked::masked;
use crate::page::around::Page;

/// Whether a customer can have the receipt sent to them, and what came of asking for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Nobody is written to here.
    Off,
    /// They can.
    Offered,
    /// They did, and it is on its way.
    OnItsWay,
    /// They did so often that this one is not sent.
    TooMany,
}

impl Sending {
    /// Its name in the address of the receipt's page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off | Self::Offered => "",
            Self::OnItsWay => "sent",
            Self::TooMany => "enough",
        }
    }

    /// What the receipt's address says, where customers are written to.
    #[must_use]
    pub fn named(name: Option<&str>) -> Self {
        match name {
            Some("sent") => Self::OnItsWay,
            Some("enough") => Self::TooMany,
            Some(_) | None => Self::Offered,
        }
    }
}

/// Where the form of that checkout's page is sent.
fn path(page: &Page<'_>) -> String {
    format!("/c/{}/receipt/email", page.view().token.as_str())
}

/// The way to have the receipt sent to the address that the payer gave, and what came of it.
pub(crate) fn view(page: &Page<'_>, sending: Sending) -> Option<AnyView> {
    let payment = page.view().checkout.payment()?;
    let payer = &page.view().checkout.attempt(&payment.attempt)?.payer;
    let words = &page.words.letter;
    let told = match sending {
        Sending::Off => return None,
        Sending::Offered => None,
        Sending::OnItsWay => Some(words.on_its_way),
        Sending::TooMany => Some(words.too_many),
    };
    let told = told.map(|told| view! { <p role="status" data-sending=sending.as_str()>{told}</p> });
    let form = (sending == Sending::Offered).then(|| {
        view! {
            <form method="post" action=path(page)>
                <input type="hidden" name="lang" value=page.locale().tag() />
                <p class="quiet" id="send-to">{(words.send_to)(&masked(&payer.email))}</p>
                <button class="button second" type="submit" aria-describedby="send-to">
                    {words.send}
                </button>
            </form>
        }
    });
    let view = view! { <div class="screen-only send-receipt">{told}{form}</div> };
    Some(view.into_any())
}
