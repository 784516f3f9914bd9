use std::time::{Duration, Instant};

use example_axum::{Guichet, shop};
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::{
    house::browser,
    program::{Program, guichet, stderr, stdout},
};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// A demonstration, and the shop beside it.
struct Mall {
    demo: Program,
    http: reqwest::Client,
    /// Where the shop is.
    shop: String,
    endpoint: Value,
    serving: JoinHandle<()>,
    folder: TempDir,
}

impl Mall {
    async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("demo");
        let args = [
            "demo",
            "--addr",
            "127.0.0.1:0",
            "--data",
            data.to_str().unwrap(),
            "--json",
        ];
        let demo = Program::start(guichet(&args));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        let mut mall = Self {
            demo,
            http: browser(),
            shop: at.clone(),
            endpoint: Value::Null,
            serving: tokio::spawn(async {}),
            folder,
        };
        let order = json!({ "url": format!("{at}/guichet") });
        mall.endpoint = mall
            .api(Method::POST, "/v1/webhook_endpoints", Some(&order))
            .await;
        let guichet = Guichet::new(&mall.demo.told("url"), &mall.demo.told("api_key")).unwrap();
        let router = shop(&at, guichet, mall.secret()).unwrap();
        mall.serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        mall
    }

    fn secret(&self) -> &str {
        self.endpoint["secret"].as_str().unwrap()
    }

    async fn api(&self, method: Method, path: &str, body: Option<&Value>) -> Value {
        let url = format!("{}{path}", self.demo.told("url"));
        let mut request = self.http.request(method, url);
        if let Some(body) = body {
            request = request.json(body);
        }
        let request = request.bearer_auth(self.demo.told("api_key"));
        request.send().await.unwrap().json().await.unwrap()
    }

    /// A customer presses Buy: the checkout that the shop sends them to.
    async fn buy(&self) -> Value {
        let url = format!("{}/orders", self.shop);
        let answer = self.http.post(url).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        let page = answer.headers()["location"].to_str().unwrap().to_owned();
        let newest = self.api(Method::GET, "/v1/checkouts?limit=1", None).await;
        assert_eq!(newest["data"][0]["url"], page);
        newest["data"][0].clone()
    }

    /// Pays, as a browser without scripts and the bank do.
    async fn pay(&self, checkout: &Value) {
        let url = self.demo.told("url");
        let token = checkout["url"]
            .as_str()
            .unwrap()
            .rsplit('/')
            .next()
            .unwrap();
        let form = [
            ("token", token),
            ("method", "guaranteed_eft"),
            ("first_name", "John"),
            ("last_name", "Doe"),
            ("email", "j.doe@example.com"),
            ("lang", "en-CA"),
        ];
        let start = self.http.post(format!("{url}/actions/start"));
        let start = start.header("origin", url).form(&form);
        assert_eq!(start.send().await.unwrap().status(), 303);
        let bank = self.demo.told("twin_url");
        let sessions = self.http.get(format!("{bank}/_twin/sessions"));
        let sessions: Vec<Value> = sessions.send().await.unwrap().json().await.unwrap();
        let session = sessions
            .iter()
            .find(|session| session["referenceId"] == checkout["reference"])
            .unwrap();
        let session = session["id"].as_str().unwrap();
        let drive = self
            .http
            .post(format!("{bank}/_twin/sessions/{session}/drive"));
        let driven = drive
            .json(&json!({ "to": "EFT0301" }))
            .send()
            .await
            .unwrap();
        assert!(driven.status().is_success());
    }

    async fn order(&self, checkout: &Value) -> Value {
        let reference = checkout["reference"].as_str().unwrap();
        let url = format!("{}/orders/{reference}", self.shop);
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    /// The order, as soon as it is shipped.
    async fn shipped(&self, checkout: &Value) -> Value {
        self.until("it is shipped", async || {
            let order = self.order(checkout).await;
            (order["state"] == "shipped").then_some(order)
        })
        .await
    }

    async fn until<T>(&self, what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
        let began = Instant::now();
        loop {
            if let Some(found) = look().await {
                return found;
            }
            assert!(began.elapsed() < DEADLINE, "not in time: {what}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Mall {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

#[tokio::test]
async fn an_order_is_shipped_once_however_often_the_shop_is_told_that_it_is_paid() {
    let mall = Mall::open().await;
    let checkout = mall.buy().await;
    assert_eq!(mall.order(&checkout).await["state"], "awaiting_payment");
    mall.pay(&checkout).await;
    let shipped = mall.shipped(&checkout).await;
    assert_eq!(shipped["shipments"], 1);

    let path = format!("/v1/checkouts/{}", checkout["id"].as_str().unwrap());
    let paid = mall.api(Method::GET, &path, None).await;
    assert_eq!(paid["status"], "paid");
    assert_eq!(paid["claim"]["order_id"], checkout["reference"]);

    let endpoint = mall.endpoint["id"].as_str().unwrap();
    let replay = format!("/v1/webhook_endpoints/{endpoint}/replay");
    let always = json!({ "from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z" });
    assert_eq!(
        mall.api(Method::POST, &replay, Some(&always)).await["deliveries"],
        1
    );
    let delivered = format!("/v1/webhook_endpoints/{endpoint}/deliveries?status=delivered");
    mall.until("it is told twice", async || {
        let told = mall.api(Method::GET, &delivered, None).await;
        (told["data"].as_array().unwrap().len() == 2).then_some(())
    })
    .await;
    assert_eq!(mall.order(&checkout).await, shipped);
}

#[tokio::test]
async fn the_shop_passes_every_trial_of_the_grader_also_with_an_order_of_its_own() {
    let mall = Mall::open().await;
    let checkout = mall.buy().await;
    mall.pay(&checkout).await;
    mall.shipped(&checkout).await;
    let path = format!("/v1/checkouts/{}", checkout["id"].as_str().unwrap());
    let file = mall.folder.path().join("checkout.json");
    let paid = mall.api(Method::GET, &path, None).await;
    std::fs::write(&file, paid.to_string()).unwrap();

    let url = format!("{}/guichet", mall.shop);
    let orders = format!("{}/orders/{{reference}}", mall.shop);
    let made_up = ["grade", &url, "--secret", mall.secret()];
    let own = ["--checkout", file.to_str().unwrap(), "--order-url", &orders];
    for args in [made_up.to_vec(), [&made_up[..], &own].concat()] {
        let mut grade = guichet(&args);
        let graded = tokio::task::spawn_blocking(move || grade.output().unwrap());
        let graded = graded.await.unwrap();
        let said = stdout(&graded);
        assert!(graded.status.success(), "{said}{}", stderr(&graded));
        assert!(said.ends_with("19 of 19 as they should be\n"), "{said}");
    }
    assert_eq!(mall.order(&checkout).await["shipments"], 1);
}
