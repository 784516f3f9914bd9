//! A merchant proves that a host is theirs by a record of the domain name system.

use std::time::{Duration, Instant};

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    moment::Moment,
    names::{Names, Says},
};

const HOST: &str = "pay.shop.example";
const RECORD: &str = "_guichet.pay.shop.example";

impl House {
    fn asking(names: &Names) -> Self {
        Self::open_with(&format!("[domains]\nresolvers = [\"{}\"]\n", names.addr))
    }

    async fn name(&self, key: &str, host: &str) -> String {
        let request = self.anonymous(Method::PUT, "/v1/domain").bearer_auth(key);
        let named = Answer::of(request.json(&json!({ "host": host }))).await;
        assert_eq!(named.status, 200, "{}", named.text);
        let value = &named.json()["record"]["value"];
        value.as_str().unwrap().to_owned()
    }

    async fn verify(&self, key: &str) -> Answer {
        let path = "/v1/domain/verify";
        Answer::of(self.anonymous(Method::POST, path).bearer_auth(key)).await
    }

    /// What was found, and how the host stands then.
    async fn found(&self, key: &str) -> (String, String) {
        let answer = self.verify(key).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let domain = answer.json();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (
            text(&domain["last_check"]["result"]),
            text(&domain["status"]),
        )
    }

    async fn is_served(&self, host: &str) -> bool {
        let request = self.anonymous(Method::GET, "/healthz");
        Answer::of(request.header("host", host)).await.status == 404
    }
}

fn pair(found: &str, status: &str) -> (String, String) {
    (found.to_owned(), status.to_owned())
}

fn texts(texts: &[&str]) -> Says {
    Says::Texts(texts.iter().map(|text| (*text).to_owned()).collect())
}

#[tokio::test]
async fn a_host_is_served_at_once_when_its_record_is_found() {
    let names = Names::open().await;
    let house = House::asking(&names);
    let key = house.api_key.clone();
    assert_eq!(house.verify(&key).await.status, 404, "none is named");
    let value = house.name(&key, HOST).await;
    assert_eq!(house.found(&key).await, pair("absent", "unproven"));
    assert!(!house.is_served(HOST).await);

    names.say(RECORD, texts(&["v=spf1 -all", &value]));
    let proven = house.verify(&key).await.json();
    assert_eq!(
        (&proven["status"], &proven["proven_by"]),
        (&json!("proven"), &json!("record"))
    );
    assert_eq!(proven["record"]["value"], value, "it is to stay");
    assert!(proven["next_check_at"].is_string());
    assert!(house.is_served(HOST).await);
    let ask = format!("{}/domains/ask?domain={HOST}", house.admin_url());
    assert_eq!(house.fetch(&ask).await.status, 200);
    let again = house.verify(&key).await.json();
    assert_eq!(again["proven_at"], proven["proven_at"]);

    // One that is gone for a moment changes nothing.
    names.forget(RECORD);
    let missing = house.verify(&key).await.json();
    assert_eq!(missing["status"], "proven");
    assert!(missing["missing_since"].is_string());
    assert!(house.is_served(HOST).await);
}

#[tokio::test]
async fn nothing_else_that_is_answered_proves_anything() {
    let names = Names::open().await;
    let house = House::asking(&names);
    let key = house.api_key.clone();
    let value = house.name(&key, HOST).await;
    let long = |n: usize| "x".repeat(n);
    let elsewhere = "proof.elsewhere.example.";
    names.say("proof.elsewhere.example", texts(&[&value]));
    for (says, found) in [
        (texts(&["guichet-domain=0"]), "different"),
        (texts(&[&value.to_uppercase()]), "different"),
        (texts(&[&format!("{value}0")]), "different"),
        // Whoever has the other name has not been given this one.
        (Says::Is(elsewhere), "absent"),
        (Says::TextsOf(elsewhere, vec![value.clone()]), "absent"),
        (Says::Is("_guichet.pay.shop.example."), "absent"),
        (Says::Failure, "no_answer"),
    ] {
        names.say(RECORD, says.clone());
        let answered = house.found(&key).await;
        assert_eq!(answered.1, "unproven", "{says:?}");
        // Of a name that goes round in circles, some say nothing.
        let is_circle = matches!(says, Says::Is("_guichet.pay.shop.example."));
        assert!(is_circle || answered.0 == found, "{says:?}: {answered:?}");
    }
    // Too much for one packet, with what is looked for at its end.
    let much = (0..200).map(|_| long(200)).chain([value.clone()]).collect();
    names.say(RECORD, Says::Texts(much));
    assert_eq!(house.found(&key).await, pair("found", "proven"));
}

#[tokio::test]
async fn who_does_not_answer_keeps_nobody_waiting_for_long() {
    let names = Names::open().await;
    let house = House::asking(&names);
    let key = house.api_key.clone();
    let value = house.name(&key, HOST).await;
    for says in [
        Says::Silence,
        Says::Rubbish,
        Says::OtherQuestion(vec![value.clone()]),
    ] {
        names.say(RECORD, says.clone());
        let began = Instant::now();
        assert_eq!(
            house.found(&key).await,
            pair("no_answer", "unproven"),
            "{says:?}"
        );
        assert!(began.elapsed() < Duration::from_secs(20), "{says:?}");
    }
    let (front, back) = value.split_at(10);
    names.say(RECORD, Says::Parts(vec![front.into(), back.into()]));
    assert_eq!(
        house.found(&key).await,
        pair("found", "proven"),
        "a text may come in parts"
    );
}

#[tokio::test]
async fn of_two_who_want_a_host_who_shows_the_record_has_it() {
    let names = Names::open().await;
    let house = Moment::asking(names.addr).await;
    let one = house.merchant.api_key.clone();
    let other = house.server().merchant("Next Door").await.unwrap().api_key;
    let (of_one, of_other) = (house.name(&one).await, house.name(&other).await);
    assert_ne!(of_one, of_other);

    // Another's record proves nothing.
    names.say(RECORD, texts(&[&of_one]));
    assert_eq!(house.found(&other).await, pair("different", "unproven"));
    assert_eq!(house.found(&one).await, pair("found", "proven"));
    names.say(RECORD, texts(&[&of_one, &of_other]));
    assert_eq!(house.found(&other).await, pair("taken", "unproven"));

    // One lie takes it from nobody, and the holder is told.
    names.say(RECORD, texts(&[&of_other]));
    assert_eq!(house.found(&other).await, pair("taken", "unproven"));
    assert_eq!(house.found(&other).await, pair("taken", "unproven"));
    let kept = house.by(&one, Method::GET, "/v1/domain", None).await;
    assert_eq!(kept["status"], "proven");
    assert!(kept["missing_since"].is_string(), "{kept}");

    // The name has gone to somebody else, with all that stands there.
    house.until(&other, "proven").await;
    let lost = house.by(&one, Method::GET, "/v1/domain", None).await;
    assert_eq!(
        (&lost["status"], &lost["missing_since"]),
        (&json!("unproven"), &Value::Null)
    );
    assert!(lost["next_check_at"].is_string(), "it may come back");

    // A record of before proves nothing after the host was let go of.
    let gone = house.request(Method::DELETE, "/v1/domain");
    assert_eq!(Answer::of(gone.bearer_auth(&other)).await.status, 204);
    assert_ne!(house.name(&other).await, of_other);
    assert_eq!(house.found(&other).await, pair("different", "unproven"));
}

#[tokio::test]
async fn an_operators_word_outweighs_any_record() {
    let names = Names::open().await;
    let house = House::asking(&names);
    house.own_domain(HOST).await;
    let (_, other) = house.another_merchant();
    let value = house.name(&other, HOST).await;
    names.say(RECORD, texts(&[&value]));
    assert_eq!(house.found(&other).await, pair("taken", "unproven"));
    let kept = house.verify(&house.api_key.clone()).await.json();
    assert_eq!(
        (&kept["status"], &kept["proven_by"], &kept["missing_since"]),
        (&json!("proven"), &json!("operator"), &Value::Null)
    );
}

#[tokio::test]
async fn a_merchant_has_a_record_looked_for_ten_times_a_minute_and_no_more() {
    let names = Names::open().await;
    let house = Moment::asking(names.addr).await;
    let one = house.merchant.api_key.clone();
    let other = house.server().merchant("Next Door").await.unwrap().api_key;
    house.name(&one).await;
    house.name(&other).await;
    for n in 0..10 {
        assert_eq!(house.verify(&one).await.status, 200, "{n}");
    }
    let refused = house.verify(&one).await;
    assert_eq!(refused.status, 429);
    assert!(!refused.header("retry-after").is_empty());
    assert_eq!(house.verify(&other).await.status, 200);
    house.clock().advance(Duration::from_secs(6));
    assert_eq!(house.verify(&one).await.status, 200);
    assert_eq!(house.verify(&one).await.status, 429);
}

#[tokio::test]
async fn a_merchant_with_slow_servers_keeps_nobody_else_waiting() {
    let names = Names::open().await;
    let house = House::asking(&names);
    let (one, (_, other)) = (house.api_key.clone(), house.another_merchant());
    house.name(&one, HOST).await;
    house.name(&other, "till.shop.example").await;
    names.say(RECORD, Says::Silence);
    let slow = join_all((0..9).map(|_| house.verify(&one)));
    let quick = async {
        let began = Instant::now();
        assert_eq!(house.found(&other).await, pair("absent", "unproven"));
        began.elapsed()
    };
    let (slow, quick) = tokio::join!(slow, quick);
    let (looked, refused): (Vec<_>, Vec<_>) = slow.iter().partition(|it| it.status == 200);
    assert!(!looked.is_empty() && !refused.is_empty(), "one at a time");
    for answer in refused {
        assert_eq!(answer.status, 503, "{}", answer.text);
        assert_eq!(answer.problem()["code"], "unavailable", "{}", answer.text);
    }
    assert!(quick < Duration::from_secs(3), "{quick:?}");
}

#[tokio::test]
async fn it_is_looked_for_by_itself_and_the_audit_log_says_so() {
    let names = Names::open().await;
    let house = Moment::asking(names.addr).await;
    let body = json!({ "host": HOST });
    let named = house.api(Method::PUT, "/v1/domain", Some(&body)).await;
    let value = named["record"]["value"].as_str().unwrap().to_owned();
    names.say(RECORD, texts(&[&value]));
    house.until_domain("proven").await;
    let store = house.store().await;
    let merchant = house.merchant.id.clone();
    let log = store.audit_page(&merchant, None, 50).await.unwrap();
    let noted = log
        .iter()
        .any(|entry| entry.who == store::Actor::System && entry.subject.as_deref() == Some(HOST));
    assert!(noted, "{log:?}");
    store.close().await;

    names.forget(RECORD);
    house.until_domain("unproven").await;
    let lost = house.api(Method::GET, "/v1/domain", None).await;
    assert_eq!(lost["last_check"]["result"], "absent");
}

impl Moment {
    async fn by(&self, key: &str, method: Method, path: &str, body: Option<Value>) -> Value {
        let mut request = self.request(method, path).bearer_auth(key);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer.json()
    }

    async fn name(&self, key: &str) -> String {
        let body = Some(json!({ "host": HOST }));
        let named = self.by(key, Method::PUT, "/v1/domain", body).await;
        named["record"]["value"].as_str().unwrap().to_owned()
    }

    async fn verify(&self, key: &str) -> Answer {
        let request = self.request(Method::POST, "/v1/domain/verify");
        Answer::of(request.bearer_auth(key)).await
    }

    /// What was found, and how the host stands then.
    async fn found(&self, key: &str) -> (String, String) {
        let domain = self.by(key, Method::POST, "/v1/domain/verify", None).await;
        pair(
            domain["last_check"]["result"].as_str().unwrap(),
            domain["status"].as_str().unwrap(),
        )
    }

    /// Lets time pass until the merchant's host stands so.
    async fn until_domain(&self, status: &str) {
        self.until(&self.merchant.api_key, status).await;
    }

    async fn until(&self, key: &str, status: &str) {
        let began = Instant::now();
        loop {
            let domain = self.by(key, Method::GET, "/v1/domain", None).await;
            if domain["status"] == status {
                return;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "{domain}");
            self.clock().advance(Duration::from_secs(15 * 60));
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
