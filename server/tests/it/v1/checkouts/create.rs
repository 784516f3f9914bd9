use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{Answer, House, order};

/// What differs from run to run, by what it begins with.
fn blur(mut checkout: Value) -> Value {
    for (name, shown) in [("id", 4), ("url", 17), ("created_at", 2), ("expires_at", 2)] {
        let text = checkout[name].as_str().unwrap().to_owned();
        checkout[name] = format!("{}…", &text[..shown]).into();
    }
    checkout
}

async fn faults(house: &House, body: &Value) -> String {
    let answer = house.post("/v1/checkouts", body).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    answer.faults()
}

#[tokio::test]
async fn an_order_with_everything_in_it_makes_a_checkout() {
    let house = House::open();
    let checkout = house.checkout(&order()).await;
    let url = checkout["url"].as_str().unwrap();
    assert!(url.starts_with(&format!("{}/c/", house.url())), "{url}");
    insta::assert_json_snapshot!(blur(checkout), @r#"
        {
          "amount": 25000,
          "attempts": [],
          "cancel_url": "https://shop.example/cart",
          "cases": [],
          "claim": null,
          "created_at": "20…",
          "currency": "CAD",
          "customer": {
            "address": {
              "city": "Toronto",
              "country": "CA",
              "line1": "123 Front Avenue",
              "postal_code": "M5V3A8",
              "province": "ON"
            },
            "email": "john.doe@example.com",
            "first_name": "John",
            "last_name": "Doe"
          },
          "delivery": "page",
          "expires_at": "20…",
          "id": "chk_…",
          "last_failure": null,
          "locale": "en-CA",
          "metadata": {
            "cart": "77"
          },
          "methods": [
            "guaranteed_eft",
            "e_transfer"
          ],
          "mode": "test",
          "object": "checkout",
          "payee_account": {
            "account": "9876541",
            "institution": "999",
            "transit": "60265"
          },
          "payment": null,
          "payment_link": null,
          "reference": "ORDER-1001",
          "shortfall": null,
          "status": "open",
          "success_url": "https://shop.example/thanks",
          "theme": "auto",
          "url": "http://127.0.0.1:…"
        }
        "#);
}

#[tokio::test]
async fn an_empty_order_leaves_everything_to_the_customer() {
    let house = House::open();
    let checkout = house.checkout(&json!({ "reference": null })).await;
    assert_eq!(checkout["amount"], Value::Null);
    assert_eq!(checkout["methods"], json!(["guaranteed_eft", "e_transfer"]));
    assert_eq!(checkout["customer"], json!({}));
}

#[tokio::test]
async fn every_fault_of_an_order_is_named_at_once() {
    let house = House::open();
    let body = json!({
        "amount": 0, "currency": "USD", "reference": "x".repeat(101), "methods": ["eft", "cash", "e_transfer", "e_transfer", 5],
        "customer": {
            "first_name": " ", "last_name": 7, "email": "canary", "phone": "canary", "date_of_birth": "2001-02-30", "fax": "canary",
            "address": { "line1": "<canary>", "province": "ZZ", "postal_code": "canary-canary", "country": "US" }
        },
        "payee_account": { "institution": "99", "account": "canary" },
        "locale": "de-DE", "success_url": "javascript:canary", "cancel_url": "https://canary:canary@shop.example",
        "expires_in": 2_592_001, "metadata": { "n": 1, "long": "x".repeat(501), "odd canary name": 1, "k".repeat(41): "v" },
        "livemode": true
    });
    let faults = faults(&house, &body).await;
    insta::assert_snapshot!(faults, @r"
        /amount too_small: the amount must be at least 0.01, which is 1 cent
        /currency unsupported: must be CAD
        /expires_in too_large: must be at most 2592000 seconds, which is 30 days
        /reference too_long: must be at most 100 characters
        /methods/1 unsupported: must be guaranteed_eft, e_transfer or eft
        /methods/3 duplicate: is in the list already
        /methods/4 wrong_type: must be a string
        /customer/first_name required: is required
        /customer/last_name wrong_type: must be a string
        /customer/phone invalid: must be 1 to 15 digits
        /customer/date_of_birth invalid: must be a real date, written YYYY-MM-DD
        /customer/email invalid: must be an e-mail address
        /customer/address/line1 invalid: is not valid
        /customer/address/city required: is required
        /customer/address/province invalid: must be the two letters of a province or territory
        /customer/address/postal_code invalid: must be six letters and digits
        /customer/address/country unsupported: must be CA
        /customer/fax unknown_field: is not a field of this object
        /payee_account/institution invalid: must be 3 digits
        /payee_account/transit required: is required
        /payee_account/account invalid: must be 7 to 12 digits
        /locale unsupported: must be en-CA or fr-CA
        /success_url invalid: must be an absolute http:// or https:// address
        /cancel_url invalid: must not hold a user name or a password
        /metadata/kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk too_long: must have names of at most 40 characters
        /metadata/long too_long: must be at most 500 characters
        /metadata/n wrong_type: must be a string
        /metadata invalid: must map names of 1 to 40 printable characters to strings of at most 500 characters
        /livemode unknown_field: is not a field of this object
        ");
    assert!(!faults.contains("canary"));
    let list = house.get("/v1/checkouts").await.json();
    assert_eq!(list["data"], json!([]), "nothing is stored");
}

#[tokio::test]
async fn other_json_types_than_an_object_are_faults() {
    let house = House::open();
    for body in [json!([]), json!("x"), json!(5), json!(null), json!(true)] {
        assert_eq!(
            faults(&house, &body).await,
            " wrong_type: must be an object"
        );
    }
    let body = json!({
        "amount": "25000", "currency": 1, "reference": {}, "methods": "eft", "customer": [], "payee_account": true,
        "locale": 1, "success_url": 1, "cancel_url": [], "expires_in": "1h", "metadata": []
    });
    let found = faults(&house, &body).await;
    assert_eq!(found.lines().count(), 11, "{found}");
    assert!(
        found.lines().all(|line| line.contains("wrong_type")),
        "{found}"
    );
}

#[tokio::test]
async fn an_amount_is_a_whole_number_of_cents_within_the_providers_limits() {
    let house = House::open();
    for cents in [1, 9_999_999] {
        assert_eq!(
            house.checkout(&json!({ "amount": cents })).await["amount"],
            cents
        );
    }
    let huge: Value = serde_json::from_str("99999999999999999999999").unwrap();
    for (amount, code) in [
        (json!(0), "too_small"),
        (json!(-1), "too_small"),
        (json!(10_000_000), "too_large"),
        (json!(u64::MAX), "too_large"),
        (json!(250.5), "wrong_type"),
        (json!(250.0), "wrong_type"),
        (huge, "wrong_type"),
    ] {
        let found = faults(&house, &json!({ "amount": amount })).await;
        assert!(
            found.starts_with(&format!("/amount {code}")),
            "{amount}: {found}"
        );
    }
}

#[tokio::test]
async fn live_mode_sends_customers_on_to_encrypted_addresses_only() {
    let house = House::open();
    let body = json!({ "success_url": "http://shop.example/thanks" });
    house.checkout(&body).await;
    let live = house.live_key();
    let request = house
        .anonymous(Method::POST, "/v1/checkouts")
        .bearer_auth(live)
        .json(&body);
    let answer = Answer::of(request).await;
    assert_eq!(
        answer.faults(),
        "/success_url unsupported: must be https:// in live mode"
    );
}

#[tokio::test]
async fn what_is_known_of_a_customer_comes_back_as_it_was_understood() {
    let house = House::open();
    let customer = json!({
        "first_name": "Anne-Marie", "middle_name": "Zoé", "last_name": "O’Brien", "email": "a@example.com",
        "phone": "4165550100", "date_of_birth": "1984-02-29", "occupation": "Baker",
        "address": {
            "line1": "1 rue Élise", "unit": "4B", "city": "Québec", "province": "QC",
            "postal_code": "G1R4P5", "country": "CA"
        }
    });
    let payee = json!({ "institution": "999", "transit": "60265", "account": "9876541", "label": "Savings" });
    let checkout = house
        .checkout(&json!({ "customer": customer, "payee_account": payee }))
        .await;
    assert_eq!(checkout["customer"], customer);
    assert_eq!(checkout["payee_account"], payee);
}

#[tokio::test]
async fn an_amount_beyond_what_the_account_may_do_is_told_which_limit() {
    let house = House::open_with("min_amount = 500\nmax_amount = \"300000\"\n");
    for cents in [500, 300_000] {
        house.checkout(&json!({ "amount": cents })).await;
    }
    for (cents, told) in [
        (
            499,
            "/amount too_small: the amount must be at least 5.00, which is 500 cents",
        ),
        (
            300_001,
            "/amount too_large: the amount must be at most 3000.00, which is 300000 cents",
        ),
    ] {
        assert_eq!(faults(&house, &json!({ "amount": cents })).await, told);
    }
    let live = Answer::of(
        house
            .anonymous(Method::POST, "/v1/checkouts")
            .bearer_auth(house.live_key())
            .json(&json!({ "amount": 499 })),
    );
    assert_eq!(live.await.status, 201, "the limits are the test account's");
}

#[tokio::test]
async fn a_debit_without_a_guarantee_pays_into_no_account_of_ones_choice() {
    let house = House::open();
    let payee = json!({ "institution": "999", "transit": "60265", "account": "9876541" });
    let body = json!({ "methods": ["e_transfer", "eft"], "payee_account": payee });
    assert_eq!(
        faults(&house, &body).await,
        "/payee_account unsupported: cannot be given with the method eft, which pays into your \
         default account at Flinks only"
    );
    house.checkout(&json!({ "methods": ["eft"] })).await;
    house
        .checkout(&json!({ "methods": ["e_transfer"], "payee_account": payee }))
        .await;
}

#[tokio::test]
async fn what_is_sent_by_email_is_whole_when_it_is_ordered() {
    let house = House::open();
    let bare = json!({ "delivery": "email", "methods": ["eft"], "customer": { "email": "no" } });
    insta::assert_snapshot!(faults(&house, &bare).await, @r"
        /customer/email invalid: must be an e-mail address
        /methods required: must have e_transfer, the one method whose link is sent by e-mail
        /amount required: is required with delivery by e-mail
        /reference required: is required with delivery by e-mail
        /customer/first_name required: is required with delivery by e-mail
        /customer/last_name required: is required with delivery by e-mail
        ");
    assert_eq!(
        faults(&house, &json!({ "delivery": "post" })).await,
        "/delivery unsupported: must be page or email"
    );
    let whole = json!({
        "delivery": "email", "amount": 25000, "reference": "ORDER-1001",
        "customer": { "first_name": "John", "last_name": "Doe", "email": "j.doe@gmail.com" }
    });
    assert_eq!(house.checkout(&whole).await["delivery"], "email");
}

#[tokio::test]
async fn with_a_live_key_a_page_is_open_long_enough_to_warn_of_its_end() {
    let house = House::open();
    let live = house.live_key();
    for (key, seconds, status) in [(&live, 39, 422), (&live, 40, 201), (&house.api_key, 1, 201)] {
        let body = json!({ "amount": 100, "currency": "CAD", "expires_in": seconds });
        let request = house
            .anonymous(Method::POST, "/v1/checkouts")
            .bearer_auth(key)
            .json(&body);
        let answer = Answer::of(request).await;
        assert_eq!(answer.status, status, "{seconds}: {}", answer.text);
        if status == 422 {
            let fault = "/expires_in too_small: must be at least 40 seconds with a live key";
            assert_eq!(answer.faults(), fault);
        }
    }
}
