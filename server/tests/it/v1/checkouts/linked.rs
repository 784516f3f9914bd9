//! What a merchant sees of a payment from a linked account.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::moment::{Moment, Page};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Links an account of John Doe's; what the twin knows of the login.
async fn link(house: &Moment, page: &Page) -> Value {
    house.start(page, "eft").await;
    let login = json!({ "user": "Everybody", "holder": "John Doe" });
    let login = house.twin_order("/_twin/logins", &login).await;
    let id = login["loginId"].as_str().unwrap();
    house.come_back(page, id).await;
    house.pass(Duration::from_secs(15)).await;
    login
}

/// Says yes to the first account, and signs the agreement.
async fn pay(house: &Moment, page: &Page, login: &Value) {
    let checkout = house.checkout(page).await;
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
    drive(house, "Accepted").await;
    house.pass(Duration::from_secs(60)).await;
}

async fn drive(house: &Moment, to: &str) {
    let debit = &house.twin_list("/_twin/sessions").await[0];
    let path = format!("/_twin/sessions/{}/drive", debit["id"].as_str().unwrap());
    house.twin_order(&path, &json!({ "to": to })).await;
}

#[tokio::test]
async fn an_account_is_seen_by_its_bank_and_its_last_digits_once_it_is_chosen() {
    let house = Moment::new().await;
    let page = house.order(json!({ "methods": ["eft"] })).await;
    let login = link(&house, &page).await;
    let attempt = house.checkout(&page).await["attempts"][0].clone();
    assert_eq!(
        (&attempt["status"], &attempt["account"]),
        (&json!("linking"), &Value::Null)
    );
    pay(&house, &page, &login).await;
    let checkout = house.checkout(&page).await;
    let account = checkout["attempts"][0]["account"].as_object().unwrap();
    assert_eq!(account.len(), 2, "{account:?}");
    assert!(!account["institution"].as_str().unwrap().is_empty());
    assert_eq!(account["last_digits"].as_str().unwrap().len(), 4);
}

#[tokio::test]
async fn a_timeline_of_a_linked_account_tells_every_fact_and_nothing_personal() {
    let house = Moment::new().await;
    let page = house.order(json!({ "methods": ["eft"] })).await;
    let login = link(&house, &page).await;
    pay(&house, &page, &login).await;
    house.pass(DAY).await;
    drive(&house, "Returned:905").await;
    house.pass(2 * DAY).await;

    let path = format!("/v1/checkouts/{}/timeline", page.id);
    let timeline = house.api(Method::GET, &path, None).await;
    let lines = timeline["data"].as_array().unwrap().iter().map(|entry| {
        let [kind, evidence, summary] =
            ["type", "evidence", "summary"].map(|name| entry[name].as_str().unwrap());
        format!("{kind} ({evidence}): {summary}")
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
        checkout_created (merchant): You made the checkout for 250.00 CAD.
        attempt_started (browser): The customer started to pay 250.00 CAD by EFT.
        linking_began (browser): The customer is asked to sign in at their bank, to link an account.
        login_received (browser): The bank frame said that the customer signed in. A hint from the browser.
        accounts_asked (status_read): Flinks is reading the customer's accounts.
        accounts_read (status_read): Flinks read the accounts; 3 in the payer's name can be debited.
        account_chosen (browser): The customer chose the account to pay from.
        debit_asked (browser): Flinks is asked for the debit, once.
        session_opened (status_read): Flinks opened a debit for it.
        agreement_offered (status_read): Flinks told where the customer signs the debit agreement.
        reading_changed (status_read): Flinks answers Accepted: paid.
        attempt_ended (status_read): The attempt brought 250.00 CAD.
        checkout_paid (status_read): The checkout is paid.
        reading_changed (status_read): Flinks answers Failed (905): the bank returned the debit.
        case_opened (status_read): 250.00 CAD went back: the bank returned the debit with code 905 and disputes the debit agreement, so the money goes back by itself; do not debit this account again.
        ");

    let checkout = house.checkout(&page).await;
    let case = &checkout["cases"][0];
    assert_eq!(
        case["message"],
        "the bank returned the debit with code 905 and disputes the debit agreement, so the money \
         goes back by itself; do not debit this account again"
    );
    let whole = timeline.to_string() + &checkout.to_string();
    let session = house.twin_list("/_twin/sessions").await[0]["id"].clone();
    for personal in [
        &login["loginId"],
        &login["accounts"][0]["accountId"],
        &session,
    ] {
        assert!(!whole.contains(personal.as_str().unwrap()), "{personal}");
    }
    for personal in ["John", "Doe", "gmail"] {
        assert!(!whole.contains(personal), "{personal}");
    }
}
