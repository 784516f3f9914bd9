//! The answer to a guarantee, and what the details add to a payment.

use payment::{GuaranteeAnswer, Method, Money, Reading};

use super::provider::{AUTHORIZE, DETAILS, Provider, Reply, SESSION, STATUS, Seen, session};

const CONFIRM: &str = "/api/v2/sessions/3c90c3cc-0d44-4b50-8888-8dd25736052a/guarantees/confirm";

#[tokio::test]
async fn a_guarantee_is_answered_with_a_boolean() {
    for (answer, body) in [
        (GuaranteeAnswer::Accepted, r#"{"guaranteeAccepted":true}"#),
        (GuaranteeAnswer::Refused, r#"{"guaranteeAccepted":false}"#),
    ] {
        let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
            AUTHORIZE => Reply::token("t", 599),
            _ => Reply::json(
                200,
                &format!(r#"{{"sessionId":"{SESSION}","referenceId":null}}"#),
            ),
        })
        .await;
        provider
            .client()
            .confirm_guarantee(&session().id, answer)
            .await
            .expect("taken");
        let seen = provider.seen(CONFIRM);
        assert_eq!((seen.len(), seen[0].method.as_str()), (1, "POST"));
        assert_eq!(seen[0].body, body);
        assert_eq!(seen[0].header("authorization"), Some("Bearer t"));
    }
}

#[tokio::test]
async fn an_answer_to_a_guarantee_is_never_repeated() {
    let provider = Provider::start(|seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => Reply::json(503, ""),
    })
    .await;
    let failed = provider
        .client()
        .confirm_guarantee(&session().id, GuaranteeAnswer::Accepted)
        .await;
    assert!(failed.is_err());
    assert_eq!(provider.seen(CONFIRM).len(), 1);
}

async fn paid_with(details: Reply, other: fn() -> Reply) -> (Reading, usize) {
    let Reply::Text(status, body) = details else {
        panic!("a text");
    };
    let provider = Provider::start(move |seen: &Seen, _| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        STATUS => other(),
        _ => Reply::json(status, &body),
    })
    .await;
    let answer = provider
        .client()
        .read(Method::GuaranteedEft, &session())
        .await
        .expect("read");
    (answer.reading, provider.seen(DETAILS).len())
}

fn amountless() -> Reply {
    Reply::json(
        200,
        &format!(
            r#"{{"sessionId":"{SESSION}","amount":null,"status":"Completed","statusDetails":"EFT0301"}}"#
        ),
    )
}

fn paid(cents: Option<i64>) -> Reading {
    Reading::Paid {
        amount: cents.map(|cents| Money::from_cents(cents).expect("valid")),
        guaranteed: true,
    }
}

#[tokio::test]
async fn a_payment_without_an_amount_takes_it_from_the_details() {
    let details = format!(
        r#"{{"sessionId":"{SESSION}","amount":75.5,"status":"Completed","statusDetails":"EFT0301"}}"#
    );
    let read = paid_with(Reply::json(200, &details), amountless).await;
    assert_eq!(read, (paid(Some(7_550)), 1));
}

#[tokio::test]
async fn details_that_cannot_be_had_do_not_block_a_payment() {
    for (status, body) in [
        (404, "".to_owned()),
        (403, "{}".to_owned()),
        (200, "oops".to_owned()),
        (200, r#"{"status":"Completed","amount":-1}"#.to_owned()),
        (
            200,
            r#"{"sessionId":"another","status":"Completed","amount":1}"#.to_owned(),
        ),
        (
            200,
            format!(r#"{{"sessionId":"{SESSION}","status":"Completed","amount":null}}"#),
        ),
    ] {
        let read = paid_with(Reply::json(status, &body), amountless).await;
        assert_eq!(read, (paid(None), 1), "{status} {body}");
    }
}

#[tokio::test]
async fn details_are_not_asked_for_otherwise() {
    let known = || Reply::status("Completed", "EFT0301");
    let read = paid_with(Reply::json(500, ""), known).await;
    assert_eq!(read, (paid(Some(25_000)), 0));
    let open = || Reply::json(200, r#"{"status":"Initiated","statusDetails":"EFT0101"}"#);
    let read = paid_with(Reply::json(500, ""), open).await;
    assert_eq!(read, (Reading::Undecided, 0));
}
