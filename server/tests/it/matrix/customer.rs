//! A customer without scripts who does what the page says, and tries again.

use std::time::Duration;

use payment::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};

use super::{house::House, walk::attribute};

/// How long the trouble lasts.
const LASTS: Duration = Duration::from_secs(5 * 60);

/// When the trouble begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// Before the customer starts.
    AtStart,
    /// Once the customer is about to pay: at the bank, or with the account chosen.
    AtBank,
}

/// How often the customer looks at the page.
const LOOK: Duration = Duration::from_secs(10);

/// The longest that anything may take: the checkout's own time and the grace after it.
const BOUND: Duration = Duration::from_secs(70 * 60);

/// What the customer lived through.
#[derive(Debug)]
pub(super) struct Story {
    /// The checkout's status at the end.
    pub(super) status: String,
    /// The screens that were seen, each once in a row.
    pub(super) screens: Vec<String>,
    /// From the start to the end.
    pub(super) took: Duration,
    /// How often the customer started.
    pub(super) attempts: usize,
    /// From the moment at which the customer was through at the bank to the proof of it.
    pub(super) unsure: Duration,
}

impl House {
    /// Orders, pays by that method while these faults are in force, and goes on until it is
    /// over.
    pub(super) async fn live_through(
        &self,
        method: &str,
        faults: &[String],
        trouble: Trouble,
    ) -> Story {
        let order = json!({
            "amount": 25000, "currency": "CAD", "reference": "ORDER-1001",
            "methods": ["guaranteed_eft", "e_transfer", "eft"], "expires_in": 3600
        });
        let made: Value = self
            .api(Method::POST, "/v1/checkouts")
            .json(&order)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let id = made["id"].as_str().expect("a checkout").to_owned();
        let token = made["url"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned();
        let began = self.clock.now();
        let mut waiting_trouble = Some(trouble).filter(|_| !faults.is_empty());
        let mut ends: Option<Timestamp> = None;
        if waiting_trouble == Some(Trouble::AtStart) {
            waiting_trouble = None;
            ends = Some(self.trouble(faults).await);
        }
        let mut through: Option<Timestamp> = None;
        let mut story = Story {
            status: String::new(),
            screens: Vec::new(),
            took: Duration::ZERO,
            attempts: 0,
            unsure: Duration::ZERO,
        };
        self.start(&token, method, &mut story).await;
        loop {
            let now = self.clock.now();
            if ends.is_some_and(|ends| now >= ends) {
                self.twin_order("/_twin/faults", &json!({ "clear": true }))
                    .await;
                ends = None;
            }
            let html = self.look(&token).await;
            let screen = attribute(&html, "data-screen").expect("a page has a screen");
            if story.screens.last() != Some(&screen) {
                story.screens.push(screen.clone());
            }
            let at_bank = matches!(screen.as_str(), "bank" | "agreement" | "account");
            if at_bank && waiting_trouble.take().is_some() {
                ends = Some(self.trouble(faults).await);
            }
            match screen.as_str() {
                "paid" | "expired" | "canceled_by_shop" => {
                    story.status = attribute(&html, "data-status").unwrap_or_default();
                    break;
                }
                "bank" | "agreement" => {
                    if self.pay_in_frame(&html).await {
                        through.get_or_insert(now);
                    }
                    self.settle().await;
                }
                "link" => self.link(&token).await,
                "account" => self.choose_account(&token, &html).await,
                "opening" | "checking" => {}
                // It did not work. Whoever tries at once tries while the trouble lasts.
                _ if ends.is_some() && story.attempts > 1 => {}
                _ => {
                    through = None;
                    // What may be under way already is not offered again.
                    let is_offered = html.contains(&format!("value=\"{method}\""));
                    let method = if is_offered { method } else { "e_transfer" };
                    self.start(&token, method, &mut story).await;
                }
            }
            assert!(now.since(began) < BOUND, "{id}: it never ends: {story:?}");
            self.pass(LOOK).await;
        }
        let checkout: Value = self
            .api(Method::GET, &format!("/v1/checkouts/{id}"))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(
            checkout["status"], story.status,
            "the page and the API agree"
        );
        assert_eq!(checkout["cases"], json!([]), "{story:?}");
        if let Some(paid_at) = checkout["payment"]["paid_at"].as_str() {
            let paid_at: jiff::Timestamp = paid_at.parse().expect("a time");
            let paid_at = Timestamp::from_micros(paid_at.as_microsecond());
            story.took = paid_at.since(began);
            story.unsure = paid_at.since(through.expect("somebody who paid was at the bank"));
        }
        story
    }

    /// Puts the faults in force. When they end.
    async fn trouble(&self, faults: &[String]) -> Timestamp {
        for fault in faults {
            self.twin_order("/_twin/faults", &json!({ "name": fault }))
                .await;
        }
        self.clock.now().plus(LASTS)
    }

    async fn start(&self, token: &str, method: &str, story: &mut Story) {
        story.attempts += 1;
        let form = [
            ("token", token),
            ("method", method),
            ("first_name", "John"),
            ("last_name", "Doe"),
            ("email", "j.doe@gmail.com"),
            ("lang", "en-CA"),
        ];
        let started = self
            .page(Method::POST, "/actions/start")
            .form(&form)
            .send()
            .await
            .unwrap();
        assert!(started.status().is_success(), "{:?}", started.status());
    }

    async fn look(&self, token: &str) -> String {
        let page = self.page(Method::GET, &format!("/c/{token}"));
        page.send().await.unwrap().text().await.unwrap()
    }

    async fn choose_account(&self, token: &str, html: &str) {
        let form = html
            .split_once("data-form=\"account\"")
            .map(|(_, form)| form.split("</form>").next().unwrap_or(form))
            .expect("a form of accounts");
        let hidden = |name: &str| {
            let at = form.find(&format!("name=\"{name}\""))?;
            let tag = &form[form[..at].rfind('<')?..];
            attribute(tag.split('>').next()?, "value")
        };
        let (attempt, account) = (hidden("attempt"), hidden("account"));
        let form = [
            ("token", token),
            ("attempt", &attempt.expect("an attempt")),
            ("account", &account.expect("an account")),
            ("lang", "en-CA"),
        ];
        let page = self.page(Method::POST, "/actions/account").form(&form);
        page.send().await.unwrap();
    }
}
