//! A customer who needs more time than the order gives.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
};

/// What the page learns of its time.
async fn stay(house: &House, payer: &Payer<'_>) -> Value {
    let path = format!("{}/state?lang=en-CA", payer.path());
    Answer::of(house.anonymous(Method::GET, &path)).await.json()["stay"].clone()
}

/// Asks for more time, with whatever else stood in the form.
async fn ask(house: &House, payer: &Payer<'_>, more: &[(&str, &str)]) -> Answer {
    let form = [("token", payer.token.as_str()), ("lang", "fr-CA")];
    let form = [&form, more].concat();
    house.submit("/actions/extend", &form).await
}

/// Asks until there is something to be had.
async fn extend(house: &House, payer: &Payer<'_>) {
    let before = payer.checkout().await["expires_at"].clone();
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while payer.checkout().await["expires_at"] == before {
        assert!(std::time::Instant::now() < deadline, "no time was given");
        assert_eq!(ask(house, payer, &[]).await.status, 303);
    }
}

#[tokio::test]
async fn a_form_without_scripts_gives_more_time_and_leads_back_to_the_page() {
    let house = House::open();
    let payer = Payer::with(&house, json!({ "expires_in": 20 })).await;
    let before = payer.checkout().await["expires_at"].clone();
    extend(&house, &payer).await;
    let answer = ask(&house, &payer, &[]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(
        answer.header("location"),
        format!("{}?lang=fr-CA&given=1", payer.path())
    );
    let after = payer.checkout().await;
    assert!(before.as_str() < after["expires_at"].as_str());
    assert_eq!(after["status"], "open");
    assert!(
        payer
            .facts()
            .await
            .contains(&"checkout_extended".to_owned())
    );
    // What lists are made of says the same as the log.
    let listed = house.get("/v1/checkouts").await.json();
    assert_eq!(listed["data"][0]["expires_at"], after["expires_at"]);
}

#[tokio::test]
async fn a_form_that_is_sent_twice_asks_once() {
    let house = House::open();
    let payer = Payer::with(&house, json!({ "expires_in": 60 })).await;
    extend(&house, &payer).await;
    assert_eq!(ask(&house, &payer, &[]).await.status, 303);
    assert_eq!(
        payer.facts().await,
        ["checkout_created", "checkout_extended"]
    );
}

#[tokio::test]
async fn what_was_typed_beside_the_button_is_kept() {
    let house = House::open();
    let payer = Payer::new(&house).await;
    let typed = [
        ("method", "e_transfer"),
        ("first_name", "Zoé"),
        ("email", "zoe@"),
    ];
    let answer = ask(&house, &payer, &typed).await;
    let answer = house.follow(&answer).await;
    for kept in ["value=\"Zoé\"", "value=\"zoe@\"", "id=\"time-given\""] {
        assert!(answer.text.contains(kept), "{kept}");
    }
    assert!(!answer.text.contains("role=\"alert\""), "nothing is wrong");
    assert_eq!(payer.checkout().await["attempts"], json!([]));
}

#[tokio::test]
async fn a_page_that_ends_is_extended_and_then_ends_at_its_new_time() {
    let house = House::open();
    let payer = Payer::with(&house, json!({ "expires_in": 5 })).await;
    extend(&house, &payer).await;
    let extended = payer.checkout().await["expires_at"].clone();
    payer.until_status("expired").await;
    assert_eq!(payer.checkout().await["expires_at"], extended);
    assert_eq!(stay(&house, &payer).await, Value::Null);
    assert_eq!(ask(&house, &payer, &[]).await.status, 303, "its page tells");
    assert_eq!(payer.screen().await, "expired");
}

#[tokio::test]
async fn the_server_says_how_many_seconds_are_left() {
    let house = House::open();
    let payer = Payer::with(&house, json!({ "expires_in": 600 })).await;
    let stay = stay(&house, &payer).await;
    let left = stay["left"].as_u64().expect("seconds");
    assert!((500..=600).contains(&left), "{left}");
    assert_eq!(stay["more"], true);
    assert_eq!(
        house
            .submit("/actions/extend", &[("token", "x")])
            .await
            .status,
        404
    );
}
