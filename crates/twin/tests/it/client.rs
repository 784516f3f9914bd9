//! The house's own client against the twin: what one says, the other understands.

use std::time::Duration;

use flinks::{
    client::{
        Accounts, Auth, AuthorizeBy, Authorized, CancelAnswer, Client, Config, ConnectConfig,
        Credentials, ETransferApi, NewSession, TokenHeader, TokenUse,
    },
    eft::{NewDebit, TransactionCode},
    report::{self, ReportKind},
};
use jiff::{Timestamp, ToSpan, civil::Date, tz::Offset};
use payment::{BankAccount, Delivery, GuaranteeAnswer, Method, Money, Payer, Reading, Session};
use serde_json::{Value, json};

use crate::desk::{Desk, settings};

fn config(desk: &Desk) -> Config {
    let url: url::Url = desk.running.url.parse().expect("a URL");
    let keys = &desk.credentials;
    let credentials = Credentials {
        client_id: keys.client_id.clone().into(),
        client_secret: Some(keys.client_secret.clone().into()),
        api_key: Some(keys.api_key.clone().into()),
    };
    Config {
        connect: Some(ConnectConfig {
            api_url: url.clone(),
            frame_url: url.clone(),
            customer_id: keys.customer_id.clone(),
            secret: keys.client_secret.clone().into(),
            api_key: keys.api_key.clone().into(),
        }),
        ..Config::new(url, credentials)
    }
}

fn client(desk: &Desk) -> Client {
    Client::new(config(desk)).expect("a sound configuration")
}

fn payer() -> Payer {
    Payer {
        first_name: "John".parse().expect("a name"),
        last_name: "Doe".parse().expect("a name"),
        email: "john.doe@example.com".parse().expect("an address"),
        middle_name: Some("Q.".parse().expect("a name")),
        phone: Some("5145550142".parse().expect("a number")),
        date_of_birth: Some("1990-02-28".parse().expect("a date")),
        occupation: Some("Baker".parse().expect("a name")),
    }
}

fn new_session(method: Method) -> NewSession {
    NewSession {
        amount: Money::from_cents(25_000).ok(),
        reference: Some("ORDER-1001".parse().expect("a reference")),
        ..NewSession::new(method, payer())
    }
}

async fn reading(client: &Client, method: Method, session: &Session) -> Reading {
    client.read(method, session).await.expect("read").reading
}

fn is_paid(reading: &Reading) -> bool {
    matches!(reading, Reading::Paid { .. })
}

#[tokio::test]
async fn every_kind_of_session_is_made_read_and_called_off() {
    let desk = Desk::open().await;
    for auth in [Auth::Bearer, Auth::ApiKey] {
        let client = Client::new(Config {
            auth,
            ..config(&desk)
        })
        .expect("sound");
        for method in [Method::GuaranteedEft, Method::Eft, Method::ETransfer] {
            let new = new_session(method);
            let session = client.create_session(&new).await.expect("made");
            assert_eq!(reading(&client, method, &session).await, Reading::Undecided);
            desk.drive(session.id.as_str(), "Completed").await;
            assert!(
                is_paid(&reading(&client, method, &session).await),
                "{method:?}"
            );

            let session = client.create_session(&new).await.expect("made");
            let answer = client.cancel(&session).await.expect("called off");
            assert_eq!(answer, CancelAnswer::Canceled, "{method:?}");
            assert_eq!(reading(&client, method, &session).await, Reading::Canceled);
            let again = client.cancel(&session).await.expect("an answer");
            assert_eq!(again, CancelAnswer::AlreadyOver, "{method:?}");
        }
    }
}

#[tokio::test]
async fn tokens_are_had_in_every_way_and_used_once_where_they_work_once() {
    let desk = Desk::with(twin::Settings {
        token_use: twin::TokenUse::SingleUse,
        ..settings()
    })
    .await;
    for authorize in [AuthorizeBy::Basic, AuthorizeBy::Form] {
        let client = Client::new(Config {
            authorize,
            token_use: TokenUse::Single,
            ..config(&desk)
        })
        .expect("sound");
        for _ in 0..3 {
            let made = client.create_session(&new_session(Method::Eft)).await;
            made.expect("made with a token of its own");
        }
    }
}

#[tokio::test]
async fn a_guarantee_is_answered() {
    let desk = Desk::with(twin::Settings {
        // Nobody takes the webhook here, so it must not be given up before the answer.
        guarantee_retry: Duration::from_secs(600),
        ..settings()
    })
    .await;
    desk.running.set_guarantee_webhook(Some(twin::Webhook {
        url: format!("{}/_twin/clock", desk.running.url),
        secret: "a shared secret".to_owned(),
    }));
    let client = client(&desk);
    for (answer, screen) in [
        (GuaranteeAnswer::Accepted, "consent"),
        (GuaranteeAnswer::Refused, "ended"),
    ] {
        let session = client
            .create_session(&new_session(Method::GuaranteedEft))
            .await
            .expect("made");
        desk.drive(session.id.as_str(), "GuaranteeIssued").await;
        client
            .confirm_guarantee(&session.id, answer)
            .await
            .expect("taken");
        assert_eq!(desk.open_app(session.id.as_str()).await.screen, screen);
    }
}

#[tokio::test]
async fn an_e_transfer_of_the_first_version_goes_from_its_start_to_its_end() {
    let desk = Desk::open().await;
    for token_header in [TokenHeader::Authorization, TokenHeader::BearerToken] {
        let client = Client::new(Config {
            e_transfer: ETransferApi::V1 {
                instance: "shop".to_owned(),
                token_header,
            },
            ..config(&desk)
        })
        .expect("sound");
        for delivery in [Delivery::Page, Delivery::Email] {
            let new = NewSession {
                delivery,
                client_urls: vec!["https://shop.example".parse().expect("a URL")],
                ..new_session(Method::ETransfer)
            };
            let session = client.create_session(&new).await.expect("made");
            assert!(session.request.is_some());
            let read = reading(&client, Method::ETransfer, &session).await;
            assert_eq!(read, Reading::Undecided);
            desk.drive(session.id.as_str(), "Accepted").await;
            assert!(is_paid(
                &reading(&client, Method::ETransfer, &session).await
            ));

            let session = client.create_session(&new).await.expect("made");
            let answer = client.cancel(&session).await.expect("called off");
            assert_eq!(answer, CancelAnswer::Canceled);
        }
    }
}

fn today() -> Date {
    Offset::constant(-5).to_datetime(Timestamp::now()).date()
}

async fn linked(desk: &Desk, client: &Client, user: &str) -> BankAccount {
    let (_, login) = desk.control("/_twin/logins", json!({ "user": user })).await;
    let login = login["loginId"].as_str().expect("a login");
    let connect = client.connect().expect("configured");
    let login = login.parse().expect("an id");
    let Ok(Authorized::Ready(request)) = connect.authorize(&login).await else {
        panic!("not authorized");
    };
    let first = connect.accounts(&request).await.expect("an answer");
    assert!(matches!(first, Accounts::Pending));
    let second = connect.accounts_async(&request).await.expect("an answer");
    let Accounts::Ready(linked) = second else {
        panic!("not there");
    };
    assert_eq!(linked.accounts.len(), 3);
    let accounts = serde_json::to_value(&linked.accounts).expect("JSON");
    let part = |name: &str| accounts[0][name].as_str().expect("text").to_owned();
    BankAccount {
        institution: part("InstitutionNumber").parse().expect("digits"),
        transit: part("TransitNumber").parse().expect("digits"),
        account: part("AccountNumber").parse().expect("digits"),
        label: None,
    }
}

#[tokio::test]
async fn a_linked_account_is_debited_signed_for_paid_and_returned() {
    let desk = Desk::open().await;
    let client = client(&desk);
    let account = linked(&desk, &client, "Greatday").await;
    let new = NewDebit {
        amount: Money::from_cents(25_000).expect("not negative"),
        account,
        payer: payer(),
        reference: "ORDER-1001".parse().expect("a reference"),
        start_date: today().saturating_add(2.days()),
        transaction_code: TransactionCode::EXAMPLE,
        description: Some("Order 1001".parse().expect("a text")),
    };
    let debit = client.create_debit(&new, today()).await.expect("made");
    assert_eq!(debit.pad, None);
    let session = debit.session();
    let unsigned = reading(&client, Method::Eft, &session).await;
    assert_eq!(unsigned, Reading::AgreementMissing);
    let agreement = client.agreement_of(&session).await.expect("an answer");
    let link = client.pad_link(&agreement.expect("made by now")).await;
    link.expect("where it is signed");

    let id = session.request.as_ref().expect("a request").as_str();
    desk.drive(id, "Accepted").await;
    assert!(is_paid(&reading(&client, Method::Eft, &session).await));
    desk.drive(id, "Returned:901").await;
    let returned = reading(&client, Method::Eft, &session).await;
    assert_eq!(
        returned,
        Reading::Returned {
            code: "901".to_owned()
        }
    );

    let debit = client.create_debit(&new, today()).await.expect("made");
    let answer = client.cancel(&debit.session()).await.expect("called off");
    assert_eq!(answer, CancelAnswer::Canceled);
    let read = reading(&client, Method::Eft, &debit.session()).await;
    assert_eq!(read, Reading::Canceled);
    let banks = client.institutions().await.expect("an answer");
    assert!(banks.iter().any(|bank| bank.code() == Some("777")));
}

#[tokio::test]
async fn a_days_report_is_listed_fetched_and_read() {
    let desk = Desk::open().await;
    let client = client(&desk);
    let session = client
        .create_session(&new_session(Method::ETransfer))
        .await
        .expect("made");
    desk.drive(session.id.as_str(), "Settled").await;
    desk.control("/_twin/clock", json!({ "advance_seconds": 86_400 }))
        .await;
    let from = today().saturating_sub(2.days());
    let to = today().saturating_add(2.days());
    for kind in ReportKind::ALL {
        let listed = client.reports(kind, from, to).await.expect("a list");
        assert_eq!(listed.len(), 1, "{kind:?}");
        let file = client.report(&listed[0].id).await.expect("a file");
        let read = report::read(&file);
        assert_eq!((read.faults, read.drift), (vec![], vec![]), "{kind:?}");
        let row = &read.rows[0];
        assert_eq!(row.reference.as_str(), "ORDER-1001");
        assert_eq!(row.amount.cents(), 25_000);
        assert!(row.completed.is_some());
    }
}

#[tokio::test]
async fn nothing_that_the_twin_says_is_a_surprise() {
    let desk = Desk::open().await;
    let client = client(&desk);
    for (method, ends) in [
        (
            Method::GuaranteedEft,
            vec![
                "EFT0301", "EFT0302", "EFT0401", "EFT0402", "EFT0403", "EFT0404", "EFT0501",
                "EFT0601",
            ],
        ),
        (
            Method::ETransfer,
            vec![
                "Processing",
                "Accepted",
                "Processed",
                "Settled",
                "Declined",
                "Failed",
                "Cancelled",
                "Expired",
            ],
        ),
    ] {
        let session = client
            .create_session(&new_session(method))
            .await
            .expect("made");
        for end in ends {
            desk.drive(session.id.as_str(), end).await;
            let answer = client.read(method, &session).await.expect("read");
            assert_eq!(answer.drift, vec![], "{end}");
        }
        client.details(&session.id).await.expect("details");
    }
    let sightings = client.take_drift();
    assert!(sightings.is_empty(), "{sightings:?}");
    let requests = desk.list("/_twin/requests").await;
    let refused = |request: &&Value| {
        request["answered"]
            .as_u64()
            .is_some_and(|status| status >= 400)
    };
    assert_eq!(requests.iter().find(refused), None);
}
