//! Debits that a bank sends back.

use std::time::Duration;

use serde_json::json;

use crate::moment::{Moment, Page};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// An order that is paid from a linked account, and the debit at the twin.
pub(crate) async fn paid(house: &Moment) -> (Page, String) {
    let page = house.order(json!({ "methods": ["eft"] })).await;
    house.start(&page, "eft").await;
    let login = json!({ "user": "Everybody", "holder": "John Doe" });
    let login = house.twin_order("/_twin/logins", &login).await;
    let id = login["loginId"].as_str().unwrap();
    house.come_back(&page, id).await;
    house.pass(Duration::from_secs(15)).await;
    let checkout = house.checkout(&page).await;
    let form = [
        ("token", page.token.as_str()),
        ("attempt", checkout["attempts"][0]["id"].as_str().unwrap()),
        (
            "account",
            login["accounts"][0]["accountId"].as_str().unwrap(),
        ),
        ("lang", "en-CA"),
    ];
    house.submit("/actions/account", &form).await;
    house.settle().await;
    let debit = house.twin_list("/_twin/sessions").await[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    drive(house, &debit, "Accepted").await;
    house.pass(Duration::from_secs(60)).await;
    assert_eq!(house.checkout(&page).await["status"], "paid");
    (page, debit)
}

pub(crate) async fn drive(house: &Moment, debit: &str, to: &str) {
    house
        .twin_order(
            &format!("/_twin/sessions/{debit}/drive"),
            &json!({ "to": to }),
        )
        .await;
}

#[tokio::test]
async fn a_return_days_later_opens_a_case_and_the_checkout_stays_paid() {
    let house = Moment::new().await;
    let (page, debit) = paid(&house).await;
    house.pass(3 * DAY).await;
    assert_eq!(house.checkout(&page).await["cases"], json!([]));
    drive(&house, &debit, "Returned:901").await;
    house.pass(2 * DAY).await;
    let checkout = house.checkout(&page).await;
    assert_eq!(checkout["status"], "paid");
    assert_eq!(checkout["cases"][0]["kind"], "returned_payment");
    assert_eq!(checkout["cases"][0]["detail"], "901");
    assert_eq!(checkout["cases"][0]["amount"], 25000);
}

#[tokio::test]
async fn a_paid_debit_is_read_once_a_day_and_in_the_end_not_at_all() {
    let house = Moment::new().await;
    let (_, debit) = paid(&house).await;
    let path = format!("/paymentrequests/{debit}");
    let before = house.asked("GET", &path).await;
    house.pass(10 * DAY).await;
    let in_ten_days = house.asked("GET", &path).await - before;
    assert!((9..=12).contains(&in_ten_days), "{in_ten_days}");
    house.pass(90 * DAY).await;
    let before = house.asked("GET", &path).await;
    house.pass(30 * DAY).await;
    assert_eq!(house.asked("GET", &path).await, before);
}
