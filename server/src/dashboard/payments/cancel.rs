use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::payment::path;
use store::Action;

use super::{find, show::REFUSED};
use crate::{
    dashboard::{Signed, found, unavailable},
    desk::ActError,
    state::AppState,
};

/// `POST /dashboard/payments/{id}/cancel`: what a server asks for by the API, asked by somebody
/// who may.
pub(super) async fn cancel(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let id = found(&signed.frame, find(&state, &signed, &id).await)?
        .checkout
        .id;
    let (page, now) = (path(&id), state.clock.now());
    let subject = id.as_str().to_owned();
    let note = signed.note(Action::CheckoutCanceled, Some(signed.mode), subject, now);
    Ok(
        match state.desk.cancel_checkout_and_note(&id, now, note).await {
            Ok(_) => Redirect::to(&page).into_response(),
            Err(ActError::Rejected(_)) => {
                Redirect::to(&format!("{page}?{REFUSED}")).into_response()
            }
            Err(error) => unavailable(&error),
        },
    )
}
