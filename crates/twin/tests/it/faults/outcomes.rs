use serde_json::json;

use crate::desk::{Desk, eft, pair};

#[tokio::test]
async fn the_account_of_the_right_payer_is_somebody_elses() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "name_mismatch", "reference": "ORDER-1", "times": 1 }))
        .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "ended").await;
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0403"));
    assert_eq!(desk.struck("name_mismatch").await, 1);
    let other = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.walk(&other, "Happy1", "done").await;
    assert_eq!(desk.standing(&other).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn a_guarantee_that_would_be_given_is_refused() {
    let desk = Desk::open().await;
    desk.put_in_force(json!({ "name": "guarantee_refused" }))
        .await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "ended").await;
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0402"));
    assert_eq!(desk.struck("guarantee_refused").await, 1);
}

#[tokio::test]
async fn a_frame_is_refused() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "name": "frame_refused", "session": id, "times": 1 }))
        .await;
    let path = format!("/app/?sessionId={id}");
    let refused = desk.get(&path).send().await.expect("a page");
    assert_eq!(refused.headers()["x-frame-options"], "DENY");
    let policy = refused.headers()["content-security-policy"].to_str();
    assert!(policy.expect("text").contains("frame-ancestors 'none'"));
    let framed = desk.get(&path).send().await.expect("a page");
    assert!(!framed.headers().contains_key("x-frame-options"));
}

#[tokio::test]
async fn a_page_says_nothing_or_says_it_early_or_says_what_nobody_knows() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "name": "silent", "times": 1 }))
        .await;
    let silent = desk.open_app(&id).await;
    assert!(!silent.html.contains("APP_MOUNTED"));

    desk.put_in_force(json!({ "name": "message_early", "times": 1 }))
        .await;
    let early = desk.open_app(&id).await;
    let head = early.html.split("</head>").next().expect("a head");
    assert!(head.contains("APP_MOUNTED"), "{head}");

    desk.put_in_force(json!({ "name": "unknown_step", "times": 1 }))
        .await;
    let unknown = desk.open_app(&id).await;
    assert!(unknown.html.contains("COMPONENT_FROM_NEXT_YEAR"));
    assert_eq!(desk.struck("unknown_step").await, 1);
}

#[tokio::test]
async fn the_window_of_the_bank_is_blocked() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    desk.put_in_force(json!({ "name": "popup_blocked" })).await;
    let page = desk.get(&format!("/app/?sessionId={id}")).send().await;
    let page = page.expect("a page");
    let policy = page.headers()["content-security-policy"].to_str();
    let policy = policy.expect("text");
    assert!(policy.contains("sandbox") && !policy.contains("allow-popups"));
}
