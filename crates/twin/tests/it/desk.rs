//! A started twin with a merchant's and a customer's hands.

use std::{collections::HashMap, time::Duration};

use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use twin::{Credentials, Running, Settings, Twin};

pub(crate) struct Desk {
    pub(crate) running: Running,
    pub(crate) client: Client,
    pub(crate) credentials: Credentials,
}

pub(crate) fn settings() -> Settings {
    let addr = "127.0.0.1:0".parse().expect("an address");
    Settings::new(addr, Credentials::generate([7; 64]))
}

impl Desk {
    pub(crate) async fn open() -> Self {
        Self::with(settings()).await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let credentials = settings.credentials.clone();
        let running = Twin::start(settings).await.expect("the twin starts");
        let client = Client::builder()
            .timeout(Duration::from_secs(10))
            .build()
            .expect("a client");
        Self {
            running,
            client,
            credentials,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.url)
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    pub(crate) fn post(&self, path: &str) -> RequestBuilder {
        self.client.post(self.url(path))
    }

    pub(crate) fn keyed(&self, request: RequestBuilder) -> RequestBuilder {
        request
            .header("x-api-key", &self.credentials.api_key)
            .header("x-client-id", &self.credentials.client_id)
    }

    /// An access token.
    pub(crate) async fn token(&self) -> String {
        let Credentials {
            client_id,
            client_secret,
            ..
        } = &self.credentials;
        let request = self
            .post("/api/v1/authorize")
            .basic_auth(client_id, Some(client_secret))
            .form(&[("grant_type", "client_credentials")]);
        let answer = request.send().await.expect("an answer");
        let body: Value = answer.json().await.expect("JSON");
        body["access_token"].as_str().expect("a token").to_owned()
    }

    pub(crate) async fn create_raw(&self, body: &Value) -> Response {
        self.keyed(self.post("/api/v2/sessions"))
            .json(body)
            .send()
            .await
            .expect("an answer")
    }

    pub(crate) async fn create(&self, body: &Value) -> String {
        let answer = self.create_raw(body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let body: Value = answer.json().await.expect("JSON");
        body["sessionId"].as_str().expect("a session id").to_owned()
    }

    pub(crate) async fn status(&self, id: &str) -> Value {
        self.get(&format!("/api/v2/sessions/{id}/status"))
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON")
    }

    /// Status and its details, which is what most tests are about.
    pub(crate) async fn standing(&self, id: &str) -> (String, String) {
        let said = self.status(id).await;
        let text = |name: &str| said[name].as_str().unwrap_or("null").to_owned();
        (text("status"), text("statusDetails"))
    }

    pub(crate) async fn details(&self, id: &str) -> Value {
        self.keyed(self.get(&format!("/api/v2/sessions/{id}/details")))
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("JSON")
    }

    pub(crate) async fn control(&self, path: &str, body: Value) -> (StatusCode, Value) {
        let answer = self.post(path).json(&body).send().await.expect("an answer");
        (answer.status(), answer.json().await.expect("JSON"))
    }

    pub(crate) async fn drive(&self, id: &str, to: &str) -> Value {
        let path = format!("/_twin/sessions/{id}/drive");
        let (status, session) = self.control(&path, json!({ "to": to })).await;
        assert_eq!(status, StatusCode::OK, "{session}");
        session
    }

    pub(crate) async fn list(&self, path: &str) -> Vec<Value> {
        self.get(path)
            .send()
            .await
            .expect("an answer")
            .json()
            .await
            .expect("a list")
    }

    /// Opens the hosted page.
    pub(crate) async fn open_app(&self, id: &str) -> Page {
        let answer = self.get(&format!("/app/?sessionId={id}")).send().await;
        Page::read(answer.expect("an answer")).await
    }

    /// Submits a form of the hosted page and follows to the next page.
    pub(crate) async fn submit(&self, id: &str, screen: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.post(&format!("/app/{screen}?sessionId={id}"));
        let answer = request.form(fields).send().await.expect("an answer");
        Page::read(answer).await
    }

    /// Goes through the EFT pages up to that screen, as that user. The steps that the pages
    /// told come back with the page.
    pub(crate) async fn walk(&self, id: &str, user: &str, until: &str) -> Page {
        let mut page = self.open_app(id).await;
        let mut steps = page.steps.clone();
        while page.screen != until {
            let answer = page.hinted_answer();
            let fields: HashMap<&str, Vec<(&str, &str)>> = HashMap::from([
                ("consent", vec![]),
                ("bank", vec![("institution", "boreal")]),
                ("sign-in", vec![("user", user), ("password", "Everyday")]),
                ("question", vec![("answer", answer.as_str())]),
                ("account", vec![("account", "chequing")]),
                ("amount", vec![]),
                ("review", vec![]),
                ("agreement", vec![("agreement", "sign"), ("signed", "yes")]),
            ]);
            let screen = page.screen.clone();
            let fields = fields
                .get(screen.as_str())
                .unwrap_or_else(|| panic!("{screen} comes before {until}"));
            page = self.submit(id, &screen, fields).await;
            steps.extend(page.steps.clone());
        }
        page.steps = steps;
        page
    }
}

/// A page of the journey, as far as tests look at it.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) screen: String,
    pub(crate) steps: Vec<String>,
    pub(crate) html: String,
}

impl Page {
    pub(crate) async fn read(answer: Response) -> Self {
        let html = answer.text().await.expect("text");
        let attribute = |name: &str| {
            let start = html.split_once(&format!("{name}=\""))?.1;
            Some(start.split_once('"')?.0.to_owned())
        };
        Self {
            screen: attribute("data-screen").expect("a screen"),
            steps: attribute("data-steps")
                .unwrap_or_default()
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            html,
        }
    }

    fn hinted_answer(&self) -> String {
        ["Montreal", "Canada", "Triangle"]
            .into_iter()
            .find(|answer| self.html.contains(&format!("<code>{answer}</code>")))
            .unwrap_or_default()
            .to_owned()
    }
}

pub(crate) fn eft(reference: &str, first: &str, last: &str) -> Value {
    json!({
        "referenceId": reference,
        "type": "EFT",
        "direction": "DEBIT",
        "currency": "CAD",
        "amount": 250.00,
        "options": { "guarantee": { "enable": true } },
        "payor": { "firstName": first, "lastName": last },
    })
}

pub(crate) fn e_transfer(reference: &str) -> Value {
    json!({
        "referenceId": reference,
        "type": "e-Transfer",
        "direction": "DEBIT",
        "currency": "CAD",
        "amount": 250.00,
        "payor": { "firstName": "John", "lastName": "Smith", "email": "john.smith@example.com" },
        "payee": { "account": { "institutionCode": "999", "transitNumber": "30265", "accountNumber": "9876541" } },
    })
}

pub(crate) fn pair(status: &str, details: &str) -> (String, String) {
    (status.to_owned(), details.to_owned())
}
