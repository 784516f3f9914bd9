//! What deliveries look like.

use serde_json::{Value, json};

pub(super) const ID: &str = "dlv_01m7xzg5c1enb9asn1enb5vtty";

pub(super) fn nothing() -> Value {
    json!({})
}

fn one() -> Value {
    json!({
        "id": ID, "object": "delivery", "endpoint": "ep_01m7xzg2a9enb9asn1enb5vtty",
        "notification": "evt_62j12jd2rf7vdr87n4pyqwk7qj", "type": "checkout.paid",
        "checkout": "chk_01m7xzfqx6enb9asn1enb5vtty", "status": "waiting", "tries": 1,
        "next_try_at": "2026-11-20T15:11:40Z", "created_at": "2026-11-20T15:06:30Z", "ended_at": null
    })
}

pub(super) fn detail() -> Value {
    let mut one = one();
    one["attempts"] = json!([{
        "number": 1, "at": "2026-11-20T15:06:31Z", "outcome": "refused", "http_status": 500,
        "took_ms": 84, "answer": "no room"
    }]);
    one["payload"] =
        json!({ "type": "checkout.paid", "timestamp": "2026-11-20T15:06:30Z", "data": {} });
    one
}

pub(in crate::api::v1) fn list() -> Value {
    json!({ "data": [one()], "next_cursor": null })
}

pub(in crate::api::v1) fn replayed() -> Value {
    json!({ "object": "replay", "deliveries": 1 })
}
