//! A server and a twin in this process, whose time passes only when a test says so.

use std::{
    fs,
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
};

use payment::Timestamp;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use server::{Clock, Merchant, Running};
use store::{Store, fresh::Fresh};
use tokio::runtime::Runtime;
use twin::{Credentials, Settings, Twin, Webhook};

/// What webhooks are signed with here.
pub(crate) const SECRET: &str = "whsec-canary";

/// The moment at which a seeded twin's clock stands.
const START: i64 = 1_790_856_000_000_000;

/// A house that stands in one moment.
pub(crate) struct Moment {
    server: Server,
    config: PathBuf,
    twin: twin::Running,
    clock: Clock,
    http: Client,
    pub(crate) merchant: Merchant,
    place: Fresh,
}

/// A server with threads of its own, so that it can die.
pub(crate) struct Server {
    running: Option<Running>,
    runtime: Option<Runtime>,
}

impl Server {
    async fn start(config: &Path, clock: &Clock) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let (config, clock) = (config.to_owned(), clock.clone());
        let starting = runtime.spawn(async move { Running::start(&config, clock).await });
        Self {
            running: Some(starting.await.unwrap().unwrap()),
            runtime: Some(runtime),
        }
    }

    /// Ends it in the middle of whatever it does, as a power cut would.
    pub(crate) fn kill(self) {
        drop(self);
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) async fn stop(mut self) {
        self.running.take().unwrap().stop().await.unwrap();
    }
}

impl Deref for Server {
    type Target = Running;

    fn deref(&self) -> &Running {
        self.running.as_ref().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its threads first: nobody is left then to hear that it is to stop kindly.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A checkout and its page.
pub(crate) struct Page {
    pub(crate) id: String,
    pub(crate) token: String,
}

impl Moment {
    /// With Connect set up, so that the method `eft` begins with linking an account.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With a twin that is set up otherwise.
    pub(crate) async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::with_keys(change, "timeout = 2\n", "").await
    }

    /// With a server that waits long for the provider's answers, and not at all when it is to
    /// stop.
    pub(crate) async fn patient() -> Self {
        let server = "[server]\nshutdown_timeout = \"100ms\"\n";
        Self::with_keys(|_| {}, "timeout = 60\n", server).await
    }

    /// With endpoints on this machine, which have so long to answer.
    pub(crate) async fn notifying(timeout: &str) -> Self {
        let keys = format!(
            "timeout = 2\n[notifications]\nallow_private = true\ntimeout = \"{timeout}\"\n"
        );
        Self::with_keys(|_| {}, &keys, "").await
    }

    /// With a server that asks that one about the domain name system.
    pub(crate) async fn asking(resolver: std::net::SocketAddr) -> Self {
        let keys = format!("timeout = 2\n[domains]\nresolvers = [\"{resolver}\"]\n");
        Self::with_keys(|_| {}, &keys, "").await
    }

    /// With a server that is told these lines of sections of its own.
    pub(crate) async fn told(sections: &str) -> Self {
        Self::with_keys(|_| {}, "timeout = 2\n", sections).await
    }

    async fn with_keys(change: impl FnOnce(&mut Settings), account: &str, server: &str) -> Self {
        let credentials = Credentials::generate([9; 64]);
        let mut settings = Settings {
            seed: Some(1),
            ..Settings::new("127.0.0.1:0".parse().unwrap(), credentials.clone())
        };
        change(&mut settings);
        let twin = Twin::start(settings).await.unwrap();
        let place = Fresh::new().unwrap();
        let config = place.folder().join("guichet.toml");
        let toml = format!(
            "{server}[store]\nurl = \"{}\"\n\
             [flinks]\nbase_url = \"{}\"\nclient_id = \"{}\"\nclient_secret = \"{}\"\n\
             api_key = \"{}\"\ncustomer_id = \"{}\"\nwebhook_secret = \"{SECRET}\"\n{account}",
            place.text(),
            twin.url,
            credentials.client_id,
            credentials.client_secret,
            credentials.api_key,
            credentials.customer_id,
        );
        fs::write(&config, toml).unwrap();
        let clock = Clock::manual(Timestamp::from_micros(START));
        let server = Server::start(&config, &clock).await;
        let merchant = server.merchant("Maple & Pine").await.unwrap();
        twin.set_webhook(Some(Webhook {
            url: merchant.webhook_url.clone(),
            secret: SECRET.to_owned(),
        }));
        Self {
            server,
            config,
            twin,
            clock,
            http: Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .no_proxy()
                .build()
                .unwrap(),
            merchant,
            place,
        }
    }

    /// Starts another server on the same store, with the same clock.
    pub(crate) async fn another(&self) -> Server {
        Server::start(&self.config, &self.clock).await
    }

    /// Starts another server on the same store, with a clock of its own.
    pub(crate) async fn another_by(&self, clock: &Clock) -> Server {
        Server::start(&self.config, clock).await
    }

    /// Looks into the store beside its servers.
    pub(crate) async fn store(&self) -> Store {
        Store::open(self.place.url()).await.unwrap()
    }

    /// Stops the server, and starts another in its place.
    pub(crate) async fn restart(&mut self) {
        let running = self.server.running.take().unwrap();
        running.stop().await.unwrap();
        self.server = Server::start(&self.config, &self.clock).await;
    }

    /// Has the customers and the merchant served by another server, and hands out the one that
    /// served them.
    pub(crate) fn switch_to(&mut self, other: Server) -> Server {
        std::mem::replace(&mut self.server, other)
    }

    /// What its servers are told.
    pub(crate) const fn config(&self) -> &PathBuf {
        &self.config
    }

    /// Stops the server, and hands out the place of its store.
    pub(crate) async fn stop(self) -> Fresh {
        self.server.stop().await;
        self.place
    }

    /// The server that serves the customers.
    pub(crate) const fn server(&self) -> &Server {
        &self.server
    }

    /// The one clock.
    pub(crate) const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Lets so much time pass, and everything be done that is due in it.
    pub(crate) async fn pass(&self, time: Duration) {
        let mut left = time;
        while let Some(went) = self.server.pass(left).await.unwrap() {
            left -= went;
            self.twin_passes(went).await;
        }
        self.clock.advance(left);
        self.twin_passes(left).await;
        self.server.idle().await.unwrap();
    }

    /// Has everything done that is due now.
    pub(crate) async fn settle(&self) {
        self.pass(Duration::ZERO).await;
    }

    /// Waits until no webhook of the twin's is on its way: it tells its trace once that is so.
    pub(crate) async fn heard(&self) {
        let url = format!("{}/_twin/trace", self.twin.url);
        self.http.get(url).send().await.unwrap();
    }

    async fn twin_passes(&self, time: Duration) {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        self.twin_order("/_twin/clock", &json!({ "advance_seconds": seconds }))
            .await;
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.server.url());
        self.http
            .request(method, url)
            .header("origin", self.server.url())
    }

    pub(crate) async fn submit(&self, path: &str, form: &[(&str, &str)]) -> u16 {
        let request = self.request(Method::POST, path).form(form);
        request.send().await.unwrap().status().as_u16()
    }

    pub(crate) async fn api(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let mut request = self
            .request(method, path)
            .bearer_auth(&self.merchant.api_key);
        if let Some(body) = body {
            request = request.json(body);
        }
        request.send().await.unwrap().json().await.unwrap()
    }

    pub(crate) async fn twin_order(&self, path: &str, order: &Value) -> Value {
        let url = format!("{}{path}", self.twin.url);
        let answer = self.http.post(url).json(order).send().await.unwrap();
        assert!(answer.status().is_success(), "{path} {order}");
        answer.json().await.unwrap_or_default()
    }

    pub(crate) async fn twin_list(&self, path: &str) -> Vec<Value> {
        let url = format!("{}{path}", self.twin.url);
        let answer = self.http.get(url).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// How often the twin was asked this.
    pub(crate) async fn asked(&self, method: &str, path_end: &str) -> usize {
        let requests = self.twin_list("/_twin/requests").await;
        let is_it = |request: &&Value| {
            request["method"] == method && request["path"].as_str().unwrap().ends_with(path_end)
        };
        requests.iter().filter(is_it).count()
    }

    /// An order of $250.00 with these fields.
    pub(crate) async fn order(&self, fields: Value) -> Page {
        let mut order = json!({ "amount": 25000, "currency": "CAD", "reference": "ORDER-1001" });
        order
            .as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        let made = self.api(Method::POST, "/v1/checkouts", Some(&order)).await;
        let text = |name: &str| made[name].as_str().unwrap_or_else(|| panic!("{made}"));
        Page {
            id: text("id").to_owned(),
            token: text("url").rsplit('/').next().unwrap().to_owned(),
        }
    }

    /// Sends the start form.
    pub(crate) async fn start(&self, page: &Page, method: &str) -> u16 {
        let form = [
            ("token", page.token.as_str()),
            ("method", method),
            ("first_name", "John"),
            ("last_name", "Doe"),
            ("email", "j.doe@gmail.com"),
            ("lang", "en-CA"),
        ];
        self.submit("/actions/start", &form).await
    }

    /// The way back from the bank to the page's last attempt, with a login.
    pub(crate) async fn come_back(&self, page: &Page, login: &str) -> u16 {
        let checkout = self.checkout(page).await;
        let attempts = checkout["attempts"].as_array().unwrap();
        let attempt = attempts.last().unwrap()["id"].as_str().unwrap();
        let back = format!("/c/{}/linked/{attempt}?loginId={login}", page.token);
        let answer = self.request(Method::GET, &back).send().await.unwrap();
        answer.status().as_u16()
    }

    /// The checkout, as its merchant reads it.
    pub(crate) async fn checkout(&self, page: &Page) -> Value {
        self.api(Method::GET, &format!("/v1/checkouts/{}", page.id), None)
            .await
    }

    /// The kinds of facts in the timeline.
    pub(crate) async fn facts(&self, page: &Page) -> Vec<String> {
        let path = format!("/v1/checkouts/{}/timeline", page.id);
        let timeline = self.api(Method::GET, &path, None).await;
        let facts = timeline["data"].as_array().unwrap().iter();
        facts
            .map(|fact| fact["type"].as_str().unwrap().to_owned())
            .collect()
    }

    pub(crate) async fn html(&self, page: &Page) -> String {
        let request = self.request(Method::GET, &format!("/c/{}", page.token));
        request.send().await.unwrap().text().await.unwrap()
    }

    /// What the page shows, by its markup.
    pub(crate) async fn screen(&self, page: &Page) -> String {
        let html = self.html(page).await;
        let (_, rest) = html.split_once("data-screen=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}
