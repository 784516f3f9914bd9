//! Every address of the API, asked by whoever has no business there. The addresses are the
//! router's own: one that is new and has no line here fails the first test.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House};

/// One verb of one address.
struct Line {
    method: Method,
    path: &'static str,
    /// The weakest scope that may; `anybody` needs no key.
    needs: &'static str,
    /// What is sent along, which would do if it were the caller's own.
    body: Option<Value>,
}

fn line(method: Method, path: &'static str, needs: &'static str, body: Option<Value>) -> Line {
    Line {
        method,
        path,
        needs,
        body,
    }
}

fn lines() -> Vec<Line> {
    use Method as M;
    let (checkout, endpoint) = ("/v1/checkouts/{id}", "/v1/webhook_endpoints/{id}");
    let range = json!({ "from": "2026-11-20T00:00:00Z", "to": "2026-11-21T00:00:00Z" });
    let hook = json!({ "url": "https://shop.example/hook" });
    vec![
        line(M::GET, "/v1/openapi.json", "anybody", None),
        line(
            M::POST,
            "/v1/checkouts",
            "write",
            Some(json!({ "amount": 100 })),
        ),
        line(M::GET, "/v1/checkouts", "read", None),
        line(M::GET, checkout, "read", None),
        line(M::POST, "/v1/checkouts/{id}/cancel", "write", None),
        line(
            M::POST,
            "/v1/checkouts/{id}/claim",
            "write",
            Some(json!({ "order_id": "1" })),
        ),
        line(M::GET, "/v1/checkouts/{id}/timeline", "read", None),
        line(M::POST, "/v1/webhook_endpoints", "admin", Some(hook)),
        line(M::GET, "/v1/webhook_endpoints", "read", None),
        line(M::GET, endpoint, "read", None),
        line(
            M::PATCH,
            endpoint,
            "admin",
            Some(json!({ "description": "mine" })),
        ),
        line(M::DELETE, endpoint, "admin", None),
        line(
            M::POST,
            "/v1/webhook_endpoints/{id}/rotate_secret",
            "admin",
            None,
        ),
        line(
            M::GET,
            "/v1/webhook_endpoints/{id}/deliveries",
            "read",
            None,
        ),
        line(
            M::POST,
            "/v1/webhook_endpoints/{id}/replay",
            "write",
            Some(range),
        ),
        line(M::POST, "/v1/webhook_endpoints/{id}/test", "write", None),
        line(M::GET, "/v1/deliveries/{id}", "read", None),
        line(M::POST, "/v1/deliveries/{id}/replay", "write", None),
        line(
            M::POST,
            "/v1/keys",
            "admin",
            Some(json!({ "scope": "read" })),
        ),
        line(M::GET, "/v1/keys", "admin", None),
        line(M::GET, "/v1/keys/{id}", "admin", None),
        line(M::POST, "/v1/keys/{id}/revoke", "admin", None),
        line(M::GET, "/v1/branding", "read", None),
        line(
            M::PUT,
            "/v1/branding",
            "admin",
            Some(json!({ "name": "Mine" })),
        ),
        line(M::PUT, "/v1/branding/logo", "admin", None),
        line(M::DELETE, "/v1/branding/logo", "admin", None),
        line(M::GET, "/v1/embedding", "read", None),
        line(
            M::PUT,
            "/v1/embedding",
            "admin",
            Some(json!({ "origins": ["https://mine.example"] })),
        ),
        line(M::GET, "/v1/domain", "read", None),
        line(
            M::PUT,
            "/v1/domain",
            "admin",
            Some(json!({ "host": "pay.mine.example" })),
        ),
        line(M::DELETE, "/v1/domain", "admin", None),
        line(M::POST, "/v1/domain/verify", "admin", None),
        line(
            M::POST,
            "/v1/payment_links",
            "write",
            Some(json!({ "amount": 100 })),
        ),
        line(M::GET, "/v1/payment_links", "read", None),
        line(M::GET, "/v1/payment_links/{id}", "read", None),
        line(
            M::PATCH,
            "/v1/payment_links/{id}",
            "write",
            Some(json!({ "active": false })),
        ),
        line(M::GET, "/v1/payment_links/{id}/qr.svg", "read", None),
        line(M::GET, "/v1/payment_links/{id}/qr.png", "read", None),
    ]
}

/// What somebody has in one mode.
struct Belongings {
    api_key: String,
    checkout: String,
    endpoint: String,
    delivery: String,
    key: String,
    payment_link: String,
}

impl Belongings {
    async fn of(house: &House, merchant: &str, mode: &str) -> Self {
        let made = key(house, merchant, mode, "admin");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let api_key = text(&made["api_key"]);
        let post = async |path: String, body: Value| {
            let request = house.anonymous(Method::POST, &path).bearer_auth(&api_key);
            let answer = Answer::of(request.json(&body)).await;
            assert!(answer.status < 300, "{path}: {}", answer.text);
            answer.json()
        };
        let hook = json!({ "url": "https://shop.example/hook" });
        let endpoint = text(&post("/v1/webhook_endpoints".into(), hook).await["id"]);
        let order = json!({ "amount": 100, "reference": "theirs" });
        let checkout = text(&post("/v1/checkouts".into(), order).await["id"]);
        post(format!("/v1/checkouts/{checkout}/cancel"), json!({})).await;
        let offer = json!({ "amount": 100, "description": "theirs" });
        let payment_link = text(&post("/v1/payment_links".into(), offer).await["id"]);
        let path = format!("/v1/webhook_endpoints/{endpoint}/deliveries");
        let request = house.anonymous(Method::GET, &path).bearer_auth(&api_key);
        let deliveries = Answer::of(request).await.json();
        Self {
            checkout,
            delivery: text(&deliveries["data"][0]["id"]),
            endpoint,
            key: text(&made["key_id"]),
            payment_link,
            api_key,
        }
    }

    fn all(&self) -> [&str; 5] {
        [
            &self.checkout,
            &self.endpoint,
            &self.delivery,
            &self.key,
            &self.payment_link,
        ]
    }

    /// The address with their id in it.
    fn fill(&self, path: &str) -> String {
        let id = match path.split('/').nth(2).unwrap() {
            "checkouts" => &self.checkout,
            "webhook_endpoints" => &self.endpoint,
            "deliveries" => &self.delivery,
            "keys" => &self.key,
            "payment_links" => &self.payment_link,
            other => panic!("nothing is known of {other}"),
        };
        path.replace("{id}", id)
    }

    /// Everything that they can read of it, as it is now.
    async fn as_told(&self, house: &House) -> Vec<String> {
        let mut told = Vec::new();
        for line in lines() {
            if line.method != Method::GET || line.needs == "anybody" {
                continue;
            }
            let path = if line.path.contains("{id}") {
                self.fill(line.path)
            } else {
                line.path.to_owned()
            };
            let request = house
                .anonymous(Method::GET, &path)
                .bearer_auth(&self.api_key);
            let answer = Answer::of(request).await;
            if answer.header("content-type") != "application/json" {
                told.push(answer.text);
                continue;
            }
            let mut answer = answer.json();
            // What goes on by itself: a delivery is tried, a key is used, a host is looked for.
            for moving in [
                "last_used_at",
                "tries",
                "next_try_at",
                "status",
                "failing_since",
                "last_check",
                "next_check_at",
            ] {
                strip(&mut answer, moving);
            }
            if answer["object"] == "delivery" {
                strip(&mut answer, "attempts");
            }
            told.push(answer.to_string());
        }
        told
    }
}

fn strip(value: &mut Value, name: &str) {
    match value {
        Value::Object(fields) => {
            fields.remove(name);
            fields.values_mut().for_each(|value| strip(value, name));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| strip(value, name)),
        _ => {}
    }
}

fn key(house: &House, merchant: &str, mode: &str, scope: &str) -> Value {
    let args = ["key", "create", "--merchant", merchant, "--mode", mode];
    house.administer(&[&args[..], &["--scope", scope, "--json"]].concat())
}

fn api_key(house: &House, scope: &str) -> String {
    let made = key(house, &house.merchant, "test", scope);
    made["api_key"].as_str().unwrap().to_owned()
}

async fn ask(house: &House, line: &Line, path: &str, key: Option<&str>) -> Answer {
    let mut request = house.anonymous(line.method.clone(), path);
    if let Some(key) = key {
        request = request.bearer_auth(key);
    }
    if let Some(body) = &line.body {
        request = request.json(body);
    }
    Answer::of(request).await
}

/// The address with an id that nobody has.
fn vacant(path: &str) -> String {
    let nobody = Belongings {
        api_key: String::new(),
        checkout: "chk_00000000000000000000000000".into(),
        endpoint: "ep_00000000000000000000000000".into(),
        delivery: "del_00000000000000000000000000".into(),
        key: "key_00000000000000000000000000".into(),
        payment_link: "plk_00000000000000000000000000".into(),
    };
    nobody.fill(path)
}

#[test]
fn every_address_of_the_router_has_a_line() {
    let told: BTreeSet<(String, String)> = server::addresses().into_iter().collect();
    let lines: BTreeSet<_> = lines()
        .into_iter()
        .map(|line| (line.method.to_string(), line.path.to_owned()))
        .collect();
    let missing: Vec<_> = told.difference(&lines).collect();
    assert!(missing.is_empty(), "say who may: {missing:?}");
    let gone: Vec<_> = lines.difference(&told).collect();
    assert!(gone.is_empty(), "not there any more: {gone:?}");
}

#[tokio::test]
async fn what_belongs_to_another_merchant_or_mode_is_not_there() {
    let house = House::open();
    let (other, _) = house.another_merchant();
    let theirs = Belongings::of(&house, &other, "test").await;
    let live = Belongings::of(&house, &house.merchant, "live").await;
    let mut told = Vec::new();
    for somebody in [&theirs, &live] {
        told.push(somebody.as_told(&house).await);
    }
    for line in lines() {
        if line.path.contains("{id}") {
            let absent = ask(&house, &line, &vacant(line.path), Some(&house.api_key)).await;
            assert_eq!(absent.status, 404, "{} {}", line.method, line.path);
            for somebody in [&theirs, &live] {
                let path = somebody.fill(line.path);
                let answer = ask(&house, &line, &path, Some(&house.api_key)).await;
                let same = (answer.status, answer.problem()) == (404, absent.problem());
                assert!(same, "{} {}: {}", line.method, line.path, answer.text);
            }
        } else if line.needs != "anybody" {
            let list = ask(&house, &line, line.path, Some(&house.api_key)).await;
            assert!(![401, 403].contains(&list.status), "{}", line.path);
            if line.method != Method::GET || !list.json()["data"].is_array() {
                continue;
            }
            for id in theirs.all().into_iter().chain(live.all()) {
                assert!(!list.text.contains(id), "{}: {}", line.path, list.text);
                let path = format!("{}?cursor={id}", line.path);
                let page = ask(&house, &line, &path, Some(&house.api_key)).await;
                assert_eq!(page.status, 422, "{path}: {}", page.text);
            }
        }
    }
    for (somebody, told) in [&theirs, &live].into_iter().zip(told) {
        let now = somebody.as_told(&house).await;
        let touched: Vec<_> = now.iter().zip(&told).filter(|(a, b)| a != b).collect();
        assert!(
            touched.is_empty() && now.len() == told.len(),
            "{touched:#?}"
        );
    }
}

#[tokio::test]
async fn without_a_key_that_works_nobody_is_let_in_anywhere() {
    let house = House::open();
    let revoked = key(&house, &house.merchant, "test", "admin");
    house.administer(&["key", "revoke", revoked["key_id"].as_str().unwrap()]);
    let revoked = revoked["api_key"].as_str().unwrap();
    for line in lines() {
        let path = if line.path.contains("{id}") {
            vacant(line.path)
        } else {
            line.path.to_owned()
        };
        let (nobody, gone) = (
            ask(&house, &line, &path, None).await,
            ask(&house, &line, &path, Some(revoked)).await,
        );
        if line.needs == "anybody" {
            assert_eq!((nobody.status, gone.status), (200, 200), "{path}");
            continue;
        }
        for answer in [nobody, gone] {
            let is_refused = answer.status == 401 && answer.problem()["code"] == "unauthorized";
            assert!(is_refused, "{} {path}: {}", line.method, answer.text);
        }
    }
}

#[tokio::test]
async fn a_key_that_is_too_weak_is_told_what_it_takes_whatever_is_there() {
    let house = House::open();
    let own = Belongings::of(&house, &house.merchant, "test").await;
    let keys = ["read", "write", "admin"].map(|scope| (scope, api_key(&house, scope)));
    for line in lines() {
        let Some(needed) = keys.iter().position(|(scope, _)| *scope == line.needs) else {
            continue;
        };
        for (strength, (scope, key)) in keys.iter().enumerate() {
            let what = format!("{} {} with {scope}", line.method, line.path);
            if strength >= needed {
                // Of nothing that is there: it would be gone for the next.
                let path = vacant_or_list(line.path);
                let answer = ask(&house, &line, &path, Some(key)).await;
                assert!(![401, 403].contains(&answer.status), "{what}");
                continue;
            }
            let there = if line.path.contains("{id}") {
                own.fill(line.path)
            } else {
                line.path.to_owned()
            };
            for path in [there, vacant_or_list(line.path)] {
                let answer = ask(&house, &line, &path, Some(key)).await;
                let told = format!(
                    "Bearer error=\"insufficient_scope\", scope=\"{}\"",
                    line.needs
                );
                assert_eq!(
                    (answer.status, &answer.problem()["code"]),
                    (403, &"insufficient_scope".into()),
                    "{what}"
                );
                assert_eq!(answer.header("www-authenticate"), told, "{what}");
            }
        }
    }
}

fn vacant_or_list(path: &str) -> String {
    if path.contains("{id}") {
        vacant(path)
    } else {
        path.to_owned()
    }
}
