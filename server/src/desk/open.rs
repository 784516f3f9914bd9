use flinks::{
    client::{Error, ErrorKind},
    session::create::NewSession,
};
use payment::{AttemptId, Checkout, Command, Failure, FailureCode};

use super::{ActError, Desk};
use crate::clock;

impl Desk {
    /// Asks the provider for the attempt's session, once. A create is never repeated: if no
    /// answer comes, the attempt has failed and the customer may start another, and a session
    /// that nobody knows can be paid by nobody.
    pub(super) async fn open_session(
        &self,
        checkout: &Checkout,
        attempt: AttemptId,
    ) -> Result<(), ActError> {
        let command = match self.create_at_provider(checkout, &attempt).await {
            Ok(session) => Command::Opened { attempt, session },
            Err(failure) => Command::NotOpened { attempt, failure },
        };
        self.act(&checkout.id, command, clock::now())
            .await
            .map(drop)
    }

    async fn create_at_provider(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
    ) -> Result<payment::SessionId, Failure> {
        let unavailable = Failure {
            code: FailureCode::ProviderUnavailable,
            detail: None,
        };
        let known = checkout
            .attempt(attempt)
            .ok_or_else(|| unavailable.clone())?;
        let Some(account) = self.accounts.of(checkout.order.mode) else {
            tracing::error!(checkout_id = %checkout.id, mode = %checkout.order.mode, "no provider account is configured");
            return Err(unavailable);
        };
        let session = NewSession {
            method: known.method,
            amount: Some(known.amount),
            reference: checkout.order.reference.clone(),
            payer: known.payer.clone(),
            address: checkout.order.customer.address.clone(),
            payee_account: checkout.order.payee_account.clone(),
            locale: known.locale,
        };
        self.caller(&checkout.id, attempt)
            .call("create", account.client.create_session(&session))
            .await
            .map_err(|error| failure_of(&error))
    }
}

/// What the customer is told when the provider makes no session.
fn failure_of(error: &Error) -> Failure {
    let kind = error.kind();
    let code = match kind {
        ErrorKind::Refused | ErrorKind::Forbidden => FailureCode::ProviderRefused,
        ErrorKind::Unreachable
        | ErrorKind::Timeout
        | ErrorKind::Unauthorized
        | ErrorKind::RateLimited
        | ErrorKind::NotFound
        | ErrorKind::ServerError
        | ErrorKind::Nonsense => FailureCode::ProviderUnavailable,
    };
    Failure {
        code,
        detail: Some(kind.as_str().to_owned()),
    }
}
