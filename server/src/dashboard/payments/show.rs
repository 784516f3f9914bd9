use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use dashboard::{
    page::payment::{Asked, Input, render},
    payments::Filter,
};
use http::StatusCode;
use store::{Loaded, StoreError, Version};
use url::form_urlencoded;

use super::find;
use crate::{
    dashboard::{Signed, document, found},
    state::AppState,
};

/// What a payment's address says after an action that made no sense there.
pub(super) const REFUSED: &str = "asked=refused";

/// `GET /dashboard/payments/{id}`
pub(super) async fn show(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let input = input(&state, &signed, &id, &query.unwrap_or_default()).await;
    let input = found(&signed.frame, input)?;
    Ok(document(StatusCode::OK, render(&signed.frame, &input)))
}

async fn input(
    state: &AppState,
    signed: &Signed,
    id: &str,
    query: &str,
) -> Result<Option<Input>, StoreError> {
    let Some(Loaded {
        checkout, token, ..
    }) = find(state, signed, id).await?
    else {
        return Ok(None);
    };
    let log = state.store.events(&checkout.id, Version::NONE).await?;
    let notifications = state.store.notifications(&checkout.id).await?;
    let letters = state.store.letters(&checkout.id).await?;
    let list = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "list")
        .map(|(_, list)| Filter::read(&list));
    let url = state.domains.url_of(&checkout.merchant, signed.mode);
    Ok(Some(Input {
        page_address: url.join(format!("/c/{}", token.as_str())),
        checkout,
        log,
        notifications,
        letters,
        writes: state.mail.is_some(),
        list: list.unwrap_or_default(),
        asked: if query.split('&').any(|part| part == REFUSED) {
            Asked::Refused
        } else {
            Asked::Nothing
        },
    }))
}
