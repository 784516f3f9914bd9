use std::time::Duration;

use flinks::drift::{Drift, DriftKind, Sighting};
use payment::Timestamp;
use store::{DriftNews, DriftSighting, Store};

use super::metric;
use crate::state::AppState;

/// Notes that the provider said something which its documentation does not have: counted in
/// the figures each time, kept with the shape of its message, and logged the first time that
/// this installation meets it. Nothing else depends on it: when it cannot be kept, that is
/// logged, and the payment goes on.
pub(crate) async fn drift(store: &Store, sighting: &Sighting, now: Timestamp) {
    let Sighting {
        drift: Drift { kind, word },
        sample,
    } = sighting;
    metric::drift(*kind);
    let met = DriftSighting {
        kind: kind.as_str(),
        word: word.as_str().to_owned(),
        sample: sample.clone(),
        at: now,
    };
    match store.note_drift(met).await {
        Ok(DriftNews::First) => tracing::warn!(
            kind = kind.as_str(),
            word = word.as_str(),
            advice = advice_on(*kind),
            "the provider said something that its documentation does not have"
        ),
        Ok(DriftNews::Again) => {}
        Err(error) => tracing::error!(
            error = &error as &dyn std::error::Error,
            kind = kind.as_str(),
            "what the provider said could not be kept"
        ),
    }
}

/// How often the clients are asked what they met beside the answers that they gave.
const EVERY: Duration = Duration::from_secs(1);

/// Notes what the provider's clients meet, until the program is asked to stop, and then what
/// is left.
pub(crate) async fn watch_drift(state: AppState) {
    while !state.shutdown.is_cancelled() {
        gather_drift(&state).await;
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = state.shutdown.cancelled() => {}
        }
    }
    gather_drift(&state).await;
}

/// Notes what the provider's clients have met until now.
pub(crate) async fn gather_drift(state: &AppState) {
    for account in state.accounts.all() {
        for sighting in account.client.take_drift() {
            drift(&state.store, &sighting, state.clock.now()).await;
        }
    }
}

/// What to do about drift of a kind that was kept, by its name.
pub(crate) fn advice(kind: &str) -> &'static str {
    DriftKind::ALL
        .into_iter()
        .find(|known| known.as_str() == kind)
        .map_or("It was kept by another version of this program.", advice_on)
}

/// The table in `docs/operating.md` says the same.
const fn advice_on(kind: DriftKind) -> &'static str {
    match kind {
        DriftKind::Step => {
            "The page shows \"in progress\" for it. Nothing to do, but to ask for an update if customers get stuck there."
        }
        DriftKind::FrameStep => {
            "A browser told it, so it may be anybody's word. Nothing to do, but to ask for an update if customers get stuck there."
        }
        DriftKind::SessionStatus => {
            "The payment counts as undecided and is read again. Ask Flinks what the status means, then for an update."
        }
        DriftKind::StatusDetails => {
            "The payment counts as undecided, or as failed for an unknown reason. Ask Flinks what the code means."
        }
        DriftKind::TransactionStatus => {
            "The transfer counts as undecided and is read again. Ask Flinks what the status means."
        }
        DriftKind::Contradiction => {
            "The safer of two readings was taken. Look at the payment at Flinks before you ship."
        }
        DriftKind::Field => {
            "The field is ignored. Nothing to do; read Flinks' changelog for what it brings."
        }
        DriftKind::HttpStatus => {
            "The call counts as unanswered and is tried again where that is safe. Ask Flinks if it goes on."
        }
        DriftKind::ContentType => {
            "The answer was not read. Look whether a proxy or a wrong address answers in Flinks' place."
        }
        DriftKind::SignatureStyle => {
            "Webhooks are refused although their secret is right. Set webhook_signature to this word."
        }
        DriftKind::EventName => {
            "The webhook is kept and leads to a status read at most. Ask Flinks what the event means."
        }
        DriftKind::FlinksCode => {
            "Linking the account counts as failed. Ask Flinks what the code means."
        }
        DriftKind::ReturnCode => {
            "The return is a case to investigate by hand. Ask Flinks what the code means."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_can_look_up_what_to_do_about_every_kind() {
        let documented = include_str!("../../../docs/operating.md");
        for kind in DriftKind::ALL {
            let row = format!("| `{}` | {} |", kind.as_str(), advice_on(kind));
            assert!(
                documented.contains(&row),
                "put this into docs/operating.md:\n{row}"
            );
        }
    }

    #[test]
    fn a_kind_of_another_version_has_an_answer_too() {
        assert_eq!(advice("step"), advice_on(DriftKind::Step));
        assert!(advice("nonsense").contains("another version"));
    }
}
