//! What somebody typed on a page that expired, for the page that takes its place.

use app::{action::TypedForm, desk::Desk as _};
use http::HeaderMap;
use payment::{Attempt, Checkout, PageToken, Status};

use super::{begun::Begun, found::Found};
use crate::{customer::draft::Draft, state::AppState};

/// Who pays, as the form of an expired page brings it.
pub(super) struct Carried<'a> {
    /// The expired page's token.
    pub(super) from: &'a str,
    pub(super) first_name: &'a str,
    pub(super) last_name: &'a str,
    pub(super) email: &'a str,
}

impl Carried<'_> {
    /// Keeps it for the page of a checkout that nobody has begun to pay; answers the key that
    /// finds it there. Whatever goes wrong, the fields are empty there, and the log knows why.
    pub(super) async fn keep(
        &self,
        state: &AppState,
        found: &Found,
        headers: &HeaderMap,
        to: &PageToken,
    ) -> Option<String> {
        let from: PageToken = self.from.parse().ok()?;
        let expired = expired(state, found, &from).await?;
        let form = self.form(&expired, is_same_browser(found, headers, &from));
        if form == TypedForm::default() {
            return None;
        }
        let view = state.desk.view(to).await.ok()?;
        if !view.checkout.attempts.is_empty() {
            return None;
        }
        let draft = Draft::of(&view, form.bounded(), Vec::new());
        let kept = draft.keep(state, &view.checkout.id, view.now).await;
        kept.inspect_err(|error| {
            tracing::error!(
                error = error as &dyn std::error::Error,
                "what was typed on a page that expired could not be kept"
            );
        })
        .ok()
    }

    /// What was typed; where nothing was, what the last attempt was started with, if it was in
    /// this browser: an address can be handed on.
    fn form(&self, expired: &Checkout, is_same_browser: bool) -> TypedForm {
        let typed = TypedForm {
            first_name: self.first_name.to_owned(),
            last_name: self.last_name.to_owned(),
            email: self.email.to_owned(),
            ..TypedForm::default()
        };
        let last = expired.attempts.last().filter(|_| is_same_browser);
        match last {
            Some(last) if typed == TypedForm::default() => started_with(last),
            Some(_) | None => typed,
        }
    }
}

fn started_with(attempt: &Attempt) -> TypedForm {
    let payer = &attempt.payer;
    TypedForm {
        method: attempt.method.to_string(),
        first_name: payer.first_name.as_str().to_owned(),
        last_name: payer.last_name.as_str().to_owned(),
        email: payer.email.as_str().to_owned(),
        ..TypedForm::default()
    }
}

/// The checkout of this link that expired.
async fn expired(state: &AppState, found: &Found, from: &PageToken) -> Option<Checkout> {
    let loaded = state.store.load_by_token(from).await.ok()??;
    let link = &found.stored.link.id;
    Some(loaded.checkout).filter(|checkout| {
        checkout.status() == Status::Expired && checkout.order.payment_link.as_ref() == Some(link)
    })
}

/// Whether this browser made that checkout.
fn is_same_browser(found: &Found, headers: &HeaderMap, from: &PageToken) -> bool {
    Begun::read(headers).is_some_and(|begun| begun.page(&found.stored.secret) == *from)
}
