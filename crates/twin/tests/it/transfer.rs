use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::desk::{Desk, Page, e_transfer};

/// The session's status and its transaction's.
async fn standing(desk: &Desk, id: &str) -> (String, String) {
    let details = desk.details(id).await;
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    (
        text(&details["status"]),
        text(&details["schedule"]["transactions"][0]["status"]),
    )
}

fn both(session: &str, transaction: &str) -> (String, String) {
    (session.to_owned(), transaction.to_owned())
}

async fn to_the_bank(desk: &Desk, id: &str) -> Page {
    desk.open_app(id).await;
    desk.submit(id, "confirm", &[]).await;
    desk.submit(id, "bank", &[("institution", "harbour")]).await
}

#[tokio::test]
async fn a_request_that_is_approved_is_completed_and_accepted() {
    let desk = Desk::open().await;
    for reference in ["ET-Accept", "ORDER-1001"] {
        let id = desk.create(&e_transfer(reference)).await;
        let opened = desk.open_app(&id).await;
        assert_eq!(
            opened.steps,
            ["APP_MOUNTED", "APP_INITIATED", "CONFIRMATION"]
        );
        let list = desk.submit(&id, "confirm", &[]).await;
        assert_eq!(list.steps, ["INSTITUTION_SELECTION"]);
        let bank = desk.submit(&id, "bank", &[("institution", "cedar")]).await;
        assert_eq!(bank.steps, ["INSTITUTION_SELECTED"]);
        assert_eq!(standing(&desk, &id).await, both("Initiated", "Processing"));
        let done = desk.submit(&id, "approve", &[("answer", "approve")]).await;
        assert_eq!(
            (done.screen.as_str(), done.steps),
            ("done", vec!["SUCCESS".to_owned()])
        );
        assert_eq!(standing(&desk, &id).await, both("Completed", "Accepted"));
    }
}

#[tokio::test]
async fn the_scenarios_of_our_own_end_as_they_say() {
    let desk = Desk::open().await;
    for (reference, ended) in [
        ("ET-Decline", both("Failed", "Declined")),
        ("ET-Expire", both("Expired", "Expired")),
        ("ET-NameMismatch", both("Failed", "Failed")),
    ] {
        let id = desk.create(&e_transfer(reference)).await;
        to_the_bank(&desk, &id).await;
        let page = desk.submit(&id, "approve", &[("answer", "approve")]).await;
        assert_eq!(page.screen, "ended", "{reference}");
        assert_eq!(standing(&desk, &id).await, ended, "{reference}");
    }
}

#[tokio::test]
async fn a_customer_may_decline_any_request() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ORDER-1001")).await;
    to_the_bank(&desk, &id).await;
    desk.submit(&id, "approve", &[("answer", "decline")]).await;
    assert_eq!(standing(&desk, &id).await, both("Failed", "Declined"));
}

#[tokio::test]
async fn closing_asks_first_and_then_cancels() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ET-Close")).await;
    to_the_bank(&desk, &id).await;
    let asked = desk.submit(&id, "leave", &[]).await;
    assert_eq!(asked.screen, "close");
    assert_eq!(asked.steps, ["CLOSE_ATTEMPT", "CANCEL_CONFIRMATION"]);
    let stayed = desk.submit(&id, "close", &[("close", "no")]).await;
    assert_eq!(
        (stayed.screen.as_str(), stayed.steps),
        ("approve", vec!["BACK".to_owned()])
    );
    let asked = desk.submit(&id, "approve", &[("answer", "approve")]).await;
    assert_eq!(asked.screen, "close");
    let closed = desk.submit(&id, "close", &[("close", "yes")]).await;
    assert_eq!(closed.steps, ["CLOSE"]);
    assert_eq!(standing(&desk, &id).await, both("Cancelled", "Cancelled"));
}

#[tokio::test]
async fn back_leads_from_the_list_to_the_confirmation() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ORDER-1001")).await;
    desk.open_app(&id).await;
    desk.submit(&id, "confirm", &[]).await;
    let page = desk.submit(&id, "back", &[]).await;
    assert_eq!(page.screen, "confirm");
    assert_eq!(page.steps, ["BACK", "CONFIRMATION"]);
}

#[tokio::test]
async fn a_request_without_an_amount_asks_for_one() {
    let desk = Desk::open().await;
    let mut body = e_transfer("ORDER-1001");
    body["amount"] = Value::Null;
    let id = desk.create(&body).await;
    assert_eq!(desk.submit(&id, "confirm", &[]).await.screen, "confirm");
    let page = desk.submit(&id, "confirm", &[("amount", "80")]).await;
    assert_eq!(page.screen, "bank");
    assert_eq!(desk.details(&id).await["amount"], 80.0);
}

#[tokio::test]
async fn there_is_no_status_endpoint_for_e_transfers() {
    let desk = Desk::open().await;
    let id = desk.create(&e_transfer("ORDER-1001")).await;
    let request = desk.get(&format!("/api/v2/sessions/{id}/status"));
    let answer = request.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_slow_bank_is_processing_for_a_number_of_reads() {
    let desk = Desk::open().await;
    desk.control(
        "/_twin/faults",
        json!({ "processing_reads": true, "times": 2 }),
    )
    .await;
    let id = desk.create(&e_transfer("ET-Accept")).await;
    to_the_bank(&desk, &id).await;
    desk.submit(&id, "approve", &[("answer", "approve")]).await;
    for transaction in ["Processing", "Processing", "Accepted"] {
        assert_eq!(standing(&desk, &id).await, both("Completed", transaction));
    }
}

#[tokio::test]
async fn a_request_is_driven_by_words_and_by_codes() {
    let desk = Desk::open().await;
    for (to, session, transaction) in [
        ("Processing", "Completed", "Processing"),
        ("Accepted", "Completed", "Accepted"),
        ("Completed", "Completed", "Accepted"),
        ("Settled", "Completed", "Settled"),
        ("Declined", "Failed", "Declined"),
        ("Failed", "Failed", "Failed"),
        ("EFT0301", "Completed", "Accepted"),
        ("EFT0403", "Failed", "Failed"),
    ] {
        let id = desk.create(&e_transfer("ORDER-1001")).await;
        desk.drive(&id, to).await;
        assert_eq!(
            standing(&desk, &id).await,
            both(session, transaction),
            "{to}"
        );
    }
}
