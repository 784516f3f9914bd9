//! Logs that an older program wrote are read as they were meant.

use payment::{
    Api, AttemptState, CheckoutId, Delivery, Event, MerchantId, Recorded, Screen, Session, replay,
    screen,
};

/// What the program wrote before there were delivery, linked accounts and a first version.
const OLD: &str = r#"[
 {"at":1000000,"evidence":"merchant","event":{"type":"checkout_created","order":{
   "mode":"test","amount":25000,"reference":"ORDER-1001","methods":["guaranteed_eft","e_transfer"],
   "customer":{"first_name":"John","address":{"line1":"123 Front Avenue","city":"Toronto","province":"ON","postal_code":"M5V3A8"}},
   "payee_account":{"institution":"999","transit":"60265","account":"9876541"},
   "locale":null,"success_url":null,"cancel_url":null,"metadata":{}},"expires_at":3601000000}},
 {"at":2000000,"evidence":"browser","event":{"type":"attempt_started",
   "attempt":"att_04106rg2g61081050841450851","method":"guaranteed_eft","amount":25000,
   "payer":{"first_name":"John","last_name":"Doe","email":"j.doe@gmail.com"},"locale":"en-CA"}},
 {"at":3000000,"evidence":"status_read","event":{"type":"session_opened",
   "attempt":"att_04106rg2g61081050841450851","session":"3c90c3cc-0d44-4b50-8888-8dd25736052a"}},
 {"at":4000000,"evidence":"status_read","event":{"type":"case_opened","kind":"duplicate_payment",
   "attempt":"att_04106rg2g61081050841450851","amount":25000}}
]"#;

#[test]
fn a_log_from_before_the_first_version_reads_as_the_second() {
    let attempt = payment::AttemptId::from_bytes([1; 16]);
    let old = OLD.replace("att_04106rg2g61081050841450851", attempt.as_str());
    let log: Vec<Recorded> = serde_json::from_str(&old).expect("reads");
    let checkout = replay(
        CheckoutId::from_bytes([1; 16]),
        MerchantId::from_bytes([2; 16]),
        &log,
    )
    .expect("it starts with a creation");
    assert_eq!(checkout.order.delivery, Delivery::Page);
    let attempt = &checkout.attempts[0];
    assert_eq!(attempt.delivery, Delivery::Page);
    assert_eq!(attempt.payer.phone, None);
    assert_eq!(attempt.state, AttemptState::Live);
    let session = attempt.session.as_ref().expect("it has one");
    assert_eq!(session.api, Api::V2);
    assert_eq!(session.request, None);
    assert_eq!(checkout.cases[0].detail, None);
    assert_eq!(screen(&checkout), Screen::Bank);
}

#[test]
fn a_session_of_the_second_version_is_written_as_it_always_was() {
    let event = Event::SessionOpened {
        attempt: payment::AttemptId::from_bytes([1; 16]),
        session: Session::v2("3c90c3cc".parse().expect("valid")),
    };
    let written = serde_json::to_value(&event).expect("writes");
    assert_eq!(written["session"], "3c90c3cc");
}

#[test]
fn a_session_of_the_first_version_is_written_whole() {
    let session = Session {
        id: "3c90c3cc".parse().expect("valid"),
        api: Api::ETransferV1,
        request: "FLK-20260415-001".parse().ok(),
    };
    let event = Event::SessionOpened {
        attempt: payment::AttemptId::from_bytes([1; 16]),
        session,
    };
    let written = serde_json::to_string(&event).expect("writes");
    assert!(written.contains("e_transfer_v1"), "{written}");
    assert_eq!(
        serde_json::from_str::<Event>(&written).expect("reads"),
        event
    );
}
