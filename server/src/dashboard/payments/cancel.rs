use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::payment::path;
use store::Action;

use super::{find, show::REFUSED};
use crate::{
    dashboard::{Signed, missing, unavailable},
    desk::ActError,
    state::AppState,
};

/// `POST /dashboard/payments/{id}/cancel`: what a server asks for by the API, asked by somebody
/// who may.
pub(super) async fn cancel(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Response {
    let found = match find(&state, &signed, &id).await {
        Ok(Some(found)) => found.checkout.id,
        Ok(None) => return missing(&signed.frame),
        Err(error) => return unavailable(&error),
    };
    let (page, now) = (path(&found), state.clock.now());
    let subject = found.as_str().to_owned();
    let note = signed.note(Action::CheckoutCanceled, Some(signed.mode), subject, now);
    match state.desk.cancel_checkout_and_note(&found, now, note).await {
        Ok(_) => Redirect::to(&page).into_response(),
        Err(ActError::Rejected(_)) => Redirect::to(&format!("{page}?{REFUSED}")).into_response(),
        Err(error) => unavailable(&error),
    }
}
