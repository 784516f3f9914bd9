//! How a server goes.

use std::{
    io::Write as _,
    net::TcpStream,
    process::Command,
    time::{Duration, Instant},
};

use reqwest::Method;
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    house::{Answer, fetch, order},
    program::{Program, guichet},
};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// A server that was told how to stop.
struct Stopping {
    program: Program,
    folder: TempDir,
}

impl Stopping {
    fn with(keys: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut command = command(&folder, &["serve", "--json"]);
        for (key, value) in keys {
            command.env(format!("GUICHET__SERVER__{key}"), value);
        }
        Self {
            program: Program::start(command),
            folder,
        }
    }

    async fn get(&self, path: &str) -> Answer {
        fetch(self.program.told("url") + path).await
    }

    /// Makes a checkout and returns the address of its page.
    async fn page(&self) -> String {
        let args = ["merchant", "create", "--name", "Maple & Pine", "--json"];
        let made = command(&self.folder, &args).output().unwrap();
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let checkout = client
            .request(Method::POST, self.program.told("url") + "/v1/checkouts")
            .bearer_auth(made["api_key"].as_str().unwrap())
            .json(&order());
        let checkout = Answer::of(checkout).await.json();
        checkout["url"].as_str().unwrap().to_owned()
    }

    /// Waits until readiness says no.
    async fn until_not_ready(&self) -> Value {
        let began = Instant::now();
        loop {
            let ready = self.get("/readyz").await;
            if ready.status == 503 {
                return ready.json();
            }
            assert!(began.elapsed() < DEADLINE, "it says that it is ready");
        }
    }
}

fn command(folder: &TempDir, args: &[&str]) -> Command {
    let mut command = guichet(args);
    let store = format!("sqlite://{}/guichet.db", folder.path().display());
    command
        .env("GUICHET__SERVER__LISTEN", "127.0.0.1:0")
        .env("GUICHET__STORE__URL", store)
        .env("GUICHET__FLINKS__BASE_URL", "http://127.0.0.1:9")
        .env("GUICHET__FLINKS__CLIENT_ID", "id")
        .env("GUICHET__FLINKS__CLIENT_SECRET", "secret");
    command
}

#[tokio::test]
async fn readiness_says_no_while_pages_are_still_answered_and_a_second_signal_ends_it_at_once() {
    let server = Stopping::with(&[("DRAIN_DELAY", "60s")]);
    assert_eq!(server.get("/readyz").await.status, 200);
    server.program.signal("TERM");
    let ready = server.until_not_ready().await;
    assert_eq!(ready["stopping"], true);
    assert_eq!(ready["store"], "ok");
    assert_eq!(server.get("/healthz").await.status, 200);
    assert_eq!(server.get("/c/nobody").await.status, 404);

    server.program.signal("TERM");
    let (status, log) = server.program.end();
    assert_eq!(status.code(), Some(1), "{log}");
    assert!(log.contains("told to stop again"), "{log}");
}

#[tokio::test]
async fn a_page_that_listens_is_told_to_come_back_at_once() {
    let server = Stopping::with(&[]);
    let events = server.page().await + "/events";
    let mut stream = reqwest::get(events).await.unwrap();
    let mut text = String::new();
    while !text.contains("event: state") {
        let chunk = stream.chunk().await.unwrap().unwrap();
        text.push_str(&String::from_utf8_lossy(&chunk));
    }
    server.program.signal("TERM");
    while let Some(chunk) = stream.chunk().await.unwrap() {
        text.push_str(&String::from_utf8_lossy(&chunk));
    }
    let waits: Vec<u64> = text
        .lines()
        .filter_map(|line| line.strip_prefix("retry: "))
        .map(|wait| wait.parse().unwrap())
        .collect();
    assert_eq!(waits.len(), 2, "{text}");
    assert!((1_000..=2_000).contains(&waits[0]), "{text}");
    assert!((50..=100).contains(&waits[1]), "{text}");
    let (status, log) = server.program.end();
    assert!(status.success(), "{log}");
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_keep_it_and_is_named() {
    let server = Stopping::with(&[("SHUTDOWN_TIMEOUT", "300ms")]);
    let url = server.program.told("url");
    let address = url.strip_prefix("http://").unwrap();
    let mut stuck = TcpStream::connect(address).unwrap();
    let head = "POST /webhooks/flinks/mer_1 HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{";
    stuck.write_all(head.as_bytes()).unwrap();
    // Answered after it, so it was heard.
    assert_eq!(server.get("/readyz").await.status, 200);
    server.program.signal("TERM");
    let (status, log) = server.program.end();
    assert!(status.success(), "{log}");
    let named = |part: &str| log.contains(&format!("\"part\":\"{part}\""));
    assert!(named("requests"), "{log}");
    assert!(!named("worker") && !named("store"), "{log}");
}

#[tokio::test]
async fn one_checkout_has_a_few_streams_and_the_oldest_gives_way() {
    let server = Stopping::with(&[]);
    let events = server.page().await + "/events";
    let open = async || {
        let mut stream = reqwest::get(&events).await.unwrap();
        // Its place is taken when it says something.
        stream.chunk().await.unwrap().unwrap();
        stream
    };
    let mut oldest = open().await;
    let mut others = Vec::new();
    for _ in 0..32 {
        others.push(open().await);
    }
    let mut rest = String::new();
    while let Some(chunk) = oldest.chunk().await.unwrap() {
        rest.push_str(&String::from_utf8_lossy(&chunk));
    }
    let wait = rest
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("retry: "));
    let wait: u64 = wait.unwrap().parse().unwrap();
    assert!((30_000..=60_000).contains(&wait), "{rest}");
    drop(others);
}
