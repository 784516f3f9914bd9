//! Notifications, from the fact to the merchant's own server: a real one, with a will of its
//! own.

mod address;
mod death;
mod lane;
mod order;
mod retry;
mod seal;
mod shop;
mod signature;

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::moment::{Moment, Page};

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Enough for any answer of a shop that means to answer.
const PATIENT: &str = "10s";

/// So little that a shop that does not answer holds up no test.
const IMPATIENT: &str = "200ms";

impl Moment {
    /// Has a shop notified.
    async fn notify(&self, url: &str) -> Value {
        let body = json!({ "url": url });
        self.api(Method::POST, "/v1/webhook_endpoints", Some(&body))
            .await
    }

    /// A checkout that was called off: the merchant is told so.
    async fn canceled(&self) -> Page {
        let page = self.order(json!({})).await;
        self.cancel(&page).await;
        page
    }

    async fn cancel(&self, page: &Page) {
        let path = format!("/v1/checkouts/{}/cancel", page.id);
        let canceled = self.api(Method::POST, &path, None).await;
        assert_eq!(canceled["status"], "canceled");
    }

    /// A checkout with an attempt that failed: the merchant is told so.
    async fn failed(&self) -> Page {
        let page = self.order(json!({})).await;
        assert_eq!(self.start(&page, "guaranteed_eft").await, 303);
        let sessions = self.twin_list("/_twin/sessions").await;
        let session = sessions.last().unwrap()["id"].as_str().unwrap();
        let drive = format!("/_twin/sessions/{session}/drive");
        self.twin_order(&drive, &json!({ "to": "EFT0404" })).await;
        self.pass(MINUTE).await;
        assert_eq!(self.checkout(&page).await["status"], "open");
        page
    }

    /// An endpoint's deliveries, newest first.
    async fn deliveries(&self, endpoint: &Value) -> Vec<Value> {
        let id = endpoint["id"].as_str().unwrap();
        let path = format!("/v1/webhook_endpoints/{id}/deliveries?limit=100");
        let list = self.api(Method::GET, &path, None).await;
        list["data"].as_array().unwrap().clone()
    }

    /// How the newest delivery stands, and how often it was tried.
    async fn delivery(&self, endpoint: &Value) -> (String, u64) {
        let newest = self.deliveries(endpoint).await.remove(0);
        let status = newest["status"].as_str().unwrap().to_owned();
        (status, newest["tries"].as_u64().unwrap())
    }

    async fn endpoint(&self, endpoint: &Value) -> Value {
        let id = endpoint["id"].as_str().unwrap();
        let path = format!("/v1/webhook_endpoints/{id}");
        self.api(Method::GET, &path, None).await
    }
}
