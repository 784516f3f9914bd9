use serde_json::json;

use crate::{
    house::{Answer, House, order},
    payer::Payer,
};

/// A timeline's facts, one a line.
fn told(timeline: &Answer) -> String {
    let entries = timeline.json()["data"].as_array().unwrap().clone();
    let lines = entries.iter().map(|entry| {
        assert!(entry["id"].as_str().unwrap().starts_with("evt_"));
        let [kind, evidence, summary] =
            ["type", "evidence", "summary"].map(|name| entry[name].as_str().unwrap());
        format!("{} {kind} ({evidence}): {summary}", entry["seq"])
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_timeline_tells_every_fact_in_order_and_nothing_personal() {
    let house = House::open();
    let id = house.checkout(&order()).await["id"]
        .as_str()
        .unwrap()
        .to_owned();
    house
        .post(&format!("/v1/checkouts/{id}/cancel"), &json!({}))
        .await;
    let answer = house.get(&format!("/v1/checkouts/{id}/timeline")).await;
    insta::assert_snapshot!(told(&answer), @r"
        1 checkout_created (merchant): You made the checkout for 250.00 CAD.
        2 checkout_closed (merchant): The checkout was cancelled unpaid.
        ");
    for personal in ["John", "Doe", "john.doe", "Front Avenue", "9876541"] {
        assert!(!answer.text.contains(personal), "{personal}");
    }
}

#[tokio::test]
async fn a_timeline_of_a_payment_says_how_each_fact_is_known() {
    let house = House::with_twin();
    let payer = Payer::with(&house, order()).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let answer = house
        .get(&format!("/v1/checkouts/{}/timeline", payer.id))
        .await;
    insta::assert_snapshot!(told(&answer), @r"
        1 checkout_created (merchant): You made the checkout for 250.00 CAD.
        2 attempt_started (browser): The customer started to pay 250.00 CAD by guaranteed EFT.
        3 session_opened (status_read): Flinks opened a session for it.
        4 reading_changed (status_read): Flinks answers Completed (EFT0301): paid, 250.00 CAD.
        5 attempt_ended (status_read): The attempt brought 250.00 CAD, guaranteed by Flinks.
        6 checkout_paid (status_read): The checkout is paid.
        ");
    let sessions = house.twin_sessions().await;
    let session = sessions[0]["id"].as_str().unwrap();
    assert!(
        !answer.text.contains(session),
        "the provider's session is nobody's business"
    );
}
