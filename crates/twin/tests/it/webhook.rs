use std::time::Duration;

use axum::{Router, extract::State, http::HeaderMap, routing::post};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use twin::{TransferWebhooks, Webhook};

use crate::desk::{Desk, e_transfer, eft, settings};

const SECRET: &str = "a shared secret";

pub(crate) struct Received {
    pub(crate) headers: HeaderMap,
    pub(crate) raw: String,
}

impl Received {
    pub(crate) fn body(&self) -> Value {
        serde_json::from_str(&self.raw).expect("JSON")
    }

    /// The documented style in which it is signed rightly.
    pub(crate) fn style(&self) -> Option<flinks::webhook::SignatureStyle> {
        let header = |name: &str| self.headers.get(name)?.to_str().ok();
        let secret = SECRET.to_owned().into();
        flinks::webhook::style_that_fits(&secret, header, self.raw.as_bytes())
    }

    pub(crate) fn is_signed(&self) -> bool {
        let signature = self.headers["x-webhook-signature"].to_str().expect("text");
        let expected = flinks::webhook::sign(&SECRET.to_owned().into(), self.raw.as_bytes());
        signature == expected
    }
}

pub(crate) struct Receiver {
    inbox: mpsc::UnboundedReceiver<Received>,
    pub(crate) webhook: Webhook,
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        let (sender, inbox) = mpsc::unbounded_channel();
        let take = async |State(sender): State<mpsc::UnboundedSender<Received>>,
                          headers: HeaderMap,
                          raw: String| {
            sender
                .send(Received { headers, raw })
                .expect("the test listens");
        };
        let app = Router::new().route("/hook", post(take)).with_state(sender);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let url = format!("http://{}/hook", listener.local_addr().expect("an address"));
        tokio::spawn(async move { axum::serve(listener, app).await });
        let secret = SECRET.to_owned();
        Self {
            inbox,
            webhook: Webhook { url, secret },
        }
    }

    pub(crate) async fn next(&mut self) -> Received {
        tokio::time::timeout(Duration::from_secs(5), self.inbox.recv())
            .await
            .expect("a webhook in time")
            .expect("the receiver runs")
    }

    pub(crate) async fn desk(&self) -> Desk {
        let desk = Desk::open().await;
        desk.running.set_webhook(Some(self.webhook.clone()));
        desk
    }

    /// Whatever was sent before this came in before it: webhooks are sent one by one.
    pub(crate) async fn until_marker(&mut self, desk: &Desk) -> Vec<Received> {
        let marker = desk.create(&eft("marker", "John", "Doe")).await;
        desk.drive(&marker, "EFT0404").await;
        let mut before = Vec::new();
        loop {
            let next = self.next().await;
            if next.body()["sessionId"] == json!(marker) {
                return before;
            }
            before.push(next);
        }
    }
}

#[tokio::test]
async fn every_announced_status_is_sent_once_and_signed() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    for (code, status) in [
        ("EFT0301", "Completed"),
        ("EFT0302", "Completed"),
        ("EFT0401", "Failed"),
        ("EFT0501", "Canceled"),
    ] {
        let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
        desk.drive(&id, code).await;
        desk.drive(&id, code).await;
        let sent = receiver.until_marker(&desk).await;
        assert_eq!(sent.len(), 1, "{code}");
        assert!(sent[0].is_signed(), "{code}");
        assert_eq!(
            sent[0].headers["content-type"],
            "application/json; charset=utf-8"
        );
        let body = sent[0].body();
        assert_eq!(body["event"], "SessionSetupStatusChanged");
        assert_eq!(body["sessionId"], json!(id));
        assert_eq!(body["referenceId"], "ORDER-1001");
        assert_eq!(body["status"], status);
        assert_eq!(body["statusDetails"], code);
        assert!(sent[0].raw.contains("\"amount\":250.00"));
        assert!(body["when"].as_str().expect("a time").ends_with('Z'));
    }
}

#[tokio::test]
async fn beginnings_and_expiries_are_never_sent() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    let driven = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    desk.drive(&driven, "InProgress").await;
    desk.drive(&driven, "EFT0601").await;
    desk.create(&eft("ORDER-1002", "John", "Doe")).await;
    desk.control("/_twin/clock", json!({ "advance_seconds": 3600 }))
        .await;
    assert!(receiver.until_marker(&desk).await.is_empty());
}

#[tokio::test]
async fn the_journey_sends_the_missing_agreement_and_then_the_payment() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "done").await;
    let sent = receiver.until_marker(&desk).await;
    let codes: Vec<Value> = sent
        .iter()
        .map(|s| s.body()["statusDetails"].clone())
        .collect();
    assert_eq!(codes, [json!("EFT0302"), json!("EFT0301")]);
}

#[tokio::test]
async fn e_transfers_send_nothing_unless_they_are_asked_to() {
    let mut receiver = Receiver::start().await;
    let silent = receiver.desk().await;
    let id = silent.create(&e_transfer("ET-Accept")).await;
    silent.drive(&id, "Completed").await;
    assert!(receiver.until_marker(&silent).await.is_empty());

    let loud = Desk::with(twin::Settings {
        webhook: Some(receiver.webhook.clone()),
        transfer_webhooks: TransferWebhooks::Sent,
        ..settings()
    })
    .await;
    let id = loud.create(&e_transfer("ET-Accept")).await;
    loud.drive(&id, "Completed").await;
    assert_eq!(receiver.next().await.body()["sessionId"], json!(id));
}

#[tokio::test]
async fn webhooks_are_lost_doubled_and_badly_signed_on_demand() {
    let mut receiver = Receiver::start().await;
    let desk = receiver.desk().await;
    for (fault, signed) in [
        ("lost", vec![]),
        ("doubled", vec![true, true]),
        ("badly_signed", vec![false]),
    ] {
        desk.control("/_twin/faults", json!({ "webhook": fault, "times": 1 }))
            .await;
        let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
        desk.drive(&id, "EFT0301").await;
        let sent = receiver.until_marker(&desk).await;
        let seen: Vec<bool> = sent.iter().map(Received::is_signed).collect();
        assert_eq!(seen, signed, "{fault}");
    }
}

#[tokio::test]
async fn a_receiver_that_is_gone_holds_nothing_up() {
    let desk = Desk::open().await;
    desk.running.set_webhook(Some(Webhook {
        url: "http://127.0.0.1:1/hook".to_owned(),
        secret: SECRET.to_owned(),
    }));
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "done").await;
}
