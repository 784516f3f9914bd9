use payment::{Checkout, NotificationKind, PageToken, Timestamp};
use serde::Serialize;

use crate::{api, clock::rfc3339, config::PublicUrl};

/// What a notification says, as it is sent.
#[derive(Debug, Serialize)]
struct Body<T> {
    r#type: &'static str,
    timestamp: String,
    data: T,
}

/// The body of a notification: what happened, when, and the checkout as the API showed it
/// right then. Written once, so that every try and every replay sends the same bytes.
pub(crate) fn body(
    kind: NotificationKind,
    at: Timestamp,
    checkout: &Checkout,
    token: &PageToken,
    public_url: &PublicUrl,
) -> Vec<u8> {
    let body = Body {
        r#type: kind.as_str(),
        timestamp: rfc3339(at),
        data: api::checkout_object(checkout, token, public_url),
    };
    serde_json::to_vec(&body).expect("texts, numbers and lists of them can always be written")
}
