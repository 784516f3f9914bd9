use axum::{Form, extract::State, response::Response};
use dashboard::page::endpoints::{Refused, revealed};
use http::StatusCode;
use payment::EndpointId;
use serde::Deserialize;
use store::{Action, EndpointError, EndpointSecret, Kinds, NewEndpoint};

use super::render;
use crate::{
    api::notifiable,
    dashboard::{Signed, document, unavailable},
    notify, random,
    state::AppState,
};

/// The longest description, in characters: what the API takes.
const MAX_DESCRIPTION: usize = 255;

/// Never to be formatted: the address may hold a secret.
#[derive(Deserialize)]
pub(super) struct Filled {
    #[serde(default)]
    url: String,
    #[serde(default)]
    description: String,
}

/// `POST /dashboard/endpoints`: one that is told everything. Its secret is shown in this answer,
/// and never again.
pub(super) async fn make(
    State(state): State<AppState>,
    signed: Signed,
    Form(filled): Form<Filled>,
) -> Response {
    let typed = filled.url.trim();
    let Some(url) = notifiable(typed, &state.config.notifications) else {
        let refused = Refused::Address(typed.to_owned());
        return render(&state, &signed, Some(refused)).await;
    };
    let description = filled.description.trim();
    if description.chars().count() > MAX_DESCRIPTION || description.contains(char::is_control) {
        let refused = Refused::Description(typed.to_owned());
        return render(&state, &signed, Some(refused)).await;
    }
    let (now, secret) = (
        state.clock.now(),
        EndpointSecret::new(random::secret(), random::secret()),
    );
    let new = NewEndpoint {
        id: EndpointId::from_bytes(random::ordered()),
        merchant: signed.merchant.clone(),
        mode: signed.mode,
        url,
        description: description.to_owned(),
        kinds: Kinds::All,
        secret: secret.clone(),
        created_at: now,
    };
    let subject = new.id.as_str().to_owned();
    let note = signed.note(Action::EndpointCreated, Some(signed.mode), subject, now);
    match state.store.create_endpoint_and_note(new, note).await {
        Ok(()) => {}
        Err(EndpointError::TooMany) => {
            return render(&state, &signed, Some(Refused::TooMany)).await;
        }
        Err(error) => return unavailable(&error),
    }
    let shown = notify::shared_secret(&secret);
    document(StatusCode::OK, revealed(&signed.frame, &shown))
}
