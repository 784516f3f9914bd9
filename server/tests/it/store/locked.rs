use std::time::{Duration, Instant};

use sqlx::Connection as _;

use super::place::Place;
use crate::program::stderr;

#[tokio::test]
async fn a_file_that_another_process_holds_is_waited_for_and_then_said_to_be_busy() {
    let place = Place::file();
    let server = place.serve();
    let mut door = place.back_door().await;
    let turn = door.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let refused = server.order("refused").await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(refused.headers.contains_key("retry-after"));
    // Whoever asks how it is does not wait.
    let began = Instant::now();
    let ready = server.get("/readyz").await;
    assert_eq!(ready.status, 503, "{}", ready.text);
    assert_eq!(ready.json()["store"], "busy", "{}", ready.text);
    assert!(began.elapsed() < Duration::from_secs(1));
    let list = server.get("/v1/checkouts").await;
    assert_eq!(list.status, 200, "{}", list.text);
    turn.rollback().await.unwrap();
    let made = server.order("refused").await;
    assert_eq!(made.status, 201, "{}", made.text);
    server.is_ready(true).await;
}

#[tokio::test]
async fn a_file_that_another_process_never_lets_go_of_is_not_served() {
    let place = Place::file();
    place.key();
    let mut door = place.back_door().await;
    let turn = door.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let ended = place.run(&["serve"]);
    assert_eq!(ended.status.code(), Some(1));
    let said = stderr(&ended);
    assert!(said.contains("locked by another process"), "{said}");
    turn.rollback().await.unwrap();
}
