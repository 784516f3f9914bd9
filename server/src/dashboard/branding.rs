//! `/dashboard/branding`: how customers' pages look.
//!
//! Whoever may say how the merchant looks need not have signed in a moment ago: it lets nobody
//! in, and what takes half an hour to write would be lost.

mod draft;
mod preview;
mod saved;
mod sent;

use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::branding::{self as page, LogoFault, Part, Standing};
use http::{HeaderValue, StatusCode, header};
use store::{Action, BrandChange, LogoChange, NewLogo, Power};

use self::{draft::Gaps, saved::Saved, sent::Sent};
use super::{Access, Route, Signed, document, found, unavailable};
use crate::{api, problem::Problem, state::AppState};

/// The largest form, in bytes: ten times the largest logo, so that one that is too large is told
/// so.
const MAX_FORM: usize = 10 * api::branding::LIMIT;

/// The policy of every page, and the picture in its frame.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'",
);

pub(super) fn routes() -> Vec<Route> {
    let (look, govern) = (Access::Member(Power::Look), Access::Member(Power::Govern));
    let form = |route: Route| route.with_file(MAX_FORM).at_any_time();
    vec![
        Route::get(page::PATH, look, show),
        form(Route::post(page::PATH, govern, save)),
        Route::get("/dashboard/branding/preview", look, preview::of_saved),
        form(Route::post(
            "/dashboard/branding/preview",
            govern,
            preview::of_draft,
        )),
    ]
}

/// `GET /dashboard/branding`
async fn show(State(state): State<AppState>, signed: Signed) -> Result<Response, Response> {
    let saved = found(&signed.frame, Saved::find(&state, &signed).await)?;
    let typed = saved.typed.clone();
    let shown = saved.shown(Standing::Saved, typed, Vec::new(), Vec::new());
    Ok(render(&signed, StatusCode::OK, &shown))
}

fn render(signed: &Signed, status: StatusCode, shown: &page::Branding) -> Response {
    let mut response = document(status, page::render(&signed.frame, shown));
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, POLICY);
    response
}

/// `POST /dashboard/branding`
async fn save(
    State(state): State<AppState>,
    signed: Signed,
    sent: Sent,
) -> Result<Response, Response> {
    let saved = found(&signed.frame, Saved::find(&state, &signed).await)?;
    let value = draft::value(&sent.typed, Gaps::Told);
    let read = api::branding::read(value, &saved.told);
    let drawn = match sent.picture.clone() {
        None => Ok(None),
        Some(picture) => picture.draw().await.map(Some),
    };
    let (brand, drawn) = match (read, drawn) {
        (Ok(brand), Ok(drawn)) => (brand, drawn),
        (read, drawn) => {
            let faults = read.err().unwrap_or_default();
            let picture: Vec<LogoFault> = drawn.err().unwrap_or_default();
            let faults = draft::parts(&faults, &sent.typed);
            return Ok(refuse(&signed, &saved, sent, faults, picture));
        }
    };
    let is_same = brand.clone().with_logo(saved.brand.logo.clone()) == saved.brand;
    let now = state.clock.now();
    let logo = match drawn {
        Some(drawn) => LogoChange::Put(NewLogo {
            merchant: signed.merchant.clone(),
            mode: signed.mode,
            png: drawn.png,
            width: drawn.width,
            height: drawn.height,
            changed_at: now,
        }),
        None if sent.removes_logo => LogoChange::Remove,
        None => LogoChange::Keep,
    };
    let is_logo_kept = matches!(logo, LogoChange::Keep);
    let done = || Redirect::to(&format!("{}?done=saved", page::PATH)).into_response();
    if is_same && is_logo_kept {
        return Ok(done());
    }
    let note = |action| signed.note(action, Some(signed.mode), None, now);
    let notes = [
        (!is_same).then(|| note(Action::BrandingChanged)),
        (!is_logo_kept).then(|| note(Action::LogoChanged)),
    ];
    let look = match serde_json::to_string(&brand) {
        Ok(look) => look,
        Err(error) => return Ok(unavailable(&Problem::Internal(error.into()))),
    };
    let change = BrandChange {
        merchant: signed.merchant.clone(),
        mode: signed.mode,
        seen: sent.seen,
        look,
        logo,
        now,
    };
    let notes = notes.into_iter().flatten().collect();
    Ok(
        match state.store.change_brand_and_note(change, notes).await {
            Ok(true) => done(),
            Ok(false) => {
                let shown = saved.shown(Standing::Outdated, sent.typed, Vec::new(), Vec::new());
                render(&signed, StatusCode::CONFLICT, &shown)
            }
            Err(error) => unavailable(&error),
        },
    )
}

fn refuse(
    signed: &Signed,
    saved: &Saved,
    sent: Sent,
    faults: Vec<Part>,
    picture: Vec<LogoFault>,
) -> Response {
    let mut shown = saved.shown(Standing::Refused, sent.typed, faults, picture);
    // Whoever saved in between is told of once what was typed is right.
    shown.seen = sent.seen.map_or_else(String::new, saved::revision);
    render(signed, StatusCode::UNPROCESSABLE_ENTITY, &shown)
}
