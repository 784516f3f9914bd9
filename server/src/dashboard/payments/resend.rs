use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::payment::path;
use payment::LetterId;
use store::Action;

use super::find;
use crate::{
    dashboard::{Signed, found, missing, unavailable},
    state::AppState,
};

/// `POST /dashboard/payments/{id}/letters/{letter}/resend`: a letter that was given up or refused
/// goes out again. Pressed twice it goes out once, and the page says how it stands.
pub(super) async fn resend(
    State(state): State<AppState>,
    signed: Signed,
    Path((id, letter)): Path<(String, String)>,
) -> Result<Response, Response> {
    let id = found(&signed.frame, find(&state, &signed, &id).await)?
        .checkout
        .id;
    let (Ok(letter), Some(_)) = (letter.parse::<LetterId>(), &state.mail) else {
        return Ok(missing(&signed.frame));
    };
    let now = state.clock.now();
    let subject = letter.as_str().to_owned();
    let note = signed.note(Action::LetterResent, Some(signed.mode), subject, now);
    let renewed = state.store.renew_letter_and_note(&id, &letter, now, note);
    Ok(match renewed.await {
        Ok(_) => Redirect::to(&format!("{}#letters", path(&id))).into_response(),
        Err(error) => unavailable(&error),
    })
}
