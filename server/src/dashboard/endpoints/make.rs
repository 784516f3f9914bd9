use axum::{extract::State, response::Response};
use dashboard::page::endpoints::{Refused, revealed};
use http::StatusCode;
use payment::EndpointId;
use store::{Action, EndpointError, EndpointSecret, NewEndpoint};

use super::{filled::read, render};
use crate::{
    api::endpoint::New,
    dashboard::{Signed, document, filled::Filled, unavailable},
    notify, random,
    state::AppState,
};

/// `POST /dashboard/endpoints`. The endpoint's secret is shown in this answer, and never again.
pub(super) async fn make(
    State(state): State<AppState>,
    signed: Signed,
    filled: Filled,
) -> Response {
    let New {
        url,
        description,
        kinds,
    } = match read(&filled, &state.config.notifications) {
        Ok(new) => new,
        Err(faulty) => {
            let refused = Refused::Faulty(faulty);
            return render(&state, &signed, Some(refused)).await;
        }
    };
    let (now, secret) = (
        state.clock.now(),
        EndpointSecret::new(random::secret(), random::secret()),
    );
    let new = NewEndpoint {
        id: EndpointId::from_bytes(random::ordered()),
        merchant: signed.merchant.clone(),
        mode: signed.mode,
        url,
        description,
        kinds,
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
