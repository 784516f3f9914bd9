//! What requests about payment links and their answers look like.

use serde_json::{Value, json};

pub(super) const ID: &str = "plk_01m7xzh3t8enb9asn1enb5vtty";

pub(super) fn new() -> Value {
    json!({ "amount": 4000, "description": "Winter camp, deposit", "reference_prefix": "CAMP-", "max_uses": 30 })
}

pub(super) fn change() -> Value {
    json!({ "active": false })
}

pub(super) fn one() -> Value {
    json!({
        "id": ID, "object": "payment_link", "mode": "test", "status": "open",
        "url": "https://pay.example.ca/l/5k2m8w0c3nrzq7d1t9xh4vy6ae", "active": true,
        "amount": 4000, "min_amount": null, "max_amount": null, "suggested_amount": null,
        "currency": "CAD", "description": "Winter camp, deposit", "reference_prefix": "CAMP-",
        "methods": ["guaranteed_eft", "e_transfer"], "payee_account": null, "locale": null,
        "theme": "auto", "success_url": null, "cancel_url": null, "metadata": {},
        "max_uses": 30, "uses": { "paid": 3, "open": 1 }, "expires_at": null,
        "created_at": "2026-11-20T15:00:00Z"
    })
}

pub(super) fn list() -> Value {
    json!({ "data": [one()], "next_cursor": null })
}
