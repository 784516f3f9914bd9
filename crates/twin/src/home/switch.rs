//! The forms of the front page. Each leads back to where it stands on the page.

use std::time::Duration;

use axum::{
    Form,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    Twin,
    fault::{Effect, Fault, Preset},
    problem::Problem,
    scenario::Scenario,
};

/// What a switch is turned to.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum To {
    On,
    Off,
}

#[derive(Deserialize)]
pub(super) struct Switch {
    name: String,
    to: To,
    #[serde(default)]
    lang: String,
}

/// A named fault, everywhere and until it is switched off.
pub(super) async fn fault(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Form(form): Form<Switch>,
) -> Response {
    let Some(preset) = Preset::named(&form.name) else {
        return Problem::new(StatusCode::NOT_FOUND).into_response();
    };
    act(&headers, &form.lang, preset.name, || {
        twin.with(|book, _| match form.to {
            To::On => book.faults.add(preset.fault()),
            To::Off => book.faults.clear_named(preset.name),
        });
    })
}

/// A scenario for every new session that names none.
pub(super) async fn scenario(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Form(form): Form<Switch>,
) -> Response {
    let Some(scenario) = Scenario::named(&form.name) else {
        return Problem::new(StatusCode::NOT_FOUND).into_response();
    };
    act(&headers, &form.lang, scenario.name(), || {
        twin.with(|book, _| match form.to {
            To::On => book.casting.cast(scenario),
            To::Off => book.casting.dismiss(scenario),
        });
    })
}

#[derive(Deserialize)]
pub(super) struct Storm {
    seed: u64,
    rate: u8,
    #[serde(default)]
    lang: String,
}

/// A storm.
pub(super) async fn storm(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Form(form): Form<Storm>,
) -> Response {
    act(&headers, &form.lang, "faults", || {
        let storm = Fault {
            rate: Some(form.rate.min(100)),
            ..Effect::Seed(form.seed).into()
        };
        twin.with(|book, _| book.faults.add(storm));
    })
}

#[derive(Deserialize)]
pub(super) struct Bare {
    #[serde(default)]
    lang: String,
}

/// Everything is put right.
pub(super) async fn right(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Form(form): Form<Bare>,
) -> Response {
    act(&headers, &form.lang, "faults", || {
        twin.with(|book, _| book.faults.clear());
    })
}

#[derive(Deserialize)]
pub(super) struct Advance {
    seconds: u32,
    #[serde(default)]
    lang: String,
}

/// The clock is moved.
pub(super) async fn clock(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Form(form): Form<Advance>,
) -> Response {
    act(&headers, &form.lang, "clock", || {
        twin.advance(Duration::from_secs(form.seconds.into()));
    })
}

/// Does it, unless another site's page sent the form: a page that a tester happens to visit
/// must not be able to change what is tested.
fn act(headers: &HeaderMap, lang: &str, place: &str, act: impl FnOnce()) -> Response {
    let from = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    if !matches!(from, None | Some(b"same-origin" | b"none")) {
        return Problem::new(StatusCode::FORBIDDEN).into_response();
    }
    act();
    let lang = match lang.parse::<payment::Locale>() {
        Ok(locale) => format!("?lang={}", locale.tag()),
        Err(_) => String::new(),
    };
    Redirect::to(&format!("/{lang}#{place}")).into_response()
}
