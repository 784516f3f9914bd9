//! Where everybody begins: what came in, what waits for somebody, what to do next.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::json;

use super::person::Person;
use crate::{
    house::{Answer, House},
    payer::Payer,
    receiver::Receiver,
};

const HOME: &str = "/dashboard";

#[tokio::test]
async fn a_new_merchant_is_told_what_to_do_and_each_step_goes_away_once_it_is_done() {
    let house = House::open();
    let (other, _) = house.another_merchant();
    let owner = Person::of_merchant(&house, &other, "owner", 2).await;
    let page = owner.get(HOME).await;
    assert_eq!(page.status, 200);
    for step in [
        "Make a first payment",
        "Make an endpoint",
        "Make the pages yours",
        "Go live",
    ] {
        assert!(page.text.contains(step), "{step}: {}", page.text);
    }
    assert!(!page.text.contains("Make an API key"), "it has one");
    assert!(page.text.contains("$0.00"));

    let form = [("url", "https://shop.example/hooks"), ("kinds", "*")];
    owner.submit("/dashboard/endpoints", &form).await;
    let page = owner.get(HOME).await;
    assert!(!page.text.contains("Make an endpoint"), "{}", page.text);
    let staff = Person::of_merchant(&house, &other, "staff", 3).await;
    let page = staff.get(HOME).await.text;
    assert!(!page.contains("Next steps"), "those are an owner\u{2019}s");
}

#[tokio::test]
async fn what_came_in_is_told_and_what_is_in_doubt() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.start("guaranteed_eft").await;
    house.drive("EFT0301").await;
    payer.until_status("paid").await;
    let reader = Person::of(&house, "read_only").await;
    let page = reader.get(HOME).await.text;
    for text in [
        "Paid today",
        "$250.00",
        "1 payment",
        "The seven days before: $0.00",
        "No case in the last 90 days.",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let mut door = house.back_door().await;
    sqlx::query("UPDATE checkout SET cases = 1")
        .execute(&mut door)
        .await
        .unwrap();
    let page = reader.get(&format!("{HOME}?lang=fr-CA")).await.text;
    assert!(!page.contains("Aucun cas"), "{page}");
    assert!(page.contains("/dashboard/payments?cases=some"), "{page}");
    assert!(page.contains("250,00"), "{page}");
    let (other, _) = house.another_merchant();
    let stranger = Person::of_merchant(&house, &other, "owner", 2).await;
    let page = stranger.get(HOME).await.text;
    assert!(!page.contains("$250.00"), "{page}");
    assert!(page.contains("There is no payment in this mode yet."));
}

#[tokio::test]
async fn a_key_is_known_however_many_were_made_and_revoked_since() {
    let house = House::open();
    let owner = Person::of(&house, "owner").await;
    for _ in 0..6 {
        let merchant = house.merchant.as_str();
        let made = house.administer(&["key", "create", "--merchant", merchant, "--json"]);
        let revoke = format!(
            "/dashboard/keys/{}/revoke",
            made["key_id"].as_str().unwrap()
        );
        assert_eq!(owner.submit(&revoke, &[]).await.status, 303);
    }
    let page = owner.get(HOME).await.text;
    assert!(!page.contains("Make an API key"), "it has one: {page}");
    let mut door = house.back_door().await;
    sqlx::query("UPDATE api_key SET revoked_at = 1")
        .execute(&mut door)
        .await
        .unwrap();
    let page = owner.get(HOME).await.text;
    assert!(page.contains("Make an API key"), "it has none: {page}");
}

#[tokio::test]
async fn an_endpoint_that_misses_something_is_named() {
    let house = House::open_with("[notifications]\nallow_private = true\n");
    let receiver = Receiver::open().await;
    receiver.answer(StatusCode::GONE);
    let endpoint = house.endpoint(&receiver.url).await;
    let checkout = house.checkout(&json!({ "amount": 100 })).await;
    let cancel = format!("/v1/checkouts/{}/cancel", checkout["id"].as_str().unwrap());
    Answer::of(house.request(Method::POST, &cancel)).await;
    receiver.until(1).await;
    let reader = Person::of(&house, "read_only").await;
    let named = format!("/dashboard/endpoints/{}", endpoint["id"].as_str().unwrap());
    let began = std::time::Instant::now();
    loop {
        let page = reader.get(HOME).await.text;
        if page.contains("Your servers miss something") {
            assert!(page.contains(&named), "{page}");
            break;
        }
        assert!(began.elapsed().as_secs() < 30, "{page}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}
