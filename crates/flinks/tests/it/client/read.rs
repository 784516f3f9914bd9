use std::time::Duration;

use flinks::client::{Client, Config, Error, Nonsense};
use payment::{FailureCode, Method, Money, Reading};

use super::provider::{AUTHORIZE, DETAILS, Provider, Reply, SESSION, STATUS, Seen, session};

fn with_token(reply: impl Fn(usize) -> Reply + Clone) -> impl Fn(&Seen, usize) -> Reply + Clone {
    move |seen: &Seen, before: usize| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => reply(before),
    }
}

#[tokio::test]
async fn eft_is_read_at_the_status_endpoint() {
    let provider = Provider::start(with_token(|_| Reply::status("Completed", "EFT0301"))).await;
    let answer = provider
        .client()
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    let amount = Money::from_cents(25_000).ok();
    assert_eq!(
        answer.reading,
        Reading::Paid {
            amount,
            guaranteed: true
        }
    );
    assert_eq!(answer.drift, []);
    assert_eq!(provider.seen(STATUS).len(), 1);
}

#[tokio::test]
async fn e_transfer_is_read_at_the_details_endpoint() {
    let provider = Provider::start(with_token(|_| {
        Reply::json(
            200,
            &format!(
                r#"{{"sessionId":"{SESSION}","status":"Completed","amount":250,
                    "payor":{{"firstName":"John","email":"j@example.com"}},
                    "schedule":{{"transactions":[{{"id":"1","status":"Declined"}}]}}}}"#
            ),
        )
    }))
    .await;
    let answer = provider
        .client()
        .read(Method::ETransfer, &session())
        .await
        .expect("read");
    assert!(
        matches!(answer.reading, Reading::Failed(failure) if failure.code == FailureCode::Declined)
    );
    assert_eq!(provider.seen(DETAILS).len(), 1);
}

#[tokio::test]
async fn a_read_is_repeated_twice_and_then_given_up() {
    for status in [502, 503, 504] {
        let provider = Provider::start(with_token(move |before| {
            if before < 2 {
                Reply::json(status, "")
            } else {
                Reply::status("Initiated", "EFT0101")
            }
        }))
        .await;
        let answer = provider
            .client()
            .read(Method::GuaranteedEft, &session())
            .await;
        assert!(answer.is_ok(), "{answer:?}");
        assert_eq!(provider.seen(STATUS).len(), 3);

        let provider = Provider::start(with_token(move |_| Reply::json(status, ""))).await;
        let answer = provider
            .client()
            .read(Method::GuaranteedEft, &session())
            .await;
        assert!(
            matches!(answer, Err(Error::ServerError { .. })),
            "{answer:?}"
        );
        assert_eq!(provider.seen(STATUS).len(), 3);
    }
}

#[tokio::test]
async fn a_read_whose_answer_breaks_is_repeated() {
    let provider = Provider::start(with_token(|before| match before {
        0 => Reply::Half,
        _ => Reply::status("Initiated", "EFT0101"),
    }))
    .await;
    let answer = provider
        .client()
        .read(Method::GuaranteedEft, &session())
        .await;
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(provider.seen(STATUS).len(), 2);
}

#[tokio::test]
async fn other_failures_are_told_at_once() {
    for (status, kind) in [
        (400, "refused"),
        (403, "forbidden"),
        (404, "not_found"),
        (422, "refused"),
        (500, "server_error"),
    ] {
        let provider = Provider::start(with_token(move |_| Reply::json(status, ""))).await;
        let error = provider
            .client()
            .read(Method::GuaranteedEft, &session())
            .await
            .expect_err("fails");
        assert_eq!(error.kind().as_str(), kind);
        assert_eq!(provider.seen(STATUS).len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_request_to_slow_down_tells_for_how_long() {
    for (header, told) in [
        ("7", Some(7)),
        ("999999", Some(3600)),
        ("Fri, 31 Dec 2100 23:59:59 GMT", Some(3600)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
        ("soon", None),
    ] {
        let provider = Provider::start(with_token(move |_| Reply::SlowDown(header))).await;
        let error = provider
            .client()
            .read(Method::GuaranteedEft, &session())
            .await
            .expect_err("fails");
        assert!(matches!(error, Error::RateLimited { .. }), "{error:?}");
        assert_eq!(
            error.retry_after(),
            told.map(Duration::from_secs),
            "{header}"
        );
    }
}

#[tokio::test]
async fn a_provider_that_says_how_long_it_is_away_is_not_asked_meanwhile() {
    let provider = Provider::start(with_token(|_| Reply::Away("120"))).await;
    let error = provider
        .client()
        .read(Method::GuaranteedEft, &session())
        .await
        .expect_err("away");
    assert_eq!(error.kind().as_str(), "server_error");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(120)));
    assert_eq!(provider.seen(STATUS).len(), 1);
}

#[tokio::test]
async fn an_answer_about_another_session_is_not_believed() {
    let provider = Provider::start(with_token(|_| {
        Reply::json(
            200,
            r#"{"sessionId":"another","amount":1,"status":"Completed","statusDetails":"EFT0301"}"#,
        )
    }))
    .await;
    let answer = provider
        .client()
        .read(Method::GuaranteedEft, &session())
        .await;
    assert!(
        matches!(answer, Err(Error::Nonsense(Nonsense::OtherSession))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn an_amount_that_is_not_exact_is_not_believed() {
    for amount in ["250.005", "-1", "\"much\"", "2.5e2"] {
        let provider = Provider::start(with_token(move |_| {
            Reply::json(
                200,
                &format!(r#"{{"sessionId":"{SESSION}","amount":{amount},"status":"Completed","statusDetails":"EFT0301"}}"#),
            )
        }))
        .await;
        let answer = provider
            .client()
            .read(Method::GuaranteedEft, &session())
            .await;
        assert!(
            matches!(answer, Err(Error::Nonsense(Nonsense::Shape))),
            "{amount}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn nobody_listening_is_unreachable_and_silence_is_a_timeout() {
    let free = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        listener.local_addr().expect("bound")
    };
    let provider = Provider::start(|_: &Seen, _| Reply::Silence).await;
    let base_url = format!("http://{free}").parse().expect("a URL");
    let client = Client::new(Config {
        base_url,
        ..provider.config()
    })
    .expect("good");
    let error = client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect_err("nobody");
    assert_eq!(error.kind().as_str(), "unreachable");

    let timeout = Duration::from_millis(300);
    let client = Client::new(Config {
        timeout,
        ..provider.config()
    })
    .expect("good");
    let error = client
        .read(Method::GuaranteedEft, &session())
        .await
        .expect_err("silence");
    assert_eq!(error.kind().as_str(), "timeout");
}
