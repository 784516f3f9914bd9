use std::time::Duration;

use flinks::client::ErrorKind;
use payment::{AttemptId, CheckoutId, Command};

use super::{ActError, Desk, Progress};

impl Desk {
    /// Tells the provider whether its guarantee is accepted. Answers when to try again;
    /// `None` once it has heard, or the session is over.
    pub(crate) async fn confirm_guarantee(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
        tries: u32,
    ) -> Result<Option<Duration>, ActError> {
        // What was accepted may be unwanted by now: looked at again right before it is said.
        let again = Command::GuaranteeIssued {
            attempt: attempt.clone(),
            amount: None,
        };
        let checkout = self.act(id, again, self.clock.now()).await?.checkout;
        let Some(known) = checkout
            .attempt(attempt)
            .filter(|known| !known.is_settled())
        else {
            return Ok(None);
        };
        let (Some(answer), Some(session), Some(account)) = (
            known.guarantee,
            &known.session,
            self.sure_account_of(&checkout).await?,
        ) else {
            return Ok(None);
        };
        let call = account.client.confirm_guarantee(&session.id, answer);
        match self.caller(id, attempt).call("confirm", call).await {
            Ok(()) => Ok(None),
            Err(error) => match error.kind() {
                // It does not want to know (any more): the status reads tell what became of it.
                ErrorKind::Refused | ErrorKind::Forbidden | ErrorKind::NotFound => Ok(None),
                ErrorKind::Unreachable
                | ErrorKind::Timeout
                | ErrorKind::Unauthorized
                | ErrorKind::RateLimited
                | ErrorKind::ServerError
                | ErrorKind::Nonsense => {
                    let asked = error.retry_after();
                    Ok(Progress::Unanswered { asked }.next_read(tries))
                }
            },
        }
    }
}
