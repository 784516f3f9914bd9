mod create;
mod delete;
mod deliveries;
mod get;
mod list;
mod replay;
mod rotate_secret;
mod test;
mod update;

use serde_json::{Value, json};

use crate::house::House;

const URL: &str = "https://shop.example/guichet";

impl House {
    /// Makes an endpoint and returns it.
    pub(crate) async fn endpoint(&self, url: &str) -> Value {
        let body = json!({ "url": url });
        let answer = self.post("/v1/webhook_endpoints", &body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()
    }
}

/// The address of an endpoint.
fn path(endpoint: &Value) -> String {
    format!("/v1/webhook_endpoints/{}", endpoint["id"].as_str().unwrap())
}

/// The secret and the public keys that an answer shows.
fn keys(endpoint: &Value) -> (&str, Vec<&str>) {
    let public = endpoint["public_keys"].as_array().unwrap().iter();
    (
        endpoint["secret"].as_str().unwrap_or_default(),
        public.map(|key| key.as_str().unwrap()).collect(),
    )
}
