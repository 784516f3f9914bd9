use axum::{extract::State, response::Response};
use http::StatusCode;
use store::{Digest, LogoMark, NewLogo, StoredBrand};

use super::{
    super::{CHAPTER, brand, object, schema},
    body::PictureBody,
    draw::draw,
    fault::faults,
};
use crate::{
    api::{
        answer,
        caller::Caller,
        idempotency::{KeyHeader, Start, Ticket},
        openapi::{Operation, Schema},
    },
    problem::Problem,
    state::AppState,
};

pub(in super::super) fn describe() -> Operation {
    Operation::new(
        "putLogo",
        CHAPTER,
        "Set the logo",
        "The body is the picture: PNG, JPEG, WebP or SVG, at most 200 kB. It is drawn anew, at most 384 by 96 pixels for a place of 192 by 48, and served as a PNG.",
    )
    .once()
    .upload(
        "image/*",
        Schema::text().about("The picture: image/png, image/jpeg, image/webp or image/svg+xml."),
    )
    .answers(
        200,
        "The branding with its new logo.",
        Schema::named("Branding"),
        schema::example(),
    )
}

/// `PUT /v1/branding/logo`
pub(in super::super) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    PictureBody { kind, bytes }: PictureBody,
) -> Result<Response, Problem> {
    let action = format!("PUT /v1/branding/logo {}", kind.media());
    let once = match key.start(&state.store, &caller, &action, &bytes).await? {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let drawn = draw(kind, bytes)
        .await
        .map_err(|found| Problem::Invalid(faults(&found)))?;

    let before = brand::find(&state, &caller).await?;
    let now = state.clock.now();
    let at = before.changed_next(now);
    let after = StoredBrand {
        logo: Some(LogoMark {
            digest: Digest::of(&drawn.png),
            width: drawn.width,
            height: drawn.height,
            changed_at: at,
        }),
        ..before
    };
    let brand = crate::customer::brand_of(&caller.merchant, caller.mode, &after);
    let shown = object::Branding::of(
        &brand,
        (&caller.merchant, caller.mode),
        Some(at),
        &state.config,
    );
    let shown = answer::write(&shown);
    let store = state.store.clone();
    let work = move |ticket: Option<Ticket>| async move {
        let answer = ticket.map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
        let new = NewLogo {
            merchant: caller.merchant,
            mode: caller.mode,
            png: drawn.png,
            width: drawn.width,
            height: drawn.height,
            changed_at: now,
        };
        store.put_logo(new, answer).await?;
        Ok(answer::json(StatusCode::OK, shown))
    };
    once.perform(&state, work).await
}
