//! Every address, in one place, and what all answers have in common.

use axum::{Router, middleware, response::Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{
    api, assets, customer, dashboard, embed, health, own_domain, provider, receipt,
    state::AppState, telemetry,
};

/// The public side of the program.
pub(crate) fn app(state: AppState, extra: Router<AppState>) -> Router {
    Router::new()
        .merge(customer::router())
        .merge(dashboard::router(&state))
        .merge(api::router(&state))
        .merge(provider::router())
        .merge(receipt::router())
        .merge(health::router())
        .merge(assets::router())
        .merge(embed::router())
        .merge(extra)
        .fallback(|headers: HeaderMap| async move { customer::missing(&headers) })
        .layer(middleware::from_fn_with_state(
            state.clone(),
            own_domain::admit,
        ))
        .with_state(state)
        // Assets come compressed already; this is for what is made on the spot.
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::map_response(say_when))
        .layer(middleware::from_fn(telemetry::observe))
}

/// Whoever is told that something does not work right now, program or browser, is told when to
/// come back.
async fn say_when(mut response: Response) -> Response {
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .entry(header::RETRY_AFTER)
            .or_insert(HeaderValue::from_static("1"));
    }
    response
}
