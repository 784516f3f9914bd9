//! Answers that break the protocol or the wire, and what may not be told about them.

use std::error::Error as _;

use flinks::client::{Error, Nonsense};
use payment::Method;

use super::provider::{AUTHORIZE, Provider, Reply, SESSION, Seen, new_session, session};

/// Reads a session from a provider that gives a token and then `reply`.
async fn reading(reply: impl Fn() -> Reply + Clone + Send + Sync + 'static) -> Error {
    let provider = Provider::start(move |seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("canary-token", 599),
        _ => reply(),
    })
    .await;
    let answer = provider
        .client()
        .read(Method::GuaranteedEft, &session())
        .await;
    answer.expect_err("a bad answer")
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let error = reading(|| Reply::Endless).await;
    assert!(
        matches!(error, Error::Nonsense(Nonsense::TooLong)),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let error = reading(|| Reply::Redirect("/elsewhere")).await;
    assert!(
        matches!(error, Error::Nonsense(Nonsense::Status(302))),
        "{error:?}"
    );
}

#[tokio::test]
async fn what_is_not_json_of_the_documented_shape_is_nonsense() {
    let deep = "[".repeat(60_000);
    for body in [
        "",
        "oops",
        "null",
        "[]",
        "{}",
        r#"{"amount":1}"#,
        "\u{0}",
        &deep,
    ] {
        let body = body.to_owned();
        let error = reading(move || Reply::json(200, &body)).await;
        assert!(
            matches!(error, Error::Nonsense(Nonsense::Shape)),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn no_error_tells_what_was_sent_or_what_came_back() {
    let body = r#"{"sessionId":"canary-session","detail":"canary","status":["canary"],"errors":{"canary":1}}"#;
    let mut errors = vec![
        reading(|| Reply::Half).await,
        reading(|| Reply::Endless).await,
    ];
    for status in [200, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 503] {
        errors.push(reading(move || Reply::json(status, body)).await);
    }
    let failing = Provider::start(|_: &Seen, _| Reply::json(500, "canary")).await;
    errors.push(
        failing
            .client()
            .create_session(&new_session())
            .await
            .expect_err("fails"),
    );

    for error in errors {
        let mut told = format!("{error} {error:?} {}", error.kind().as_str());
        let mut source = error.source();
        while let Some(cause) = source {
            told.push_str(&format!(" {cause} {cause:?}"));
            source = cause.source();
        }
        let told = told.to_lowercase();
        assert!(!told.contains("canary"), "{told}");
        assert!(!told.contains(SESSION), "{told}");
    }
}

#[tokio::test]
async fn a_client_does_not_print_its_secrets() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("canary-token", 599),
        _ => Reply::status("Initiated", "EFT0101"),
    })
    .await;
    let client = provider.client();
    client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    let told = format!("{client:?} {:?}", provider.config());
    assert!(!told.contains("canary"), "{told}");
}
