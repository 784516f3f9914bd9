//! One notification, sent once.

use std::{
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};

use http::{HeaderValue, header::CONTENT_TYPE};
use payment::{EventId, Timestamp};
use reqwest::{Client, ClientBuilder, Response, redirect, retry};
use store::{ClaimedDelivery, EndpointSecret, MAX_ANSWER, TryOutcome};

use super::{
    answer::Answer,
    guard::{Policy, target},
    resolve::{Lookup, NotPublic, OfThisMachine, Resolver},
    retry_after::retry_after,
    sign::sign,
};
use crate::config::NotificationsConfig;

/// The way out.
#[derive(Clone, Debug)]
pub(crate) struct Post {
    client: Client,
    policy: Policy,
    timeout: Duration,
}

/// This machine has no certificates to trust.
#[derive(Debug, thiserror::Error)]
#[error("there are no certificates that an endpoint could be known by")]
pub(crate) struct NoCertificates(#[source] reqwest::Error);

impl Post {
    /// Makes it ready; opens no connection. Without certificates nothing that is encrypted
    /// arrives, and everything is kept and tried again.
    pub(crate) fn new(config: &NotificationsConfig) -> Self {
        Self::open(config).unwrap_or_else(|error| {
            tracing::error!(
                error = &error as &dyn Error,
                "notifications cannot be encrypted"
            );
            Self::of(config, Arc::new(OfThisMachine), |it| it.tls_certs_only([]))
                .expect("without certificates there is nothing that could be wrong with them")
        })
    }

    /// The same where certificates must be there.
    pub(crate) fn open(config: &NotificationsConfig) -> Result<Self, NoCertificates> {
        Self::of(config, Arc::new(OfThisMachine), |it| it)
    }

    /// Follows no redirect and takes no proxy: both would go where nobody looked. Repeats
    /// nothing by itself: a try is a try.
    fn of(
        config: &NotificationsConfig,
        lookup: Arc<dyn Lookup>,
        trust: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Self, NoCertificates> {
        // An error says that the process has a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let policy = config.policy();
        let client = Client::builder()
            .user_agent(concat!("guichet/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .retry(retry::never())
            .no_proxy()
            .referer(false)
            .timeout(config.timeout)
            .dns_resolver(Arc::new(Resolver::new(lookup, policy)));
        Ok(Self {
            client: trust(client).build().map_err(NoCertificates)?,
            policy,
            timeout: config.timeout,
        })
    }

    /// The longest that sending something takes.
    pub(crate) const fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Sends a delivery, signed with each of the secrets.
    pub(crate) async fn send(
        &self,
        delivery: &ClaimedDelivery,
        secrets: &[EndpointSecret],
        now: Timestamp,
    ) -> Answer {
        self.exchange(
            &delivery.url,
            &delivery.notification,
            delivery.body.clone(),
            secrets,
            now,
        )
        .await
    }

    /// Sends a body, signed with each of the secrets.
    pub(super) async fn exchange(
        &self,
        url: &str,
        id: &EventId,
        body: Vec<u8>,
        secrets: &[EndpointSecret],
        now: Timestamp,
    ) -> Answer {
        let began = Instant::now();
        // What was allowed when the endpoint was made may no longer be.
        let Ok(url) = target(url, self.policy) else {
            return Answer::none(TryOutcome::AddressRefused, began.elapsed());
        };
        let request = self
            .client
            .post(url)
            .headers(sign(id, now, &body, secrets))
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(body);
        match request.send().await {
            Ok(response) => read(response, now, began).await,
            Err(error) => Answer::none(outcome(&error), began.elapsed()),
        }
    }
}

/// The status says it all; what follows is for people, and as much of it is taken as comes in
/// time.
async fn read(mut response: Response, now: Timestamp, began: Instant) -> Answer {
    let status = response.status();
    let asked = retry_after(response.headers(), now);
    let mut body = Vec::new();
    while body.len() < MAX_ANSWER
        && let Ok(Some(chunk)) = response.chunk().await
    {
        let room = MAX_ANSWER - body.len();
        body.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Answer {
        status: Some(status),
        outcome: if status.is_success() {
            TryOutcome::Delivered
        } else {
            TryOutcome::Refused
        },
        asked,
        body,
        took: began.elapsed(),
    }
}

fn outcome(error: &reqwest::Error) -> TryOutcome {
    let mut causes = std::iter::successors(error.source(), |error| (*error).source());
    if causes.any(<dyn Error + 'static>::is::<NotPublic>) {
        TryOutcome::AddressRefused
    } else if error.is_timeout() {
        TryOutcome::TimedOut
    } else {
        TryOutcome::Unreachable
    }
}

#[cfg(test)]
mod tests;
