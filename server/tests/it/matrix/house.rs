//! A server and a twin in this process, and the clock of both.

use std::{fs, time::Duration};

use payment::Timestamp;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use server::{Clock, Merchant, Running};
use store::fresh::Fresh;
use twin::{Credentials, Settings, Twin, Webhook};

use super::customer::Story;

/// The moment at which a seeded twin's clock stands.
const START: &str = "2026-10-01T12:00:00Z";

const SECRET: &str = "whsec-matrix";

/// How long the longest session lives, and longer.
const ALL_OVER: Duration = Duration::from_secs(3 * 60 * 60);

pub(super) struct House {
    pub(super) server: Running,
    pub(super) twin: twin::Running,
    pub(super) clock: Clock,
    pub(super) http: Client,
    merchant: Merchant,
    _place: Fresh,
}

impl House {
    /// With these lines about its mail server, where it has one.
    pub(super) async fn open(mail: &str) -> Self {
        let credentials = Credentials::generate([7; 64]);
        let settings = Settings {
            seed: Some(1),
            ..Settings::new("127.0.0.1:0".parse().unwrap(), credentials.clone())
        };
        let twin = Twin::start(settings).await.expect("the twin starts");
        let place = Fresh::new().unwrap();
        let config = place.folder().join("guichet.toml");
        let toml = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\n\
             [store]\nurl = \"{}\"\n\
             [flinks]\nbase_url = \"{}\"\nclient_id = \"{}\"\nclient_secret = \"{}\"\n\
             api_key = \"{}\"\ncustomer_id = \"{}\"\nwebhook_secret = \"{SECRET}\"\ntimeout = 1\n{mail}",
            place.text(),
            twin.url,
            credentials.client_id,
            credentials.client_secret,
            credentials.api_key,
            credentials.customer_id,
        );
        fs::write(&config, toml).unwrap();
        let start: jiff::Timestamp = START.parse().unwrap();
        let clock = Clock::manual(Timestamp::from_micros(start.as_microsecond()));
        let server = Running::start(&config, clock.clone())
            .await
            .expect("the server starts");
        let merchant = server.merchant("Maple & Pine").await.expect("a merchant");
        twin.set_webhook(Some(Webhook {
            url: merchant.webhook_url.clone(),
            secret: SECRET.to_owned(),
        }));
        let http = Client::builder().no_proxy().build().unwrap();
        Self {
            server,
            twin,
            clock,
            http,
            merchant,
            _place: place,
        }
    }

    /// Lets no more than so much time pass: up to the next task, which is then done.
    pub(super) async fn pass(&self, limit: Duration) {
        let went = self.server.pass(limit).await.expect("the store works");
        let went = match went {
            Some(went) => went,
            None => {
                self.clock.advance(limit);
                self.server.idle().await.expect("the store works");
                limit
            }
        };
        // The twin's clock goes by whole seconds; it may run ahead by less than one each time.
        let seconds = went.as_secs() + u64::from(went.subsec_nanos() > 0);
        self.twin_order("/_twin/clock", &json!({ "advance_seconds": seconds }))
            .await;
        self.settle().await;
    }

    /// Waits until the twin's webhooks are answered and what they led to is done, so that
    /// the same house lives through the same story each time.
    pub(super) async fn settle(&self) {
        // The twin tells its trace once no webhook is on its way.
        let url = format!("{}/_twin/trace", self.twin.url);
        self.http.get(url).send().await.unwrap();
        self.server.idle().await.expect("the store works");
    }

    pub(super) fn page(&self, method: Method, path: &str) -> RequestBuilder {
        let url = format!("{}{path}", self.server.url());
        self.http
            .request(method, url)
            .header("origin", self.server.url().trim_end_matches('/'))
    }

    pub(super) fn api(&self, method: Method, path: &str) -> RequestBuilder {
        self.page(method, path).bearer_auth(&self.merchant.api_key)
    }

    pub(super) async fn twin_order(&self, path: &str, order: &Value) {
        let url = format!("{}{path}", self.twin.url);
        let answer = self.http.post(url).json(order).send().await.unwrap();
        assert!(answer.status().is_success(), "{path} {order}");
    }

    async fn twin_list(&self, path: &str) -> Vec<Value> {
        let url = format!("{}{path}", self.twin.url);
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    /// Everything that the twin has made is over, and one of them at most has money: no
    /// session is left that somebody could still pay, and nothing was paid twice.
    pub(super) async fn leave_nothing_behind(&self, story: &Story) {
        self.twin_order("/_twin/faults", &json!({ "clear": true }))
            .await;
        let seconds = ALL_OVER.as_secs();
        self.twin_order("/_twin/clock", &json!({ "advance_seconds": seconds }))
            .await;
        let sessions = self.twin_list("/_twin/sessions").await;
        let paid = sessions.iter().filter(|session| has_money(session)).count();
        assert_eq!(
            paid,
            usize::from(story.status == "paid"),
            "{story:?}: {sessions:#?}"
        );
        for session in &sessions {
            assert!(is_over(session), "still payable: {session} in {story:?}");
        }
    }
}

fn has_money(session: &Value) -> bool {
    let transaction = session["transactionStatus"].as_str();
    match session["type"].as_str() {
        Some("EFT") if session["statusDetails"].is_string() => {
            session["statusDetails"] == "EFT0301"
        }
        _ => {
            let word = transaction.or(session["status"].as_str());
            matches!(word, Some("Accepted" | "Processed" | "Settled"))
        }
    }
}

fn is_over(session: &Value) -> bool {
    // A debit whose agreement nobody signs moves nothing: its signing address is known to us
    // alone, and to nobody when the answer was lost.
    let unsigned = session["padId"].is_string() && session["status"] == "Initiated";
    let over = ["Completed", "Failed", "Canceled", "Cancelled", "Expired"];
    has_money(session)
        || unsigned
        || session["status"]
            .as_str()
            .is_some_and(|it| over.contains(&it))
}
