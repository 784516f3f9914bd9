use std::{
    collections::BTreeSet,
    fs,
    future::pending,
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use futures::future::join_all;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;
use tempfile::TempDir;
use tokio::{net::TcpListener, task::JoinHandle};

use crate::program::{guichet, stderr, stdout};

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

/// What an endpoint does wrong on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    None,
    NeverVerifies,
    NoTolerance,
    FailsAtUnknownTypes,
    Redirects,
    /// It never answers what tells of a failed attempt.
    Stalls,
    Reserialises,
    ReadsTheFirstSignature,
    SmallBodies,
    RefusesRepeats,
    ShipsAgain,
    ShipsBeforeItVerifies,
}

/// A merchant's server.
struct Endpoint {
    url: String,
    orders: String,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Book {
    shipments: u32,
    had: BTreeSet<String>,
}

impl Endpoint {
    async fn open(flaw: Flaw) -> Self {
        let book = Arc::<Mutex<Book>>::default();
        let shown = Arc::clone(&book);
        let app = Router::new()
            .route(
                "/guichet",
                post(async move |headers: HeaderMap, body: Bytes| {
                    receive(flaw, &book, &headers, &body).await
                }),
            )
            .route(
                "/orders/{reference}",
                get(async move || Json(json!({ "shipments": shown.lock().unwrap().shipments }))),
            );
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = format!("http://{}", listener.local_addr().unwrap());
        Self {
            url: format!("{at}/guichet"),
            orders: format!("{at}/orders/{{reference}}"),
            serving: tokio::spawn(async move { axum::serve(listener, app).await.unwrap() }),
        }
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(flaw: Flaw, book: &Mutex<Book>, headers: &HeaderMap, body: &Bytes) -> Response {
    if flaw == Flaw::Redirects {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, "/new")]).into_response();
    }
    if flaw == Flaw::SmallBodies && body.len() > 64 * 1024 {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    if flaw == Flaw::ShipsBeforeItVerifies {
        book.lock().unwrap().shipments += 1;
    }
    if flaw != Flaw::NeverVerifies && !is_genuine(flaw, headers, body) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let event: Value = serde_json::from_slice(body).unwrap();
    let id = headers
        .get("webhook-id")
        .map_or("", |id| id.to_str().unwrap());
    let is_new = book.lock().unwrap().had.insert(id.to_owned());
    match event["type"].as_str().unwrap() {
        "checkout.paid" if !is_new && flaw == Flaw::RefusesRepeats => {
            StatusCode::CONFLICT.into_response()
        }
        "checkout.paid" => {
            let mut book = book.lock().unwrap();
            if book.shipments == 0 || flaw == Flaw::ShipsAgain {
                book.shipments += 1;
            }
            StatusCode::NO_CONTENT.into_response()
        }
        "checkout.attempt_failed" if flaw == Flaw::Stalls => pending().await,
        "checkout.attempt_failed" => StatusCode::NO_CONTENT.into_response(),
        _ if flaw == Flaw::FailsAtUnknownTypes => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

fn is_genuine(flaw: Flaw, headers: &HeaderMap, body: &Bytes) -> bool {
    let header = |name: &str| headers.get(name).map(|value| value.to_str().unwrap());
    let (Some(id), Some(at), Some(signatures)) = (
        header("webhook-id"),
        header("webhook-timestamp"),
        header("webhook-signature"),
    ) else {
        return false;
    };
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    if flaw != Flaw::NoTolerance && at.parse::<u64>().unwrap().abs_diff(now) > 300 {
        return false;
    }
    let key = STANDARD
        .decode(SECRET.strip_prefix("whsec_").unwrap())
        .unwrap();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(format!("{id}.{at}.").as_bytes());
    if flaw == Flaw::Reserialises {
        let parsed: Value = serde_json::from_slice(body).unwrap();
        mac.update(parsed.to_string().as_bytes());
    } else {
        mac.update(body);
    }
    let wanted = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
    let mut given = signatures.split(' ');
    if flaw == Flaw::ReadsTheFirstSignature {
        return given.next() == Some(&wanted);
    }
    given.any(|given| given == wanted)
}

/// What the command printed, its complaints, and its exit code.
struct Graded {
    text: String,
    complaints: String,
    code: i32,
}

impl Graded {
    async fn of(args: &[&str]) -> Self {
        let mut command = guichet(&[&["grade"], args].concat());
        let ran = tokio::task::spawn_blocking(move || command.output().unwrap());
        let output = ran.await.unwrap();
        Self {
            text: stdout(&output),
            complaints: stderr(&output),
            code: output.status.code().unwrap(),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{}", self.complaints))
    }

    /// What was found wrong, and in which trials.
    fn wrong(&self) -> Vec<(String, Vec<String>)> {
        let report = self.json();
        let mut wrong: Vec<(String, Vec<String>)> = Vec::new();
        for row in report["trials"].as_array().unwrap() {
            let text = |name: &str| row[name].as_str().unwrap().to_owned();
            let verdict = text("verdict");
            if verdict == "right" {
                continue;
            }
            match wrong.iter_mut().find(|(name, _)| *name == verdict) {
                Some((_, trials)) => trials.push(text("trial")),
                None => wrong.push((verdict, vec![text("trial")])),
            }
        }
        wrong
    }
}

async fn graded(flaw: Flaw, more: &[&str]) -> Graded {
    let endpoint = Endpoint::open(flaw).await;
    let args = [&endpoint.url, "--secret", SECRET, "--json"];
    Graded::of(&[&args, more].concat()).await
}

#[tokio::test]
async fn an_endpoint_that_does_everything_right_passes() {
    let endpoint = Endpoint::open(Flaw::None).await;
    let args = [
        endpoint.url.as_str(),
        "--secret",
        SECRET,
        "--order-url",
        &endpoint.orders,
    ];
    let graded = Graded::of(&args).await;
    assert_eq!(graded.code, 0, "{}\n{}", graded.text, graded.complaints);
    assert!(
        graded.text.ends_with("19 of 19 as they should be\n"),
        "{}",
        graded.text
    );

    let graded = Graded::of(&[&args[..], &["--json"]].concat()).await;
    assert_eq!((graded.code, graded.wrong()), (0, vec![]));
    assert_eq!(graded.json()["ok"], true);
}

#[tokio::test]
async fn each_flaw_is_named_with_the_trials_that_show_it() {
    let flaws = [
        (
            Flaw::NeverVerifies,
            "never_verifies",
            "unsigned bare forged other_body other_id redated late future replayed",
            1,
        ),
        (
            Flaw::Reserialises,
            "reserialises",
            "valid repeated out_of_order two_secrets other_kind_first spaced unknown_type \
             dribbled large",
            1,
        ),
        (
            Flaw::ReadsTheFirstSignature,
            "reads_one_signature",
            "two_secrets other_kind_first",
            1,
        ),
        (
            Flaw::FailsAtUnknownTypes,
            "refuses_unknown",
            "unknown_type",
            1,
        ),
        (Flaw::RefusesRepeats, "refuses_repeats", "repeated", 1),
        (Flaw::SmallBodies, "refuses_large", "large", 0),
    ];
    join_all(flaws.map(async |(flaw, verdict, trials, code)| {
        let graded = graded(flaw, &[]).await;
        let trials = trials.split(' ').map(str::to_owned).collect();
        assert_eq!(graded.wrong(), [(verdict.to_owned(), trials)], "{flaw:?}");
        assert_eq!(graded.code, code, "{flaw:?}");
    }))
    .await;
}

#[tokio::test]
async fn an_endpoint_without_a_tolerance_takes_what_is_late_and_what_is_early() {
    let graded = graded(Flaw::NoTolerance, &[]).await;
    let wrong = [
        (
            "ignores_age".to_owned(),
            vec!["late".to_owned(), "replayed".to_owned()],
        ),
        ("ignores_future".to_owned(), vec!["future".to_owned()]),
    ];
    assert_eq!(graded.wrong(), wrong);
    assert_eq!(graded.code, 1);
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let graded = graded(Flaw::Redirects, &[]).await;
    let wrong = graded.wrong();
    assert_eq!(wrong.len(), 1);
    assert_eq!((wrong[0].0.as_str(), wrong[0].1.len()), ("redirects", 19));
}

#[tokio::test]
async fn who_does_not_answer_in_time_is_told_so() {
    let graded = graded(Flaw::Stalls, &["--timeout", "2"]).await;
    let slow = graded.wrong();
    let slow = slow.iter().find(|(verdict, _)| verdict == "too_slow");
    assert!(slow.is_some_and(|(_, trials)| trials.contains(&"out_of_order".to_owned())));
    assert_eq!(graded.code, 1);
}

#[tokio::test]
async fn what_is_done_twice_is_seen_where_the_shop_shows_its_orders() {
    for (flaw, verdict, trial) in [
        (Flaw::ShipsAgain, "acts_again", "repeated"),
        (Flaw::ShipsBeforeItVerifies, "acts_on_refused", "forged"),
    ] {
        let endpoint = Endpoint::open(flaw).await;
        let orders = endpoint.orders.as_str();
        let args = [
            &endpoint.url,
            "--secret",
            SECRET,
            "--json",
            "--order-url",
            orders,
        ];
        let graded = Graded::of(&args).await;
        let wrong = graded.wrong();
        let found = wrong.iter().find(|(name, _)| name == verdict);
        let trials = &found.unwrap_or_else(|| panic!("{flaw:?} {wrong:?}")).1;
        assert!(trials.contains(&trial.to_owned()), "{flaw:?} {trials:?}");
        assert_eq!(graded.code, 1);
    }
}

#[tokio::test]
async fn the_report_for_people_says_what_is_wrong_and_how_it_is_mended_each_once() {
    let endpoint = Endpoint::open(Flaw::NeverVerifies).await;
    let graded = Graded::of(&[&endpoint.url, "--secret", SECRET]).await;
    assert!(graded.text.contains("FAIL  forged"), "{}", graded.text);
    assert_eq!(graded.text.matches("anybody can have it ship").count(), 1);
    assert_eq!(graded.text.matches("Compute the HMAC-SHA256").count(), 1);
    assert!(
        graded.text.ends_with("10 of 19 as they should be\n"),
        "{}",
        graded.text
    );
}

#[tokio::test]
async fn where_nobody_listens_there_is_nothing_to_grade() {
    let nobody = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        format!(
            "http://{}/guichet?key=hidden",
            listener.local_addr().unwrap()
        )
    };
    let graded = Graded::of(&[&nobody, "--secret", SECRET]).await;
    assert_eq!((graded.code, graded.text.as_str()), (2, ""));
    assert!(
        graded
            .complaints
            .contains("cannot connect to http://127.0.0.1")
    );
    assert!(!graded.complaints.contains("hidden"));
}

#[tokio::test]
async fn a_checkout_that_the_merchant_gives_is_what_it_is_told_of() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("checkout.json");
    let given = json!({
        "id": "chk_given", "object": "checkout", "mode": "test", "status": "paid",
        "reference": "ORDER 1/2", "metadata": {}, "payment": { "amount": 100 }
    });
    fs::write(&path, given.to_string()).unwrap();
    let came = Arc::<Mutex<Vec<Value>>>::default();
    let kept = Arc::clone(&came);
    let app = Router::new()
        .route(
            "/guichet",
            post(async move |body: Bytes| {
                kept.lock()
                    .unwrap()
                    .push(serde_json::from_slice(&body).unwrap());
            }),
        )
        .route("/orders/{reference}", get(async || StatusCode::NOT_FOUND));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = format!("http://{}", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let graded = Graded::of(&[
        &format!("{at}/guichet"),
        "--secret",
        SECRET,
        "--checkout",
        path.to_str().unwrap(),
        "--order-url",
        &format!("{at}/orders/{{reference}}"),
        "--json",
    ])
    .await;
    assert_eq!(graded.code, 1, "it takes everything");
    let came = came.lock().unwrap();
    assert_eq!(came.len(), 19);
    for notification in &*came {
        assert_eq!(notification["data"]["id"], "chk_given");
    }
    assert!(came.iter().any(|it| it["data"] == given));
    serving.abort();
}

#[test]
fn everything_that_is_wrong_with_the_command_line_is_said_at_once_and_no_secret() {
    let args = [
        "grade",
        "ftp://shop.example/guichet",
        "--secret",
        "whsec_canary",
        "--order-url",
        "https://shop.example/orders",
        "--timeout",
        "0",
    ];
    let output = guichet(&args).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = stderr(&output);
    for part in [
        "http:// or https://",
        "whsec_ and 44",
        "{reference}",
        "--timeout",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("canary"));
    let output = guichet(&["grade", "http://127.0.0.1:1/"]).output().unwrap();
    assert!(stderr(&output).contains("GUICHET_GRADE_SECRET"));
}
