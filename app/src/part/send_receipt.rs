use leptos::prelude::*;

use super::masked::masked;
use crate::page::around::Page;

/// Whether a customer can have the receipt sent to them, and how the letter with it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sending {
    /// Nobody is written to here.
    Off,
    /// They can.
    Offered,
    /// It waits to be sent for the first time.
    OnItsWay,
    /// The mail server did not take it, and it is tried again.
    Delayed,
    /// The mail server took it.
    Sent,
    /// It did not reach them, and is not tried any more.
    NotSent,
    /// They did so often that this one is not sent.
    TooMany,
}

impl Sending {
    /// Its name in the markup.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Offered => "offered",
            Self::OnItsWay => "on_its_way",
            Self::Delayed => "delayed",
            Self::Sent => "sent",
            Self::NotSent => "not_sent",
            Self::TooMany => "too_many",
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
        Sending::Delayed => Some(words.delayed),
        Sending::Sent => Some(words.sent),
        Sending::NotSent => Some(words.not_sent),
        Sending::TooMany => Some(words.too_many),
    };
    let told = told.map(|told| view! { <p role="status" data-sending=sending.as_str()>{told}</p> });
    let form = (sending == Sending::Offered).then(|| {
        view! {
            <form method="post" action=path(page)>
                <input type="hidden" name="lang" value=page.locale().tag() />
                <button class="button second" type="submit" aria-describedby="send-to">
                    {words.send}
                </button>
                <p class="hint" id="send-to">{(words.send_to)(&masked(&payer.email))}</p>
            </form>
        }
    });
    let view = view! { <div class="send-receipt">{told}{form}</div> };
    Some(view.into_any())
}
