//! Calls to the provider: measured, and logged once when they fail.

use std::time::Instant;

use flinks::client::Error;
use payment::{AttemptId, CheckoutId};

use crate::telemetry;

/// Whose call it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Caller<'a> {
    pub(super) checkout: &'a CheckoutId,
    pub(super) attempt: &'a AttemptId,
}

impl Caller<'_> {
    /// Awaits the call, counts its outcome and logs its failure.
    pub(super) async fn call<T>(
        self,
        endpoint: &'static str,
        call: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let began = Instant::now();
        let answer = call.await;
        let outcome = answer
            .as_ref()
            .map_or_else(|error| error.kind().as_str(), |_| "ok");
        telemetry::provider_call(endpoint, outcome, began.elapsed());
        if let Err(error) = &answer {
            tracing::warn!(
                checkout = %self.checkout,
                attempt = %self.attempt,
                endpoint,
                kind = outcome,
                error = error as &dyn std::error::Error,
                "the provider did not do what was asked"
            );
        }
        answer
    }
}
