//! What the receipt's page says of the letter with it. An address can be anybody's word, so it
//! only says that somebody asked: the rest is how the letters stand.

use std::time::Duration;

use app::page::Sending;
use payment::{CheckoutId, Letter, Timestamp};
use store::{LETTERS_A_DAY, LetterRow, LetterState};

use crate::state::AppState;

/// What the address says after the receipt was asked for.
pub(super) const ASKED: &str = "asked";

/// What it says where it had been asked for too often.
pub(super) const ENOUGH: &str = "enough";

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the page says; a store that fails here is no reason to keep the receipt back.
pub(super) async fn sending(
    state: &AppState,
    checkout: &CheckoutId,
    asked: Option<&str>,
) -> Sending {
    if state.mail.is_none() {
        return Sending::Off;
    }
    match state.store.letters(checkout).await {
        Ok(letters) => told(&letters, asked, state.clock.now()),
        Err(error) => {
            tracing::error!(
                checkout_id = %checkout,
                error = &error as &dyn std::error::Error,
                "how letters stand cannot be read"
            );
            Sending::Offered
        }
    }
}

fn told(letters: &[LetterRow], asked: Option<&str>, now: Timestamp) -> Sending {
    let mut with_it = letters.iter().filter(|it| match it.letter {
        Letter::Paid | Letter::Again => true,
        Letter::PaidTwice | Letter::PaidLate | Letter::TakenBack => false,
    });
    let Some(last) = with_it.next_back() else {
        return Sending::Offered;
    };
    match asked {
        Some(ASKED) => match last.state {
            LetterState::Waiting if last.tries == 0 => Sending::OnItsWay,
            LetterState::Waiting => Sending::Delayed,
            LetterState::Sent => Sending::Sent,
            LetterState::Refused | LetterState::Dead => Sending::NotSent,
            LetterState::Dropped => Sending::Offered,
        },
        Some(ENOUGH) if is_enough(letters, now) => Sending::TooMany,
        // Whoever comes back later hears that nothing came, and is not offered the same again.
        Some(_) | None if last.state == LetterState::Refused => Sending::NotSent,
        Some(_) | None => Sending::Offered,
    }
}

/// Whether it was asked for as often as it can be in a day.
fn is_enough(letters: &[LetterRow], now: Timestamp) -> bool {
    let since = now.minus(DAY);
    let lately = letters
        .iter()
        .filter(|it| it.letter == Letter::Again && it.created_at > since);
    u32::try_from(lately.count()).is_ok_and(|count| count >= LETTERS_A_DAY)
}
