use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::desk::{Desk, settings};

const UNKNOWN: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

fn path(desk: &Desk, call: &str) -> String {
    format!(
        "/v3/{}/BankingServices/{call}",
        desk.credentials.customer_id
    )
}

async fn answered(request: RequestBuilder) -> (StatusCode, Value) {
    let answer = request.send().await.expect("an answer");
    (answer.status(), answer.json().await.expect("JSON"))
}

async fn token(desk: &Desk) -> String {
    let request = desk
        .post(&path(desk, "GenerateAuthorizeToken"))
        .header("flinks-auth-key", &desk.credentials.client_secret);
    let (status, body) = answered(request).await;
    assert_eq!(status, StatusCode::OK);
    body["Token"].as_str().expect("a token").to_owned()
}

async fn login(desk: &Desk, user: &str) -> Value {
    let (status, login) = desk.control("/_twin/logins", json!({ "user": user })).await;
    assert_eq!(status, StatusCode::CREATED);
    login
}

async fn authorize(desk: &Desk, body: &Value) -> (StatusCode, Value) {
    let key = token(desk).await;
    authorize_with(desk, &key, body).await
}

async fn authorize_with(desk: &Desk, key: &str, body: &Value) -> (StatusCode, Value) {
    let request = desk.post(&path(desk, "Authorize"));
    answered(request.header("flinks-auth-key", key).json(body)).await
}

async fn authorized(desk: &Desk, user: &str) -> String {
    let login = login(desk, user).await;
    let body = json!({ "LoginId": login["loginId"], "MostRecentCached": true });
    let (status, body) = authorize(desk, &body).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    assert_eq!(body["Login"]["Id"], login["loginId"]);
    assert_eq!(body["Institution"], "FlinksCapital");
    body["RequestId"].as_str().expect("a request").to_owned()
}

async fn ask(desk: &Desk, request: &str) -> (StatusCode, Value) {
    let call = desk.post(&path(desk, "GetAccountsDetail"));
    let call = call.header("x-api-key", &desk.credentials.api_key);
    answered(call.json(&json!({ "RequestId": request }))).await
}

async fn poll(desk: &Desk, request: &str) -> (StatusCode, Value) {
    let call = desk.get(&path(desk, &format!("GetAccountsDetailAsync/{request}")));
    answered(call.header("x-api-key", &desk.credentials.api_key)).await
}

#[tokio::test]
async fn a_login_is_exchanged_for_a_request_and_the_request_for_accounts() {
    let desk = Desk::open().await;
    let request = authorized(&desk, "Greatday").await;
    let (status, pending) = ask(&desk, &request).await;
    assert_eq!(status, StatusCode::ACCEPTED);
    assert_eq!(
        pending,
        json!({
            "FlinksCode": "OPERATION_PENDING",
            "Links": [],
            "HttpStatusCode": 202,
            "Message": "Your operation is still processing",
            "RequestId": request,
        })
    );
    let (status, data) = poll(&desk, &request).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(data["RequestId"], json!(request));
    assert_eq!(data["Login"]["Username"], "Greatday");
    let account = &data["Accounts"][0];
    assert_eq!(account["Title"], "Chequing CAD");
    assert_eq!(account["InstitutionNumber"], "777");
    assert_eq!(account["TransitNumber"], "77777");
    assert_eq!(account["Holder"]["Name"], "John Doe");
    assert_eq!(account["Balance"]["Current"], 49_993.96);
    assert_eq!(account["Transactions"].as_array().map(Vec::len), Some(2));
    let joint = &data["Accounts"][2]["Holder"]["Name"];
    assert_eq!(joint, "John Doe and Jane Doe");
    assert_eq!(ask(&desk, &request).await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_data_has_every_member_of_the_documented_example() {
    let desk = Desk::open().await;
    let request = authorized(&desk, "Greatday").await;
    ask(&desk, &request).await;
    let (_, data) = poll(&desk, &request).await;
    let members = |value: &Value| -> Vec<String> {
        value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect()
    };
    let account = &data["Accounts"][0];
    for (value, expected) in [
        (&data, "Accounts HttpStatusCode Institution Login RequestId"),
        (
            &data["Login"],
            "Id IsScheduledRefresh LastRefresh Type Username",
        ),
        (
            account,
            "AccountNumber Balance Category Currency Holder Id InstitutionNumber OverdraftLimit Title TransactionsTransitNumber Type",
        ),
        (&account["Balance"], "Available Current Limit"),
        (&account["Holder"], "Address Email Name PhoneNumber"),
        (
            &account["Holder"]["Address"],
            "City CivicAddress Country POBox PostalCode Province",
        ),
        (
            &account["Transactions"][0],
            "Balance Code Credit Date Debit Description Id",
        ),
    ] {
        let expected = expected.replace("TransactionsTransitNumber", "Transactions TransitNumber");
        let mut expected: Vec<&str> = expected.split(' ').collect();
        expected.sort_unstable();
        let mut found = members(value);
        found.sort_unstable();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn transactions_are_left_out_where_nobody_wants_them() {
    let desk = Desk::open().await;
    let request = authorized(&desk, "Greatday").await;
    let call = desk.post(&path(&desk, "GetAccountsDetail"));
    let call = call.header("x-api-key", &desk.credentials.api_key);
    answered(call.json(&json!({ "RequestId": request, "WithTransactions": false }))).await;
    let (_, data) = poll(&desk, &request).await;
    assert_eq!(data["Accounts"][0].get("Transactions"), None);
}

#[tokio::test]
async fn any_user_has_the_accounts_of_the_name_that_was_typed() {
    let desk = Desk::open().await;
    let request = authorized(&desk, "marie.tremblay").await;
    ask(&desk, &request).await;
    let (_, data) = poll(&desk, &request).await;
    assert_eq!(data["Accounts"][0]["Holder"]["Name"], "Marie Tremblay");
}

#[tokio::test]
async fn a_slow_user_is_dispatched_before_the_data_is_there() {
    let desk = Desk::open().await;
    let request = authorized(&desk, "test_dispatched").await;
    let mut codes = vec![ask(&desk, &request).await.1["FlinksCode"].clone()];
    loop {
        let (status, body) = poll(&desk, &request).await;
        if status == StatusCode::OK {
            break;
        }
        codes.push(body["FlinksCode"].clone());
    }
    assert_eq!(
        codes,
        [
            "OPERATION_PENDING",
            "OPERATION_DISPATCHED",
            "OPERATION_DISPATCHED"
        ]
    );
}

#[tokio::test]
async fn how_long_the_data_is_waited_for_is_a_setting() {
    let desk = Desk::with(twin::Settings {
        pending_reads: 3,
        ..settings()
    })
    .await;
    let request = authorized(&desk, "Greatday").await;
    let mut statuses = vec![ask(&desk, &request).await.0];
    for _ in 0..3 {
        statuses.push(poll(&desk, &request).await.0);
    }
    let [wait, there] = [StatusCode::ACCEPTED, StatusCode::OK];
    assert_eq!(statuses, [wait, wait, wait, there]);
}

#[tokio::test]
async fn a_bank_that_lets_nobody_in_says_so_with_its_code() {
    let desk = Desk::open().await;
    for (user, code) in [
        ("test_disabled_account", "DISABLED_LOGIN"),
        ("test_service_unavailable", "RETRY_LATER"),
    ] {
        let login = login(&desk, user).await;
        let body = json!({ "LoginId": login["loginId"], "MostRecentCached": true });
        let (status, body) = authorize(&desk, &body).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(body["FlinksCode"], code);
    }
}

#[tokio::test]
async fn a_code_that_is_the_user_name_is_what_authorize_answers() {
    let desk = Desk::open().await;
    for (code, expected) in [
        ("CARD_IN_USE", 400),
        ("SESSION_NONEXISTENT", 400),
        ("ACCESS_DENIED", 401),
        ("INVALID_LOGIN", 401),
        ("INVALID_USERNAME", 401),
        ("INVALID_PASSWORD", 401),
        ("QUESTION_NOT_FOUND", 401),
        ("UNKNOWN_CHALLENGE_KEY", 401),
        ("TOO_MANY_REQUESTS", 401),
        ("CONCURRENT_SESSION", 401),
        ("NEW_ACCOUNT", 401),
        ("SESSION_EXPIRED", 401),
        ("ALREADY_AUTHORIZED", 401),
        ("NO_TRANSACTION", 401),
        ("DISABLED_INSTITUTION", 401),
        ("AGGREGATION_ERROR", 401),
        ("METHOD_NOT_AVAILABLE", 401),
        ("OPERATION_PENDING", 202),
    ] {
        let login = login(&desk, &code.to_ascii_lowercase()).await;
        let body = json!({ "LoginId": login["loginId"], "MostRecentCached": true });
        let (status, body) = authorize(&desk, &body).await;
        assert_eq!(
            (status.as_u16(), &body["FlinksCode"]),
            (expected, &json!(code))
        );
    }
}

#[tokio::test]
async fn a_fresh_connection_asks_a_question_first() {
    let desk = Desk::open().await;
    let login = login(&desk, "Greatday").await;
    let (status, asked) = authorize(&desk, &json!({ "LoginId": login["loginId"] })).await;
    assert_eq!(status.as_u16(), 203);
    let prompt = asked["SecurityChallenges"][0]["Prompt"]
        .as_str()
        .expect("a question");
    let answer = |text: &str| json!({ "RequestId": asked["RequestId"], "SecurityResponses": { prompt: [text] } });
    let (status, body) = authorize(&desk, &answer("Atlantis")).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(body["FlinksCode"], "INVALID_SECURITY_RESPONSE");
    let right = ["Montreal", "Canada", "Triangle"];
    let mut answers = Vec::new();
    for text in right {
        answers.push(authorize(&desk, &answer(text)).await.0);
    }
    assert!(answers.contains(&StatusCode::OK));
    let request = asked["RequestId"].as_str().expect("a request");
    assert_eq!(ask(&desk, request).await.0, StatusCode::ACCEPTED);
    assert_eq!(poll(&desk, request).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_user_without_questions_is_asked_none() {
    let desk = Desk::open().await;
    let login = login(&desk, "greatday_nomfa").await;
    let (status, _) = authorize(&desk, &json!({ "LoginId": login["loginId"] })).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn an_authorize_token_works_once_and_for_half_an_hour() {
    let desk = Desk::open().await;
    let login = login(&desk, "Greatday").await;
    let body = json!({ "LoginId": login["loginId"], "MostRecentCached": true });
    let key = token(&desk).await;
    assert_eq!(authorize_with(&desk, &key, &body).await.0, StatusCode::OK);
    assert_eq!(
        authorize_with(&desk, &key, &body).await.0,
        StatusCode::UNAUTHORIZED
    );
    let key = token(&desk).await;
    desk.control("/_twin/clock", json!({ "advance_seconds": 1_800 }))
        .await;
    let (status, body) = authorize_with(&desk, &key, &body).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert_eq!(body["FlinksCode"], "UNAUTHORIZED");
}

#[tokio::test]
async fn strangers_and_unknown_things_are_refused_with_a_code() {
    let desk = Desk::open().await;
    let wrong = desk
        .post(&path(&desk, "GenerateAuthorizeToken"))
        .header("flinks-auth-key", "wrong");
    assert_eq!(answered(wrong).await.0, StatusCode::UNAUTHORIZED);
    let elsewhere = format!("/v3/{UNKNOWN}/BankingServices/GenerateAuthorizeToken");
    let elsewhere = desk
        .post(&elsewhere)
        .header("flinks-auth-key", &desk.credentials.client_secret);
    assert_eq!(answered(elsewhere).await.0, StatusCode::UNAUTHORIZED);
    let stranger = desk
        .post(&path(&desk, "GetAccountsDetail"))
        .json(&json!({ "RequestId": UNKNOWN }));
    assert_eq!(answered(stranger).await.0, StatusCode::UNAUTHORIZED);

    let (status, body) = authorize(
        &desk,
        &json!({ "LoginId": UNKNOWN, "MostRecentCached": true }),
    )
    .await;
    assert_eq!(
        (status, &body["FlinksCode"]),
        (StatusCode::BAD_REQUEST, &json!("SESSION_NONEXISTENT"))
    );
    for (status, body) in [ask(&desk, UNKNOWN).await, poll(&desk, UNKNOWN).await] {
        assert_eq!(
            (status, &body["FlinksCode"]),
            (StatusCode::BAD_REQUEST, &json!("SESSION_NONEXISTENT"))
        );
    }
    let (status, body) = authorize(&desk, &json!({ "LoginId": 5 })).await;
    assert_eq!(
        (status, &body["FlinksCode"]),
        (StatusCode::BAD_REQUEST, &json!("INVALID_REQUEST"))
    );
}
