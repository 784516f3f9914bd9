//! A server with one merchant, and a caller of its API.

use std::{fs, path::PathBuf};

use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::{Value, json};
use store::fresh::Fresh;

use crate::{
    contract, honest,
    program::{Program, guichet, run, stdout},
};

/// What the server seals secrets with.
pub(crate) const SEALING_KEY: &str =
    "5ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea15ea1";

/// A running server. Everything goes with it.
pub(crate) struct House {
    server: Program,
    twin: Option<Program>,
    place: Fresh,
    http: reqwest::Client,
    /// The merchant's key for test mode.
    pub(crate) api_key: String,
    /// The merchant.
    pub(crate) merchant: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl House {
    /// A server whose provider answers nobody: enough for whatever does not start a payment.
    pub(crate) fn open() -> Self {
        Self::open_with("")
    }

    /// The same with more keys for the account.
    pub(crate) fn open_with(keys: &str) -> Self {
        Self::with_flinks("http://127.0.0.1:9", "id", "secret", keys, None)
    }

    /// A server in front of a twin.
    pub(crate) fn with_twin() -> Self {
        Self::with_twin_and(|_| String::new())
    }

    /// The same with more keys for the account, made of what the twin told.
    pub(crate) fn with_twin_and(keys: impl FnOnce(&Program) -> String) -> Self {
        let twin = Program::start(guichet(&["twin", "--addr", "127.0.0.1:0", "--json"]));
        let (url, id, secret) = (
            twin.told("url"),
            twin.told("client_id"),
            twin.told("client_secret"),
        );
        let keys = keys(&twin);
        Self::with_flinks(&url, &id, &secret, &keys, Some(twin))
    }

    fn with_flinks(
        base_url: &str,
        client_id: &str,
        client_secret: &str,
        keys: &str,
        twin: Option<Program>,
    ) -> Self {
        let place = Fresh::new().unwrap();
        let config = place.folder().join("guichet.toml");
        let toml = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\nadmin_listen = \"127.0.0.1:0\"\n\
             [store]\nurl = \"{}\"\nsealing_key = \"{SEALING_KEY}\"\n\
             [log]\nlevel = \"debug\"\n\
             [flinks]\nbase_url = \"{base_url}\"\nclient_id = \"{client_id}\"\n\
             client_secret = \"{client_secret}\"\nwebhook_secret = \"whsec-canary\"\ntimeout = 2\n{keys}",
            place.text()
        );
        fs::write(&config, toml).unwrap();
        let server = Program::start(guichet(&[
            "serve",
            "--config",
            config.to_str().unwrap(),
            "--json",
        ]));
        let mut house = Self {
            server,
            twin,
            place,
            http: browser(),
            api_key: String::new(),
            merchant: String::new(),
        };
        (house.merchant, house.api_key) = house.another_merchant();
        house
    }

    /// A connection past the server, to what it keeps.
    pub(crate) async fn back_door(&self) -> sqlx::AnyConnection {
        self.place.back_door().await.unwrap()
    }

    pub(crate) fn config(&self) -> PathBuf {
        self.place.folder().join("guichet.toml")
    }

    /// Runs an administration command against this server and reads its line of JSON.
    pub(crate) fn administer(&self, args: &[&str]) -> Value {
        let config = self.config();
        let output = run(&[args, &["--config", config.to_str().unwrap()]].concat());
        assert!(output.status.success(), "{output:?}");
        serde_json::from_str(&stdout(&output)).unwrap_or(Value::Null)
    }

    /// Another merchant: its id and its key for test mode.
    pub(crate) fn another_merchant(&self) -> (String, String) {
        let made = self.administer(&["merchant", "create", "--name", "Maple & Pine", "--json"]);
        (
            made["merchant_id"].as_str().unwrap().into(),
            made["api_key"].as_str().unwrap().into(),
        )
    }

    /// The merchant's key for live mode.
    pub(crate) fn live_key(&self) -> String {
        self.live_key_of(&self.merchant)
    }

    /// A key of that merchant for live mode.
    pub(crate) fn live_key_of(&self, merchant: &str) -> String {
        let args = [
            "key",
            "create",
            "--merchant",
            merchant,
            "--mode",
            "live",
            "--json",
        ];
        self.administer(&args)["api_key"].as_str().unwrap().into()
    }

    pub(crate) fn url(&self) -> String {
        self.server.told("url")
    }

    pub(crate) fn admin_url(&self) -> String {
        self.server.told("admin_url")
    }

    pub(crate) fn twin_url(&self) -> String {
        self.twin.as_ref().unwrap().told("url")
    }

    /// What the server signs in to the twin with.
    pub(crate) fn twin_secret(&self) -> String {
        self.twin.as_ref().unwrap().told("client_secret")
    }

    /// A request without a key.
    pub(crate) fn anonymous(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.url()))
    }

    /// A request with the merchant's key.
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.anonymous(method, path).bearer_auth(&self.api_key)
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::of(self.request(Method::POST, path).json(body)).await
    }

    /// A request to any address.
    pub(crate) fn elsewhere(&self, method: Method, url: &str) -> RequestBuilder {
        self.http.request(method, url)
    }

    /// A GET of any address, for the other listeners.
    pub(crate) async fn fetch(&self, url: &str) -> Answer {
        Answer::of(self.http.get(url)).await
    }

    /// A form, as a browser without scripts sends it.
    pub(crate) async fn submit(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let origin = self.url();
        Answer::of(
            self.anonymous(Method::POST, path)
                .header("origin", origin)
                .form(form),
        )
        .await
    }

    /// Where an answer leads, as a browser goes there.
    pub(crate) async fn follow(&self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, 303, "{}", answer.text);
        Answer::of(self.anonymous(Method::GET, answer.header("location"))).await
    }

    /// Makes a checkout and returns it.
    pub(crate) async fn checkout(&self, body: &Value) -> Value {
        let answer = self.post("/v1/checkouts", body).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        answer.json()
    }

    /// Stops the server and starts it again.
    pub(crate) fn restart(self) -> Self {
        self.restart_with_log().0
    }

    /// The same; what the first one logged comes with it.
    pub(crate) fn restart_with_log(mut self) -> (Self, String) {
        let config = self.config();
        let again = || {
            Program::start(guichet(&[
                "serve",
                "--config",
                config.to_str().unwrap(),
                "--json",
            ]))
        };
        let log = self.server.stop_here();
        self.server = again();
        (self, log)
    }

    /// Stops the server and returns everything it logged.
    pub(crate) fn close(self) -> String {
        self.server.stop()
    }
}

impl Answer {
    pub(crate) async fn of(request: RequestBuilder) -> Self {
        let (client, request) = request.build_split();
        let request = request.unwrap();
        let (method, url) = (request.method().clone(), request.url().clone());
        let response = client.execute(request).await.unwrap();
        let answer = Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await.unwrap(),
        };
        contract::check(&method, &url, answer.status, &answer.headers, &answer.text);
        honest::check(&answer.text);
        answer
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The problem without its request id, which is checked to be the header's.
    pub(crate) fn problem(&self) -> Value {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{}",
            self.text
        );
        let mut problem = self.json();
        let id = problem
            .as_object_mut()
            .unwrap()
            .remove("request_id")
            .unwrap();
        assert_eq!(id, self.header("x-request-id"));
        assert_eq!(problem["status"], self.status);
        problem
    }

    /// The places and codes of a problem's errors, one a line.
    pub(crate) fn faults(&self) -> String {
        let problem = self.problem();
        let errors = problem["errors"].as_array().unwrap();
        let lines = errors.iter().map(|error| {
            let [pointer, code, message] =
                ["pointer", "code", "message"].map(|name| error[name].as_str().unwrap());
            format!("{pointer} {code}: {message}")
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A caller that follows no redirect. It never needs TLS, and still has to name who would
/// provide it.
pub(crate) fn browser() -> reqwest::Client {
    drop(rustls::crypto::ring::default_provider().install_default());
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .tls_certs_only([])
        .no_proxy()
        .build()
        .unwrap()
}

/// A GET of any address.
pub(crate) async fn fetch(url: String) -> Answer {
    Answer::of(browser().get(url)).await
}

/// An order with everything in it.
pub(crate) fn order() -> Value {
    json!({
        "amount": 25000, "currency": "CAD", "reference": "ORDER-1001",
        "methods": ["guaranteed_eft", "e_transfer"],
        "customer": {
            "first_name": "John", "last_name": "Doe", "email": "john.doe@example.com",
            "address": {
                "line1": "123 Front Avenue", "city": "Toronto", "province": "ON",
                "postal_code": "M5V3A8", "country": "CA"
            }
        },
        "payee_account": { "institution": "999", "transit": "60265", "account": "9876541" },
        "locale": "en-CA", "success_url": "https://shop.example/thanks", "cancel_url": "https://shop.example/cart",
        "expires_in": 3600, "metadata": { "cart": "77" }
    })
}
