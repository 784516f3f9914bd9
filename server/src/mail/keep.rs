use payment::{AttemptId, CheckoutId, Letter};
use store::{NewLetter, StoreError};

use crate::state::AppState;

/// Keeps a letter to be sent. Where nobody is written to there is nothing to keep.
pub(crate) async fn keep(
    state: &AppState,
    checkout: &CheckoutId,
    letter: Letter,
    attempt: &AttemptId,
) -> Result<(), StoreError> {
    if state.mail.is_none() {
        return Ok(());
    }
    let letter = NewLetter {
        checkout: checkout.clone(),
        letter,
        attempt: attempt.clone(),
        at: state.clock.now(),
    };
    state.store.keep_letter(letter).await
}
