//! `GET /brand/{merchant}-{digest}.css`: the merchant's colours, as a stylesheet of their own.

use app::brand::Brand;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use payment::MerchantId;

use crate::state::AppState;

/// Where a merchant's stylesheet is; it changes when the brand does.
pub(crate) async fn show(State(state): State<AppState>, Path(file): Path<String>) -> Response {
    let not_found =
        || (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
    let Some((merchant, digest)) = file
        .strip_suffix(".css")
        .and_then(|name| name.split_once('-'))
    else {
        return not_found();
    };
    let Ok(merchant) = merchant.parse::<MerchantId>() else {
        return not_found();
    };
    let brand: Brand = match state.desk.brand(&merchant).await {
        Ok(Some(brand)) => brand,
        Ok(None) => return not_found(),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    if brand.digest() != digest {
        return not_found();
    }
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, brand.stylesheet()).into_response()
}
