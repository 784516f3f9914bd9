use std::time::Duration;

use flinks::client::{Client, Config, Error, NewSession};
use payment::{Method, Money};

use super::provider::{AUTHORIZE, CREATE, Provider, Reply, SESSION, Seen, new_session};

/// Gives a token, and `reply` to everything else.
fn with_token(reply: impl Fn(usize) -> Reply + Clone) -> impl Fn(&Seen, usize) -> Reply + Clone {
    move |seen: &Seen, before: usize| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => reply(before),
    }
}

#[tokio::test]
async fn a_session_is_made_with_one_json_request() {
    let provider = Provider::start(with_token(|_| Reply::created())).await;
    let session = provider
        .client()
        .create_session(&new_session())
        .await
        .expect("made");
    assert_eq!(session, super::provider::session());
    let seen = provider.seen(CREATE);
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].method, "POST");
    assert_eq!(seen[0].header("content-type"), Some("application/json"));
    assert_eq!(
        seen[0].body,
        r#"{"referenceId":"USER12345","type":"EFT","direction":"DEBIT","currency":"CAD","amount":250.00,"options":{"guarantee":{"enable":true},"notificationPreferences":{"language":"EN"}},"payor":{"firstName":"Canary-Jane","lastName":"Canary-Roe","email":"canary@example.com"}}"#
    );
}

#[tokio::test]
async fn any_success_will_do() {
    for status in [200, 201, 202] {
        let body = format!(r#"{{"sessionId":"{SESSION}"}}"#);
        let provider = Provider::start(with_token(move |_| Reply::json(status, &body))).await;
        let made = provider.client().create_session(&new_session()).await;
        assert!(made.is_ok(), "{status}: {made:?}");
    }
}

#[tokio::test]
async fn a_path_in_the_base_address_is_kept() {
    for base in ["/bank", "/bank/"] {
        let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
            "/bank/api/v1/authorize" => Reply::token("t", 599),
            "/bank/api/v2/sessions" => Reply::created(),
            _ => Reply::json(404, ""),
        })
        .await;
        let config = Config {
            base_url: format!("{}{base}", provider.url).parse().expect("a URL"),
            ..provider.config()
        };
        let client = Client::new(config).expect("good");
        let made = client.create_session(&new_session()).await;
        assert!(made.is_ok(), "{base}: {made:?}");
    }
}

#[tokio::test]
async fn a_create_that_fails_is_never_repeated() {
    for status in [500, 502, 503, 504] {
        let provider = Provider::start(with_token(move |_| Reply::json(status, "oops"))).await;
        let failed = provider.client().create_session(&new_session()).await;
        assert!(
            matches!(failed, Err(Error::ServerError { status: told, .. }) if told == status),
            "{failed:?}"
        );
        assert_eq!(provider.seen(CREATE).len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_create_whose_answer_breaks_or_never_comes_is_never_repeated() {
    let provider = Provider::start(with_token(|_| Reply::Half)).await;
    let failed = provider.client().create_session(&new_session()).await;
    assert!(matches!(failed, Err(Error::Unreachable(_))), "{failed:?}");
    assert_eq!(provider.seen(CREATE).len(), 1);

    let provider = Provider::start(with_token(|_| Reply::Silence)).await;
    let client = Client::new(Config {
        timeout: Duration::from_millis(500),
        ..provider.config()
    })
    .expect("good");
    let failed = client.create_session(&new_session()).await;
    assert!(matches!(failed, Err(Error::Timeout)), "{failed:?}");
    assert_eq!(provider.seen(CREATE).len(), 1);
}

#[tokio::test]
async fn a_refusal_names_the_fields_and_none_of_what_they_held() {
    for status in [400, 422] {
        let provider = Provider::start(with_token(move |_| {
            Reply::json(
                status,
                r#"{"title":"Canary-Roe?","errors":{"payor.lastName":["Canary-Roe"],"canary@example.com":[""]}}"#,
            )
        }))
        .await;
        let refused = provider.client().create_session(&new_session()).await;
        let error = refused.expect_err("refused");
        assert_eq!(error.kind().as_str(), "refused");
        let told = format!("{error} {error:?}");
        assert!(told.contains("payor.lastName"), "{told}");
        assert!(!told.to_lowercase().contains("canary"), "{told}");
    }
}

#[tokio::test]
async fn an_answer_without_a_usable_session_id_is_nonsense() {
    for body in [
        "",
        "<html>",
        "[]",
        "{}",
        r#"{"sessionId":null}"#,
        r#"{"sessionId":""}"#,
        r#"{"sessionId":"../x"}"#,
        r#"{"sessionId":"a","#,
    ] {
        let provider = Provider::start(with_token(move |_| Reply::json(201, body))).await;
        let outcome = provider.client().create_session(&new_session()).await;
        assert!(
            matches!(outcome, Err(Error::Nonsense(_))),
            "{body}: {outcome:?}"
        );
        assert_eq!(provider.seen(CREATE).len(), 1, "{body}");
    }
}

#[tokio::test]
async fn what_the_provider_does_not_take_is_not_sent() {
    let provider = Provider::start(with_token(|_| Reply::created())).await;
    let nothing = NewSession {
        method: Method::ETransfer,
        amount: Some(Money::ZERO),
        ..new_session()
    };
    let refused = provider.client().create_session(&nothing).await;
    assert!(matches!(refused, Err(Error::Unsupported(_))), "{refused:?}");
    assert_eq!(provider.seen(AUTHORIZE).len(), 0);
}
