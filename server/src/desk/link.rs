//! Linking an account: the provider's frame, and what it says is behind the login.

use std::time::Duration;

use app::desk::{DeskError, LinkPlace};
use flinks::{
    client::{Accounts, Authorized, Error, ErrorKind, Linked},
    connect::{FlinksCode, FrameOptions, Meaning, POLL_EVERY},
};
use payment::{
    AttemptId, Checkout, CheckoutId, Command, Failure, FailureCode, LINK_WINDOW, LinkRequestId,
    Linking, Locale, PageToken, Payer, Rejection,
};

use super::{
    ActError, Desk, Progress,
    found::{Nothing, accounts_of},
    open::failure_of,
};

/// What an answer about the accounts behind a login leads to.
enum Next {
    /// Ask again after so long.
    Wait(Duration),
    /// Go on with this.
    Act(Command),
}

impl Desk {
    /// The provider's address for linking an account, with a fresh token that opens it once.
    pub(super) async fn link_address_of(
        &self,
        checkout: &Checkout,
        token: &PageToken,
        place: LinkPlace,
        locale: Locale,
    ) -> Result<String, DeskError> {
        let live = checkout.live().ok_or(Rejection::AttemptOver)?;
        if live.linking() != Some(&Linking::SignIn) {
            return Err(Rejection::AttemptOver.into());
        }
        let account = self.account_of(checkout).await?;
        let account = account.ok_or(DeskError::Unavailable)?;
        let connect = account.client.connect().ok_or(DeskError::Unavailable)?;
        if !self.keys.ask(&live.id, self.clock.now()) {
            tracing::warn!(checkout_id = %checkout.id, attempt_id = %live.id, "the page for linking an account is asked for too often");
            return Err(DeskError::Unavailable);
        }
        let call = connect.generate_authorize_token();
        let key = self
            .caller(&checkout.id, &live.id)
            .call("link_token", call)
            .await
            .map_err(|_| DeskError::Unavailable)?;
        self.keys.note(&live.id);
        let merchant = self
            .store
            .merchant(&checkout.merchant)
            .await
            .map_err(ActError::from)?;
        let back =
            self.url_of(checkout)
                .join(format_args!("/c/{}/linked/{}", token.as_str(), live.id));
        let options = FrameOptions {
            language: Some(locale.into()),
            customer_name: merchant.map(|merchant| merchant.name),
            account_selector_enable: Some(true),
            // The frame tells ours by a message; a window of its own leads back.
            redirect_url: match place {
                LinkPlace::Frame => None,
                LinkPlace::Window => back.parse().ok(),
            },
            ..FrameOptions::default()
        };
        Ok(connect.frame_url(&key, &options).into())
    }

    /// Asks the provider for the accounts behind the attempt's login. Answers when to ask
    /// again; `None` once it is known what becomes of the attempt.
    ///
    /// A crash goes on where the log says: what was asked for is asked about again, and what
    /// was not written down is asked for anew, which costs nobody anything.
    pub(crate) async fn fetch_accounts(
        &self,
        id: &CheckoutId,
        attempt: &AttemptId,
        tries: u32,
    ) -> Result<Option<Duration>, ActError> {
        let checkout = self.checkout(id).await?;
        let Some(known) = checkout.attempt(attempt) else {
            return Ok(None);
        };
        let Some(Linking::Reading {
            login,
            since,
            request,
            ..
        }) = known.linking()
        else {
            return Ok(None);
        };
        let account = self.sure_account_of(&checkout).await?;
        let connect = account.as_ref().and_then(|it| it.client.connect());
        let is_too_late = self.clock.now().since(*since) >= LINK_WINDOW;
        let (Some(connect), false) = (connect, is_too_late) else {
            let failure = unavailable("accounts_pending");
            let give_up = Command::NotOpened {
                attempt: attempt.clone(),
                failure,
            };
            return self.act(id, give_up, self.clock.now()).await.map(|_| None);
        };
        let caller = self.caller(id, attempt);

        // What is being collected is asked about; what is not, is asked for.
        let (request, is_new) = match request {
            Some(request) => (Ok(request.clone()), false),
            None => {
                let authorized = caller.call("authorize", connect.authorize(login)).await;
                (self.authorized(attempt, authorized, tries).await, true)
            }
        };
        let next = match request {
            Err(next) => next,
            Ok(request) => {
                let collected = if is_new {
                    caller.call("accounts", connect.accounts(&request)).await
                } else {
                    caller
                        .call("accounts", connect.accounts_async(&request))
                        .await
                };
                if matches!(collected, Ok(Accounts::Pending)) {
                    let asked = Command::AccountsAsked {
                        attempt: attempt.clone(),
                        request,
                    };
                    self.act(id, asked, self.clock.now()).await?;
                }
                match collected {
                    Ok(Accounts::Ready(found)) => after_accounts(attempt, &known.payer, &found),
                    Ok(Accounts::Pending) => Next::Wait(POLL_EVERY),
                    Ok(Accounts::Refused(code)) => self.after_code(attempt, &code, tries).await,
                    Err(error) => after_error(attempt, &error, tries),
                }
            }
        };
        match next {
            Next::Wait(wait) => Ok(Some(wait)),
            Next::Act(command) => self.act(id, command, self.clock.now()).await.map(|_| None),
        }
    }

    /// The request that a login was authorized with, or what to do where it was not.
    async fn authorized(
        &self,
        attempt: &AttemptId,
        answer: Result<Authorized, Error>,
        tries: u32,
    ) -> Result<LinkRequestId, Next> {
        match answer {
            Ok(Authorized::Ready(request) | Authorized::Pending(request)) => Ok(request),
            // The customer answered the bank's questions in the frame. One that is asked
            // again has nobody to answer it.
            Ok(Authorized::Mfa) => Err(fails(attempt, FailureCode::SignInFailed, "mfa")),
            Ok(Authorized::Refused(code)) => Err(self.after_code(attempt, &code, tries).await),
            Err(error) => Err(after_error(attempt, &error, tries)),
        }
    }

    /// What a code of Connect's leads to.
    async fn after_code(&self, attempt: &AttemptId, code: &FlinksCode, tries: u32) -> Next {
        self.note_drift(code.drift().as_slice(), None).await;
        let failure = match code.meaning() {
            Meaning::Pending => return Next::Wait(POLL_EVERY),
            Meaning::Later => return Next::Wait(after(Some(POLL_EVERY), tries)),
            Meaning::LinkAgain => FailureCode::SignInFailed,
            Meaning::AnotherWay => match code {
                FlinksCode::DisabledLogin => FailureCode::SignInFailed,
                _ => FailureCode::ProviderUnavailable,
            },
            Meaning::Operator => {
                tracing::error!(attempt_id = %attempt, code = code.as_str(), "the provider does not let this account read what customers link");
                FailureCode::ProviderRefused
            }
        };
        fails(attempt, failure, code.as_str())
    }
}

fn after(asked: Option<Duration>, tries: u32) -> Duration {
    Progress::Unanswered { asked }
        .next_read(tries)
        .unwrap_or(POLL_EVERY)
}

/// What does not answer is asked again; what says no is not.
fn after_error(attempt: &AttemptId, error: &Error, tries: u32) -> Next {
    match error.kind() {
        ErrorKind::Unreachable
        | ErrorKind::Timeout
        | ErrorKind::RateLimited
        | ErrorKind::ServerError
        | ErrorKind::Nonsense => Next::Wait(after(error.retry_after(), tries)),
        ErrorKind::Unauthorized
        | ErrorKind::Forbidden
        | ErrorKind::NotFound
        | ErrorKind::Refused => Next::Act(Command::NotOpened {
            attempt: attempt.clone(),
            failure: failure_of(error),
        }),
    }
}

fn unavailable(detail: &str) -> Failure {
    Failure {
        code: FailureCode::ProviderUnavailable,
        detail: Some(detail.to_owned()),
    }
}

fn fails(attempt: &AttemptId, code: FailureCode, detail: &str) -> Next {
    Next::Act(Command::NotOpened {
        attempt: attempt.clone(),
        failure: Failure {
            code,
            detail: Some(detail.to_owned()),
        },
    })
}

fn after_accounts(attempt: &AttemptId, payer: &Payer, found: &Linked) -> Next {
    match accounts_of(payer, found) {
        Ok(accounts) => Next::Act(Command::AccountsRead {
            attempt: attempt.clone(),
            accounts,
        }),
        Err(Nothing::ToDebit) => fails(attempt, FailureCode::Unknown, "no_account_to_debit"),
        Err(Nothing::OfThePayer) => fails(attempt, FailureCode::NameMismatch, "holder"),
    }
}
