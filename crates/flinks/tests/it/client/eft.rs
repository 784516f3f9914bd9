use flinks::{
    client::{CancelAnswer, Config, Error, Nonsense},
    drift::DriftKind,
    eft::{
        CrossReference, Fault, NewDebit, TransactionCode,
        contact::{ContactChange, NewAccounts, Replace},
    },
    status::Answer,
};
use jiff::civil::{Date, date};
use payment::{AgreementId, Api, Money, Reading, Session};

use super::provider::{AUTHORIZE, Provider, Reply, Seen, new_session};

const TODAY: Date = date(2026, 11, 20);
const TRANSACTIONS: &str = "/api/v1/transactions";
const REQUEST: &str = "/api/v1/paymentrequests/req-1";
const SCHEDULE: &str = "/api/v1/schedules/sch-1";
const PAD: &str = "/api/v1/pads/pad-1";

fn debit() -> NewDebit {
    NewDebit {
        amount: Money::from_cents(25_000).expect("valid"),
        account: payment::BankAccount {
            institution: "001".parse().expect("valid"),
            transit: "12345".parse().expect("valid"),
            account: "9876541".parse().expect("valid"),
            label: None,
        },
        payer: new_session().payer,
        reference: "ORDER-1001".parse::<CrossReference>().expect("fits"),
        start_date: date(2026, 11, 21),
        transaction_code: TransactionCode::EXAMPLE,
        description: None,
    }
}

fn session() -> Session {
    Session {
        id: "sch-1".parse().expect("an id"),
        api: Api::EftV1,
        request: Some("req-1".parse().expect("an id")),
    }
}

/// Answers by path; asks for a token are answered by themselves.
async fn provider(
    answer: impl Fn(&Seen, usize) -> Reply + Clone + Send + Sync + 'static,
) -> Provider {
    Provider::start(move |seen: &Seen, before| match seen.path.as_str() {
        AUTHORIZE => Reply::token("t", 599),
        _ => answer(seen, before),
    })
    .await
}

fn json(body: &str) -> Reply {
    Reply::json(200, body)
}

#[tokio::test]
async fn a_debit_is_sent_once_with_the_client_id() {
    let provider = provider(|_, _| {
        json(r#"{"requestId":"req-1","schedules":[{"id":"sch-1","padStatus":null,"padId":null}]}"#)
    })
    .await;
    let made = provider
        .client()
        .create_debit(&debit(), TODAY)
        .await
        .expect("made");
    assert_eq!(made.session(), session());
    assert_eq!(made.pad, None);
    let seen = provider.seen(TRANSACTIONS);
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].method, "POST");
    assert_eq!(seen[0].header("x-client-id"), Some("the-client"));
    assert!(seen[0].body.starts_with(r#"[{"transactionCode":450,"#));
}

#[tokio::test]
async fn a_debit_whose_outcome_is_unknown_is_not_sent_again() {
    for reply in [
        || Reply::json(502, ""),
        || Reply::json(503, ""),
        || Reply::json(500, ""),
        || Reply::Half,
        || Reply::json(200, "{}"),
        || Reply::json(200, "oops"),
    ] {
        let provider = provider(move |_, _| reply()).await;
        let error = provider
            .client()
            .create_debit(&debit(), TODAY)
            .await
            .expect_err("unknown");
        assert!(error.leaves_outcome_unknown(), "{error:?}");
        assert_eq!(provider.seen(TRANSACTIONS).len(), 1, "{error:?}");
    }
}

#[tokio::test]
async fn a_debit_that_keeps_no_limit_is_not_sent() {
    let provider = provider(|_, _| json("{}")).await;
    let unfit = NewDebit {
        amount: Money::ZERO,
        start_date: TODAY,
        ..debit()
    };
    let error = provider
        .client()
        .create_debit(&unfit, TODAY)
        .await
        .expect_err("unfit");
    assert!(
        matches!(&error, Error::UnfitTransaction(faults) if faults.0 == [Fault::Amount, Fault::DebitStart]),
        "{error:?}"
    );
    assert!(!error.leaves_outcome_unknown());
    assert!(provider.seen(TRANSACTIONS).is_empty());
}

#[tokio::test]
async fn a_debit_is_read_at_its_payment_request_which_asks_the_network() {
    let provider =
        provider(|_, _| json(r#"{"id":"req-1","status":"Accepted","amount":250.00}"#)).await;
    let answer = provider
        .client()
        .read(payment::Method::Eft, &session())
        .await
        .expect("read");
    let amount = Money::from_cents(25_000).ok();
    assert_eq!(
        answer.reading,
        Reading::Paid {
            amount,
            guaranteed: false
        }
    );
    let seen = provider.seen(REQUEST);
    assert_eq!(
        (seen.len(), seen[0].query.as_deref()),
        (1, Some("refreshStatus=true"))
    );
}

/// A provider with one debit: its request and its schedule say these.
async fn debit_of(request: (u16, &'static str), schedule: (u16, &'static str)) -> Provider {
    provider(move |seen, _| match seen.path.as_str() {
        REQUEST => Reply::json(request.0, request.1),
        SCHEDULE => Reply::json(schedule.0, schedule.1),
        _ => Reply::json(404, ""),
    })
    .await
}

async fn read(provider: &Provider) -> Answer {
    let client = provider.client();
    let answer = client.read(payment::Method::Eft, &session()).await;
    answer.expect("read")
}

#[tokio::test]
async fn a_schedule_does_not_end_a_debit_whose_request_may_still_move() {
    for schedule in [
        r#"{"id":"sch-1","status":"Cancelled"}"#,
        r#"{"id":"sch-1","status":"Expired"}"#,
        r#"{"id":"sch-1","status":"Failed"}"#,
        r#"{"id":"sch-1","status":"Declined"}"#,
    ] {
        let request = r#"{"id":"req-1","status":"Processing"}"#;
        let provider = debit_of((200, request), (200, schedule)).await;
        let answer = read(&provider).await;
        assert_eq!(answer.reading, Reading::Undecided, "{schedule}");
        assert_eq!(answer.said.status, "Processing");
    }
    let returned = r#"{"id":"sch-1","status":"Returned"}"#;
    let request = r#"{"id":"req-1","status":"Processing"}"#;
    let provider = debit_of((200, request), (200, returned)).await;
    let answer = read(&provider).await;
    assert!(
        matches!(answer.reading, Reading::Returned { .. }),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_debit_whose_agreement_is_known_to_be_unsigned_is_not_paid() {
    let signed = r#"{"id":"sch-1","status":"Active","padStatus":"Active"}"#;
    let unsigned = r#"{"id":"sch-1","status":"Active","padStatus":"Pending"}"#;
    for status in [
        r#"{"id":"req-1","status":"Accepted","amount":250}"#,
        r#"{"id":"req-1","status":"Settled","amount":250}"#,
    ] {
        let answer = read(&debit_of((200, status), (200, unsigned)).await).await;
        assert_eq!(answer.reading, Reading::AgreementMissing, "{status}");
        assert_eq!(answer.said.detail.as_deref(), Some("Pending"));
        let kinds: Vec<DriftKind> = answer.drift.iter().map(|drift| drift.kind).collect();
        assert_eq!(kinds, [DriftKind::Contradiction], "{status}");

        let answer = read(&debit_of((200, status), (200, signed)).await).await;
        assert!(matches!(answer.reading, Reading::Paid { .. }), "{status}");
        assert_eq!(answer.drift, []);
    }
    let executed = r#"{"id":"sch-1","status":"Executed","padStatus":"Pending"}"#;
    for request in [(200, r#"{"id":"req-1","status":"Processing"}"#), (404, "")] {
        let answer = read(&debit_of(request, (200, executed)).await).await;
        assert_eq!(answer.reading, Reading::AgreementMissing, "{request:?}");
        assert_eq!(answer.drift[0].kind, DriftKind::Contradiction);
    }
}

#[tokio::test]
async fn a_schedule_that_cannot_be_read_is_in_nobodys_way() {
    let paid = r#"{"id":"req-1","status":"Accepted","amount":250}"#;
    let waiting = r#"{"id":"req-1","status":"Initiated"}"#;
    for schedule in [(404, ""), (403, ""), (500, ""), (200, "oops"), (200, "{}")] {
        let answer = read(&debit_of((200, paid), schedule).await).await;
        assert!(
            matches!(answer.reading, Reading::Paid { .. }),
            "{schedule:?}"
        );
        let answer = read(&debit_of((200, waiting), schedule).await).await;
        assert_eq!(answer.reading, Reading::Undecided, "{schedule:?}");
    }
}

#[tokio::test]
async fn a_request_that_is_not_known_leaves_the_word_to_the_schedule() {
    let signed = r#"{"id":"sch-1","status":"Active","padStatus":"Active"}"#;
    let answer = read(&debit_of((404, ""), (200, signed)).await).await;
    assert_eq!(answer.reading, Reading::Scheduled);
    let called_off = r#"{"id":"sch-1","status":"Cancelled"}"#;
    let answer = read(&debit_of((404, ""), (200, called_off)).await).await;
    assert_eq!(answer.reading, Reading::Canceled);

    let nowhere = debit_of((404, ""), (404, "")).await.client();
    let answer = nowhere.read(payment::Method::Eft, &session()).await;
    assert!(matches!(answer, Err(Error::NotFound)), "{answer:?}");
    // Trouble is not absence.
    let trouble = debit_of((403, ""), (200, called_off)).await.client();
    let answer = trouble.read(payment::Method::Eft, &session()).await;
    assert!(matches!(answer, Err(Error::Forbidden)), "{answer:?}");
}

#[tokio::test]
async fn while_nothing_is_decided_the_schedule_tells_whether_the_agreement_is_signed() {
    for (pad_status, reading) in [
        (r#""Pending""#, Reading::AgreementMissing),
        (r#""Signed""#, Reading::Scheduled),
        ("null", Reading::Undecided),
    ] {
        let provider = provider(move |seen, _| match seen.path.as_str() {
            REQUEST => json(r#"{"id":"req-1","status":"Initiated"}"#),
            _ => json(&format!(
                r#"{{"id":"sch-1","status":"Active","padId":"pad-1","padStatus":{pad_status}}}"#
            )),
        })
        .await;
        let answer = provider
            .client()
            .read(payment::Method::Eft, &session())
            .await
            .expect("read");
        assert_eq!(answer.reading, reading, "{pad_status}");
        assert_eq!(provider.seen(SCHEDULE).len(), 1);
    }
}

#[tokio::test]
async fn a_schedule_does_not_pay_a_request_that_has_not_paid() {
    let provider = provider(|seen, _| match seen.path.as_str() {
        REQUEST => json(r#"{"id":"req-1","status":"Processing"}"#),
        _ => json(r#"{"id":"sch-1","status":"Executed"}"#),
    })
    .await;
    let answer = provider
        .client()
        .read(payment::Method::Eft, &session())
        .await
        .expect("read");
    assert_eq!(answer.reading, Reading::Undecided);
    assert_eq!(answer.said.status, "Processing");
}

#[tokio::test]
async fn a_debit_without_a_payment_request_is_read_at_its_schedule() {
    let provider = provider(|_, _| json(r#"{"id":"sch-1","status":"Cancelled"}"#)).await;
    let session = Session {
        request: None,
        ..session()
    };
    let client = provider.client();
    let answer = client
        .read(payment::Method::Eft, &session)
        .await
        .expect("read");
    assert_eq!(answer.reading, Reading::Canceled);
    assert!(provider.seen(REQUEST).is_empty());
}

#[tokio::test]
async fn an_answer_about_another_debit_is_not_believed() {
    let provider = provider(|_, _| json(r#"{"id":"another","status":"Settled"}"#)).await;
    let answer = provider
        .client()
        .read(payment::Method::Eft, &session())
        .await;
    assert!(
        matches!(answer, Err(Error::Nonsense(Nonsense::OtherSession))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn an_undocumented_field_of_a_payment_request_is_a_surprise() {
    let provider =
        provider(|_, _| json(r#"{"id":"req-1","status":"Settled","colour":"blue"}"#)).await;
    let answer = provider
        .client()
        .read(payment::Method::Eft, &session())
        .await
        .expect("read");
    assert_eq!(answer.drift[0].word.as_str(), "colour");
}

#[tokio::test]
async fn the_agreement_is_found_on_the_schedule_and_signed_below_the_providers_address() {
    let provider = provider(|seen, _| match seen.path.as_str() {
        PAD => json(r#"{"id":"pad-1","padLink":"/pad/pad-1","status":"Active"}"#),
        _ => json(r#"{"id":"sch-1","status":"Active","padId":"pad-1"}"#),
    })
    .await;
    let client = provider.client();
    let agreement = client
        .agreement_of(&session())
        .await
        .expect("read")
        .expect("made");
    assert_eq!(agreement.as_str(), "pad-1");
    let link = client.pad_link(&agreement).await.expect("a link");
    assert_eq!(link.as_str(), format!("{}/pad/pad-1", provider.url));
}

#[tokio::test]
async fn undocumented_fields_of_a_debit_are_noted() {
    let provider = provider(|seen, _| match seen.path.as_str() {
        TRANSACTIONS => json(r#"{"requestId":"req-1","schedules":[{"id":"sch-1","one":1}]}"#),
        PAD => json(r#"{"padLink":"/pad/pad-1","payor":{"three":3}}"#),
        _ => json(r#"{"id":"sch-1","payor":{"name":"x","two":2}}"#),
    })
    .await;
    let client = provider.client();
    client.create_debit(&debit(), TODAY).await.expect("made");
    client.agreement_of(&session()).await.expect("read");
    let agreement = "pad-1".parse().expect("an id");
    client.pad_link(&agreement).await.expect("a link");
    let words: Vec<String> = client
        .take_drift()
        .into_iter()
        .filter(|sighting| sighting.drift.kind == DriftKind::Field)
        .map(|sighting| sighting.drift.word.to_string())
        .collect();
    assert_eq!(words, ["one", "two", "three"]);
}

#[tokio::test]
async fn nobody_is_sent_to_a_link_that_is_not_safe() {
    for link in ["javascript:alert(1)", "http://elsewhere.example/pad"] {
        let provider = provider(move |_, _| json(&format!(r#"{{"padLink":"{link}"}}"#))).await;
        let id: AgreementId = "pad-1".parse().expect("an id");
        let answer = provider.client().pad_link(&id).await;
        assert!(
            matches!(answer, Err(Error::Nonsense(Nonsense::Shape))),
            "{link}"
        );
    }
}

#[tokio::test]
async fn a_debit_is_called_off_with_its_schedule() {
    let provider = provider(|_, _| json("")).await;
    let answer = provider.client().cancel(&session()).await.expect("answers");
    assert_eq!(answer, CancelAnswer::Canceled);
    for path in [
        "/api/v1/paymentrequests/req-1/cancel",
        "/api/v1/schedules/sch-1/cancel",
    ] {
        let seen = provider.seen(path);
        assert_eq!((seen.len(), seen[0].method.as_str()), (1, "POST"), "{path}");
    }
}

#[tokio::test]
async fn a_debit_that_is_over_stays_as_it_is() {
    let provider = provider(|seen, _| match seen.path.as_str() {
        "/api/v1/paymentrequests/req-1/cancel" => Reply::json(409, "{}"),
        _ => json(""),
    })
    .await;
    let answer = provider.client().cancel(&session()).await.expect("answers");
    assert_eq!(answer, CancelAnswer::AlreadyOver);
    assert!(provider.seen("/api/v1/schedules/sch-1/cancel").is_empty());
}

#[tokio::test]
async fn a_debit_whose_request_cannot_be_called_off_is_watched_though_its_schedule_is() {
    for status in [404, 405, 501] {
        let provider = provider(move |seen, _| match seen.path.as_str() {
            "/api/v1/paymentrequests/req-1/cancel" => Reply::json(status, ""),
            _ => json(""),
        })
        .await;
        let answer = provider.client().cancel(&session()).await.expect("answers");
        assert_eq!(answer, CancelAnswer::NotSupported, "{status}");
        assert_eq!(provider.seen("/api/v1/schedules/sch-1/cancel").len(), 1);
    }
}

#[tokio::test]
async fn a_debit_without_a_payment_request_is_called_off_at_its_schedule() {
    let provider = provider(|_, _| json("")).await;
    let session = Session {
        request: None,
        ..session()
    };
    let answer = provider.client().cancel(&session).await.expect("answers");
    assert_eq!(answer, CancelAnswer::Canceled);
    assert_eq!(provider.seen("/api/v1/schedules/sch-1/cancel").len(), 1);
}

#[tokio::test]
async fn banks_are_listed_in_either_envelope() {
    for body in [
        r#"[{"institutionCode":"001","name":"One"}]"#,
        r#"{"institutions":[{"code":"001","name":"One"}]}"#,
    ] {
        let provider = provider(move |_, _| json(body)).await;
        let banks = provider.client().institutions().await.expect("listed");
        assert_eq!(
            (banks[0].code(), banks[0].name()),
            (Some("001"), Some("One"))
        );
    }
}

#[tokio::test]
async fn contacts_are_read_and_written() {
    let provider = provider(|_, _| json(r#"{"id":"con-1","eftAccounts":[{"id":"acc-1"}]}"#)).await;
    let client = provider.client();
    let id = "con-1".parse().expect("an id");
    let contact = client.contact(&id).await.expect("read");
    assert_eq!(contact.eft_accounts[0].id.as_str(), "acc-1");

    let change = ContactChange {
        first_name: Some("Ann".parse().expect("valid")),
        ..ContactChange::default()
    };
    for replace in [Replace::All, Replace::Named] {
        client
            .change_contact(&id, &change, replace)
            .await
            .expect("changed");
    }
    let accounts = NewAccounts {
        eft: vec![debit().account],
        interac: vec!["a@example.com".parse().expect("valid")],
    };
    client
        .add_contact_accounts(&id, &accounts)
        .await
        .expect("added");
    client
        .delete_contact_account(&id, &contact.eft_accounts[0].id)
        .await
        .expect("deleted");
    client.delete_contact(&id).await.expect("deleted");

    let methods: Vec<String> = provider
        .seen("/api/v1/contacts/con-1")
        .into_iter()
        .map(|seen| format!("{} {}", seen.method, seen.body))
        .collect();
    assert_eq!(
        methods,
        [
            "GET ",
            r#"PUT {"firstName":"Ann"}"#,
            r#"PATCH {"firstName":"Ann"}"#,
            "DELETE ",
        ]
    );
    assert_eq!(
        provider.seen("/api/v1/contacts/con-1/accounts")[0].body,
        r#"{"eftAccounts":[{"institutionCode":"001","transitNumber":"12345","accountNumber":"9876541"}],"interacAccounts":[{"email":"a@example.com"}]}"#
    );
    let deleted = provider.seen("/api/v1/contacts/con-1/accounts/acc-1");
    assert_eq!(deleted[0].method, "DELETE");
}

#[tokio::test]
async fn addresses_of_a_contact_are_written() {
    let provider = provider(|_, _| json("")).await;
    let client = provider.client();
    let id = "con-1".parse().expect("an id");
    let address = flinks::eft::contact::ContactAddress {
        is_primary: true,
        line1: "1 Main Street".parse().expect("valid"),
        line2: None,
        unit: None,
        city: "Toronto".parse().expect("valid"),
        province: "ON".parse().expect("valid"),
        postal_code: "M5V3A8".parse().expect("valid"),
        country: flinks::eft::contact::Country::Canada,
    };
    let at = "adr-1".parse().expect("an id");
    client
        .add_contact_address(&id, &address)
        .await
        .expect("added");
    client
        .change_contact_address(&id, &at, &address)
        .await
        .expect("changed");
    client
        .delete_contact_address(&id, &at)
        .await
        .expect("deleted");
    assert_eq!(
        provider.seen("/api/v1/contacts/con-1/addresses")[0].body,
        r#"{"isPrimary":true,"addressLine1":"1 Main Street","city":"Toronto","province":"ON","postalCode":"M5V3A8","country":"CA"}"#
    );
    let methods: Vec<String> = provider
        .seen("/api/v1/contacts/con-1/addresses/adr-1")
        .into_iter()
        .map(|seen| seen.method)
        .collect();
    assert_eq!(methods, ["PUT", "DELETE"]);
}

#[tokio::test]
async fn no_error_repeats_what_was_sent() {
    let provider =
        provider(|_, _| Reply::json(400, r#"{"errors":{"x":["Canary-Roe 9876541"]}}"#)).await;
    let client = flinks::client::Client::new(Config {
        ..provider.config()
    })
    .expect("good");
    let error = client
        .create_debit(&debit(), TODAY)
        .await
        .expect_err("refused");
    let told = format!("{error} {error:?}");
    assert!(
        !told.contains("Canary") && !told.contains("9876541"),
        "{told}"
    );
}
