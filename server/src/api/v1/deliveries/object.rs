use std::borrow::Cow;

use payment::{CheckoutId, DeliveryId, EndpointId, EventId, NotificationKind};
use serde::Serialize;
use serde_json::value::RawValue;
use store::{DeliveryDetail, DeliveryRow, DeliveryState, Try, TryOutcome};

use crate::clock::rfc3339;

/// `"object": "delivery"`: one notification to one endpoint.
#[derive(Debug, Serialize)]
pub(in crate::api::v1) struct Delivery<'a> {
    id: &'a DeliveryId,
    object: &'static str,
    endpoint: &'a EndpointId,
    /// The `webhook-id` that it is sent with.
    notification: &'a EventId,
    r#type: NotificationKind,
    checkout: &'a CheckoutId,
    status: &'static str,
    tries: u32,
    /// `null` while it is being tried, and when it is over.
    next_try_at: Option<String>,
    created_at: String,
    ended_at: Option<String>,
}

/// The same with everything that is known. Never to be formatted: it holds the customer, and
/// what the merchant's server said.
#[derive(Serialize)]
pub(super) struct Detail<'a> {
    #[serde(flatten)]
    delivery: Delivery<'a>,
    attempts: Vec<Attempt<'a>>,
    /// What is sent, byte for byte.
    payload: Option<&'a RawValue>,
}

/// One try.
#[derive(Serialize)]
struct Attempt<'a> {
    number: usize,
    at: String,
    outcome: &'static str,
    http_status: Option<u16>,
    took_ms: u64,
    /// The beginning of what was answered. What is no text in it is replaced.
    answer: Cow<'a, str>,
}

/// `"object": "replay"`: how many deliveries are on their way.
#[derive(Debug, Serialize)]
pub(in crate::api::v1) struct Replay {
    object: &'static str,
    deliveries: u64,
}

impl Replay {
    pub(in crate::api::v1) const fn of(deliveries: u64) -> Self {
        Self {
            object: "replay",
            deliveries,
        }
    }
}

impl<'a> Delivery<'a> {
    pub(in crate::api::v1) fn of(row: &'a DeliveryRow) -> Self {
        let DeliveryRow {
            id,
            endpoint,
            notification,
            checkout,
            kind,
            state,
            tries,
            next_at,
            created_at,
            ended_at,
        } = row;
        Self {
            id,
            object: "delivery",
            endpoint,
            notification,
            r#type: *kind,
            checkout,
            status: DeliveryState::as_str(*state),
            tries: *tries,
            next_try_at: next_at.map(rfc3339),
            created_at: rfc3339(*created_at),
            ended_at: ended_at.map(rfc3339),
        }
    }
}

impl<'a> Detail<'a> {
    pub(super) fn of(detail: &'a DeliveryDetail) -> Self {
        let DeliveryDetail { row, body, tries } = detail;
        Self {
            delivery: Delivery::of(row),
            attempts: tries.iter().enumerate().map(Attempt::of).collect(),
            payload: serde_json::from_slice(body).ok(),
        }
    }
}

impl<'a> Attempt<'a> {
    fn of((index, tried): (usize, &'a Try)) -> Self {
        let Try {
            at,
            outcome,
            status,
            took,
            answer,
        } = tried;
        Self {
            number: index + 1,
            at: rfc3339(*at),
            outcome: TryOutcome::as_str(*outcome),
            http_status: *status,
            took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            answer: String::from_utf8_lossy(answer),
        }
    }
}
