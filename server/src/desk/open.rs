use flinks::{
    client::{Error, ErrorKind},
    session::create::{Consent, NewSession, Redirect, RedirectMode},
};
use payment::{Attempt, AttemptId, Checkout, Command, Failure, FailureCode, Method, Rejection};
use store::AppendError;
use url::Url;

use super::{ActError, Desk};
use crate::{account::Account, config::PublicUrl};

impl Desk {
    /// Asks the provider for the attempt's session, once; or has the customer link an account
    /// first. A create is never repeated: if no answer comes, the attempt has failed as
    /// "unanswered" and the customer may start another. A session for the page that nobody
    /// knows can be paid by nobody; one whose link was e-mailed can, which is why no other
    /// link is sent.
    pub(super) async fn open_session(
        &self,
        checkout: &Checkout,
        attempt: AttemptId,
    ) -> Result<(), ActError> {
        let (id, mode) = (&checkout.id, checkout.order.mode);
        let known = checkout.attempt(&attempt).ok_or(Rejection::NoSuchAttempt)?;
        let command = match self.account_of(checkout).await?.as_deref() {
            None => {
                tracing::error!(checkout_id = %id, %mode, "there is no account at the provider that can be used");
                Command::NotOpened {
                    attempt: attempt.clone(),
                    failure: Failure {
                        code: FailureCode::ProviderUnavailable,
                        detail: None,
                    },
                }
            }
            Some(account) if known.method == Method::Eft && account.links_accounts() => {
                Command::BeginLinking {
                    attempt: attempt.clone(),
                }
            }
            Some(account) => {
                let session = self.new_session(account, checkout, known);
                let call = account.client.create_session(&session);
                match self.caller(id, &attempt).call("create", call).await {
                    Ok(session) => Command::Opened {
                        attempt: attempt.clone(),
                        session,
                    },
                    Err(error) => Command::NotOpened {
                        attempt: attempt.clone(),
                        failure: failure_of(&error),
                    },
                }
            }
        };
        match self.act(id, command, self.clock.now()).await {
            // A webhook for this session came first, and was taken for an older attempt's of
            // this order. What is paid by it counts there.
            Err(ActError::Refused(AppendError::SessionTaken)) => {
                let failure = Failure {
                    code: FailureCode::ProviderUnavailable,
                    detail: Some("session_taken".to_owned()),
                };
                let give_up = Command::NotOpened { attempt, failure };
                self.act(id, give_up, self.clock.now()).await.map(drop)
            }
            acted => acted.map(drop),
        }
    }

    fn new_session(&self, account: &Account, checkout: &Checkout, attempt: &Attempt) -> NewSession {
        let order = &checkout.order;
        NewSession {
            amount: Some(attempt.amount),
            reference: order.reference.clone(),
            address: order.customer.address.clone(),
            payee_account: order.payee_account.clone(),
            locale: Some(attempt.locale),
            delivery: attempt.delivery,
            consent: account.consent_screen.map(|is_shown| {
                if is_shown {
                    Consent::Shown
                } else {
                    Consent::Hidden
                }
            }),
            limits: account.limits,
            redirect: redirect(account, checkout),
            client_urls: places(&self.url_of(checkout), self.domains.house()),
            ..NewSession::new(attempt.method, attempt.payer.clone())
        }
    }
}

/// Where the provider sends the browser at the end, where the account asks for that and the
/// merchant said where.
fn redirect(account: &Account, checkout: &Checkout) -> Option<Redirect> {
    let address = |url: &Option<String>| url.as_deref()?.parse::<Url>().ok();
    account.redirect_mode.as_ref()?;
    Some(Redirect {
        mode: RedirectMode::JsEvents,
        success: address(&checkout.order.success_url)?,
        exit: address(&checkout.order.cancel_url)?,
    })
}

/// Where a checkout's page may be open: at the merchant's own host and at ours, for an address
/// that was given out before that host was the merchant's goes on working.
fn places(own: &PublicUrl, house: &PublicUrl) -> Vec<Url> {
    let places = [own, house].map(|place| place.as_str().parse().ok());
    let mut places: Vec<Url> = places.into_iter().flatten().collect();
    places.dedup();
    places
}

/// What the customer is told when the provider makes no session.
pub(super) fn failure_of(error: &Error) -> Failure {
    let kind = error.kind();
    if error.leaves_outcome_unknown() {
        return Failure::unanswered();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_can_be_paid_at_the_merchants_host_and_at_the_address_that_was_given_out_before() {
        let house = PublicUrl::from_url(&"https://pay.guichet.example".parse().expect("a URL"));
        let house = house.expect("an origin");
        let own = house.at_host("pay.shop.example").expect("a host");
        let told = |own| -> Vec<String> {
            let places = places(own, &house);
            places.into_iter().map(String::from).collect()
        };
        let both = ["https://pay.shop.example/", "https://pay.guichet.example/"];
        assert_eq!(told(&own), both);
        assert_eq!(told(&house), both[1..]);
    }
}
