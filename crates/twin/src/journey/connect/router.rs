use std::collections::HashMap;

use axum::{
    Form, Router,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use flinks::step::Step;
use jiff::Timestamp;
use payment::Locale;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    account, bank, closed, consent, done,
    parameters::Parameters,
    question,
    refused::{self, Reason},
    screen::Screen,
    shell, sign_in, trouble,
    visit::Visit,
};
use crate::{
    Twin,
    book::Book,
    fault::{PageEffects, Subject},
    journey::visit::Fields,
    words::Words,
};

/// What stands in an address of a visit.
#[derive(Debug, Deserialize)]
struct Address {
    visit: Option<String>,
    /// What is searched for in the list of banks.
    q: Option<String>,
}

pub(crate) fn router() -> Router<Twin> {
    Router::new()
        .route("/v2", get(open))
        .route("/v2/", get(open))
        .route("/v2/language", post(switch_language))
        .route("/v2/back", post(back))
        .route("/v2/leave", post(leave))
        .route("/v2/{screen}", get(show).post(submit))
}

/// The frame is opened, with a key that works once `[C-auth]`.
async fn open(State(twin): State<Twin>, Query(query): Query<HashMap<String, String>>) -> Response {
    let parameters = Parameters::read(&query);
    let Some(token) = query
        .get("authorizeToken")
        .filter(|token| !token.is_empty())
    else {
        return refused::page(&parameters, Reason::Missing);
    };
    let opened = twin.change(|book, now| {
        book.use_authorize_token(token, now).then(|| {
            let visit = Visit::begin(book.random.uuid(), parameters.clone(), now);
            let first = visit.address(visit.screen.slug());
            book.visits.keep(visit, now);
            first
        })
    });
    match opened {
        Some(first) => Redirect::to(&first).into_response(),
        None => refused::page(&parameters, Reason::Unusable),
    }
}

/// A screen of a visit. There is one current screen; every other address leads to it.
async fn show(
    State(twin): State<Twin>,
    Path(slug): Path<String>,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Response {
    go_on(&twin, &address, |turn| {
        if turn.visit.screen.slug() == slug {
            render(turn, address.q.as_deref().unwrap_or_default(), &headers)
        } else {
            lead_on(turn.visit)
        }
    })
}

/// A form. One of a screen that the customer has left changes nothing.
async fn submit(
    State(twin): State<Twin>,
    Path(slug): Path<String>,
    Query(address): Query<Address>,
    Form(fields): Form<Fields>,
) -> Response {
    go_on(&twin, &address, |turn| {
        if turn.visit.screen.slug() == slug {
            act(turn, &fields);
        }
        lead_on(turn.visit)
    })
}

async fn back(State(twin): State<Twin>, Query(address): Query<Address>) -> Response {
    go_on(&twin, &address, |turn| {
        let visit = &mut *turn.visit;
        match visit.screen {
            Screen::Bank if visit.parameters.consent.is_on() => {
                visit.go(Screen::Consent);
                visit.tell(&Step::ComponentLoadConsent);
            }
            Screen::SignIn => bank::show_list(visit),
            Screen::Bank
            | Screen::Consent
            | Screen::Question
            | Screen::Account
            | Screen::Done
            | Screen::Trouble(_)
            | Screen::Closed => {}
        }
        lead_on(visit)
    })
}

/// The close button.
async fn leave(State(twin): State<Twin>, Query(address): Query<Address>) -> Response {
    go_on(&twin, &address, |turn| {
        if !turn.visit.screen.is_last() {
            turn.visit.go(Screen::Closed);
            turn.visit.tell(&Step::ComponentCloseSession);
        }
        lead_on(turn.visit)
    })
}

async fn switch_language(
    State(twin): State<Twin>,
    Query(address): Query<Address>,
    Form(fields): Form<Fields>,
) -> Response {
    go_on(&twin, &address, |turn| {
        let wanted = fields.get("to").and_then(|tag| tag.parse::<Locale>().ok());
        turn.visit.locale = wanted.or(turn.visit.locale);
        lead_on(turn.visit)
    })
}

/// One request of a visit, with everything that it may change.
pub(super) struct Turn<'a, 'f> {
    pub(super) visit: &'a mut Visit,
    pub(super) book: &'a mut Book,
    pub(super) effects: &'a mut PageEffects<'f>,
    pub(super) now: Timestamp,
}

fn go_on(
    twin: &Twin,
    address: &Address,
    act: impl FnOnce(&mut Turn<'_, '_>) -> Response,
) -> Response {
    let id = address
        .visit
        .as_deref()
        .and_then(|id| id.parse::<Uuid>().ok());
    let answered = id.and_then(|id| {
        twin.change(|book, now| {
            // Visit and faults step aside for as long as the book is changed.
            let mut visit = book.visits.take(id, now)?;
            let mut faults = std::mem::take(&mut book.faults);
            let mut effects = faults.page_effects(Subject {
                session: Some(id.to_string()),
                reference: visit.parameters.tag.clone(),
            });
            let response = act(&mut Turn {
                visit: &mut visit,
                book,
                effects: &mut effects,
                now,
            });
            book.faults = faults;
            book.visits.keep(visit, now);
            Some(response)
        })
    });
    answered.unwrap_or_else(|| refused::page(&Parameters::read(&HashMap::new()), Reason::Over))
}

fn lead_on(visit: &Visit) -> Response {
    Redirect::to(&visit.address(visit.screen.slug())).into_response()
}

fn act(turn: &mut Turn<'_, '_>, fields: &Fields) {
    match turn.visit.screen {
        Screen::Consent => consent::submit(turn.visit, fields),
        Screen::Bank => bank::submit(turn.visit, fields),
        Screen::SignIn => sign_in::submit(turn, fields),
        Screen::Question => question::submit(turn, fields),
        Screen::Account => account::submit(turn.visit, fields),
        Screen::Trouble(_) => trouble::submit(turn.visit, fields),
        Screen::Done | Screen::Closed => {}
    }
}

fn render(turn: &mut Turn<'_, '_>, search: &str, headers: &HeaderMap) -> Response {
    let untold = std::mem::take(&mut turn.visit.untold);
    let visit = &*turn.visit;
    let words = Words::of(visit.locale());
    let mut refresh = None;
    let mut body = match visit.screen {
        Screen::Consent => consent::view(visit, words),
        Screen::Bank => bank::view(visit, words, search),
        Screen::SignIn => sign_in::view(visit, words),
        Screen::Question => question::view(visit, words),
        Screen::Account => account::view(visit, words),
        Screen::Trouble(trouble) => trouble::view(visit, words, trouble),
        Screen::Closed => closed::view(words),
        Screen::Done => {
            let first = !untold.is_empty();
            refresh = done::way_without_script(visit, headers).filter(|_| first);
            done::view(visit, words, first)
        }
    };
    shell::page(visit, words, untold, turn.effects, refresh, &mut body)
}
