//! What the provider would send.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::json;
use sha2::Sha256;

use super::House;
use crate::http::Request;

/// What webhooks are signed with.
pub(crate) const WEBHOOK_SECRET: &str = "whsec-of-a-server-that-is-watched";

/// A notification that a session is completed. `number` makes it another one.
pub(crate) fn webhook(house: &House, session: &str, reference: &str, number: usize) -> Request {
    let body = json!({
        "event": "SessionSetupStatusChanged",
        "when": format!("2026-10-01T12:00:00.{number:06}Z"),
        "sessionId": session, "referenceId": reference,
        "amount": 250.0, "status": "Completed", "statusDetails": "EFT0301"
    })
    .to_string();
    let signature = signature(body.as_bytes());
    let url = format!("{}/webhooks/flinks/{}", house.url, house.merchant);
    Request::post_json(url, body).with("x-webhook-signature", signature)
}

fn signature(body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(WEBHOOK_SECRET.as_bytes());
    let code = mac.map(|mac| mac.chain_update(body).finalize().into_bytes());
    format!("sha256={}", hex::encode_upper(code.unwrap_or_default()))
}
