//! EFT of the first version: what goes out, and what comes back means.

use flinks::{
    drift::DriftKind,
    eft::{
        Account, CrossReference, Description, Direction, Fault, Faults, Frequency, Holder,
        NewTransaction, Timing, TransactionCode, TransactionsCount, Until, debit, request,
        schedule,
    },
    status::Answer,
};
use jiff::civil::{Date, date};
use payment::{FailureCode, Money, Reading};

const TODAY: Date = date(2026, 4, 14);

fn transaction() -> NewTransaction {
    NewTransaction {
        direction: Direction::Debit,
        amount: Money::from_cents(25_000).expect("valid"),
        code: TransactionCode::EXAMPLE,
        description: Some("Invoice 1001".parse().expect("fits")),
        cross_reference: Some("INV-1001".parse().expect("fits")),
        purpose_category: None,
        account: Account::Numbers(payment::BankAccount {
            institution: "001".parse().expect("valid"),
            transit: "12345".parse().expect("valid"),
            account: "1234567".parse().expect("valid"),
            label: None,
        }),
        holder: Holder::Person {
            first_name: "Jane".parse().expect("valid"),
            last_name: "Doe".parse().expect("valid"),
        },
        timing: Timing::Once(date(2026, 4, 15)),
    }
}

fn body(transaction: &NewTransaction) -> String {
    let body = transaction.body(TODAY).expect("keeps the limits");
    serde_json::to_string(&body).expect("writes")
}

#[test]
fn a_debit_is_a_list_of_one_in_the_order_of_the_providers_example() {
    assert_eq!(
        body(&transaction()),
        r#"[{"transactionCode":450,"amount":250.00,"description":"Invoice 1001","#.to_owned()
            + r#""crossReferenceNumber":"INV-1001","paymentDirection":"DEBIT","currency":"CAD","#
            + r#""payor":{"accountInfo":{"institutionCode":"001","transitNumber":"12345","accountNumber":"1234567"},"#
            + r#""contactInfo":{"firstName":"Jane","lastName":"Doe"}},"#
            + r#""scheduleInfo":{"paymentFrequency":"OneTime","startDate":"2026-04-15"}}]"#
    );
}

#[test]
fn a_credit_goes_to_a_payee_today() {
    let credit = NewTransaction {
        direction: Direction::Credit,
        account: Account::OfContact("acc-1".parse().expect("an id")),
        holder: Holder::Contact("con-1".parse().expect("an id")),
        timing: Timing::Once(TODAY),
        ..transaction()
    };
    let body = body(&credit);
    assert!(body.contains(
        r#""payee":{"accountInfo":{"accountId":"acc-1"},"contactInfo":{"contactId":"con-1"}}"#
    ));
    assert!(body.contains(r#""paymentDirection":"CREDIT""#) && !body.contains("payor"));
}

#[test]
fn a_schedule_ends_on_a_day_or_after_a_count() {
    let until = |until| NewTransaction {
        holder: Holder::Company {
            legal_name: "Acme Inc.".parse().expect("valid"),
        },
        timing: Timing::Recurring {
            every: Frequency::Biweekly,
            from: date(2026, 4, 15),
            until,
        },
        ..transaction()
    };
    assert!(body(&until(Until::Day(date(2026, 5, 1)))).contains(
        r#""scheduleInfo":{"paymentFrequency":"Biweekly","startDate":"2026-04-15","endDate":"2026-05-01"}"#
    ));
    let count = TransactionsCount::new(12).expect("fits");
    let counted = body(&until(Until::Count(count)));
    assert!(counted.contains(r#""startDate":"2026-04-15","transactionsCount":12}"#));
    assert!(counted.contains(r#""contactInfo":{"legalName":"Acme Inc."}"#));
}

#[test]
fn every_limit_that_is_not_kept_is_told_at_once() {
    let worst = NewTransaction {
        direction: Direction::Credit,
        amount: Money::ZERO,
        timing: Timing::Recurring {
            every: Frequency::Weekly,
            from: date(2026, 4, 20),
            until: Until::Day(date(2026, 4, 20)),
        },
        ..transaction()
    };
    let faults = worst.body(TODAY).expect_err("unfit");
    assert_eq!(
        faults,
        Faults(vec![
            Fault::Amount,
            Fault::CreditStart,
            Fault::CreditFrequency,
            Fault::End
        ])
    );
    assert_eq!(
        faults.to_string(),
        "amount: must be 0.01 to 99,999.99; startDate: a credit must be for today; \
         paymentFrequency: a credit must be OneTime; endDate: must be after startDate"
    );
    for day in [TODAY, date(2026, 4, 13)] {
        let late = NewTransaction {
            timing: Timing::Once(day),
            ..transaction()
        };
        let faults = late.body(TODAY).expect_err("unfit");
        assert_eq!(faults, Faults(vec![Fault::DebitStart]));
    }
}

#[test]
fn a_text_that_does_not_fit_says_which_limit() {
    let told = [
        "x".repeat(16)
            .parse::<Description>()
            .expect_err("too long")
            .to_string(),
        "a_b"
            .parse::<CrossReference>()
            .expect_err("wrong")
            .to_string(),
        "1".parse::<TransactionCode>()
            .expect_err("short")
            .to_string(),
        TransactionsCount::new(301)
            .expect_err("too many")
            .to_string(),
    ];
    assert_eq!(
        told,
        [
            "description: must be 1 to 15 characters on one line",
            "crossReferenceNumber: must be 1 to 36 of A-Z, a-z, 0-9 and -",
            "transactionCode: must be three digits",
            "transactionsCount: must be 1 to 300",
        ]
    );
}

/// The answer of the provider's page `[E1-tx]`.
const CREATED: &str = r#"{
  "schedules": [
    {
      "id": "a1b2c3d4-5678-90ab-cdef-1234567890ab",
      "amount": 250,
      "startDate": "2026-04-15T00:00:00",
      "endDate": "0001-01-01T00:00:00",
      "transactionsCount": 1,
      "frequency": "OneTime",
      "payor": { "name": "Jane Doe", "email": null },
      "payee": { "name": null, "email": null },
      "status": "Active",
      "padStatus": null,
      "padId": null,
      "crossReferenceNumber": "INV-1001",
      "paymentDirection": "DEBIT"
    }
  ]
}"#;

fn made(json: &str) -> Option<flinks::eft::Debit> {
    serde_json::from_str::<debit::Response>(json)
        .expect("reads")
        .debit()
}

#[test]
fn a_debit_of_the_providers_page_is_followed_by_its_schedule() {
    let debit = made(CREATED).expect("a debit");
    assert_eq!((debit.request(), debit.pad.as_ref()), (None, None));
    let session = debit.session();
    assert_eq!(session.api, payment::Api::EftV1);
    assert_eq!(session.id.as_str(), "a1b2c3d4-5678-90ab-cdef-1234567890ab");
    assert_eq!(session.request, None);
}

#[test]
fn a_debit_with_a_payment_request_is_followed_by_it() {
    for json in [
        r#"{"requestId":"r1","schedules":[{"id":"s1","padId":"p1"}]}"#,
        r#"{"schedules":[{"id":"s1","padId":"p1","requestId":"r1"}]}"#,
    ] {
        let debit = made(json).expect("a debit");
        let session = debit.session();
        assert_eq!(session.id.as_str(), "s1", "{json}");
        let request = session.request.expect("a request");
        assert_eq!(request.as_str(), "r1", "{json}");
        assert!(debit.pad.is_some());
    }
    let bare = made(r#"{"requestId":"r1"}"#).expect("a debit");
    assert_eq!(bare.session().id.as_str(), "r1");
}

#[test]
fn an_answer_that_names_no_debit_or_several_is_none() {
    for json in [
        "{}",
        r#"{"schedules":[]}"#,
        r#"{"schedules":null,"requestId":null}"#,
        r#"{"schedules":[{"id":"s1"},{"id":"s2"}]}"#,
    ] {
        assert_eq!(made(json), None, "{json}");
    }
}

fn of_debit(json: &str) -> Answer {
    Answer::of_debit(&serde_json::from_str::<request::Response>(json).expect("reads"))
}

fn of_schedule(json: &str) -> Answer {
    Answer::of_schedule(&serde_json::from_str::<schedule::Response>(json).expect("reads"))
}

#[test]
fn a_debit_is_paid_without_a_guarantee_from_accepted_on() {
    for status in ["Accepted", "Processed", "Settled", "Reconciled"] {
        let answer = of_debit(&format!(r#"{{"id":"r","status":"{status}","amount":250}}"#));
        let amount = Money::from_cents(25_000).ok();
        assert_eq!(
            answer.reading,
            Reading::Paid {
                amount,
                guaranteed: false
            },
            "{status}"
        );
        assert_eq!(answer.drift, [], "{status}");
    }
}

#[test]
fn a_debit_that_is_under_way_decides_nothing() {
    for status in [
        "Initiated",
        "Processing",
        "Received",
        "Created",
        "Submitted",
    ] {
        let answer = of_debit(&format!(r#"{{"requestId":"r","status":"{status}"}}"#));
        assert_eq!(answer.reading, Reading::Undecided, "{status}");
        assert_eq!(answer.drift, [], "{status}");
    }
}

#[test]
fn a_debit_that_ends_says_how() {
    for (status, reading) in [
        ("Cancelled", Reading::Canceled),
        ("Canceled", Reading::Canceled),
        ("Expired", Reading::Expired),
    ] {
        assert_eq!(
            of_debit(&format!(r#"{{"status":"{status}"}}"#)).reading,
            reading
        );
    }
    for (status, code) in [
        ("Failed", FailureCode::Unknown),
        ("Declined", FailureCode::Declined),
    ] {
        let answer = of_debit(&format!(r#"{{"status":"{status}"}}"#));
        assert!(
            matches!(&answer.reading, Reading::Failed(failure) if failure.code == code),
            "{answer:?}"
        );
    }
}

#[test]
fn a_return_is_told_with_its_code() {
    for (status, details) in [
        ("Returned", r#""901""#),
        ("Rejected", "901"),
        ("Failed", r#""901""#),
    ] {
        let answer = of_debit(&format!(
            r#"{{"status":"{status}","statusDetails":{details}}}"#
        ));
        assert_eq!(
            answer.reading,
            Reading::Returned {
                code: "901".to_owned()
            }
        );
        assert_eq!(answer.said.detail.as_deref(), Some("901"));
        assert_eq!(answer.drift, []);
    }
}

#[test]
fn a_return_without_a_known_code_is_a_surprise() {
    let unknown = of_debit(r#"{"status":"Returned","statusDetails":"999"}"#);
    assert_eq!(
        unknown.reading,
        Reading::Returned {
            code: "999".to_owned()
        }
    );
    assert_eq!(unknown.drift[0].kind, DriftKind::ReturnCode);
    let missing = of_debit(r#"{"status":"Rejected"}"#);
    assert!(matches!(missing.reading, Reading::Returned { .. }));
    assert_eq!(missing.drift[0].kind, DriftKind::StatusDetails);
}

#[test]
fn what_contradicts_itself_or_is_not_known_decides_nothing() {
    for (json, kind) in [
        (
            r#"{"status":"Settled","statusDetails":"901"}"#,
            DriftKind::Contradiction,
        ),
        (
            r#"{"status":"Settled","amount":0}"#,
            DriftKind::Contradiction,
        ),
        (r#"{"status":"SomethingNew"}"#, DriftKind::TransactionStatus),
    ] {
        let answer = of_debit(json);
        assert_eq!(answer.reading, Reading::Undecided, "{json}");
        assert_eq!(answer.drift[0].kind, kind, "{json}");
    }
}

#[test]
fn a_schedule_tells_whether_the_agreement_is_signed() {
    for (pad_status, reading) in [
        (r#""Pending""#, Reading::AgreementMissing),
        (r#""Signed""#, Reading::Scheduled),
        (r#""Active""#, Reading::Scheduled),
        ("null", Reading::Undecided),
    ] {
        let answer = of_schedule(&format!(
            r#"{{"id":"s","status":"Active","padId":"p","padStatus":{pad_status}}}"#
        ));
        assert_eq!(answer.reading, reading, "{pad_status}");
        assert_eq!(answer.drift, [], "{pad_status}");
    }
    let unknown = of_schedule(r#"{"status":"Active","padStatus":"Wet"}"#);
    assert_eq!(unknown.reading, Reading::Undecided);
    assert_eq!(unknown.drift[0].kind, DriftKind::StatusDetails);
}

#[test]
fn the_schedule_of_the_providers_page_is_read() {
    // `[E1-sched]`
    let json = r#"{
      "id": "a1b2c3d4-5678-90ab-cdef-1234567890ab", "amount": 250,
      "startDate": "2026-04-15", "endDate": "2027-04-15", "transactionsCount": 12,
      "paymentFrequency": "Monthly", "paymentDirection": "DEBIT", "paymentType": "EFT",
      "status": "Active", "padId": "b2c3d4e5-6789-01bc-defg-2345678901bc",
      "crossReferenceNumber": "INV-1001", "createdAt": "2026-04-10T14:30:00Z",
      "lastModifiedAt": "2026-04-10T14:30:00Z" }"#;
    let response: schedule::Response = serde_json::from_str(json).expect("reads");
    assert!(response.pad_id.is_some());
    assert_eq!(of_schedule(json).reading, Reading::Undecided);
}
