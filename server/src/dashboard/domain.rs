//! `/dashboard/domain`: the host of the merchant's own, by the rules of the API.

use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::domain::{BUSY, Input, PATH, Refused, TOO_OFTEN, render};
use http::StatusCode;
use payment::Timestamp;
use store::{Action, NewAudit, Power, StoreError};

use super::{Access, Route, Signed, document, filled::Filled, missing, unavailable};
use crate::{
    config::PublicUrl,
    own_domain::{self, LookRefused, NameFault, record_name},
    state::AppState,
};

/// How often a host is named while others name one too.
const TRIES: usize = 16;

pub(super) fn routes() -> Vec<Route> {
    let [look, govern] = [Power::Look, Power::Govern].map(Access::Member);
    vec![
        Route::get("/dashboard/domain", look, show),
        Route::post("/dashboard/domain", govern, name),
        Route::post("/dashboard/domain/look", govern, look_now),
        Route::post("/dashboard/domain/forget", govern, forget),
    ]
}

/// `GET /dashboard/domain`
async fn show(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let mut came = query.split('&').filter_map(|it| it.strip_prefix("came="));
    let refused = came.find_map(|came| match came {
        TOO_OFTEN => Some(Refused::TooOften),
        BUSY => Some(Refused::Busy),
        _ => None,
    });
    page(&state, &signed, StatusCode::OK, refused).await
}

async fn page(
    state: &AppState,
    signed: &Signed,
    status: StatusCode,
    refused: Option<Refused>,
) -> Response {
    let domain = match state.store.domain(&signed.merchant, signed.mode).await {
        Ok(domain) => domain,
        Err(error) => return unavailable(&error),
    };
    let input = Input {
        record: domain.as_ref().map(|domain| record_name(&domain.host)),
        house: PublicUrl::host(state.domains.house()).unwrap_or_default(),
        domain,
        refused,
    };
    document(status, render(&signed.frame, &input))
}

/// `POST /dashboard/domain`: names a host in the place of the one before.
async fn name(State(state): State<AppState>, signed: Signed, filled: Filled) -> Response {
    let typed = filled.text("host");
    let host = match own_domain::read(typed, state.domains.own()) {
        Ok(host) => host,
        Err(fault) => {
            let refused = match fault {
                NameFault::NotName | NameFault::Address | NameFault::NotPublic => Refused::NotHost,
                NameFault::Ours => Refused::Ours,
            };
            let refused = Some(refused(typed.to_owned()));
            return page(&state, &signed, StatusCode::UNPROCESSABLE_ENTITY, refused).await;
        }
    };
    let (store, now) = (&state.store, state.clock.now());
    for _ in 0..TRIES {
        let before = match store.domain(&signed.merchant, signed.mode).await {
            Ok(before) => before,
            Err(error) => return unavailable(&error),
        };
        if before.is_some_and(|before| before.host == host) {
            return saved();
        }
        let domain = own_domain::named(&signed.merchant, signed.mode, &host, now);
        let note = noted(&signed, Some(host.as_str().to_owned()), now);
        match store.name_domain_and_note(domain, note).await {
            Ok(true) => return refreshed(&state).await,
            Ok(false) => {}
            Err(error) => return unavailable(&error),
        }
    }
    unavailable(&StoreError::Contended)
}

/// `POST /dashboard/domain/look`: looks for the record at once.
async fn look_now(State(state): State<AppState>, signed: Signed) -> Response {
    match own_domain::look_now(&state, &signed.merchant, signed.mode).await {
        Ok(_) => Redirect::to(PATH).into_response(),
        Err(LookRefused::TooOften { .. }) => {
            Redirect::to(&format!("{PATH}?came={TOO_OFTEN}")).into_response()
        }
        Err(LookRefused::NoTurn) => Redirect::to(&format!("{PATH}?came={BUSY}")).into_response(),
        Err(LookRefused::NotNamed) => missing(&signed.frame),
        Err(LookRefused::Store(error)) => unavailable(&error),
    }
}

/// `POST /dashboard/domain/forget`
async fn forget(State(state): State<AppState>, signed: Signed) -> Response {
    let (store, now) = (&state.store, state.clock.now());
    let (merchant, mode) = (&signed.merchant, signed.mode);
    let note = noted(&signed, None, now);
    match store.forget_domain_and_note(merchant, mode, note).await {
        Ok(_) => refreshed(&state).await,
        Err(error) => unavailable(&error),
    }
}

fn noted(signed: &Signed, host: Option<String>, now: Timestamp) -> NewAudit {
    signed.note(Action::DomainChanged, Some(signed.mode), host, now)
}

/// What was changed holds here at once.
async fn refreshed(state: &AppState) -> Response {
    match state.domains.refresh(&state.store).await {
        Ok(()) => saved(),
        Err(error) => unavailable(&error),
    }
}

fn saved() -> Response {
    Redirect::to(&format!("{PATH}?done=saved")).into_response()
}
