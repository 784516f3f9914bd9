//! What the hosted pages do when they are told to misbehave.

use reqwest::header;
use serde_json::{Value, json};

use crate::desk::{Desk, e_transfer, eft, pair};

/// The headers and the text of a page.
struct Raw {
    policy: String,
    framing: Option<String>,
    html: String,
}

impl Desk {
    async fn fault(&self, order: Value) {
        let (status, answer) = self.control("/_twin/faults", order).await;
        assert!(status.is_success(), "{answer}");
    }

    async fn raw(&self, path: &str) -> Raw {
        let answer = self.get(path).send().await.expect("an answer");
        let text = |name: header::HeaderName| {
            let value = answer.headers().get(name)?;
            Some(value.to_str().expect("text").to_owned())
        };
        Raw {
            policy: text(header::CONTENT_SECURITY_POLICY).expect("a policy"),
            framing: text(header::X_FRAME_OPTIONS),
            html: answer.text().await.expect("text"),
        }
    }
}

#[tokio::test]
async fn a_silent_frame_tells_nothing_and_the_payment_goes_on() {
    let desk = Desk::open().await;
    desk.fault(json!({ "frame": "silent" })).await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    let done = desk.walk(&id, "Happy1", "done").await;
    assert!(done.steps.is_empty() && !done.html.contains("data-messages"));
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn an_early_frame_tells_before_anything_else_is_loaded() {
    let desk = Desk::open().await;
    desk.fault(json!({ "frame": "early" })).await;
    let id = desk.create(&e_transfer("ORDER-1001")).await;
    let page = desk.raw(&format!("/app/?sessionId={id}")).await;
    let (before, code) = page.html.split_once("<script>").expect("inline code");
    assert!(!before.contains("<link") && !before.contains(" src="));
    let code = code.split_once("</script>").expect("its end").0;
    let told = r#"[{"Step":"APP_MOUNTED"},{"Step":"APP_INITIATED"},{"Step":"CONFIRMATION"}]"#;
    assert!(code.contains(told), "{code}");
    assert!(page.html.contains("data-steps=\"\""));
    // The page's own policy lets that code run, and no other.
    assert_eq!(page.policy.matches("'sha256-").count(), 1);
    assert!(!page.policy.contains("unsafe"));
}

#[tokio::test]
async fn a_page_of_the_next_version_tells_a_step_that_nobody_knows() {
    let desk = Desk::open().await;
    desk.fault(json!({ "unknown_step": true, "times": 1 }))
        .await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    let page = desk.raw(&format!("/app/?sessionId={id}")).await;
    assert!(page.html.contains("data-steps=\"APP_MOUNTED\""));
    assert!(page.html.contains("COMPONENT_FROM_NEXT_YEAR"));
    assert!(page.html.contains("schemaVersion"));
    let page = desk.raw(&format!("/app/?sessionId={id}")).await;
    assert!(!page.html.contains("COMPONENT_FROM_NEXT_YEAR"));
}

#[tokio::test]
async fn a_window_that_stays_shut_leaves_the_way_on() {
    let desk = Desk::open().await;
    desk.fault(json!({ "frame": "popup_blocked" })).await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    let sign_in = desk.walk(&id, "Happy1", "sign-in").await;
    assert!(sign_in.html.contains("data-window=\"/app/sign-in?"));
    let page = desk.raw(&format!("/app/sign-in?sessionId={id}")).await;
    assert!(page.policy.contains("sandbox") && !page.policy.contains("allow-popups"));
    desk.walk(&id, "Happy1", "done").await;
    assert_eq!(desk.standing(&id).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn a_page_that_refuses_to_be_framed_says_so_in_both_ways() {
    let desk = Desk::open().await;
    desk.fault(json!({ "frame": "refused" })).await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    let page = desk.raw(&format!("/app/?sessionId={id}")).await;
    assert!(page.policy.contains("frame-ancestors 'none'"));
    assert_eq!(page.framing.as_deref(), Some("DENY"));
}

#[tokio::test]
async fn somebody_elses_account_ends_any_payment() {
    let desk = Desk::open().await;
    desk.fault(json!({ "name_mismatch": true })).await;
    let id = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&id, "Happy1", "ended").await;
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0403"));

    let id = desk.create(&e_transfer("ORDER-1001")).await;
    desk.open_app(&id).await;
    desk.submit(&id, "confirm", &[]).await;
    desk.submit(&id, "bank", &[("institution", "fjord")]).await;
    let page = desk.submit(&id, "approve", &[("answer", "approve")]).await;
    assert_eq!(page.screen, "ended");
}

#[tokio::test]
async fn a_refused_guarantee_ends_the_payment() {
    let desk = Desk::open().await;
    desk.fault(json!({ "guarantee_refused": true, "times": 1 }))
        .await;
    let id = desk.create(&eft("ORDER-1001", "John", "Doe")).await;
    let page = desk.walk(&id, "anybody", "ended").await;
    assert_eq!(
        page.steps.last().map(String::as_str),
        Some("GUARANTEE_FAILED")
    );
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0402"));
    let id = desk.create(&eft("ORDER-1002", "John", "Doe")).await;
    desk.walk(&id, "anybody", "done").await;
}
