use std::time::Duration;

use flinks::{
    client::{Accounts, Authorized, Client, Config, ConfigFault, ConnectConfig, Error, Nonsense},
    connect::{FlinksCode, FrameLanguage, FrameOptions, POLL_EVERY, POLL_FOR},
    drift::DriftKind,
};
use payment::{LinkRequestId, LoginId};

use super::provider::{Provider, Reply, Seen};
use crate::connect::DETAILS;

const GENERATE: &str = "/v3/customer-1/BankingServices/GenerateAuthorizeToken";
const AUTHORIZE: &str = "/v3/customer-1/BankingServices/Authorize";
const DETAIL: &str = "/v3/customer-1/BankingServices/GetAccountsDetail";
const ASYNC: &str =
    "/v3/customer-1/BankingServices/GetAccountsDetailAsync/1243c283-e0ca-4fda-a5e4-343068430190";
const REQUEST: &str = "1243c283-e0ca-4fda-a5e4-343068430190";
const LOGIN: &str = "5e115eac-1209-4f19-641c-08d6d484e2fe";

fn config(provider: &Provider) -> Config {
    let url = provider.url.parse().expect("a URL");
    Config {
        connect: Some(ConnectConfig {
            frame_url: "https://frame.example".parse().expect("a URL"),
            api_url: url,
            customer_id: "customer-1".to_owned(),
            secret: "canary-connect-secret".into(),
            api_key: "canary-connect-key".into(),
        }),
        ..provider.config()
    }
}

fn client(provider: &Provider) -> Client {
    Client::new(config(provider)).expect("a good configuration")
}

/// Hands out a token, and answers everything else as told.
async fn provider(status: u16, body: &'static str) -> Provider {
    Provider::start(move |seen: &Seen, _| match seen.path.as_str() {
        GENERATE => Reply::json(200, r#"{"HttpStatusCode":200,"Token":"canary-token"}"#),
        _ => Reply::json(status, body),
    })
    .await
}

fn login() -> LoginId {
    LOGIN.parse().expect("an id")
}

fn request() -> LinkRequestId {
    REQUEST.parse().expect("an id")
}

async fn authorizing(status: u16, body: &'static str) -> Result<Authorized, Error> {
    let provider = provider(status, body).await;
    let client = client(&provider);
    client.connect().expect("Connect").authorize(&login()).await
}

async fn asking(status: u16, body: &'static str) -> Result<Accounts, Error> {
    let provider = provider(status, body).await;
    let client = client(&provider);
    let connect = client.connect().expect("Connect");
    connect.accounts(&request()).await
}

#[tokio::test]
async fn a_token_is_made_with_the_secret_key_and_stands_in_the_frames_address() {
    let provider = provider(404, "").await;
    let client = client(&provider);
    let connect = client.connect().expect("Connect");
    let token = connect.generate_authorize_token().await.expect("a token");
    let options = FrameOptions {
        language: Some(FrameLanguage::French),
        ..FrameOptions::default()
    };
    assert_eq!(
        connect.frame_url(&token, &options).as_str(),
        "https://frame.example/v2/?authorizeToken=canary-token&language=fr"
    );
    assert_eq!(connect.frame_origin(), "https://frame.example");
    let seen = provider.seen(GENERATE);
    assert_eq!((seen.len(), seen[0].method.as_str()), (1, "POST"));
    assert_eq!(
        seen[0].header("flinks-auth-key"),
        Some("canary-connect-secret")
    );
    assert!(!format!("{client:?}{connect:?}{token:?}").contains("canary"));
}

#[tokio::test]
async fn an_account_without_connect_has_none() {
    let provider = provider(404, "").await;
    assert!(provider.client().connect().is_none());
}

#[tokio::test]
async fn a_login_is_exchanged_for_a_request_with_a_token_of_its_own() {
    let provider = provider(200, r#"{"HttpStatusCode":200,"RequestId":"1243c283-e0ca-4fda-a5e4-343068430190","Links":[{"rel":"x"}]}"#).await;
    let client = client(&provider);
    let authorized = client
        .connect()
        .expect("Connect")
        .authorize(&login())
        .await
        .expect("answers");
    assert_eq!(authorized, Authorized::Ready(request()));
    let seen = provider.seen(AUTHORIZE);
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].header("flinks-auth-key"), Some("canary-token"));
    assert_eq!(
        seen[0].body,
        format!(r#"{{"LoginId":"{LOGIN}","MostRecentCached":true}}"#)
    );
}

#[tokio::test]
async fn an_authorize_that_is_not_ready_says_what_it_waits_for() {
    let pending = authorizing(202, r#"{"FlinksCode":"OPERATION_PENDING","HttpStatusCode":202,"RequestId":"1243c283-e0ca-4fda-a5e4-343068430190"}"#).await;
    assert_eq!(pending.expect("answers"), Authorized::Pending(request()));
    let asked = authorizing(203, r#"{"HttpStatusCode":203,"SecurityChallenges":[{"Type":"QuestionAndAnswer","Prompt":"What shape do people like most?"}],"RequestId":"9022abc2-8a2e-4b06-a06e-c3e5449c4d10"}"#).await;
    assert_eq!(asked.expect("answers"), Authorized::Mfa);
}

#[tokio::test]
async fn a_refusal_is_told_by_its_code() {
    for (status, body, code) in [
        (
            401,
            r#"{"FlinksCode":"INVALID_LOGIN"}"#,
            FlinksCode::InvalidLogin,
        ),
        (
            401,
            r#"{"FlinksCode":"RETRY_LATER"}"#,
            FlinksCode::RetryLater,
        ),
        (
            403,
            r#"{"FlinksCode":"DISABLED_LOGIN"}"#,
            FlinksCode::DisabledLogin,
        ),
        (
            400,
            r#"{"FlinksCode":"CARD_IN_USE"}"#,
            FlinksCode::CardInUse,
        ),
    ] {
        let refused = authorizing(status, body).await.expect("answers");
        assert_eq!(refused.drift(), None, "{body}");
        assert_eq!(refused, Authorized::Refused(code), "{body}");
    }
    let new = authorizing(401, r#"{"FlinksCode":"BANK_ON_FIRE"}"#)
        .await
        .expect("answers");
    assert_eq!(
        new.drift().map(|drift| drift.kind),
        Some(DriftKind::FlinksCode)
    );
}

#[tokio::test]
async fn too_many_requests_comes_with_401_and_is_told_from_bad_keys() {
    let many = authorizing(401, r#"{"FlinksCode":"TOO_MANY_REQUESTS"}"#).await;
    assert!(matches!(many, Err(Error::RateLimited { .. })), "{many:?}");
    for body in [r#"{"FlinksCode":"ACCESS_DENIED"}"#, "", "{}"] {
        let denied = authorizing(401, body).await;
        assert!(matches!(denied, Err(Error::Unauthorized)), "{denied:?}");
    }
}

#[tokio::test]
async fn a_secret_that_is_refused_is_told() {
    let provider = Provider::start(|_: &Seen, _| {
        Reply::json(401, r#"{"FlinksCode":"UNAUTHORIZED","HttpStatusCode":401}"#)
    })
    .await;
    let client = client(&provider);
    let answer = client.connect().expect("Connect").authorize(&login()).await;
    assert!(matches!(answer, Err(Error::Unauthorized)), "{answer:?}");
    assert!(provider.seen(AUTHORIZE).is_empty());
}

#[tokio::test]
async fn accounts_are_asked_for_without_their_transactions() {
    let provider = provider(200, DETAILS).await;
    let client = client(&provider);
    let accounts = client
        .connect()
        .expect("Connect")
        .accounts(&request())
        .await
        .expect("answers");
    let Accounts::Ready(linked) = accounts else {
        panic!("{accounts:?}");
    };
    assert_eq!(
        linked.institution.as_ref().map(payment::Name::as_str),
        Some("FlinksCapital")
    );
    assert_eq!(linked.accounts.len(), 1);
    let seen = provider.seen(DETAIL);
    assert_eq!(seen[0].header("x-api-key"), Some("canary-connect-key"));
    assert_eq!(seen[0].header("flinks-auth-key"), None);
    assert_eq!(
        seen[0].body,
        format!(r#"{{"RequestId":"{REQUEST}","WithTransactions":false}}"#)
    );
}

#[tokio::test]
async fn accounts_that_are_being_collected_are_polled_for() {
    let provider = Provider::start(|seen: &Seen, before| match (seen.path.as_str(), before) {
        (ASYNC, 1..) => Reply::json(200, DETAILS),
        (ASYNC, _) => Reply::json(202, r#"{"FlinksCode":"OPERATION_DISPATCHED","HttpStatusCode":202}"#),
        _ => Reply::json(202, r#"{"FlinksCode":"OPERATION_PENDING","Links":[],"HttpStatusCode":202,"Message":"Your operation is still processing","RequestId":"1243c283-e0ca-4fda-a5e4-343068430190"}"#),
    })
    .await;
    let client = client(&provider);
    let connect = client.connect().expect("Connect");
    let first = connect.accounts(&request()).await.expect("answers");
    assert!(matches!(first, Accounts::Pending), "{first:?}");
    let second = connect.accounts_async(&request()).await.expect("answers");
    assert!(matches!(second, Accounts::Pending), "{second:?}");
    let third = connect.accounts_async(&request()).await.expect("answers");
    assert!(matches!(third, Accounts::Ready(_)), "{third:?}");
    let seen = provider.seen(ASYNC);
    assert_eq!((seen.len(), seen[0].method.as_str()), (2, "GET"));
    assert_eq!(seen[0].header("x-api-key"), Some("canary-connect-key"));
    assert_eq!(
        (POLL_EVERY, POLL_FOR),
        (Duration::from_secs(10), Duration::from_secs(1_800))
    );
}

#[tokio::test]
async fn a_request_that_is_known_no_more_is_refused() {
    let refused = asking(400, r#"{"FlinksCode":"SESSION_NONEXISTENT"}"#)
        .await
        .expect("answers");
    assert!(
        matches!(refused, Accounts::Refused(FlinksCode::SessionNonexistent)),
        "{refused:?}"
    );
}

#[tokio::test]
async fn answers_that_make_no_sense_are_not_believed() {
    for (status, body) in [
        (200, "{}"),
        (200, "oops"),
        (
            200,
            r#"{"Accounts":[{"Id":"a","Balance":{"Current":"1e9"}}]}"#,
        ),
        (200, r#"{"Accounts":[],"RequestId":"another"}"#),
        (302, ""),
    ] {
        let answer = asking(status, body).await;
        assert!(
            matches!(answer, Err(Error::Nonsense(_))),
            "{body}: {answer:?}"
        );
    }
    let answer = authorizing(200, "{}").await;
    assert!(
        matches!(answer, Err(Error::Nonsense(Nonsense::Shape))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_bank_service_that_is_down_is_a_server_error_after_its_repeats() {
    let provider = provider(503, "").await;
    let client = client(&provider);
    let connect = client.connect().expect("Connect");
    let answer = connect.accounts(&request()).await;
    assert!(
        matches!(answer, Err(Error::ServerError { .. })),
        "{answer:?}"
    );
    assert_eq!(provider.seen(DETAIL).len(), 3);
    let answer = connect.authorize(&login()).await;
    assert!(
        matches!(answer, Err(Error::ServerError { .. })),
        "{answer:?}"
    );
    assert_eq!(provider.seen(AUTHORIZE).len(), 1, "its token is good once");
}

#[tokio::test]
async fn what_no_page_documents_is_noted_without_personal_data() {
    let provider = provider(
        202,
        r#"{"FlinksCode":"OPERATION_PENDING","Mood":"Canary Jane","HttpStatusCode":202}"#,
    )
    .await;
    let client = client(&provider);
    let connect = client.connect().expect("Connect");
    connect.accounts(&request()).await.expect("answers");
    let sightings = client.take_drift();
    let field = sightings
        .iter()
        .find(|sighting| sighting.drift.kind == DriftKind::Field)
        .expect("a surprise");
    assert_eq!(field.drift.word.as_str(), "Mood");
    let sample = field.sample.as_deref().expect("a sample");
    assert!(
        sample.contains("Mood") && !sample.contains("Canary"),
        "{sample}"
    );
    assert!(client.take_drift().is_empty());
}

#[tokio::test]
async fn every_fault_of_the_configuration_is_told_at_once() {
    let provider = provider(404, "").await;
    let connect = ConnectConfig {
        api_url: "ftp://api.example".parse().expect("a URL"),
        frame_url: "https://frame.example/?a=1".parse().expect("a URL"),
        customer_id: "a/b".to_owned(),
        secret: " ".into(),
        api_key: "".into(),
    };
    let error = Client::new(Config {
        connect: Some(connect),
        ..provider.config()
    })
    .expect_err("faulty");
    assert_eq!(
        error.0,
        [
            ConfigFault::ConnectApiUrl,
            ConfigFault::ConnectFrameUrl,
            ConfigFault::ConnectCustomerId,
            ConfigFault::ConnectSecret,
            ConfigFault::ConnectApiKey,
        ]
    );
}
