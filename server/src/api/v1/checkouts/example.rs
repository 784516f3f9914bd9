//! What requests about checkouts and their answers look like.

use payment::{CaseKind, CheckoutId, Failure, FailureCode, NotificationKind};
use serde_json::{Value, json};

use super::words::{case_words, failure_words};

pub(super) const ID: &str = "chk_01m7xzfqx6enb9asn1enb5vtty";
const ATTEMPT: &str = "att_01m7xzfr0keshss7fv2m1jhwvh";

pub(super) fn nothing() -> Value {
    json!({})
}

pub(super) fn new_checkout() -> Value {
    json!({
        "amount": 25000, "reference": "ORDER-1001",
        "customer": { "first_name": "John", "last_name": "Doe", "email": "john.doe@example.com" },
        "success_url": "https://shop.example/thanks"
    })
}

pub(super) fn new_claim() -> Value {
    json!({ "order_id": "ORDER-1001" })
}

pub(super) fn open() -> Value {
    json!({
        "id": ID, "object": "checkout", "mode": "test", "status": "open",
        "url": "https://pay.example.ca/c/53nb4wqh81qfwng1912f93xvnf",
        "amount": 25000, "currency": "CAD", "reference": "ORDER-1001",
        "methods": ["guaranteed_eft", "e_transfer"],
        "customer": { "first_name": "John", "last_name": "Doe", "email": "john.doe@example.com" },
        "payee_account": null, "delivery": "page", "locale": null, "theme": "auto",
        "success_url": "https://shop.example/thanks", "cancel_url": null, "metadata": {}, "payment_link": null,
        "created_at": "2026-11-20T15:04:05Z", "expires_at": "2026-11-20T16:04:05Z",
        "attempts": [], "payment": null, "shortfall": null, "last_failure": null, "cases": [],
        "claim": null
    })
}

pub(super) fn canceled() -> Value {
    let mut checkout = open();
    checkout["status"] = "canceled".into();
    checkout
}

fn payment() -> Value {
    json!({
        "method": "guaranteed_eft", "attempt": ATTEMPT, "amount": 25000,
        "evidence": "status_read", "guaranteed": true, "paid_at": "2026-11-20T15:06:30Z"
    })
}

pub(super) fn paid() -> Value {
    let mut checkout = open();
    checkout["status"] = "paid".into();
    checkout["payment"] = payment();
    checkout["attempts"] = json!([{
        "id": ATTEMPT, "method": "guaranteed_eft", "status": "paid", "amount": 25000,
        "locale": "en-CA", "delivery": "page", "created_at": "2026-11-20T15:05:00Z",
        "ended_at": "2026-11-20T15:06:30Z", "account": null, "guarantee": null, "failure": null,
        "canceled_by": null, "last_step": "SUCCESS"
    }]);
    checkout
}

pub(super) fn list() -> Value {
    json!({ "data": [open()], "next_cursor": null })
}

pub(super) fn claim() -> Value {
    json!({
        "object": "claim", "checkout": ID, "order_id": "ORDER-1001",
        "claimed_at": "2026-11-20T15:06:31Z", "payment": payment()
    })
}

pub(super) fn timeline() -> Value {
    json!({ "data": [{
        "seq": 5, "id": "evt_62j12jd2rf7vdr87n4pyqwk7qj", "type": "reading_changed",
        "at": "2026-11-20T15:06:30Z", "evidence": "status_read", "attempt": ATTEMPT,
        "amount": 25000, "provider_status": "Completed", "provider_detail": "EFT0301",
        "reading": "paid", "guaranteed": true,
        "summary": "Flinks answers Completed (EFT0301): paid, 250.00 CAD."
    }] })
}

/// A checkout as a notification of that kind tells it. There is none of its id.
pub(crate) fn told(kind: NotificationKind) -> Value {
    let mut checkout = match kind {
        NotificationKind::Paid
        | NotificationKind::DuplicatePayment
        | NotificationKind::PaymentReturned => paid(),
        NotificationKind::AttemptFailed => open(),
        NotificationKind::Expired | NotificationKind::LatePayment => expired(),
        NotificationKind::Canceled => canceled(),
    };
    checkout["id"] = CheckoutId::from_bytes([0; 16]).as_str().into();
    match kind {
        NotificationKind::AttemptFailed => checkout["last_failure"] = failure(),
        NotificationKind::DuplicatePayment => {
            checkout["cases"] = json!([case(CaseKind::DuplicatePayment)]);
        }
        NotificationKind::LatePayment => checkout["cases"] = json!([case(CaseKind::LatePayment)]),
        NotificationKind::PaymentReturned => {
            checkout["cases"] = json!([case(CaseKind::ReturnedPayment)]);
        }
        NotificationKind::Paid | NotificationKind::Expired | NotificationKind::Canceled => {}
    }
    checkout
}

fn expired() -> Value {
    let mut checkout = open();
    checkout["status"] = "expired".into();
    checkout
}

fn failure() -> Value {
    let failure = Failure {
        code: FailureCode::LowBalance,
        detail: None,
    };
    json!({
        "code": failure.code, "detail": null, "message": failure_words(&failure),
        "attempt": ATTEMPT, "at": "2026-11-20T15:06:30Z"
    })
}

fn case(kind: CaseKind) -> Value {
    json!({
        "kind": kind, "attempt": ATTEMPT, "amount": 25000, "detail": null,
        "message": case_words(kind, None), "at": "2026-11-20T15:06:30Z"
    })
}
