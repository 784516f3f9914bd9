use axum::{
    Form,
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::payment::path;
use payment::{AttemptId, CheckoutId, Reference, SessionId};
use serde::Deserialize;
use store::{ListFilter, StoreError};
use url::form_urlencoded;

use super::find;
use crate::{
    dashboard::{Signed, unavailable},
    state::AppState,
};

const LIST: &str = "/dashboard/payments";
/// What the list's address says after a search in vain.
const IN_VAIN: (&str, &str) = ("found", "nothing");

#[derive(Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    search: String,
}

/// `POST /dashboard/payments/search`: leads to the payment, or to those whose reference begins
/// so. What was typed may be a session at the provider, so it stands in an address only as a
/// reference that is known.
pub(super) async fn search(
    State(state): State<AppState>,
    signed: Signed,
    Form(form): Form<Search>,
) -> Response {
    match look_up(&state, &signed, form.search.trim()).await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(error) => unavailable(&error),
    }
}

/// Whether a list's address says that something was looked for in vain.
pub(super) fn was_in_vain(query: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).any(|(name, value)| (&*name, &*value) == IN_VAIN)
}

async fn look_up(state: &AppState, signed: &Signed, text: &str) -> Result<String, StoreError> {
    let (store, merchant, mode) = (&state.store, &signed.merchant, signed.mode);
    if text.parse::<CheckoutId>().is_ok()
        && let Some(found) = find(state, signed, text).await?
    {
        return Ok(path(&found.checkout.id));
    }
    if let Ok(attempt) = text.parse::<AttemptId>()
        && let Some(id) = store.find_attempt(merchant, mode, &attempt).await?
    {
        return Ok(path(&id));
    }
    if let Ok(session) = text.parse::<SessionId>()
        && let Some(id) = store.find_session_of(merchant, mode, &session).await?
    {
        return Ok(path(&id));
    }
    if let Ok(reference) = text.parse::<Reference>() {
        let begins = ListFilter {
            reference_prefix: Some(reference.clone()),
            ..ListFilter::newest(merchant.clone(), mode, 2)
        };
        match store.list_ids(&begins).await?.as_slice() {
            [] => {}
            [only] => return Ok(path(only)),
            [_, ..] => return Ok(with_query(("reference", reference.as_str()))),
        }
    }
    Ok(with_query(IN_VAIN))
}

fn with_query((name, value): (&str, &str)) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(name, value);
    format!("{LIST}?{}", query.finish())
}
