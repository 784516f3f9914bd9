use flinks::{
    client::{
        CancelAnswer, Client, Config, ETransferApi, Error, NewSession, Nonsense, TokenHeader,
    },
    transfer::Refresh,
};
use payment::{Api, Delivery, Method, Reading, RequestId, Session};

use super::provider::{AUTHORIZE, CREATE, Provider, Reply, SESSION, Seen, new_session};

const INITIATE: &str = "/api/v1/sessions/initiate";
const SEND: &str = "/api/v1/sessions/sendrequest";
const REQUESTS: &str = "/api/v1/paymentrequests";
const REQUEST: &str = "/api/v1/paymentrequests/request-1";
const CANCEL: &str = "/api/v1/paymentrequests/request-1/cancel";

fn willing(seen: &Seen, before: usize) -> Reply {
    match seen.path.as_str() {
        AUTHORIZE => Reply::token(&format!("t{before}"), 599),
        INITIATE | SEND => Reply::json(200, &format!(r#"{{"sessionId":"{SESSION}"}}"#)),
        REQUESTS => Reply::json(200, r#"{"requestId":"request-1"}"#),
        REQUEST => Reply::json(200, r#"{"id":"request-1","status":"Accepted"}"#),
        CANCEL => Reply::json(200, r#"{"requestId":"request-1","status":"Cancelled"}"#),
        _ => Reply::json(404, ""),
    }
}

fn client(provider: &Provider, token_header: TokenHeader) -> Client {
    Client::new(Config {
        e_transfer: ETransferApi::V1 {
            instance: "demo".to_owned(),
            token_header,
        },
        ..provider.config()
    })
    .expect("a good configuration")
}

fn transfer(delivery: Delivery) -> NewSession {
    NewSession {
        method: Method::ETransfer,
        delivery,
        ..new_session()
    }
}

fn made() -> Session {
    Session {
        id: SESSION.parse().expect("valid"),
        api: Api::ETransferV1,
        request: Some("request-1".parse().expect("valid")),
    }
}

#[tokio::test]
async fn a_session_is_made_and_activated_before_anybody_hears_of_it() {
    let provider = Provider::start(willing).await;
    let session = client(&provider, TokenHeader::Authorization)
        .create_session(&transfer(Delivery::Page))
        .await
        .expect("made");
    assert_eq!(session, made());
    let asked = &provider.seen(INITIATE)[0];
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.header("authorization"), Some("Bearer t0"));
    assert_eq!(asked.header("baseuri"), Some("demo"));
    assert_eq!(asked.header("bearertoken"), None);
    assert_eq!(
        asked.body,
        r#"{"referenceId":"USER12345","amount":250.00,"customerName":"Canary-Jane Canary-Roe","customerEmail":"canary@example.com"}"#
    );
    let activated = provider.seen(REQUESTS);
    assert_eq!(activated.len(), 1);
    assert_eq!(activated[0].method, "POST");
    assert_eq!(activated[0].body, format!(r#"{{"sessionId":"{SESSION}"}}"#));
    assert_eq!(provider.seen(SEND).len() + provider.seen(CREATE).len(), 0);
}

#[tokio::test]
async fn one_by_e_mail_is_made_where_the_provider_sends_it() {
    let provider = Provider::start(willing).await;
    let session = client(&provider, TokenHeader::Authorization)
        .create_session(&transfer(Delivery::Email))
        .await
        .expect("made");
    assert_eq!(session, made());
    assert_eq!(provider.seen(SEND).len(), 1);
    assert_eq!(provider.seen(REQUESTS).len(), 1);
    assert_eq!(provider.seen(INITIATE).len(), 0);
}

#[tokio::test]
async fn the_other_header_carries_the_bare_token() {
    let provider = Provider::start(willing).await;
    let client = client(&provider, TokenHeader::BearerToken);
    client
        .create_session(&transfer(Delivery::Page))
        .await
        .expect("made");
    client.read(Method::ETransfer, &made()).await.expect("read");
    client.cancel(&made()).await.expect("called off");
    for path in [INITIATE, REQUESTS, REQUEST, CANCEL] {
        let seen = &provider.seen(path)[0];
        assert_eq!(seen.header("bearertoken"), Some("t0"), "{path}");
        assert_eq!(seen.header("authorization"), None, "{path}");
        assert_eq!(seen.header("baseuri"), Some("demo"), "{path}");
    }
}

#[tokio::test]
async fn other_methods_stay_in_the_second_version() {
    let provider = Provider::start(|seen: &Seen, before| match seen.path.as_str() {
        CREATE => Reply::created(),
        _ => willing(seen, before),
    })
    .await;
    let session = client(&provider, TokenHeader::Authorization)
        .create_session(&new_session())
        .await
        .expect("made");
    assert_eq!(session.api, Api::V2);
    assert_eq!(provider.seen(CREATE)[0].header("baseuri"), None);
}

#[tokio::test]
async fn nothing_is_sent_twice_when_a_step_fails() {
    for failing in [INITIATE, REQUESTS] {
        let provider = Provider::start(move |seen: &Seen, before| {
            if seen.path == failing {
                Reply::json(503, "")
            } else {
                willing(seen, before)
            }
        })
        .await;
        let failed = client(&provider, TokenHeader::Authorization)
            .create_session(&transfer(Delivery::Page))
            .await
            .expect_err("fails");
        assert!(matches!(failed, Error::ServerError { .. }), "{failed:?}");
        assert!(failed.leaves_outcome_unknown());
        assert_eq!(provider.seen(failing).len(), 1, "{failing}");
    }
}

#[tokio::test]
async fn what_went_out_by_e_mail_and_is_not_activated_may_be_paid() {
    for (status, body, kind) in [
        (400, "", "refused"),
        (401, "", "unauthorized"),
        (403, "", "forbidden"),
        (404, "", "not_found"),
        (429, "", "rate_limited"),
        (500, "", "server_error"),
        (200, "{}", "nonsense"),
    ] {
        let provider = Provider::start(move |seen: &Seen, before| match seen.path.as_str() {
            REQUESTS => Reply::json(status, body),
            _ => willing(seen, before),
        })
        .await;
        let client = client(&provider, TokenHeader::Authorization);
        let by_mail = client.create_session(&transfer(Delivery::Email)).await;
        let failed = by_mail.expect_err("fails");
        assert!(failed.leaves_outcome_unknown(), "{status}");
        assert_eq!(failed.kind().as_str(), kind);
        // Without its activation nobody can pay on the page.
        let on_page = client.create_session(&transfer(Delivery::Page)).await;
        let failed = on_page.expect_err("fails");
        let is_unclear = matches!(kind, "server_error" | "nonsense");
        assert_eq!(failed.leaves_outcome_unknown(), is_unclear, "{status}");
    }
}

#[tokio::test]
async fn the_payment_request_tells_what_became_of_the_money() {
    let provider = Provider::start(willing).await;
    let client = client(&provider, TokenHeader::Authorization);
    let answer = client.read(Method::ETransfer, &made()).await.expect("read");
    assert!(matches!(
        answer.reading,
        Reading::Paid {
            guaranteed: true,
            ..
        }
    ));
    assert_eq!(provider.seen(REQUEST)[0].query, None);

    let request: RequestId = "request-1".parse().expect("valid");
    client
        .transfer_request(&request, Refresh::FromNetwork)
        .await
        .expect("read");
    let seen = provider.seen(REQUEST);
    assert_eq!(seen[1].query.as_deref(), Some("refreshStatus=true"));
}

#[tokio::test]
async fn an_open_session_outlives_a_change_to_the_second_version() {
    let provider = Provider::start(willing).await;
    let client = provider.client();
    client.read(Method::ETransfer, &made()).await.expect("read");
    let canceled = client.cancel(&made()).await.expect("called off");
    assert_eq!(canceled, CancelAnswer::Canceled);
    assert_eq!(
        provider.seen(CANCEL)[0].header("authorization"),
        Some("Bearer t0")
    );
}

#[tokio::test]
async fn an_answer_about_another_request_is_not_believed() {
    let provider = Provider::start(|seen: &Seen, before| match seen.path.as_str() {
        REQUEST => Reply::json(200, r#"{"id":"request-2","status":"Accepted"}"#),
        _ => willing(seen, before),
    })
    .await;
    let answer = client(&provider, TokenHeader::Authorization)
        .read(Method::ETransfer, &made())
        .await;
    assert!(
        matches!(answer, Err(Error::Nonsense(Nonsense::OtherSession))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_session_without_a_payment_request_asks_nobody() {
    let provider = Provider::start(willing).await;
    let client = client(&provider, TokenHeader::Authorization);
    let without = Session {
        request: None,
        ..made()
    };
    let read = client.read(Method::ETransfer, &without).await;
    assert!(matches!(read, Err(Error::Unsupported(_))), "{read:?}");
    let canceled = client.cancel(&without).await;
    assert!(
        matches!(canceled, Err(Error::Unsupported(_))),
        "{canceled:?}"
    );
    assert_eq!(provider.seen(AUTHORIZE).len(), 0);
}

#[tokio::test]
async fn a_cancel_that_comes_too_late_or_is_not_there_is_told() {
    for (status, expected) in [
        (404, CancelAnswer::NotSupported),
        (405, CancelAnswer::NotSupported),
        (409, CancelAnswer::AlreadyOver),
    ] {
        let provider = Provider::start(move |seen: &Seen, before| match seen.path.as_str() {
            CANCEL => Reply::json(status, ""),
            _ => willing(seen, before),
        })
        .await;
        let canceled = client(&provider, TokenHeader::Authorization)
            .cancel(&made())
            .await;
        assert_eq!(canceled.expect("told"), expected, "{status}");
    }
}
