use std::time::Duration;

use reqwest::{Client, RequestBuilder, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Guichet's API, with the shop's key.
#[derive(Clone)]
pub struct Guichet {
    client: Client,
    url: String,
    key: String,
}

/// Without the key.
impl std::fmt::Debug for Guichet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guichet").finish_non_exhaustive()
    }
}

#[derive(Serialize)]
pub(crate) struct NewCheckout<'a> {
    /// Cents.
    pub(crate) amount: u32,
    pub(crate) currency: &'static str,
    pub(crate) reference: &'a str,
    pub(crate) success_url: String,
    pub(crate) cancel_url: String,
}

#[derive(Deserialize)]
pub(crate) struct Checkout {
    pub(crate) id: String,
    /// Where the customer pays.
    pub(crate) url: String,
}

/// Whose a payment is.
pub(crate) enum Claimed {
    Ours,
    NotOurs,
}

impl Guichet {
    /// Opens no connection.
    ///
    /// # Errors
    /// When the machine has no certificates to know a server by.
    pub fn new(url: &str, key: &str) -> reqwest::Result<Self> {
        // An error says that the process has a provider already, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(Duration::from_secs(8));
        // Without encryption there is nothing to know by a certificate.
        let client = if url.starts_with("http://") {
            client.tls_certs_only([])
        } else {
            client
        };
        Ok(Self {
            client: client.build()?,
            url: url.to_owned(),
            key: key.to_owned(),
        })
    }

    /// One order, one checkout: the same request may be sent again when no answer comes.
    pub(crate) async fn make(&self, checkout: &NewCheckout<'_>) -> reqwest::Result<Checkout> {
        let request = self
            .post("/v1/checkouts")
            .header("idempotency-key", checkout.reference)
            .json(checkout);
        request.send().await?.error_for_status()?.json().await
    }

    pub(crate) async fn claim(&self, checkout: &str, order: &str) -> reqwest::Result<Claimed> {
        let request = self
            .post(&format!("/v1/checkouts/{checkout}/claim"))
            .json(&json!({ "order_id": order }));
        let answer = request.send().await?;
        match answer.status() {
            StatusCode::NOT_FOUND | StatusCode::CONFLICT => Ok(Claimed::NotOurs),
            _ => answer.error_for_status().map(|_| Claimed::Ours),
        }
    }

    fn post(&self, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.url);
        self.client.post(url).bearer_auth(&self.key)
    }
}
