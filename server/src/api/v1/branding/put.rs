use axum::{extract::State, response::Response};
use http::StatusCode;

use super::{CHAPTER, brand, object, request, schema};
use crate::{
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(super) fn describe() -> Operation {
    Operation::new(
        "putBranding",
        CHAPTER,
        "Set the branding",
        "Takes the place of the whole branding but for the logo: what is left out is as if it was never set. What the answer has beside it may be sent back as it came.",
    )
    .once()
    .json(Schema::named("BrandingSettings"), schema::settings_example())
    .answers(
        200,
        "The branding, and what was mended of it.",
        Schema::named("Branding"),
        schema::example(),
    )
}

/// `PUT /v1/branding`
pub(super) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let once = match key
        .start(&state.store, &caller, "PUT /v1/branding", &body)
        .await?
    {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let found = brand::find(&state, &caller).await?;
    let owner = (&caller.merchant, caller.mode);
    let before = crate::customer::brand_of(owner.0, owner.1, &found);
    let before = object::Branding::of(&before, owner, found.changed_at(), &state.config);
    let chosen = request::read(value, &before.as_json()).map_err(Problem::Invalid)?;

    let now = state.clock.now();
    let at = found.changed_next(now);
    let look = serde_json::to_string(&chosen).map_err(|error| Problem::Internal(error.into()))?;
    let after = store::StoredBrand {
        chosen: Some((look.clone(), at)),
        ..found
    };
    let brand = crate::customer::brand_of(owner.0, owner.1, &after);
    let shown = object::Branding::of(&brand, owner, Some(at), &state.config);
    let shown = answer::write(&shown);
    let store = state.store.clone();
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        store
            .put_brand(caller.merchant, caller.mode, look, now, answer)
            .await?;
        Ok(answer::json(StatusCode::OK, shown))
    };
    once.perform(&state, work).await
}
