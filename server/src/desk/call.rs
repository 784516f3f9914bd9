//! Calls to the provider: measured, and logged once for one cause.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Instant,
};

use flinks::client::Error;
use payment::{AttemptId, CheckoutId};

use crate::telemetry;

/// The most attempts whose trouble is remembered. Beyond it a cause may be told again.
const REMEMBERED: usize = 10_000;

/// What went wrong with which attempt and has not gone right since: a provider that is away
/// for an hour is asked many times, and is worth one line for each attempt.
#[derive(Debug, Default)]
pub(super) struct Trouble(Mutex<HashMap<(AttemptId, &'static str), &'static str>>);

impl Trouble {
    /// Whether this outcome of a call is news.
    fn is_news(
        &self,
        attempt: &AttemptId,
        endpoint: &'static str,
        failure: Option<&'static str>,
    ) -> bool {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let call = (attempt.clone(), endpoint);
        match failure {
            None => known.remove(&call).is_some(),
            Some(kind) => {
                if known.len() >= REMEMBERED {
                    known.clear();
                }
                known.insert(call, kind) != Some(kind)
            }
        }
    }
}

/// Whose call it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller<'a> {
    pub(super) trouble: &'a Trouble,
    pub(super) checkout: &'a CheckoutId,
    pub(super) attempt: &'a AttemptId,
}

impl Caller<'_> {
    /// Awaits the call, counts its outcome, and logs a failure that is news.
    pub(super) async fn call<T>(
        self,
        endpoint: &'static str,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let began = Instant::now();
        let answer = call.await;
        let failure = answer.as_ref().err().map(|error| error.kind().as_str());
        telemetry::provider_call(endpoint, failure.unwrap_or("ok"), began.elapsed());
        let is_news = self.trouble.is_news(self.attempt, endpoint, failure);
        let Self {
            checkout, attempt, ..
        } = self;
        match &answer {
            Ok(_) if is_news => {
                tracing::info!(checkout_id = %checkout, attempt_id = %attempt, endpoint, "the provider answers again");
            }
            Err(error) if is_news => tracing::warn!(
                checkout_id = %checkout,
                attempt_id = %attempt,
                endpoint,
                kind = failure,
                error = error as &dyn std::error::Error,
                "the provider did not do what was asked"
            ),
            Ok(_) | Err(_) => {}
        }
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cause_is_news_once_until_it_is_over() {
        let trouble = Trouble::default();
        let (one, other) = (
            AttemptId::from_bytes([1; 16]),
            AttemptId::from_bytes([2; 16]),
        );
        assert!(!trouble.is_news(&one, "read", None));
        assert!(trouble.is_news(&one, "read", Some("timeout")));
        assert!(!trouble.is_news(&one, "read", Some("timeout")));
        assert!(
            trouble.is_news(&one, "read", Some("server_error")),
            "another cause"
        );
        assert!(
            trouble.is_news(&other, "read", Some("server_error")),
            "another attempt"
        );
        assert!(trouble.is_news(&one, "read", None), "it is over");
        assert!(
            trouble.is_news(&one, "read", Some("timeout")),
            "it begins again"
        );
    }
}
