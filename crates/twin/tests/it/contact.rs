use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::{
    debit::{answered, get, made, signed},
    desk::Desk,
};

async fn contact(desk: &Desk) -> String {
    let made = made(desk).await;
    let id = made["contactId"].as_str().expect("a contact");
    format!("/api/v1/contacts/{id}")
}

async fn post(desk: &Desk, path: &str, body: &Value) -> (StatusCode, Value) {
    answered(signed(desk, desk.post(path)).json(body)).await
}

async fn put(desk: &Desk, path: &str, body: &Value) -> (StatusCode, Value) {
    answered(signed(desk, desk.client.put(desk.url(path))).json(body)).await
}

async fn delete(desk: &Desk, path: &str) -> StatusCode {
    answered(signed(desk, desk.client.delete(desk.url(path))))
        .await
        .0
}

#[tokio::test]
async fn a_transaction_makes_a_contact_of_its_names_and_account() {
    let desk = Desk::open().await;
    let (_, read) = get(&desk, &contact(&desk).await).await;
    assert_eq!(read["contactType"], "INDIVIDUAL");
    assert_eq!(
        (&read["firstName"], &read["lastName"]),
        (&json!("John"), &json!("Doe"))
    );
    assert_eq!(read["eftAccounts"][0]["accountNumber"], "1111000");
}

#[tokio::test]
async fn a_contact_is_replaced_amended_and_deleted() {
    let desk = Desk::open().await;
    let path = contact(&desk).await;
    let firm = json!({ "contactType": "CORPORATION", "legalName": "Doe Inc.", "emailAddress": "pay@doe.example", "phoneNumber": "5145550142" });
    let (status, read) = put(&desk, &path, &firm).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (&read["legalName"], &read["firstName"]),
        (&json!("Doe Inc."), &Value::Null)
    );

    let patch = desk
        .client
        .patch(desk.url(&path))
        .json(&json!({ "phoneNumber": "4165550142" }));
    let (_, read) = answered(signed(&desk, patch)).await;
    assert_eq!(read["phoneNumber"], "4165550142");
    assert_eq!(read["emailAddress"], "pay@doe.example");
    assert_eq!(read["contactType"], "CORPORATION");

    let (_, read) = put(
        &desk,
        &path,
        &json!({ "firstName": "Jane", "lastName": "Doe" }),
    )
    .await;
    assert_eq!(read["emailAddress"], Value::Null);

    assert_eq!(delete(&desk, &path).await, StatusCode::NO_CONTENT);
    assert_eq!(delete(&desk, &path).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_fault_of_a_contact_is_told_at_once() {
    let desk = Desk::open().await;
    let path = contact(&desk).await;
    let body = json!({ "contactType": "PERSON", "firstName": "Jane", "emailAddress": "nobody", "phoneNumber": "+1" });
    let (status, problem) = put(&desk, &path, &body).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let errors = problem["errors"].as_object().expect("faults");
    let named: Vec<&str> = errors.keys().map(String::as_str).collect();
    assert_eq!(named, ["", "contactType", "emailAddress", "phoneNumber"]);
}

#[tokio::test]
async fn accounts_come_and_go() {
    let desk = Desk::open().await;
    let path = contact(&desk).await;
    let accounts = format!("{path}/accounts");
    let body = json!({
        "eftAccounts": [{ "institutionCode": "777", "transitNumber": "77777", "accountNumber": "2222000" }],
        "interacAccounts": [{ "email": "john.doe@example.com" }],
    });
    let (_, read) = post(&desk, &accounts, &body).await;
    assert_eq!(read["eftAccounts"].as_array().map(Vec::len), Some(2));
    assert_eq!(read["interacAccounts"][0]["email"], "john.doe@example.com");
    for id in [
        &read["eftAccounts"][1]["id"],
        &read["interacAccounts"][0]["id"],
    ] {
        let one = format!("{accounts}/{}", id.as_str().expect("an id"));
        assert_eq!(delete(&desk, &one).await, StatusCode::NO_CONTENT);
        assert_eq!(delete(&desk, &one).await, StatusCode::NOT_FOUND);
    }
    let (_, read) = get(&desk, &path).await;
    assert_eq!(read["eftAccounts"].as_array().map(Vec::len), Some(1));
    for body in [
        json!({}),
        json!({ "eftAccounts": [{}] }),
        json!({ "interacAccounts": "x" }),
    ] {
        assert_eq!(
            post(&desk, &accounts, &body).await.0,
            StatusCode::BAD_REQUEST
        );
    }
}

#[tokio::test]
async fn addresses_come_change_and_go() {
    let desk = Desk::open().await;
    let path = contact(&desk).await;
    let addresses = format!("{path}/addresses");
    let home = json!({ "isPrimary": true, "addressLine1": "123 Front Avenue", "city": "Toronto", "province": "ON", "postalCode": "M5V3A8", "country": "CA" });
    let (_, read) = post(&desk, &addresses, &home).await;
    assert_eq!(read["addresses"][0]["isPrimary"], true);
    assert_eq!(read["addresses"][0]["city"], "Toronto");
    let one = format!(
        "{addresses}/{}",
        read["addresses"][0]["id"].as_str().expect("an id")
    );
    let (_, read) = put(&desk, &one, &json!({ "city": "Ottawa" })).await;
    assert_eq!(read["addresses"][0]["city"], "Ottawa");
    let (status, problem) = put(&desk, &one, &json!({ "province": "Ontario" })).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(problem["errors"]["province"].is_array());
    assert_eq!(delete(&desk, &one).await, StatusCode::NO_CONTENT);
    assert_eq!(put(&desk, &one, &home).await.0, StatusCode::NOT_FOUND);
}
