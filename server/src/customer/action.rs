//! `POST /actions/…`: the page's server functions, and what a plain form gets to see of them.

use std::sync::Arc;

use app::{
    action::{ActionSlot, FreshAttempt, Outcome, TypedForm},
    desk::{CheckoutView, Desk as PageDesk},
    page::{PageInput, Refused},
};
use axum::{
    body::Body,
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, StatusCode};
use leptos::prelude::provide_context;
use payment::{AttemptId, Locale, PageToken};

use super::{
    missing::{fault, missing},
    page,
};
use crate::{random, state::AppState};

pub(crate) async fn run(State(state): State<AppState>, request: Request<Body>) -> Response {
    let headers = request.headers().clone();
    let slot = ActionSlot::default();
    let context = {
        let (slot, state) = (slot.clone(), state.clone());
        move || {
            provide_context::<Arc<dyn PageDesk>>(Arc::new(state.desk.clone()));
            provide_context(slot.clone());
            provide_context(FreshAttempt(fresh_attempt()));
        }
    };
    let response = leptos_axum::handle_server_fns_with_context(context, request)
        .await
        .into_response();
    let unread = StatusCode::UNPROCESSABLE_ENTITY;
    match slot.take() {
        // Not ours to dress: a hint, or a path that names no function.
        None => response,
        Some(Outcome::Done) => StatusCode::NO_CONTENT.into_response(),
        Some(Outcome::Go { token, locale }) => {
            Redirect::to(&page_address(&token, locale)).into_response()
        }
        Some(Outcome::Refused {
            token,
            locale,
            form,
            faults,
        }) => {
            let refused = Some(Refused { form, faults });
            again(&state, &token, &headers, unread, |view| PageInput {
                refused,
                choose_again: true,
                ..PageInput::of(view, locale, fresh_attempt())
            })
            .await
        }
        // Nothing is lost by a redirect, and a reload sends nothing again.
        Some(Outcome::Kept {
            token,
            locale,
            form,
        }) if form == TypedForm::default() => {
            Redirect::to(&format!("{}&given=1", page_address(&token, locale))).into_response()
        }
        Some(Outcome::Kept {
            token,
            locale,
            form,
        }) => {
            let faults = Vec::new();
            let typed = Some(Refused { form, faults });
            again(&state, &token, &headers, StatusCode::OK, |view| PageInput {
                refused: typed,
                time_given: true,
                choose_again: true,
                ..PageInput::of(view, locale, fresh_attempt())
            })
            .await
        }
        Some(Outcome::Unchosen { token, locale }) => {
            again(&state, &token, &headers, unread, |view| PageInput {
                account_missing: true,
                ..PageInput::of(view, locale, fresh_attempt())
            })
            .await
        }
        Some(Outcome::Missing) => missing(&headers),
        Some(Outcome::Unavailable) => fault(&headers),
    }
}

/// The page once more, with what was typed and what was wrong about it.
async fn again(
    state: &AppState,
    token: &PageToken,
    headers: &HeaderMap,
    status: StatusCode,
    input: impl FnOnce(CheckoutView) -> PageInput,
) -> Response {
    match state.desk.view(token).await {
        Ok(view) => page::respond(state, &input(view), status).await,
        Err(error) => page::problem(&error, headers),
    }
}

fn fresh_attempt() -> AttemptId {
    AttemptId::from_bytes(random::ordered())
}

fn page_address(token: &PageToken, locale: Locale) -> String {
    format!("/c/{}?lang={locale}", token.as_str())
}
