#![doc = include_str!("../README.md")]

mod guichet;
mod signature;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode},
    response::{Html, Redirect},
    routing::{get, post},
};
use serde::{Deserialize, Serialize};

pub use self::guichet::Guichet;
use self::guichet::{Claimed, NewCheckout};

/// More than a notification can have.
const LARGEST: usize = 256 * 1024;

/// What an order costs, in cents.
const PRICE: u32 = 25_000;

struct Shop {
    guichet: Guichet,
    key: Vec<u8>,
    /// Where the shop is.
    url: String,
    /// The book of orders, by reference. A real shop has a database for it.
    orders: Mutex<HashMap<String, Order>>,
}

#[derive(Clone, Serialize)]
struct Order {
    reference: String,
    amount: u32,
    state: OrderState,
    shipments: u32,
    checkout: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum OrderState {
    AwaitingPayment,
    Short,
    Shipped,
}

/// The shop at `url`, or `None` when `secret` is not that of an endpoint.
#[must_use]
pub fn shop(url: &str, guichet: Guichet, secret: &str) -> Option<Router> {
    let shop = Shop {
        guichet,
        key: signature::key(secret)?,
        url: url.to_owned(),
        orders: Mutex::default(),
    };
    let router = Router::new()
        .route("/", get(front))
        .route("/orders", post(order))
        .route("/orders/{reference}", get(show))
        .route("/orders/{reference}/thanks", get(thanks))
        .route("/guichet", post(notified))
        .layer(DefaultBodyLimit::max(LARGEST))
        .with_state(Arc::new(shop));
    Some(router)
}

async fn front() -> Html<&'static str> {
    Html(
        "<!doctype html><html lang=\"en\"><title>Birch canoes</title><h1>Birch canoe</h1>\
         <p>250.00 $</p><form method=\"post\" action=\"/orders\"><button>Buy</button></form></html>",
    )
}

async fn order(State(shop): State<Arc<Shop>>) -> Result<Redirect, StatusCode> {
    let reference = format!("ORDER-{}", uuid::Uuid::new_v4().simple());
    let made = shop
        .guichet
        .make(&NewCheckout {
            amount: PRICE,
            currency: "CAD",
            success_url: format!("{}/orders/{reference}/thanks", shop.url),
            cancel_url: format!("{}/", shop.url),
            reference: &reference,
        })
        .await
        .map_err(|_| StatusCode::BAD_GATEWAY)?;
    let order = Order {
        reference: reference.clone(),
        amount: PRICE,
        state: OrderState::AwaitingPayment,
        shipments: 0,
        checkout: made.id,
    };
    shop.book().insert(reference, order);
    Ok(Redirect::to(&made.url))
}

/// For the shop's own staff, who sign in to a real shop.
async fn show(
    State(shop): State<Arc<Shop>>,
    Path(reference): Path<String>,
) -> Result<Json<Order>, StatusCode> {
    let order = shop.book().get(&reference).cloned();
    order.map(Json).ok_or(StatusCode::NOT_FOUND)
}

/// Coming back proves nothing: anybody can open this address. It only says what the book says.
async fn thanks(
    State(shop): State<Arc<Shop>>,
    Path(reference): Path<String>,
) -> Result<&'static str, StatusCode> {
    let book = shop.book();
    let order = book.get(&reference).ok_or(StatusCode::NOT_FOUND)?;
    Ok(match order.state {
        OrderState::AwaitingPayment => "We are waiting to hear of your payment.",
        OrderState::Short => "Less came than the order asks for. We will write to you.",
        OrderState::Shipped => "Thank you. Your canoe is on its way.",
    })
}

/// What the shop reads of a notification.
#[derive(Deserialize)]
struct Notification {
    r#type: String,
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    id: String,
    reference: Option<String>,
    shortfall: Option<u32>,
}

/// The raw body is what is signed: nothing may parse it before.
async fn notified(
    State(shop): State<Arc<Shop>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, StatusCode> {
    let header = |name: &str| headers.get(name)?.to_str().ok();
    let signed = (
        header("webhook-id"),
        header("webhook-timestamp"),
        header("webhook-signature"),
    );
    let (Some(id), Some(timestamp), Some(signatures)) = signed else {
        return Err(StatusCode::UNAUTHORIZED);
    };
    if !signature::is_genuine(id, timestamp, signatures, &body, &shop.key, now()) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let Notification { r#type, data } =
        serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    // What is not about an order of this shop, and types that it does nothing with, are taken.
    if r#type == "checkout.paid" && shop.ordered(&data) {
        shop.claim_and_ship(&data).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

impl Shop {
    fn book(&self) -> MutexGuard<'_, HashMap<String, Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ordered(&self, data: &Data) -> bool {
        let reference = data.reference.as_deref().unwrap_or_default();
        self.book()
            .get(reference)
            .is_some_and(|order| order.checkout == data.id)
    }

    /// The claim answers the same however often it is asked, and never two orders.
    async fn claim_and_ship(&self, data: &Data) -> Result<(), StatusCode> {
        let reference = data.reference.as_deref().unwrap_or_default();
        let state = if data.shortfall.is_some() {
            OrderState::Short
        } else {
            // Without an answer of Guichet: 503, and the notification comes again.
            let claimed = self.guichet.claim(&data.id, reference).await;
            match claimed.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)? {
                Claimed::Ours => OrderState::Shipped,
                Claimed::NotOurs => return Ok(()),
            }
        };
        // Asked and marked under one lock; a database does it in one transaction.
        if let Some(order) = self.book().get_mut(reference)
            && order.state == OrderState::AwaitingPayment
        {
            order.state = state;
            order.shipments += u32::from(state == OrderState::Shipped);
        }
        Ok(())
    }
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
