//! `POST /actions/…`: the page's server functions, and what a plain form gets to see of them.

use std::sync::Arc;

use app::{
    action::{ActionSlot, Asked, FreshAttempt, Outcome, TypedForm, seen},
    desk::{CheckoutView, Desk as PageDesk, Fault},
    page::PageInput,
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
    draft::Draft,
    form_limit::TooLarge,
    missing::{fault, missing},
    page,
    too_large::too_large,
};
use crate::{random, state::AppState};

pub(crate) async fn run(State(state): State<AppState>, request: Request<Body>) -> Response {
    let headers = request.headers().clone();
    if let Some(told) = request.extensions().get::<TooLarge>().cloned() {
        return too_large(&state, told, &headers).await;
    }
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
    match slot.take() {
        // Not ours to dress: a hint, or a path that names no function.
        None => response,
        Some(Outcome::Done) => StatusCode::NO_CONTENT.into_response(),
        Some(Outcome::Go { token, locale }) => to_page(&token, locale, ""),
        Some(Outcome::Refused {
            token,
            locale,
            form,
            faults,
        }) => {
            let typed = Typed {
                token,
                locale,
                form,
                faults,
                why: Why::Faults,
            };
            typed.again(&state, &headers).await
        }
        Some(Outcome::Kept {
            token,
            locale,
            form,
            asked,
        }) => {
            let typed = Typed {
                token,
                locale,
                form,
                faults: Vec::new(),
                why: Why::TimeGiven(asked),
            };
            typed.again(&state, &headers).await
        }
        Some(Outcome::Stale {
            token,
            locale,
            form,
        }) => {
            let typed = Typed {
                token,
                locale,
                form,
                faults: Vec::new(),
                why: Why::Stale,
            };
            typed.again(&state, &headers).await
        }
        Some(Outcome::Unchosen { token, locale }) => to_page(&token, locale, "&unchosen=1"),
        Some(Outcome::Missing) => missing(&headers),
        Some(Outcome::Unavailable) => fault(&headers),
    }
}

/// Why a form led nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It has faults.
    Faults,
    /// It asked for more time, on a page of which that had been asked.
    TimeGiven(Asked),
    /// Its page had changed.
    Stale,
}

impl Why {
    /// What the page's address says of it.
    fn query(self, view: &CheckoutView) -> String {
        match self {
            Self::Faults => String::new(),
            Self::TimeGiven(asked) => format!("&given=1{}", asked.query()),
            // Until another attempt is made.
            Self::Stale => format!("&stale={}", seen(&view.checkout)),
        }
    }
}

/// What was typed into a form that led nowhere.
struct Typed {
    token: PageToken,
    locale: Locale,
    form: TypedForm,
    faults: Vec<Fault>,
    why: Why,
}

impl Typed {
    /// On to the page, on which it stands again. A reload of that page sends nothing again.
    async fn again(self, state: &AppState, headers: &HeaderMap) -> Response {
        let view = match state.desk.view(&self.token).await {
            Ok(view) => view,
            Err(error) => return page::problem(&error, headers),
        };
        let query = self.why.query(&view);
        if self.faults.is_empty() && self.form == TypedForm::default() {
            return to_page(&self.token, self.locale, &query);
        }
        let draft = Draft::of(&view, self.form, self.faults);
        match draft.keep(state, &view.checkout.id, view.now).await {
            Ok(key) => to_page(&self.token, self.locale, &format!("{query}&typed={key}")),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a form could not be kept for the page that answers it"
                );
                here(state, view, self.locale, self.why, draft).await
            }
        }
    }
}

/// The page as the answer itself: it asks before it is loaded anew, and has what was typed.
async fn here(
    state: &AppState,
    view: CheckoutView,
    locale: Locale,
    why: Why,
    draft: Draft,
) -> Response {
    let status = match why {
        Why::Faults => StatusCode::UNPROCESSABLE_ENTITY,
        Why::TimeGiven(_) | Why::Stale => StatusCode::OK,
    };
    let input = PageInput {
        refused: Some(draft.shown()),
        time_given: matches!(why, Why::TimeGiven(_)),
        stale: why == Why::Stale,
        choose_again: true,
        ..PageInput::of(view, locale, fresh_attempt())
    };
    page::respond(state, &input, status).await
}

/// To the checkout's page.
fn to_page(token: &PageToken, locale: Locale, query: &str) -> Response {
    Redirect::to(&format!("/c/{}?lang={locale}{query}", token.as_str())).into_response()
}

fn fresh_attempt() -> AttemptId {
    AttemptId::from_bytes(random::ordered())
}
