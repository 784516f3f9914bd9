//! `/dashboard/payment-links`: standing offers that customers pay by, by the rules of the API.

mod change;
mod code;
mod filled;
mod make;

use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use dashboard::page::{
    payment_link::{self, Editing, Input, path},
    payment_links::{self, Link, PATH, PaymentLinks, form::Filled},
};
use flinks::limits::Limits;
use http::StatusCode;
use payment::{CheckoutId, PaymentLinkId};
use store::{ListFilter, PaymentLinkFilter, Power, StoreError, StoredPaymentLink};
use url::form_urlencoded;

use super::{Access, Route, Signed, document, found, unavailable};
use crate::{
    api::{self, payment_link::address},
    problem::Problem,
    state::AppState,
};

/// How many links, or payments by one, stand on a page.
const PAGE: usize = 20;

pub(super) fn routes() -> Vec<Route> {
    let [look, work] = [Power::Look, Power::Work].map(Access::Member);
    vec![
        Route::get("/dashboard/payment-links", look, list),
        Route::post("/dashboard/payment-links", work, make::make),
        Route::get("/dashboard/payment-links/new", work, make::blank),
        Route::get("/dashboard/payment-links/{id}", look, show),
        Route::post("/dashboard/payment-links/{id}", work, change::edit),
        Route::post("/dashboard/payment-links/{id}/pause", work, change::pause),
        Route::post("/dashboard/payment-links/{id}/resume", work, change::resume),
        Route::get("/dashboard/payment-links/{id}/qr.svg", look, code::drawn),
        Route::get("/dashboard/payment-links/{id}/qr.png", look, code::painted),
    ]
}

/// The link that an address names. One of another merchant or of the other mode is not there.
async fn find(
    state: &AppState,
    signed: &Signed,
    id: &str,
) -> Result<Option<StoredPaymentLink>, StoreError> {
    let Ok(id) = id.parse::<PaymentLinkId>() else {
        return Ok(None);
    };
    let found = state.store.payment_link(&id).await?;
    Ok(found.filter(|it| it.link.merchant == signed.merchant && it.link.mode == signed.mode))
}

/// What the merchant's account takes.
async fn limits(state: &AppState, signed: &Signed) -> Result<Limits, Problem> {
    api::payment_link::limits(state, &signed.merchant, signed.mode).await
}

/// The last of the page before, as an address says it.
fn after(query: Option<String>) -> Option<String> {
    let query = query.unwrap_or_default();
    let mut parts = form_urlencoded::parse(query.as_bytes());
    let after = parts.find(|(name, _)| name == "after");
    after.map(|(_, value)| value.into_owned())
}

/// `GET /dashboard/payment-links`
async fn list(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Response {
    let after = after(query).and_then(|id| id.parse().ok());
    match page(&state, &signed, after).await {
        Ok(shown) => document(StatusCode::OK, payment_links::render(&signed.frame, &shown)),
        Err(error) => unavailable(&error),
    }
}

async fn page(
    state: &AppState,
    signed: &Signed,
    after: Option<PaymentLinkId>,
) -> Result<PaymentLinks, StoreError> {
    let filter = PaymentLinkFilter {
        merchant: signed.merchant.clone(),
        mode: signed.mode,
        // One more than is shown tells whether there is another page.
        limit: u32::try_from(PAGE + 1).unwrap_or(u32::MAX),
        after,
    };
    let mut found = state.store.payment_links(&filter).await?;
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let ids: Vec<_> = found.iter().map(|stored| stored.link.id.clone()).collect();
    let uses = state.store.payment_links_uses(&ids).await?;
    let now = state.clock.now();
    let last = ids.last().filter(|_| has_more);
    let links = found.into_iter().map(|StoredPaymentLink { link, .. }| {
        let uses = uses.get(&link.id).copied().unwrap_or_default();
        Link {
            state: link.state(uses, now),
            uses,
            link,
        }
    });
    Ok(PaymentLinks {
        older: last.map(|last| format!("{PATH}?after={last}")),
        links: links.collect(),
    })
}

/// `GET /dashboard/payment-links/{id}`
async fn show(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let stored = found(&signed.frame, find(&state, &signed, &id).await)?;
    let after = after(query).and_then(|id| id.parse().ok());
    let filled = filled::of(&stored.link);
    Ok(render(&state, &signed, stored, filled, Editing::Stored, after).await)
}

/// A link's page, with the form as it is, or as it was not accepted.
async fn render(
    state: &AppState,
    signed: &Signed,
    stored: StoredPaymentLink,
    filled: Filled,
    editing: Editing,
    after: Option<CheckoutId>,
) -> Response {
    let status = match editing {
        Editing::Stored => StatusCode::OK,
        Editing::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Editing::Outdated => StatusCode::CONFLICT,
    };
    match input(state, signed, stored, filled, editing, after).await {
        Ok(input) => document(status, payment_link::render(&signed.frame, &input)),
        Err(error) => unavailable(&error),
    }
}

async fn input(
    state: &AppState,
    signed: &Signed,
    StoredPaymentLink { link, revision, .. }: StoredPaymentLink,
    filled: Filled,
    editing: Editing,
    after: Option<CheckoutId>,
) -> Result<Input, StoreError> {
    let uses = state.store.payment_link_uses(&link.id).await?;
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut payments = state
        .store
        .list(&ListFilter {
            payment_link: Some(link.id.clone()),
            after,
            ..ListFilter::newest(signed.merchant.clone(), signed.mode, limit)
        })
        .await?;
    let has_more = payments.len() > PAGE;
    payments.truncate(PAGE);
    let last = payments.last().filter(|_| has_more);
    Ok(Input {
        address: address(&link, &state.domains.url_of(&link.merchant, link.mode)),
        older: last.map(|last| format!("{}?after={}", path(&link.id), last.id)),
        payments,
        link: Link {
            state: link.state(uses, state.clock.now()),
            uses,
            link,
        },
        filled,
        editing,
        seen: revision.to_string(),
    })
}
