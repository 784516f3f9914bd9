use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::desk::{Desk, e_transfer, eft};

async fn get(desk: &Desk, path: &str) -> (StatusCode, Value) {
    let answer = desk.keyed(desk.get(path)).send().await.expect("an answer");
    (answer.status(), answer.json().await.expect("JSON"))
}

async fn next_day(desk: &Desk) {
    desk.control("/_twin/clock", json!({ "advance_seconds": 86_400 }))
        .await;
}

async fn list(desk: &Desk, query: &str) -> Vec<Value> {
    let (status, body) = get(desk, &format!("/api/v1/reports{query}")).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body.as_array().expect("a list").clone()
}

async fn one(desk: &Desk, kind: &str) -> Value {
    let listed = list(desk, &format!("?filteringTypes={kind}")).await;
    let id = listed[0]["id"].as_str().expect("an id");
    get(desk, &format!("/api/v1/reports/{id}")).await.1
}

async fn rows(desk: &Desk, kind: &str) -> Vec<String> {
    let report = one(desk, kind).await;
    let link = report["downloadLink"].as_str().expect("a link");
    // The link alone is enough: no key goes with it.
    let answer = desk.client.get(link).send().await.expect("an answer");
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    let text = answer.text().await.expect("text");
    text.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_days_payments_are_in_the_next_days_reports() {
    let desk = Desk::open().await;
    let paid = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.drive(&paid, "EFT0301").await;
    let failed = desk.create(&e_transfer("ORDER-2")).await;
    desk.drive(&failed, "Declined").await;
    assert_eq!(list(&desk, "").await.len(), 0);
    next_day(&desk).await;
    assert_eq!(list(&desk, "").await.len(), 2);

    let settled = rows(&desk, "ClientSettlement").await;
    assert_eq!(
        settled[0],
        "referenceId,amount,customerName,customerEmail,createdAt,completedAt"
    );
    assert_eq!(settled.len(), 2);
    assert!(settled[1].starts_with("ORDER-1,250.00,John Doe,,"));
    assert!(settled[1].ends_with('Z'), "completed at a time");

    let progress = rows(&desk, "DailyProgress").await;
    assert_eq!(progress.len(), 3);
    assert!(progress[2].starts_with("ORDER-2,250.00,John Smith,john.smith@example.com,"));
    assert!(progress[2].ends_with(','), "never completed");
}

#[tokio::test]
async fn the_list_says_what_is_in_a_report_and_is_narrowed_by_kind_and_day() {
    let desk = Desk::open().await;
    for reference in ["ORDER-1", "ORDER-2"] {
        let id = desk.create(&eft(reference, "John", "Doe")).await;
        desk.drive(&id, "EFT0301").await;
    }
    next_day(&desk).await;
    let listed = list(&desk, "?filteringTypes=ClientSettlement").await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["totalAmount"], 500.0);
    assert_eq!(listed[0]["transactionCount"], 2);
    let both = "?filteringTypes=ClientSettlement&filteringTypes=DailyProgress";
    assert_eq!(list(&desk, both).await.len(), 2);
    let day = listed[0]["startDate"].as_str().expect("a day");
    let of_the_day = format!("?startDate={day}&endDate={day}");
    assert_eq!(list(&desk, &of_the_day).await.len(), 2);
    next_day(&desk).await;
    assert_eq!(list(&desk, &of_the_day).await.len(), 2);
    assert_eq!(list(&desk, "").await.len(), 4);
    assert_eq!(list(&desk, "?startDate=2999-01-01").await.len(), 0);
}

#[tokio::test]
async fn a_link_works_for_a_while_and_only_as_it_is() {
    let desk = Desk::open().await;
    desk.create(&eft("ORDER-1", "John", "Doe")).await;
    next_day(&desk).await;
    let report = one(&desk, "DailyProgress").await;
    assert!(
        report["fileName"]
            .as_str()
            .expect("a name")
            .ends_with(".csv")
    );
    let link = report["downloadLink"].as_str().expect("a link");
    let status = async |link: &str| {
        desk.client
            .get(link)
            .send()
            .await
            .expect("an answer")
            .status()
    };
    assert_eq!(status(link).await, StatusCode::OK);
    assert_eq!(status(&format!("{link}0")).await, StatusCode::FORBIDDEN);
    assert_eq!(
        status(link.split('?').next().expect("a path")).await,
        StatusCode::FORBIDDEN
    );
    desk.control("/_twin/clock", json!({ "advance_seconds": 900 }))
        .await;
    assert_eq!(status(link).await, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn strangers_wrong_filters_and_unknown_reports_are_refused() {
    let desk = Desk::open().await;
    let stranger = desk.get("/api/v1/reports").send().await.expect("an answer");
    assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
    let query = "?filteringTypes=Everything&startDate=soon&endDate=2026-01-01";
    let (status, problem) = get(&desk, &format!("/api/v1/reports{query}")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let named: Vec<&String> = problem["errors"]
        .as_object()
        .expect("faults")
        .keys()
        .collect();
    assert_eq!(named, ["filteringTypes", "startDate"]);
    let unknown = "/api/v1/reports/3c90c3cc-0d44-4b50-8888-8dd25736052a";
    assert_eq!(get(&desk, unknown).await.0, StatusCode::NOT_FOUND);
}
