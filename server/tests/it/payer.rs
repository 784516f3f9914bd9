//! A customer at the page without a browser, and the twin behind it.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// A checkout and its page.
pub(crate) struct Payer<'a> {
    house: &'a House,
    pub(crate) id: String,
    pub(crate) token: String,
}

impl<'a> Payer<'a> {
    /// Somebody with an order of $250.00.
    pub(crate) async fn new(house: &'a House) -> Self {
        Self::with(house, json!({})).await
    }

    /// Somebody whose order also has these fields.
    pub(crate) async fn with(house: &'a House, fields: Value) -> Self {
        let mut order = json!({ "amount": 25000, "currency": "CAD", "reference": "ORDER-1001" });
        order
            .as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let made = house.checkout(&order).await;
        Self {
            house,
            id: made["id"].as_str().unwrap().to_owned(),
            token: made["url"]
                .as_str()
                .unwrap()
                .rsplit('/')
                .next()
                .unwrap()
                .to_owned(),
        }
    }

    /// Somebody who was here before.
    pub(crate) const fn again(house: &'a House, id: String, token: String) -> Self {
        Self { house, id, token }
    }

    pub(crate) fn path(&self) -> String {
        format!("/c/{}", self.token)
    }

    pub(crate) async fn page(&self) -> Answer {
        Answer::of(self.house.anonymous(Method::GET, &self.path())).await
    }

    /// Sends the start form.
    pub(crate) async fn start(&self, method: &str) -> Answer {
        self.start_with(method, &[]).await
    }

    /// Sends the start form with more fields.
    pub(crate) async fn start_with(&self, method: &str, more: &[(&str, &str)]) -> Answer {
        let form = [
            ("token", self.token.as_str()),
            ("method", method),
            ("first_name", "John"),
            ("last_name", "Doe"),
            ("email", "j.doe@gmail.com"),
            ("lang", "en-CA"),
        ];
        self.house
            .submit("/actions/start", &[&form, more].concat())
            .await
    }

    /// Sends the form that stops the last attempt.
    pub(crate) async fn cancel(&self) -> Answer {
        let checkout = self.checkout().await;
        let last = checkout["attempts"].as_array().unwrap().last();
        let attempt = last.map_or("", |attempt| attempt["id"].as_str().unwrap());
        let form = [
            ("token", self.token.as_str()),
            ("attempt", attempt),
            ("lang", "en-CA"),
        ];
        self.house.submit("/actions/cancel", &form).await
    }

    /// The checkout, as its merchant reads it.
    pub(crate) async fn checkout(&self) -> Value {
        self.house
            .get(&format!("/v1/checkouts/{}", self.id))
            .await
            .json()
    }

    /// The checkout as soon as it is so.
    pub(crate) async fn until(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let began = Instant::now();
        loop {
            let checkout = self.checkout().await;
            if is_so(&checkout) {
                return checkout;
            }
            assert!(
                began.elapsed() < DEADLINE,
                "not in time: {what}: {checkout}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    pub(crate) async fn until_status(&self, status: &str) -> Value {
        self.until(status, |checkout| checkout["status"] == status)
            .await
    }

    /// What the page shows, by its markup.
    pub(crate) async fn screen(&self) -> String {
        let page = self.page().await.text;
        let (_, rest) = page
            .split_once("data-screen=\"")
            .expect("a page has a screen");
        rest.split('"').next().unwrap().to_owned()
    }

    /// The kinds of facts in the timeline.
    pub(crate) async fn facts(&self) -> Vec<String> {
        let timeline = self
            .house
            .get(&format!("/v1/checkouts/{}/timeline", self.id))
            .await
            .json();
        let facts = timeline["data"].as_array().unwrap().iter();
        facts
            .map(|fact| fact["type"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// The twin's control plane.
impl House {
    pub(crate) async fn twin_sessions(&self) -> Vec<Value> {
        self.fetch(&format!("{}/_twin/sessions", self.twin_url()))
            .await
            .json()
            .as_array()
            .unwrap()
            .clone()
    }

    /// Moves the newest session.
    pub(crate) async fn drive(&self, to: &str) {
        let id = self.twin_sessions().await.last().unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        self.drive_session(&id, to).await;
    }

    pub(crate) async fn drive_session(&self, id: &str, to: &str) {
        self.tell_twin(&format!("/_twin/sessions/{id}/drive"), &json!({ "to": to }))
            .await;
    }

    pub(crate) async fn fault(&self, fault: Value) {
        self.tell_twin("/_twin/faults", &fault).await;
    }

    pub(crate) async fn tell_twin(&self, path: &str, body: &Value) {
        let request = self
            .elsewhere(Method::POST, &format!("{}{path}", self.twin_url()))
            .json(body);
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
    }

    /// How often the twin was asked this.
    pub(crate) async fn asked(&self, method: &str, path_end: &str) -> usize {
        let requests = self
            .fetch(&format!("{}/_twin/requests", self.twin_url()))
            .await
            .json();
        let requests = requests.as_array().unwrap().iter();
        requests
            .filter(|request| {
                request["method"] == method && request["path"].as_str().unwrap().ends_with(path_end)
            })
            .count()
    }
}
