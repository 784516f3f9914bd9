use std::collections::HashMap;

use axum::{
    Form, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use flinks::step::Step;
use payment::Locale;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    Opened, Screen, account, agreement, amount, approve, bank, close, confirm, consent, done,
    effects::{self, Struck},
    ended, hosted, inactive, missing, offer,
    policy::Policy,
    question, review, sign_in,
    telling::Telling,
    unsigned, waiting,
};
use crate::{
    Twin,
    fault::PageEffects,
    session::{Consent, Phase, Rail, Session},
    words::Words,
};

/// The fields of a form.
pub(super) type Fields = HashMap<String, String>;

/// What stands in an address of the hosted page.
#[derive(Debug, Deserialize)]
struct Address {
    #[serde(rename = "sessionId")]
    session_id: Option<String>,
    /// What is searched for in the list of banks.
    q: Option<String>,
}

pub(crate) fn router() -> Router<Twin> {
    Router::new()
        .route("/app", get(open))
        .route("/app/", get(open))
        .route("/app/language", post(switch_language))
        .route("/app/back", post(back))
        .route("/app/leave", post(leave))
        .route("/app/{screen}", get(show).post(submit))
}

/// The address of a screen of a session.
pub(super) fn address(session: &Session, part: &str) -> String {
    format!("/app/{part}?sessionId={}", session.id)
}

/// The app is opened: from its start, or where the customer was.
async fn open(State(twin): State<Twin>, Query(address): Query<Address>) -> Response {
    visit(&twin, &address, |session, effects| {
        if session.journey.screen == Screen::Unsigned {
            session.journey.go(Screen::Agreement);
        }
        mount(session);
        render(session, address.q.as_deref(), effects)
    })
}

/// A screen of a journey that is under way. There is one current screen; every other
/// address leads to it.
async fn show(
    State(twin): State<Twin>,
    Path(slug): Path<String>,
    Query(address): Query<Address>,
) -> Response {
    visit(&twin, &address, |session, effects| {
        if session.screen().slug() == slug {
            render(session, address.q.as_deref(), effects)
        } else {
            go_on(session)
        }
    })
}

/// A form. One of a screen that the customer has left long ago changes nothing.
async fn submit(
    State(twin): State<Twin>,
    Path(slug): Path<String>,
    Query(address): Query<Address>,
    Form(fields): Form<Fields>,
) -> Response {
    visit(&twin, &address, |session, effects| {
        let screen = session.screen();
        if Screen::by_slug(&slug) == Some(screen) {
            begin(session);
            act(screen, session, &fields, effects);
        }
        go_on(session)
    })
}

async fn back(State(twin): State<Twin>, Query(address): Query<Address>) -> Response {
    visit(&twin, &address, |session, _| {
        if session.phase().is_unfinished() {
            step_back(session);
        }
        go_on(session)
    })
}

/// The close button of the e-Transfer pages.
async fn leave(State(twin): State<Twin>, Query(address): Query<Address>) -> Response {
    visit(&twin, &address, |session, _| {
        if session.product.rail() == Rail::ETransfer && session.phase().is_unfinished() {
            close::ask(&mut session.journey);
        }
        go_on(session)
    })
}

async fn switch_language(
    State(twin): State<Twin>,
    Query(address): Query<Address>,
    Form(fields): Form<Fields>,
) -> Response {
    visit(&twin, &address, |session, _| {
        let wanted = fields.get("to").and_then(|tag| tag.parse::<Locale>().ok());
        session.journey.locale = wanted.or(session.journey.locale);
        go_on(session)
    })
}

fn visit(
    twin: &Twin,
    address: &Address,
    act: impl FnOnce(&mut Session, &mut PageEffects<'_>) -> Response,
) -> Response {
    address
        .session_id
        .as_deref()
        .and_then(|id| id.parse::<Uuid>().ok())
        .and_then(|id| twin.visit_session(id, |session, effects, _| act(session, effects)))
        .unwrap_or_else(|| (StatusCode::NOT_FOUND, missing::page()).into_response())
}

fn go_on(session: &Session) -> Response {
    Redirect::to(&address(session, session.screen().slug())).into_response()
}

/// Tells what the opening of the app tells.
fn mount(session: &mut Session) {
    session.journey.tell_mounted();
    if !session.api.is_active() {
        return;
    }
    let first = session.journey.opened == Opened::Never;
    session.journey.opened = Opened::Before;
    if first && session.phase() == Phase::Initiated {
        match (session.product.rail(), session.order.options.consent) {
            (Rail::ETransfer, _) => {
                session.journey.tell(&Step::AppInitiated);
                session.journey.tell(&Step::Confirmation);
            }
            (Rail::Eft, Consent::Hidden) => {
                session.journey.tell(&Step::ConsentDisabled);
            }
            (Rail::Eft, Consent::Shown) => {}
        }
    }
}

/// The customer does something for the first time. e-Transfer knows no `InProgress`.
fn begin(session: &mut Session) {
    if session.product.rail() == Rail::Eft && session.phase() == Phase::Initiated {
        session.enter(Phase::InProgress);
    }
}

fn act(screen: Screen, session: &mut Session, fields: &Fields, effects: &mut PageEffects<'_>) {
    match screen {
        Screen::Consent => consent::submit(session),
        Screen::Confirm => confirm::submit(session, fields),
        Screen::Bank => bank::submit(session, fields),
        Screen::SignIn => sign_in::submit(session, fields),
        Screen::Question => question::submit(session, fields),
        Screen::Account => account::submit(session, fields, effects),
        Screen::Amount => amount::submit(session, fields, effects),
        Screen::Offer => offer::submit(session, fields),
        Screen::Review => review::submit(session),
        Screen::Agreement => agreement::submit(session, fields),
        Screen::Unsigned => unsigned::submit(session),
        Screen::Approve => approve::submit(session, fields, effects),
        Screen::Close => close::submit(session, fields),
        Screen::Ended => ended::submit(session),
        Screen::Waiting | Screen::Inactive | Screen::Done => {}
    }
}

fn step_back(session: &mut Session) {
    let consent = session.order.options.consent;
    let Some(to) = session.journey.screen.before(session.product, consent) else {
        return;
    };
    session.journey.go(to);
    if session.product.rail() == Rail::ETransfer {
        let shown = if to == Screen::Confirm {
            Step::Confirmation
        } else {
            Step::InstitutionSelection
        };
        session.journey.tell(&Step::Back);
        session.journey.tell(&shown);
    }
}

fn render(session: &mut Session, search: Option<&str>, faults: &mut PageEffects<'_>) -> Response {
    let steps = std::mem::take(&mut session.journey.untold);
    let words = Words::of(session.locale());
    let screen = session.screen();
    let mut body = match screen {
        Screen::Consent => consent::view(session, words),
        Screen::Confirm => confirm::view(session, words),
        Screen::Bank => bank::view(session, words, search.unwrap_or_default()),
        Screen::SignIn => sign_in::view(session, words),
        Screen::Question => question::view(session, words),
        Screen::Account => account::view(session, words),
        Screen::Amount => amount::view(session, words),
        Screen::Offer => offer::view(session, words),
        Screen::Waiting => waiting::view(session, words),
        Screen::Review => review::view(session, words),
        Screen::Agreement => agreement::view(session, words),
        Screen::Unsigned => unsigned::view(session, words),
        Screen::Approve => approve::view(session, words),
        Screen::Close => close::view(session, words),
        Screen::Inactive => inactive::view(session, words),
        Screen::Done => done::view(session, words),
        Screen::Ended => ended::view(session, words),
    };
    let mut telling = Telling::steps_of(steps);
    let mut policy = Policy::default();
    policy.frame_only_in(session.api.embedders());
    let own_window = matches!(screen, Screen::SignIn | Screen::Approve);
    let struck = Struck {
        telling: &mut telling,
        policy: &mut policy,
        body: &mut body,
        window: own_window.then(|| address(session, screen.slug())),
    };
    effects::suffer(faults, words, struck);
    hosted::page(session, words, telling, policy, &body)
}
