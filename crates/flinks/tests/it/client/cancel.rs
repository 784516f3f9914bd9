use flinks::client::{CancelAnswer, Error};

use super::provider::{AUTHORIZE, CANCEL, Provider, Reply, SESSION, Seen, session};

async fn canceling(status: u16, body: &'static str) -> (Result<CancelAnswer, Error>, Vec<Seen>) {
    let provider = Provider::start(move |seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => Reply::json(status, body),
    })
    .await;
    let answer = provider.client().cancel(&session()).await;
    (answer, provider.seen(CANCEL))
}

#[tokio::test]
async fn both_spellings_and_an_empty_body_say_canceled() {
    for body in [
        r#"{"status":"Canceled","statusDetails":"EFT0501"}"#,
        r#"{"status":"Cancelled"}"#,
        "{}",
        "",
    ] {
        let (answer, seen) = canceling(200, body).await;
        assert_eq!(answer.expect("answers"), CancelAnswer::Canceled, "{body}");
        assert_eq!(
            (seen.len(), seen[0].method.as_str(), seen[0].body.as_str()),
            (1, "POST", "")
        );
        assert!(seen[0].path.contains(SESSION));
    }
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_is_told_from_a_session_that_is_over() {
    for (status, body, expected) in [
        (404, "", CancelAnswer::NotSupported),
        (405, "", CancelAnswer::NotSupported),
        (501, "", CancelAnswer::NotSupported),
        (400, "{}", CancelAnswer::AlreadyOver),
        (409, "{}", CancelAnswer::AlreadyOver),
        (422, "{}", CancelAnswer::AlreadyOver),
        (200, r#"{"status":"Completed"}"#, CancelAnswer::AlreadyOver),
        (200, r#"{"status":"Expired"}"#, CancelAnswer::AlreadyOver),
    ] {
        let (answer, seen) = canceling(status, body).await;
        assert_eq!(answer.expect("answers"), expected, "{status} {body}");
        assert_eq!(seen.len(), 1);
    }
}

#[tokio::test]
async fn a_cancel_that_fails_is_never_repeated() {
    for status in [500, 502, 503, 504] {
        let (answer, seen) = canceling(status, "").await;
        assert!(
            matches!(answer, Err(Error::ServerError { .. })),
            "{answer:?}"
        );
        assert_eq!(seen.len(), 1, "{status}");
    }
}
