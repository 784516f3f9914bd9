use jiff::{Timestamp, ToSpan, tz::TimeZone};
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::desk::Desk;

pub(crate) fn signed(desk: &Desk, request: RequestBuilder) -> RequestBuilder {
    request.header("x-client-id", &desk.credentials.client_id)
}

pub(crate) async fn get(desk: &Desk, path: &str) -> (StatusCode, Value) {
    answered(signed(desk, desk.get(path))).await
}

pub(crate) async fn answered(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.unwrap_or_default())
}

fn day(from_today: i64) -> String {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    today.saturating_add(from_today.days()).to_string()
}

pub(crate) fn debit() -> Value {
    json!({
        "transactionCode": "450",
        "amount": 250.00,
        "paymentDirection": "DEBIT",
        "currency": "CAD",
        "description": "Order 1001",
        "crossReferenceNumber": "ORDER-1001",
        "payor": {
            "contactInfo": { "firstName": "John", "lastName": "Doe" },
            "accountInfo": { "institutionCode": "777", "transitNumber": "77777", "accountNumber": "1111000" },
        },
        "scheduleInfo": { "paymentFrequency": "OneTime", "startDate": day(3) },
    })
}

pub(crate) async fn send(desk: &Desk, body: &Value) -> (StatusCode, Value) {
    let request = desk.post("/api/v1/transactions").json(body);
    answered(signed(desk, request)).await
}

pub(crate) async fn made(desk: &Desk) -> Value {
    let (status, body) = send(desk, &json!([debit()])).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    body
}

async fn status(desk: &Desk, request: &Value) -> (Value, Value) {
    let id = request.as_str().expect("an id");
    let (_, body) = get(desk, &format!("/api/v1/paymentrequests/{id}")).await;
    (body["status"].clone(), body["statusDetails"].clone())
}

#[tokio::test]
async fn a_debit_has_a_schedule_whose_agreement_is_told_at_the_next_read() {
    let desk = Desk::open().await;
    let body = made(&desk).await;
    assert_eq!(body["status"], "Initiated");
    let schedule = &body["schedules"][0];
    assert_eq!(schedule["padId"], Value::Null);
    assert_eq!(schedule["paymentDirection"], "DEBIT");
    assert_eq!(schedule["frequency"], "OneTime");
    assert_eq!(schedule["amount"], 250.0);

    let id = schedule["id"].as_str().expect("an id");
    let (_, read) = get(&desk, &format!("/api/v1/schedules/{id}")).await;
    let pad = read["padId"].as_str().expect("an agreement");
    assert_eq!(read["padStatus"], "Pending");
    assert_eq!(read["crossReferenceNumber"], "ORDER-1001");

    let (_, read) = get(&desk, &format!("/api/v1/pads/{pad}")).await;
    assert_eq!(read["padLink"], json!(format!("/pad/{pad}")));
    assert_eq!(read["status"], "Pending");
    assert_eq!(read["payor"]["name"], "John Doe");
    assert_eq!(read["payor"]["institutionCode"], "777");
}

#[tokio::test]
async fn every_fault_of_a_transaction_is_told_at_once() {
    let desk = Desk::open().await;
    let (status, problem) = send(
        &desk,
        &json!([{
            "transactionCode": "4500", "amount": 0, "paymentDirection": "DEBIT", "currency": "USD",
            "description": "longer than fifteen", "crossReferenceNumber": "ORDER 1",
            "payee": {},
            "payor": {
                "contactInfo": { "firstName": "John", "legalName": "Doe Inc." },
                "accountInfo": { "accountId": "x", "institutionCode": "1" },
            },
            "scheduleInfo": {
                "paymentFrequency": "Daily", "startDate": day(-1), "endDate": day(30), "transactionsCount": 301,
            },
        }]),
    )
    .await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    let errors = problem["errors"].as_object().expect("faults");
    let named: Vec<&str> = errors.keys().map(String::as_str).collect();
    assert_eq!(
        named,
        [
            "[0].amount",
            "[0].crossReferenceNumber",
            "[0].currency",
            "[0].description",
            "[0].payee",
            "[0].payor.accountInfo",
            "[0].payor.contactInfo",
            "[0].scheduleInfo.paymentFrequency",
            "[0].scheduleInfo.startDate",
            "[0].scheduleInfo.transactionsCount",
            "[0].transactionCode",
        ]
    );
}

#[tokio::test]
async fn the_body_is_a_list_of_exactly_one() {
    let desk = Desk::open().await;
    for body in [json!([]), json!([debit(), debit()]), debit()] {
        assert_eq!(send(&desk, &body).await.0, StatusCode::BAD_REQUEST);
    }
    assert_eq!(desk.list("/_twin/sessions").await.len(), 0);
}

#[tokio::test]
async fn a_repeated_debit_ends_by_date_or_by_number_and_not_by_both() {
    let desk = Desk::open().await;
    for (extra, status) in [
        (json!({}), StatusCode::BAD_REQUEST),
        (json!({ "endDate": day(60) }), StatusCode::OK),
        (json!({ "transactionsCount": 300 }), StatusCode::OK),
        (
            json!({ "endDate": day(60), "transactionsCount": 12 }),
            StatusCode::BAD_REQUEST,
        ),
        (json!({ "endDate": day(3) }), StatusCode::BAD_REQUEST),
    ] {
        let mut body = debit();
        let mut schedule = json!({ "paymentFrequency": "Monthly", "startDate": day(3) });
        let members = extra.as_object().expect("an object").clone();
        schedule.as_object_mut().expect("an object").extend(members);
        body["scheduleInfo"] = schedule;
        assert_eq!(send(&desk, &json!([body])).await.0, status, "{extra}");
    }
}

#[tokio::test]
async fn a_credit_is_made_today_and_needs_no_agreement() {
    let desk = Desk::open().await;
    let mut body = debit();
    body["paymentDirection"] = json!("CREDIT");
    body["payee"] = body["payor"].take();
    body["scheduleInfo"]["startDate"] = json!(day(0));
    // The provider's day may be yesterday's for a few hours.
    let (status, made) = match send(&desk, &json!([body])).await {
        (StatusCode::BAD_REQUEST, _) => {
            body["scheduleInfo"]["startDate"] = json!(day(-1));
            send(&desk, &json!([body])).await
        }
        answer => answer,
    };
    assert_eq!(status, StatusCode::OK, "{made}");
    assert_eq!(made["schedules"][0]["padStatus"], Value::Null);
    body["scheduleInfo"] =
        json!({ "paymentFrequency": "Weekly", "startDate": day(3), "transactionsCount": 2 });
    assert_eq!(send(&desk, &json!([body])).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_known_account_and_a_known_contact_are_used_by_their_ids() {
    let desk = Desk::open().await;
    let first = made(&desk).await;
    let contact = first["contactId"].as_str().expect("a contact");
    let (_, read) = get(&desk, &format!("/api/v1/contacts/{contact}")).await;
    let mut body = debit();
    body["payor"] = json!({
        "contactInfo": { "contactId": contact },
        "accountInfo": { "accountId": read["eftAccounts"][0]["id"] },
    });
    let (status, second) = send(&desk, &json!([body])).await;
    assert_eq!(status, StatusCode::OK, "{second}");
    assert_eq!(second["contactId"], json!(contact));

    let (_, login) = desk
        .control("/_twin/logins", json!({ "user": "Greatday" }))
        .await;
    body["payor"]["accountInfo"]["accountId"] = login["accounts"][0]["accountId"].clone();
    assert_eq!(send(&desk, &json!([body])).await.0, StatusCode::OK);
    body["payor"]["accountInfo"]["accountId"] = json!("3c90c3cc-0d44-4b50-8888-8dd25736052a");
    assert_eq!(send(&desk, &json!([body])).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_clock_leads_a_signed_debit_to_its_settlement_and_leaves_an_unsigned_one() {
    let desk = Desk::open().await;
    let [signed, unsigned] = [made(&desk).await, made(&desk).await];
    let signed = &signed["requestId"];
    desk.drive(signed.as_str().expect("an id"), "Accepted")
        .await;
    assert_eq!(status(&desk, signed).await.0, "Accepted");
    for expected in ["Processed", "Settled"] {
        let word = loop {
            desk.control("/_twin/clock", json!({ "advance_seconds": 43_200 }))
                .await;
            let (word, _) = status(&desk, signed).await;
            if word != "Accepted" && word != "Processed" || word == expected {
                break word;
            }
        };
        assert_eq!(word, expected);
    }
    assert_eq!(status(&desk, &unsigned["requestId"]).await.0, "Initiated");
}

#[tokio::test]
async fn a_return_is_a_failure_with_the_banks_code() {
    let desk = Desk::open().await;
    let body = made(&desk).await;
    let id = body["requestId"].as_str().expect("an id");
    desk.drive(id, "Settled").await;
    for code in [
        "900", "901", "902", "903", "904", "905", "907", "908", "909", "910", "911", "912", "914",
        "915", "916", "917", "918", "919", "920", "921", "922", "990",
    ] {
        let shown = desk.drive(id, &format!("Returned:{code}")).await;
        assert_eq!(shown["statusDetails"], code);
        let told = status(&desk, &body["requestId"]).await;
        assert_eq!(told, (json!("Failed"), json!(code)));
    }
    let path = format!("/_twin/sessions/{id}/drive");
    let (refused, _) = desk.control(&path, json!({ "to": "Returned:1" })).await;
    assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_debit_is_cancelled_by_its_request_or_its_schedule_until_it_is_on_its_way() {
    let desk = Desk::open().await;
    for by in ["requestId", "schedule"] {
        let body = made(&desk).await;
        let request = body["requestId"].as_str().expect("an id");
        let schedule = body["schedules"][0]["id"].as_str().expect("an id");
        let path = match by {
            "requestId" => format!("/api/v1/paymentrequests/{request}/cancel"),
            _ => format!("/api/v1/schedules/{schedule}/cancel"),
        };
        let cancel = || answered(signed(&desk, desk.post(&path)));
        assert_eq!(cancel().await.0, StatusCode::OK, "{by}");
        assert_eq!(cancel().await.0, StatusCode::CONFLICT, "{by}");
        assert_eq!(status(&desk, &body["requestId"]).await.0, "Cancelled");
    }
    let body = made(&desk).await;
    let id = body["requestId"].as_str().expect("an id");
    desk.drive(id, "Processed").await;
    let path = format!("/api/v1/paymentrequests/{id}/cancel");
    let (late, _) = answered(signed(&desk, desk.post(&path))).await;
    assert_eq!(late, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_stranger_is_not_let_in_and_what_is_unknown_is_not_found() {
    let desk = Desk::open().await;
    let unknown = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
    for path in ["schedules", "pads", "contacts", "paymentrequests"] {
        let path = format!("/api/v1/{path}/{unknown}");
        assert_eq!(get(&desk, &path).await.0, StatusCode::NOT_FOUND, "{path}");
        let stranger = answered(desk.get(&path)).await.0;
        assert_eq!(stranger, StatusCode::UNAUTHORIZED, "{path}");
    }
    let stranger = answered(desk.post("/api/v1/transactions").json(&json!([debit()])))
        .await
        .0;
    assert_eq!(stranger, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_banks_are_listed_with_their_numbers() {
    let desk = Desk::open().await;
    let (_, banks) = get(&desk, "/api/v1/institutions").await;
    let banks = banks.as_array().expect("a list");
    assert_eq!(
        banks[0],
        json!({ "institutionCode": "777", "name": "Flinks Capital" })
    );
    assert_eq!(banks.len(), 11);
}

#[tokio::test]
async fn a_debit_stands_among_the_sessions_of_the_control_plane() {
    let desk = Desk::open().await;
    let body = made(&desk).await;
    let shown = desk.list("/_twin/sessions").await;
    assert_eq!(shown[0]["id"], body["requestId"]);
    assert_eq!(
        (&shown[0]["type"], &shown[0]["api"]),
        (&json!("EFT"), &json!("v1"))
    );
    assert_eq!(shown[0]["status"], "Initiated");
}
