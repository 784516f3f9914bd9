//! Servers that die in the middle of payments, and servers that are replaced. Real processes on
//! the store that the environment names: several at once where it can be shared.

use std::{
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use futures::future::join_all;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use store::fresh::Fresh;

use crate::program::{Program, guichet};

/// Longer than a lease and a busy machine take together.
const DEADLINE: Duration = Duration::from_secs(120);

/// How long a customer looks at "opening" before they try again.
const PATIENCE: Duration = Duration::from_secs(2);

/// One installation with as many servers as its store takes.
struct Street {
    store: Fresh,
    twin: Program,
    servers: Mutex<Vec<Option<Program>>>,
    /// Their addresses as of now.
    urls: Mutex<Vec<String>>,
    http: Client,
    api_key: String,
    paid: AtomicUsize,
}

impl Street {
    fn open() -> Arc<Self> {
        let store = Fresh::new().unwrap();
        let twin = Program::start(guichet(&["twin", "--addr", "127.0.0.1:0", "--json"]));
        let street = Self {
            twin,
            servers: Mutex::default(),
            urls: Mutex::default(),
            http: Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .timeout(Duration::from_secs(10))
                .no_proxy()
                .build()
                .unwrap(),
            api_key: String::new(),
            paid: AtomicUsize::new(0),
            store,
        };
        let args = ["merchant", "create", "--name", "Maple & Pine", "--json"];
        let made = street.command(&args).output().unwrap();
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        let street = Self {
            api_key: made["api_key"].as_str().unwrap().to_owned(),
            ..street
        };
        // A file has one server, a database as many as one likes.
        let servers = if street.store.file().is_some() { 1 } else { 2 };
        for place in 0..servers {
            street.servers.lock().unwrap().push(None);
            street.urls.lock().unwrap().push(String::new());
            street.start(place);
        }
        Arc::new(street)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = guichet(args);
        command
            .env("GUICHET__SERVER__LISTEN", "127.0.0.1:0")
            .env("GUICHET__STORE__URL", self.store.text())
            .env("GUICHET__FLINKS__BASE_URL", self.twin.told("url"))
            .env("GUICHET__FLINKS__CLIENT_ID", self.twin.told("client_id"))
            .env(
                "GUICHET__FLINKS__CLIENT_SECRET",
                self.twin.told("client_secret"),
            )
            .env("GUICHET__FLINKS__WEBHOOK_SECRET", "whsec-street");
        command
    }

    fn start(&self, place: usize) {
        let server = Program::start(self.command(&["serve", "--json"]));
        self.urls.lock().unwrap()[place] = server.told("url");
        self.servers.lock().unwrap()[place] = Some(server);
    }

    /// Ends a server as a power cut would.
    fn kill(&self, place: usize) {
        let server = self.servers.lock().unwrap()[place].take().unwrap();
        server.signal("KILL");
        server.end();
    }

    /// Asks a server to stop; what it logged.
    fn stop(&self, place: usize) -> String {
        let server = self.servers.lock().unwrap()[place].take().unwrap();
        server.stop()
    }

    fn has_several(&self) -> bool {
        self.urls.lock().unwrap().len() > 1
    }

    /// What any server answers, as a load balancer would have it: whichever, and another when
    /// that one is away.
    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: impl Fn(reqwest::RequestBuilder) -> reqwest::RequestBuilder,
    ) -> (u16, String) {
        static TURN: AtomicUsize = AtomicUsize::new(0);
        let began = Instant::now();
        loop {
            let url = {
                let urls = self.urls.lock().unwrap();
                urls[TURN.fetch_add(1, Ordering::SeqCst) % urls.len()].clone()
            };
            let request = self.http.request(method.clone(), format!("{url}{path}"));
            let answer = body(request.header("origin", &url)).send().await;
            if let Ok(answer) = answer {
                let status = answer.status().as_u16();
                if let Ok(text) = answer.text().await
                    && status != 503
                {
                    return (status, text);
                }
            }
            assert!(began.elapsed() < DEADLINE, "no server answers {path}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn api(&self, method: Method, path: &str, body: Option<Value>, key: &str) -> Value {
        let (status, text) = self
            .ask(method, path, |request| {
                let request = request.bearer_auth(&self.api_key);
                match &body {
                    Some(body) => request.header("idempotency-key", key).json(body),
                    None => request,
                }
            })
            .await;
        assert!(status < 300, "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn twin(&self, method: Method, path: &str, body: Value) -> Value {
        let url = self.twin.told("url") + path;
        let answer = self.http.request(method, url).json(&body).send().await;
        answer.unwrap().json().await.unwrap_or_default()
    }

    /// A customer from the order to "paid", whatever happens to the servers.
    async fn pay(self: Arc<Self>, number: usize) -> Value {
        let reference = format!("ORDER-{number}");
        let order = json!({ "amount": 25000, "currency": "CAD", "reference": reference });
        let made = self
            .api(Method::POST, "/v1/checkouts", Some(order), &reference)
            .await;
        let (id, token) = (
            made["id"].as_str().unwrap(),
            made["url"].as_str().unwrap().rsplit('/').next().unwrap(),
        );
        let began = Instant::now();
        let mut opening_since = None;
        loop {
            let (_, html) = self.ask(Method::GET, &format!("/c/{token}"), |it| it).await;
            match between(&html, "data-screen=\"", "\"").unwrap_or_default() {
                "paid" => break,
                "choose" | "unavailable" => self.begin(token).await,
                "opening" => {
                    let since = *opening_since.get_or_insert_with(Instant::now);
                    if since.elapsed() > PATIENCE {
                        opening_since = None;
                        self.begin(token).await;
                    }
                }
                "bank" => {
                    let session = between(&html, "sessionId=", "\"").unwrap();
                    let drive = format!("/_twin/sessions/{session}/drive");
                    self.twin(Method::POST, &drive, json!({ "to": "EFT0301" }))
                        .await;
                }
                _ => {}
            }
            assert!(began.elapsed() < DEADLINE, "{number} is not paid: {html}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        self.paid.fetch_add(1, Ordering::SeqCst);
        self.api(Method::GET, &format!("/v1/checkouts/{id}"), None, "")
            .await
    }

    async fn begin(&self, token: &str) {
        let form = [
            ("token", token),
            ("method", "guaranteed_eft"),
            ("first_name", "John"),
            ("last_name", "Doe"),
            ("email", "j.doe@gmail.com"),
            ("lang", "en-CA"),
        ];
        self.ask(Method::POST, "/actions/start", |request| {
            request.form(&form)
        })
        .await;
    }

    async fn until_paid(&self, count: usize) {
        let began = Instant::now();
        while self.paid.load(Ordering::SeqCst) < count {
            assert!(began.elapsed() < DEADLINE, "too few are paid");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Every order is paid once, and by what the provider says was paid.
    async fn all_is_right(&self, paid: Vec<Value>) {
        let sessions = self.twin(Method::GET, "/_twin/sessions", json!({})).await;
        for checkout in paid {
            assert_eq!(checkout["status"], "paid", "{checkout}");
            assert_eq!(checkout["cases"], json!([]), "{checkout}");
            let theirs = |session: &&Value| session["referenceId"] == checkout["reference"];
            let sessions: Vec<_> = sessions.as_array().unwrap().iter().filter(theirs).collect();
            let completed = sessions.iter().filter(|it| it["status"] == "Completed");
            assert_eq!(completed.count(), 1, "{checkout} {sessions:?}");
            let attempts = checkout["attempts"].as_array().unwrap();
            assert!(sessions.len() <= attempts.len(), "{checkout} {sessions:?}");
            let path = format!(
                "/v1/checkouts/{}/timeline",
                checkout["id"].as_str().unwrap()
            );
            let timeline = self.api(Method::GET, &path, None, "").await;
            let facts = timeline["data"].as_array().unwrap();
            let count = |kind: &str| facts.iter().filter(|it| it["type"] == kind).count();
            assert_eq!((count("checkout_created"), count("checkout_paid")), (1, 1));
        }
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.split_once(before)?.1.split(after).next()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn payments_end_right_although_a_server_dies_in_their_middle() {
    const CUSTOMERS: usize = 16;
    let street = Street::open();
    let paying = join_all((0..CUSTOMERS).map(|number| tokio::spawn(street.clone().pay(number))));
    let dying = async {
        street.until_paid(CUSTOMERS / 4).await;
        street.kill(0);
        if street.has_several() {
            // The other one has it all for a while.
            street.until_paid(CUSTOMERS / 2).await;
        }
        street.start(0);
    };
    let (paid, ()) = tokio::join!(paying, dying);
    let paid = paid.into_iter().map(Result::unwrap).collect();
    street.all_is_right(paid).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_are_replaced_one_by_one_while_customers_pay_and_nothing_is_lost() {
    const CUSTOMERS: usize = 16;
    let street = Street::open();
    let paying = join_all((0..CUSTOMERS).map(|number| tokio::spawn(street.clone().pay(number))));
    let replacing = async {
        let places = street.urls.lock().unwrap().len();
        for place in 0..places {
            street.until_paid((place + 1) * CUSTOMERS / 4).await;
            let log = street.stop(place);
            assert!(!log.contains("\"level\":\"ERROR\""), "{log}");
            street.start(place);
        }
    };
    let (paid, ()) = tokio::join!(paying, replacing);
    let paid = paid.into_iter().map(Result::unwrap).collect();
    street.all_is_right(paid).await;
}
