use reqwest::{StatusCode, redirect};
use serde_json::json;

use crate::desk::{Desk, eft, pair};

async fn page(desk: &Desk, lang: &str) -> String {
    let answer = desk.get(&format!("/?lang={lang}")).send().await;
    answer.expect("an answer").text().await.expect("text")
}

/// Submits a form of the front page as a browser does.
async fn submit(desk: &Desk, form: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let browser = reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .build()
        .expect("a client");
    let request = browser.post(desk.url(&format!("/home/{form}")));
    let request = request.header("sec-fetch-site", "same-origin").form(fields);
    request.send().await.expect("an answer")
}

#[tokio::test]
async fn the_front_page_lists_every_fault_in_both_languages() {
    let desk = Desk::open().await;
    let (english, french) = (page(&desk, "en").await, page(&desk, "fr").await);
    for fault in twin::faults().iter().filter(|fault| fault.name != "storm") {
        let switch = format!("aria-labelledby=\"{}-name\"", fault.name);
        assert!(english.contains(&switch), "{}", fault.name);
        assert!(french.contains(&switch), "{}", fault.name);
        assert!(english.contains(fault.description), "{}", fault.name);
        assert!(!french.contains(fault.description), "{}", fault.name);
    }
}

#[tokio::test]
async fn the_front_page_shows_no_secret() {
    let desk = Desk::with(twin::Settings {
        webhook: Some(twin::Webhook {
            url: "http://user:pass@shop.example/hooks/k3y1npath".to_owned(),
            secret: "a shared secret".to_owned(),
        }),
        ..crate::desk::settings()
    })
    .await;
    let html = page(&desk, "en").await;
    assert!(html.contains("http://shop.example"));
    for secret in [
        &desk.credentials.client_secret,
        &desk.credentials.api_key,
        "k3y1npath",
        "user:pass",
        "a shared secret",
    ] {
        assert!(!html.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_switch_puts_a_fault_in_force_and_ends_it() {
    let desk = Desk::open().await;
    let on = [("name", "unknown_status"), ("to", "on"), ("lang", "fr-CA")];
    let answer = submit(&desk, "fault", &on).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/?lang=fr-CA#unknown_status");
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    assert_eq!(desk.standing(&id).await, pair("AwaitingReview", "EFT0101"));
    let html = page(&desk, "en").await;
    assert!(html.contains("One fault is in force.") && html.contains("has struck once"));

    submit(&desk, "fault", &[("name", "unknown_status"), ("to", "off")]).await;
    assert_eq!(desk.standing(&id).await, pair("Initiated", "EFT0101"));
    assert!(page(&desk, "en").await.contains("Nothing is wrong"));
}

#[tokio::test]
async fn a_storm_is_raised_and_everything_put_right() {
    let desk = Desk::open().await;
    submit(&desk, "storm", &[("seed", "42"), ("rate", "100")]).await;
    let in_force = desk.list("/_twin/faults").await;
    assert_eq!(in_force[0]["seed"], 42);
    assert_eq!(in_force[0]["rate"], 100);
    submit(&desk, "right", &[]).await;
    assert!(desk.list("/_twin/faults").await.is_empty());
}

#[tokio::test]
async fn a_scenario_is_played_by_sessions_that_name_none() {
    let desk = Desk::open().await;
    submit(&desk, "scenario", &[("name", "Unhappy1"), ("to", "on")]).await;
    let id = desk.create(&eft("ORDER-1", "Joe", "Fails")).await;
    desk.walk(&id, "somebody", "ended").await;
    assert_eq!(desk.standing(&id).await, pair("Failed", "EFT0402"));
    let named = desk.create(&eft("Happy1", "John", "Doe")).await;
    desk.walk(&named, "Happy1", "done").await;
    assert_eq!(desk.standing(&named).await, pair("Completed", "EFT0301"));

    submit(&desk, "scenario", &[("name", "Unhappy1"), ("to", "off")]).await;
    let usual = desk.create(&eft("ORDER-2", "John", "Doe")).await;
    desk.walk(&usual, "somebody", "done").await;
    assert_eq!(desk.standing(&usual).await, pair("Completed", "EFT0301"));
}

#[tokio::test]
async fn the_control_plane_casts_scenarios_too() {
    let desk = Desk::open().await;
    let (_, casting) = desk
        .control("/_twin/scenario", json!({ "name": "ET-Decline" }))
        .await;
    assert_eq!(casting, json!({ "eft": null, "e_transfer": "ET-Decline" }));
    let (status, problem) = desk
        .control("/_twin/scenario", json!({ "name": "Happy9" }))
        .await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(problem["detail"].as_str().expect("text").contains("Happy1"));
    let (_, casting) = desk
        .control("/_twin/scenario", json!({ "clear": true }))
        .await;
    assert_eq!(casting, json!({ "eft": null, "e_transfer": null }));
}

#[tokio::test]
async fn the_clock_is_moved_by_a_button() {
    let desk = Desk::open().await;
    let id = desk.create(&eft("ORDER-1", "John", "Doe")).await;
    submit(&desk, "clock", &[("seconds", "3600")]).await;
    assert_eq!(desk.standing(&id).await, pair("Expired", "EFT0601"));
}

#[tokio::test]
async fn another_sites_form_changes_nothing() {
    let desk = Desk::open().await;
    let forged = desk
        .post("/home/fault")
        .header("sec-fetch-site", "cross-site")
        .form(&[("name", "slow"), ("to", "on")]);
    let answer = forged.send().await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(desk.list("/_twin/faults").await.is_empty());
}
