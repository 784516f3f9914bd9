//! Every address of the dashboard, asked by whoever has no business there. The addresses are the
//! router's own, with what each takes.

use reqwest::Method;
use serde_json::{Value, json};

use super::person::Person;
use crate::house::{Answer, House};

/// What a role may do.
fn may(role: &str, power: &str) -> bool {
    match power {
        "anybody" | "person" | "look" => true,
        "work" => role != "read_only",
        "govern" => role == "owner",
        other => panic!("{other} is no power"),
    }
}

/// Ids that somebody has, or nobody.
pub(super) struct Ids {
    checkout: String,
    endpoint: String,
    delivery: String,
    payment_link: String,
    key: String,
    person: String,
    invitation: String,
    passkey: String,
    sign_in: String,
}

impl Ids {
    fn of_nobody() -> Self {
        let id = |prefix| format!("{prefix}_{}", "0".repeat(26));
        Self {
            checkout: id("chk"),
            endpoint: id("ep"),
            delivery: id("dlv"),
            payment_link: id("plk"),
            key: id("key"),
            person: id("per"),
            invitation: id("inv"),
            passkey: id("pky"),
            sign_in: id("sgn"),
        }
    }

    /// The address with the id that belongs there.
    pub(super) fn fill(&self, path: &str) -> String {
        let parts: Vec<_> = path.split('/').collect();
        let part = |at: usize| parts.get(at).copied().unwrap_or_default();
        let id = match (part(2), part(3)) {
            ("payments", _) => &self.checkout,
            ("endpoints", _) => &self.endpoint,
            ("deliveries", _) => &self.delivery,
            ("payment-links", _) => &self.payment_link,
            ("keys", _) => &self.key,
            ("people", "invitations") => &self.invitation,
            ("people", _) => &self.person,
            ("account", "passkeys") => &self.passkey,
            ("account", "sign-ins") => &self.sign_in,
            _ => path,
        };
        // Whatever else varies is a number.
        let letter = format!("ltr_{}", "0".repeat(26));
        let path = path.replace("{id}", id).replace("{letter}", &letter);
        path.replace("{seq}", "1")
    }
}

/// One of everything that a merchant has.
pub(super) async fn ids_of(
    house: &House,
    merchant: &str,
    key: &str,
    person: &Person<'_>,
    n: u8,
) -> Ids {
    let request = house
        .anonymous(Method::POST, "/v1/checkouts")
        .bearer_auth(key);
    let checkout = Answer::of(request.json(&json!({ "amount": 100 })))
        .await
        .json();
    let request = house
        .anonymous(Method::POST, "/v1/webhook_endpoints")
        .bearer_auth(key);
    let endpoint = Answer::of(request.json(&json!({ "url": "https://shop.example/hooks" })))
        .await
        .json();
    let request = house
        .anonymous(Method::POST, "/v1/payment_links")
        .bearer_auth(key);
    let link = Answer::of(request.json(&json!({ "amount": 100 })))
        .await
        .json();
    let person_id = &payment::PersonId::from_bytes([n; 16]);
    let delivery = delivery_of(house, key, &checkout, &endpoint).await;
    let made = house.administer(&["key", "create", "--merchant", merchant, "--json"]);
    person
        .submit(
            "/dashboard/people/invite",
            &[("email", "new@shop.example"), ("role", "staff")],
        )
        .await;
    let page = person.get("/dashboard/people").await.text;
    let invitation = super::browser::between(&page, "/dashboard/people/invitations/", "/");
    Ids {
        checkout: checkout["id"].as_str().unwrap().to_owned(),
        endpoint: endpoint["id"].as_str().unwrap().to_owned(),
        delivery,
        payment_link: link["id"].as_str().unwrap().to_owned(),
        key: made["key_id"].as_str().unwrap().to_owned(),
        person: person_id.to_string(),
        invitation: invitation.to_owned(),
        passkey: passkey(house, person_id, n).await,
        sign_in: payment::SignInId::from_bytes([n; 16]).to_string(),
    }
}

/// A passkey of theirs, that nobody holds.
async fn passkey(house: &House, person: &payment::PersonId, n: u8) -> String {
    let id = payment::PasskeyId::from_bytes([n; 16]);
    let mut door = house.back_door().await;
    sqlx::query(
        "INSERT INTO passkey (id, person, credential, name, transports, fixed, moving, created_at)
         VALUES ($1, $2, $3, 'Laptop', 0, $3, $4, 1)",
    )
    .bind(id.as_str())
    .bind(person.as_str())
    .bind(vec![n; 20])
    .bind(vec![n; 7])
    .execute(&mut door)
    .await
    .unwrap();
    id.to_string()
}

/// What is sent to the endpoint when the checkout is called off.
async fn delivery_of(house: &House, key: &str, checkout: &Value, endpoint: &Value) -> String {
    let path = format!("/v1/checkouts/{}/cancel", checkout["id"].as_str().unwrap());
    let canceled = house.anonymous(Method::POST, &path).bearer_auth(key);
    assert_eq!(Answer::of(canceled).await.status, 200);
    let path = format!(
        "/v1/webhook_endpoints/{}/deliveries",
        endpoint["id"].as_str().unwrap()
    );
    let listed = house.anonymous(Method::GET, &path).bearer_auth(key);
    let listed = Answer::of(listed).await.json();
    listed["data"][0]["id"].as_str().unwrap().to_owned()
}

fn method(name: &str) -> Method {
    name.parse().unwrap()
}

#[tokio::test]
async fn each_role_passes_where_its_power_reaches_and_no_form_passes_without_its_token() {
    let house = House::open();
    let nobodys = Ids::of_nobody();
    let mut people = Vec::new();
    for (number, role) in (1_u8..).zip(["owner", "staff", "read_only"]) {
        let person = Person::of_merchant(&house, &house.merchant, role, number).await;
        people.push((role, person));
    }
    for (verb, path, power) in server::dashboard_addresses() {
        if power == "anybody" {
            continue;
        }
        let filled = nobodys.fill(&path);
        let stranger = house
            .anonymous(method(&verb), &filled)
            .header("origin", house.url());
        let stranger = Answer::of(stranger).await;
        let is_sent = stranger
            .header("location")
            .starts_with("/dashboard/sign-in");
        assert!(
            stranger.status == 303 && is_sent,
            "{verb} {path}: {}",
            stranger.status
        );
        for (role, person) in &people {
            let request = person
                .request(method(&verb), &filled)
                .header("origin", house.url());
            if path == "/dashboard/payments/events" {
                // What comes next is a stream that is open for minutes.
                assert_eq!(request.send().await.unwrap().status(), 200, "{role}");
                continue;
            }
            if may(role, power) && path.ends_with("events") {
                // It goes on for ever, for whoever is let in.
                let status = request.send().await.unwrap().status().as_u16();
                assert!([200, 204].contains(&status), "{path}: {status}");
                continue;
            }
            let answer = Answer::of(request).await;
            let what = format!("{verb} {path} by {role}: {} {}", answer.status, answer.text);
            if !may(role, power) {
                assert_eq!(answer.status, 403, "{what}");
                assert!(
                    answer.text.contains("Your role does not allow this"),
                    "{what}"
                );
            } else if verb == "POST" {
                assert_eq!(answer.status, 403, "{what}");
                assert!(answer.text.contains("This form is out of date"), "{what}");
            } else {
                assert!([200, 204, 404].contains(&answer.status), "{what}");
            }
        }
    }
}

#[tokio::test]
async fn what_belongs_to_another_merchant_is_not_there() {
    let house = House::open();
    let (other, other_key) = house.another_merchant();
    let owner = Person::of_merchant(&house, &house.merchant, "owner", 1).await;
    let stranger = Person::of_merchant(&house, &other, "owner", 2).await;
    let theirs = ids_of(&house, &other, &other_key, &stranger, 2).await;
    let nobodys = Ids::of_nobody();
    for (verb, path, power) in server::dashboard_addresses() {
        if power == "anybody" || !path.contains('{') {
            continue;
        }
        let ask = async |ids: &Ids| {
            let filled = ids.fill(&path);
            let answer = if verb == "GET" {
                owner.get(&filled).await
            } else {
                owner.submit(&filled, &[]).await
            };
            // A page names itself in its own links.
            (answer.status, answer.text.replace(&filled, ""))
        };
        let (of_theirs, of_nobody) = (ask(&theirs).await, ask(&nobodys).await);
        // A browser asks a stream that is not there again and again, unless it is told 204.
        let absent = if path.ends_with("/events") { 204 } else { 404 };
        assert_eq!(of_theirs.0, absent, "{verb} {path}: {}", of_theirs.1);
        assert_eq!(of_theirs, of_nobody, "{verb} {path}");
    }
    let page = stranger.get("/dashboard/people").await;
    assert!(page.text.contains(&theirs.invitation), "it was touched");
    assert_eq!(stranger.get("/dashboard/account").await.status, 200);
    for (verb, path, power) in server::dashboard_addresses() {
        if verb != "GET" || power == "anybody" || path.contains('{') || path.ends_with("events") {
            continue;
        }
        let list = owner.get(&path).await.text;
        for id in [
            &theirs.checkout,
            &theirs.payment_link,
            &theirs.key,
            &theirs.person,
            &theirs.invitation,
        ] {
            assert!(!list.contains(id.as_str()), "{path} shows {id}");
        }
        for id in [&theirs.key, &theirs.checkout, &theirs.payment_link] {
            let page = owner.get(&format!("{path}?after={id}")).await;
            assert!(!page.text.contains(&theirs.invitation), "{path}");
            assert!(
                [200, 303, 404].contains(&page.status),
                "{path}: {}",
                page.status
            );
        }
    }
}
