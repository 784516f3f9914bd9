use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::desk::{Desk, eft, pair};

/// Everything that comes over the wire until the twin closes the connection.
async fn raw(desk: &Desk, path: &str) -> String {
    let mut line = TcpStream::connect(desk.running.addr).await.expect("a line");
    let request = format!("GET {path} HTTP/1.1\r\nhost: twin\r\n\r\n");
    line.write_all(request.as_bytes()).await.expect("sent");
    let mut received = Vec::new();
    // A connection that is reset ends in an error; what came before it counts.
    let _ = line.read_to_end(&mut received).await;
    String::from_utf8(received).expect("text")
}

#[tokio::test]
async fn a_connection_is_closed_without_a_single_byte() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "name": "reset", "times": 1 }))
        .await;
    let received = raw(&desk, &format!("/api/v2/sessions/{id}/status")).await;
    assert_eq!(received, "");
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
}

#[tokio::test]
async fn a_connection_that_is_reset_says_no_farewell() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "reset", "times": 1 }))
        .await;
    let mut line = TcpStream::connect(desk.running.addr).await.expect("a line");
    let request = "GET /api/v1/institutions HTTP/1.1\r\nhost: twin\r\n\r\n";
    line.write_all(request.as_bytes()).await.expect("sent");
    let error = line.read(&mut [0; 64]).await.expect_err("no farewell");
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_reset_comes_before_anything_is_done_or_after_it() {
    let desk = Desk::open().await;
    for (name, sessions) in [("reset", 0), ("reset_after", 1)] {
        desk.put_in_force(json!({ "name": name, "times": 1 })).await;
        let body = eft("ORDER-1", "John", "Doe");
        let request = desk.keyed(desk.post("/api/v2/sessions")).json(&body);
        let error = request.send().await.expect_err("no answer");
        assert!(error.is_request(), "{error:?}");
        assert_eq!(desk.list("/_twin/sessions").await.len(), sessions, "{name}");
    }
}

#[tokio::test]
async fn half_a_body_arrives_of_the_length_that_was_announced() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    let path = format!("/api/v2/sessions/{id}/status");
    let whole = desk.get(&path).send().await.expect("an answer");
    let whole = whole.text().await.expect("text");

    desk.put_in_force(json!({ "name": "half_body", "times": 2 }))
        .await;
    let received = raw(&desk, &path).await;
    let (head, half) = received.split_once("\r\n\r\n").expect("a head");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    let length = format!("content-length: {}", whole.len());
    assert!(head.contains(&length), "{head}");
    assert_eq!(half, &whole[..whole.len() / 2]);

    let answer = desk.get(&path).send().await.expect("a head");
    assert!(answer.text().await.is_err());
}

#[tokio::test]
async fn half_a_body_of_a_create_has_made_the_session() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "half_body", "times": 1 }))
        .await;
    let answer = desk.create_raw(&eft("ORDER-1", "John", "Doe")).await;
    assert!(answer.text().await.is_err());
    assert_eq!(desk.list("/_twin/sessions").await.len(), 1);
}
