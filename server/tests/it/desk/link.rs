//! Paying from an account that the customer links.

use std::time::Duration;

use serde_json::{Value, json};

use crate::moment::{Moment, Page};

/// An order that is paid from a linked account, up to the frame.
pub(crate) async fn linking(house: &Moment) -> Page {
    let page = house.order(json!({ "methods": ["eft"] })).await;
    house.start(&page, "eft").await;
    assert_eq!(house.screen(&page).await, "link");
    page
}

/// Signs in at the bank and comes back with a login of that holder.
pub(crate) async fn sign_in(house: &Moment, page: &Page, holder: &str) {
    let login = json!({ "user": "Everybody", "holder": holder });
    let login = house.twin_order("/_twin/logins", &login).await;
    let login = login["loginId"].as_str().unwrap();
    assert_eq!(house.come_back(page, login).await, 303);
}

/// Says yes to the first account on the page.
pub(crate) async fn say_yes(house: &Moment, page: &Page) -> u16 {
    let html = house.html(page).await;
    let (_, form) = html.split_once("data-form=\"account\"").unwrap();
    let value = |name: &str| {
        let (before, after) = form.split_once(&format!("name=\"{name}\"")).unwrap();
        let tag = &before[before.rfind('<').unwrap()..];
        let whole = format!("{tag}{}", after.split('>').next().unwrap());
        let (_, value) = whole.split_once("value=\"").unwrap();
        value.split('"').next().unwrap().to_owned()
    };
    let (attempt, account) = (value("attempt"), value("account"));
    let form = [
        ("token", page.token.as_str()),
        ("attempt", &attempt),
        ("account", &account),
        ("lang", "en-CA"),
    ];
    house.submit("/actions/account", &form).await
}

/// The only debit that the twin was asked for.
async fn debit(house: &Moment) -> Value {
    let mut sessions = house.twin_list("/_twin/sessions").await;
    assert_eq!(sessions.len(), 1, "{sessions:?}");
    sessions.remove(0)
}

#[tokio::test]
async fn a_linked_account_is_seen_debited_once_and_paid_when_the_agreement_is_signed() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    sign_in(&house, &page, "DOE, JOHN").await;
    // The twin says once that it is collecting.
    house.settle().await;
    assert_eq!(house.screen(&page).await, "checking");
    house.pass(Duration::from_secs(10)).await;
    assert_eq!(house.screen(&page).await, "account");
    assert_eq!(
        house.asked("POST", "/transactions").await,
        0,
        "nobody said yes"
    );

    assert_eq!(say_yes(&house, &page).await, 303);
    house.pass(Duration::from_secs(5)).await;
    assert_eq!(house.screen(&page).await, "agreement");
    assert_eq!(house.asked("POST", "/transactions").await, 1);

    let id = debit(&house).await["id"].as_str().unwrap().to_owned();
    let sign = json!({ "to": "Accepted" });
    house
        .twin_order(&format!("/_twin/sessions/{id}/drive"), &sign)
        .await;
    house.pass(Duration::from_secs(30)).await;
    let checkout = house.checkout(&page).await;
    assert_eq!(checkout["status"], "paid");
    assert_eq!(checkout["payment"]["guaranteed"], false);
    assert_eq!(checkout["payment"]["method"], "eft");
    assert_eq!(house.asked("POST", "/transactions").await, 1);
}

#[tokio::test]
async fn an_account_of_somebody_else_is_never_debited() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    sign_in(&house, &page, "Jane Roe").await;
    house.pass(Duration::from_secs(15)).await;
    assert_eq!(house.screen(&page).await, "name_mismatch");
    assert_eq!(house.asked("POST", "/transactions").await, 0);
    assert_eq!(house.checkout(&page).await["status"], "open");
}

#[tokio::test]
async fn a_login_that_nobody_has_ends_the_attempt() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    let nobodys = "00000000-0000-4000-8000-000000000000";
    assert_eq!(house.come_back(&page, nobodys).await, 303);
    house.pass(Duration::from_secs(15)).await;
    assert_eq!(house.screen(&page).await, "sign_in_failed");
    assert_eq!(house.checkout(&page).await["status"], "open");
}

#[tokio::test]
async fn accounts_that_are_never_shown_are_waited_for_half_an_hour() {
    let house = Moment::with(|twin| twin.pending_reads = 1_000).await;
    let page = linking(&house).await;
    sign_in(&house, &page, "John Doe").await;
    house.pass(Duration::from_secs(29 * 60)).await;
    assert_eq!(house.screen(&page).await, "checking");
    let asked = house.asked("GET", "").await;
    assert!(
        asked < 29 * 6 + 10,
        "every ten seconds and no faster: {asked}"
    );
    house.pass(Duration::from_secs(2 * 60)).await;
    assert_eq!(house.screen(&page).await, "unavailable");
}

#[tokio::test]
async fn a_debit_whose_answer_is_lost_is_not_asked_for_again() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    sign_in(&house, &page, "John Doe").await;
    house.pass(Duration::from_secs(10)).await;
    let lost = json!({ "endpoint": "debit", "status": 500, "moment": "after", "times": 1 });
    house.twin_order("/_twin/faults", &lost).await;
    say_yes(&house, &page).await;
    house.pass(Duration::from_secs(10 * 60)).await;
    assert_eq!(house.asked("POST", "/transactions").await, 1);
    let checkout = house.checkout(&page).await;
    assert_eq!(checkout["status"], "open");
    assert_eq!(checkout["last_failure"]["detail"], "unanswered");

    // Nor is another one begun; the page says what it said.
    house.start(&page, "eft").await;
    assert_eq!(house.screen(&page).await, "unavailable");
    assert_eq!(
        house.checkout(&page).await["attempts"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let sent = &debit(&house).await["referenceId"];
    let attempt = checkout["attempts"][0]["id"].as_str().unwrap();
    assert_eq!(
        *sent,
        json!(attempt.replace('_', "-")),
        "told apart from others of the order"
    );
}

#[tokio::test]
async fn a_login_that_comes_back_to_another_attempt_is_not_taken() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    let first = house.checkout(&page).await["attempts"][0]["id"].clone();
    house.start(&page, "eft").await;
    assert_eq!(house.screen(&page).await, "link");
    let first = first.as_str().unwrap();
    let back = format!("/c/{}/linked/{first}?loginId=5e115eac", page.token);
    let answer = house.request(reqwest::Method::GET, &back).send().await;
    assert_eq!(answer.unwrap().status(), 303);
    assert_eq!(house.screen(&page).await, "link");
}

#[tokio::test]
async fn the_window_is_opened_a_few_times_and_not_again_and_again() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    let address = format!("/c/{}/link/frame", page.token);
    let open = async || {
        let answer = house.request(reqwest::Method::GET, &address).send().await;
        answer.unwrap().status().as_u16()
    };
    for _ in 0..5 {
        assert_eq!(open().await, 303);
    }
    assert_eq!(open().await, 503);
    assert_eq!(house.asked("POST", "/GenerateAuthorizeToken").await, 5);
    house.pass(Duration::from_secs(1)).await;
    assert_eq!(open().await, 303);
}

#[tokio::test]
async fn a_page_in_another_language_does_not_cost_a_token() {
    let house = Moment::new().await;
    let page = linking(&house).await;
    for _ in 0..5 {
        house.html(&page).await;
    }
    assert_eq!(house.asked("POST", "/GenerateAuthorizeToken").await, 0);
}
