//! What requests about endpoints and their answers look like.

use serde_json::{Value, json};

pub(super) const ID: &str = "ep_01m7xzg2a9enb9asn1enb5vtty";

pub(super) fn nothing() -> Value {
    json!({})
}

pub(super) fn new() -> Value {
    json!({ "url": "https://shop.example/guichet", "events": ["*"] })
}

pub(super) fn change() -> Value {
    json!({ "events": ["checkout.paid", "checkout.payment_returned"] })
}

pub(super) fn overlap() -> Value {
    json!({ "overlap_seconds": 86400 })
}

pub(super) fn range() -> Value {
    json!({ "from": "2026-11-20T00:00:00Z", "to": "2026-11-21T00:00:00Z", "scope": "undelivered" })
}

pub(super) fn new_test() -> Value {
    json!({ "event": "checkout.paid" })
}

pub(super) fn test() -> Value {
    json!({
        "id": "evt_62j12jd2rf7vdr87n4pyqwk7qj", "object": "test_event", "endpoint": ID,
        "event": "checkout.paid", "at": "2026-11-20T15:06:31Z", "outcome": "delivered",
        "http_status": 200, "took_ms": 84, "answer": "thank you",
        "payload": { "type": "test", "timestamp": "2026-11-20T15:06:30Z", "data": {
            "object": "test_event", "endpoint": ID, "event": "checkout.paid", "example": {}
        } }
    })
}

pub(super) fn one() -> Value {
    json!({
        "id": ID, "object": "webhook_endpoint", "mode": "test",
        "url": "https://shop.example/guichet", "description": "", "events": ["*"],
        "status": "enabled", "disabled_at": null, "disabled_reason": null, "failing_since": null,
        "public_keys": ["whpk_7HtBpQzZ1Uh5Qz3oXK2vTDV6zq3o0lPp3a2mJk7r0bM="],
        "created_at": "2026-11-20T15:00:00Z"
    })
}

pub(super) fn revealed() -> Value {
    let mut one = one();
    one["secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=".into();
    one
}

pub(super) fn list() -> Value {
    json!({ "data": [one()], "next_cursor": null })
}
