//! What a letter says, worked out when it is sent.

mod content;
mod html;
mod text;

use std::fmt;

use app::{
    desk::{CheckoutView, Desk as _, DeskError},
    receipt::Receipt,
    words::words,
};
use lettre::Address;
use payment::{LetterId, Locale, Timestamp};
use store::ClaimedLetter;

use self::content::Content;
use super::message;
use crate::{
    desk::ActError,
    receipt::{paper_of, receipt_of},
    state::AppState,
};

/// A letter that is ready to be sent.
#[derive(Clone)]
pub(crate) struct Written {
    /// Its id, the same for every try.
    pub(crate) id: LetterId,
    /// Since when it is to be sent.
    pub(crate) at: Timestamp,
    pub(crate) locale: Locale,
    /// The shop that it speaks for.
    pub(crate) shop: String,
    /// Who reads answers, where anybody does.
    pub(crate) answers: Option<Address>,
    /// The customer's address.
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    pub(crate) attachment: Option<Attachment>,
}

/// Without the customer and the shop.
impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Written")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A file that goes with it.
#[derive(Clone)]
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// Why a letter cannot be written now.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteError {
    /// The checkout cannot be read.
    #[error(transparent)]
    Act(#[from] ActError),
    /// What its pages show cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Writes a letter, in the language in which the customer paid. `None` where what it was to say is
/// no longer so, or its checkout is gone.
pub(super) async fn write(
    state: &AppState,
    claimed: &ClaimedLetter,
) -> Result<Option<Written>, WriteError> {
    let loaded = state.store.load(&claimed.checkout).await;
    let Some(loaded) = loaded.map_err(ActError::from)? else {
        return Ok(None);
    };
    let view = state.desk.view(&loaded.token).await?;
    let Some(attempt) = view.checkout.attempt(&claimed.attempt) else {
        return Ok(None);
    };
    let (locale, to) = (attempt.locale, attempt.payer.email.as_str().to_owned());
    // The receipt is of the payment that counts, and names who made it: money that another
    // attempt brought may be another person's.
    let is_its_own = {
        let payment = view.checkout.payment();
        payment.is_some_and(|payment| payment.attempt == claimed.attempt)
    };
    let paper = if is_its_own {
        paper(state, &view, locale).await
    } else {
        None
    };
    let url = {
        let checkout = &view.checkout;
        let house = state
            .domains
            .url_of(&checkout.merchant, checkout.order.mode);
        house.as_str().to_owned()
    };
    let brand = &view.brand;
    let answers = brand.support_email.as_deref().and_then(message::answers);
    let receipt = paper.as_ref().map(|(receipt, _)| receipt);
    let Some(mut content) = Content::of(claimed, &view, receipt, locale, &url) else {
        return Ok(None);
    };
    content = content.with_answers(answers.is_some());
    let attachment = paper.and_then(|(_, attachment)| attachment);
    if attachment.is_some() {
        content = content.with_attachment();
    }
    Ok(Some(Written {
        id: claimed.id.clone(),
        at: claimed.since,
        locale,
        shop: brand.name.clone(),
        answers,
        to,
        text: text::of(&content),
        html: html::of(&content, brand, &url).into_string(),
        subject: content.subject,
        attachment,
    }))
}

/// The letter that brings a receipt, as mail programs show it, of a checkout that nobody made.
pub(crate) fn sample(view: &CheckoutView, receipt: &Receipt) -> String {
    let content = Content::of_receipt(view, receipt, "")
        .with_answers(true)
        .with_attachment();
    html::of(&content, &view.brand, "").into_string()
}

/// The receipt, and the same on paper. A letter about money that has no receipt goes without; so
/// does one whose paper cannot be made, which is no reason to keep the words back.
async fn paper(
    state: &AppState,
    view: &CheckoutView,
    locale: Locale,
) -> Option<(Receipt, Option<Attachment>)> {
    let receipt = receipt_of(state, view, locale).await?;
    let name = receipt.file_name();
    let attachment = match paper_of(state, view, receipt.clone()).await {
        Ok(bytes) => Some(Attachment { name, bytes }),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a receipt cannot be put on paper; the letter goes without"
            );
            None
        }
    };
    Some((receipt, attachment))
}
