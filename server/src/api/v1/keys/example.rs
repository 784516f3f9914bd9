//! What requests about keys and their answers look like.

use serde_json::{Value, json};

pub(super) const ID: &str = "key_01m7xzg2a9enb9asn1enb5vtty";

pub(super) fn nothing() -> Value {
    json!({})
}

pub(super) fn new() -> Value {
    json!({ "scope": "write" })
}

pub(super) fn one() -> Value {
    json!({
        "id": ID, "object": "key", "mode": "test", "scope": "write", "ends_in": "k3Zq",
        "created_at": "2026-11-20T15:00:00Z", "last_used_at": "2026-11-20T15:04:00Z",
        "revoked_at": null
    })
}

pub(super) fn revealed() -> Value {
    let mut one = one();
    one["last_used_at"] = Value::Null;
    one["api_key"] = "gk_test_…k3Zq".into();
    one
}

pub(super) fn revoked() -> Value {
    let mut one = one();
    one["revoked_at"] = "2026-11-20T15:10:00Z".into();
    one
}

pub(super) fn list() -> Value {
    json!({ "data": [one()], "next_cursor": null })
}
