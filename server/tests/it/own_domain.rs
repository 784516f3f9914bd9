//! A merchant's own host: that merchant's pages are there, and nothing else is.

use std::time::{Duration, Instant};

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

const HOST: &str = "pay.shop.example";

/// Longer than another process's word takes to get here.
const DEADLINE: Duration = Duration::from_secs(30);

impl House {
    /// A request to this server under another name.
    fn at_host(&self, host: &str, method: Method, path: &str) -> RequestBuilder {
        self.anonymous(method, path).header("host", host)
    }

    async fn status_at(&self, host: &str, path: &str) -> u16 {
        Answer::of(self.at_host(host, Method::GET, path))
            .await
            .status
    }

    async fn name_domain(&self, key: &str, host: &str) -> Value {
        let request = self.anonymous(Method::PUT, "/v1/domain").bearer_auth(key);
        let named = Answer::of(request.json(&json!({ "host": host }))).await;
        assert_eq!(named.status, 200, "{}", named.text);
        named.json()
    }

    /// Names a host for the merchant's test pages and has the operator say that it is theirs.
    pub(crate) async fn own_domain(&self, host: &str) {
        let key = self.api_key.clone();
        self.name_domain(&key, host).await;
        self.prove(&self.merchant, host).await;
    }

    async fn prove(&self, merchant: &str, host: &str) {
        let args = ["merchant", "domain", "prove", host, "--merchant", merchant];
        self.administer(&[&args[..], &["--mode", "test"]].concat());
        let began = Instant::now();
        while self.status_at(host, "/healthz").await != 404 {
            assert!(began.elapsed() < DEADLINE, "the server has not heard of it");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn path(url: &Value) -> String {
    let url: reqwest::Url = url.as_str().unwrap().parse().unwrap();
    url.path().to_owned()
}

#[tokio::test]
async fn a_host_is_served_once_it_is_known_to_be_the_merchants() {
    let house = House::open();
    let nothing = json!({
        "object": "domain", "host": null, "status": "none", "record": null,
        "proven_at": null, "proven_by": null, "last_check": null, "missing_since": null,
        "next_check_at": null, "created_at": null
    });
    assert_eq!(house.get("/v1/domain").await.json(), nothing);
    let named = house.name_domain(&house.api_key, "Pay.Shop.example").await;
    assert_eq!(
        (&named["host"], &named["status"]),
        (&HOST.into(), &"unproven".into())
    );
    assert_eq!(named["record"]["name"], "_guichet.pay.shop.example");
    assert!(
        named["record"]["value"]
            .as_str()
            .unwrap()
            .starts_with("guichet-domain=")
    );
    // Named again, it keeps its challenge.
    assert_eq!(house.name_domain(&house.api_key, HOST).await, named);
    // Until then it is a name like any other, and addresses are the house's.
    assert_eq!(house.status_at(HOST, "/healthz").await, 200);
    let made = house.checkout(&json!({})).await;
    assert!(made["url"].as_str().unwrap().starts_with(&house.url()));

    house.prove(&house.merchant, HOST).await;
    let proven = house.get("/v1/domain").await.json();
    assert_eq!(
        (&proven["status"], &proven["proven_by"]),
        (&"proven".into(), &"operator".into())
    );
    let port = house.url().rsplit(':').next().unwrap().to_owned();
    let origin = format!("http://{HOST}:{port}");
    let made = house.checkout(&json!({})).await;
    assert!(made["url"].as_str().unwrap().starts_with(&origin), "{made}");
    let link = house.post("/v1/payment_links", &json!({})).await.json();
    assert!(link["url"].as_str().unwrap().starts_with(&origin), "{link}");

    let gone = Answer::of(house.request(Method::DELETE, "/v1/domain")).await;
    assert_eq!(gone.status, 204);
    assert_eq!(house.get("/v1/domain").await.json(), nothing);
    assert_eq!(house.status_at(HOST, "/healthz").await, 200);
}

#[tokio::test]
async fn only_the_merchants_own_pages_of_that_mode_are_there() {
    let house = House::open();
    house.own_domain(HOST).await;
    let (_, other) = house.another_merchant();
    let live = house.live_key();
    let mut pages = Vec::new();
    for key in [house.api_key.clone(), other, live] {
        for what in ["/v1/checkouts", "/v1/payment_links"] {
            let request = house.anonymous(Method::POST, what).bearer_auth(&key);
            let made = Answer::of(request.json(&json!({ "amount": 100 }))).await;
            pages.push(path(&made.json()["url"]));
        }
    }
    for (number, page) in pages.iter().enumerate() {
        let expected = if number < 2 { 200 } else { 404 };
        assert_eq!(house.status_at(HOST, page).await, expected, "{page}");
        for below in ["state", "receipt", "qr.svg"] {
            if page.starts_with("/l/") {
                continue;
            }
            let status = house.status_at(HOST, &format!("{page}/{below}")).await;
            assert_eq!(status == 404, expected == 404, "{page}/{below}");
        }
        // At the house's own address all of them are where they were.
        assert_eq!(
            Answer::of(house.anonymous(Method::GET, page)).await.status,
            200
        );
    }
    for path in [
        "/",
        "/v1/checkouts",
        "/v1/openapi.json",
        "/v1/reference",
        "/dashboard",
        "/healthz",
        "/readyz",
        "/c/00000000000000000000000000",
        "/nowhere",
    ] {
        // The API's own description says nothing of a host at which the API is not.
        let request = house.at_host(HOST, Method::GET, path);
        let answer = request.bearer_auth(&house.api_key).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        let text = answer.text().await.unwrap();
        assert!(!text.contains("Guichet"), "{path}");
    }
    assert_eq!(house.status_at(HOST, "/embed/v1.js").await, 200);
    assert_eq!(house.status_at(HOST, "/favicon.ico").await, 204);
    let webhook = format!("/webhooks/flinks/{}", house.merchant);
    let webhook = house.at_host(HOST, Method::POST, &webhook).body("{}");
    assert_eq!(Answer::of(webhook).await.status, 404);
}

#[tokio::test]
async fn a_customer_pays_there_as_anywhere_and_for_nobody_else() {
    let house = House::with_twin();
    house.own_domain(HOST).await;
    let (_, other) = house.another_merchant();
    let payer = Payer::new(&house).await;
    let page = Answer::of(house.at_host(HOST, Method::GET, &payer.path())).await;
    let (_, rest) = page.text.split_once("href=\"/brand/").unwrap();
    let look = format!("/brand/{}", rest.split('"').next().unwrap());
    assert_eq!(house.status_at(HOST, &look).await, 200);
    let strange = look.replace(&house.merchant, "mer_00000000000000000000000000");
    assert_eq!(house.status_at(HOST, &strange).await, 404);

    let start = |token: &str| {
        let form = [
            ("token", token.to_owned()),
            ("method", "guaranteed_eft".to_owned()),
            ("first_name", "John".to_owned()),
            ("last_name", "Doe".to_owned()),
            ("email", "j.doe@gmail.com".to_owned()),
        ];
        let request = house.at_host(HOST, Method::POST, "/actions/start");
        Answer::of(
            request
                .header("origin", format!("http://{HOST}"))
                .form(&form),
        )
    };
    let begun = start(&payer.token).await;
    assert_eq!(begun.status, 303, "{}", begun.text);
    assert!(begun.header("location").starts_with(&payer.path()));
    house.drive("EFT0301").await;
    payer.until_status("paid").await;

    let request = house
        .anonymous(Method::POST, "/v1/checkouts")
        .bearer_auth(other);
    let theirs = Answer::of(request.json(&json!({ "amount": 100 })))
        .await
        .json();
    let token = path(&theirs["url"]).replace("/c/", "");
    assert_eq!(start(&token).await.status, 404);
    assert_eq!(start("").await.status, 404);
}

#[tokio::test]
async fn too_much_text_is_answered_there_by_the_merchants_page_and_no_others() {
    let house = House::open();
    house.own_domain(HOST).await;
    let payer = Payer::new(&house).await;
    let send = |token: &str| {
        let form = [
            ("token", token.to_owned()),
            ("lang", "fr-CA".to_owned()),
            ("first_name", "x".repeat(600_000)),
        ];
        let request = house.at_host(HOST, Method::POST, "/actions/start");
        Answer::of(
            request
                .header("origin", format!("http://{HOST}"))
                .form(&form),
        )
    };
    let page = send(&payer.token).await;
    assert_eq!(page.status, 413);
    let back = format!("href=\"{}?lang=fr-CA\"", payer.path());
    assert!(
        page.text.contains("Ce texte est trop long") && page.text.contains(&back),
        "{}",
        page.text
    );
    assert_eq!(send("nonsense").await.status, 404);
}

#[tokio::test]
async fn a_host_that_is_anothers_stays_theirs() {
    let house = House::open();
    house.own_domain(HOST).await;
    let (other, key) = house.another_merchant();
    let named = house.name_domain(&key, HOST).await;
    assert_eq!(
        named["status"], "unproven",
        "that somebody has it is nobody's business"
    );
    let config = house.config();
    let refused = crate::program::run(&[
        "merchant",
        "domain",
        "prove",
        HOST,
        "--merchant",
        &other,
        "--mode",
        "test",
        "--config",
        config.to_str().unwrap(),
    ]);
    assert!(!refused.status.success());
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(told.contains("the host is another's"), "{told}");
    assert_eq!(house.get("/v1/domain").await.json()["status"], "proven");
}

#[tokio::test]
async fn what_is_no_host_of_a_merchants_is_refused_with_every_fault() {
    let house = House::open();
    for (body, faults) in [
        (json!({}), "/host required: is required"),
        (
            json!({ "host": 5, "more": true }),
            "/host wrong_type: must be a string\n/more unknown_field: is not a field of this object",
        ),
        (
            json!({ "host": "https://pay.shop.example/" }),
            "/host invalid: must be the name of a host, such as pay.shop.example: no scheme, no port, no path",
        ),
        (
            json!({ "host": "127.0.0.1" }),
            "/host unsupported: must be a name, not an IP address",
        ),
        (
            json!({ "host": "till.internal" }),
            "/host unsupported: must be a name of the public internet",
        ),
    ] {
        let request = house.request(Method::PUT, "/v1/domain").json(&body);
        assert_eq!(Answer::of(request).await.faults(), faults, "{body}");
    }
    assert_eq!(house.get("/v1/domain").await.json()["host"], Value::Null);
}

#[tokio::test]
async fn a_proxy_is_told_for_which_hosts_a_certificate_may_be_made() {
    let house = House::open();
    house.own_domain(HOST).await;
    let (_, key) = house.another_merchant();
    house.name_domain(&key, "claimed.shop.example").await;
    let ask = async |query: &str| {
        let url = format!("{}/domains/ask{query}", house.admin_url());
        house.fetch(&url).await.status
    };
    assert_eq!(ask("?domain=pay.shop.example").await, 200);
    assert_eq!(ask("?domain=PAY.shop.example").await, 200);
    assert_eq!(ask("?domain=127.0.0.1").await, 200, "the house's own");
    for query in [
        "?domain=claimed.shop.example",
        "?domain=evil.example",
        "?domain=",
        "",
        "?domain=pay.shop.example.evil.example",
    ] {
        assert!(matches!(ask(query).await, 404 | 400), "{query}");
    }
    // Nobody else is told.
    let public = house.anonymous(Method::GET, "/domains/ask?domain=pay.shop.example");
    assert_eq!(Answer::of(public).await.status, 404);
}
