//! The page of a debit agreement by itself: `GET /pad/{padId}`, the `padLink` of the first
//! version of EFT `[E1-pad]`. Works in a frame and as a full page.
//!
//! Assumption: nothing is documented about what this page looks like or tells. It tells the
//! steps that the payment pages tell about their agreement.

mod agreement;
mod end;

use std::collections::HashMap;

use axum::{
    Form, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use flinks::step::Step;
use jiff::Timestamp;
use maud::{Markup, html};
use payment::Locale;
use uuid::Uuid;

use agreement::Signature;

use super::{
    effects::{self, Struck},
    page::{Body, Look, Shell, brand},
    policy::Policy,
    telling::Telling,
    visit::Fields,
};
use crate::{
    Twin,
    book::Book,
    debit::{Debit, Signing, Standing},
    fault::Subject,
    home::preferred,
    words::Words,
};

pub(super) fn router() -> Router<Twin> {
    Router::new().route("/pad/{pad}", get(show).post(submit))
}

/// What the customer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    Agreement(Signature),
    Signed,
    /// The customer has left without signing.
    Left,
    /// The payment is over.
    TooLate,
}

impl Screen {
    /// Where the agreement stands.
    fn of(debit: &Debit) -> Self {
        match debit.standing() {
            Standing::Initiated | Standing::Processing => Self::Agreement(Signature::Untouched),
            Standing::Accepted | Standing::Processed | Standing::Settled => Self::Signed,
            Standing::Cancelled | Standing::Failed | Standing::Returned(_) => Self::TooLate,
        }
    }

    /// Its name for whoever drives the page: those of the payment pages.
    const fn slug(self) -> &'static str {
        match self {
            Self::Agreement(_) => "agreement",
            Self::Signed => "done",
            Self::Left => "unsigned",
            Self::TooLate => "ended",
        }
    }
}

async fn show(
    State(twin): State<Twin>,
    Path(pad): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let words = words(&query, &headers);
    visit(&twin, &pad, words, |book, id, _| {
        let screen = Screen::of(book.debits.by_pad(id)?);
        Some((screen, vec![Step::AppMounted]))
    })
}

async fn submit(
    State(twin): State<Twin>,
    Path(pad): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let words = words(&query, &headers);
    let field = |name: &str| fields.get(name).map(String::as_str);
    let answer = (field("agreement"), field("signed"));
    visit(&twin, &pad, words, |book, id, now| {
        let screen = Screen::of(book.debits.by_pad(id)?);
        Some(match (screen, answer) {
            (Screen::Agreement(_), (Some("not-now"), _)) => {
                (Screen::Left, vec![Step::ComponentPadWarningScreenExit])
            }
            (Screen::Agreement(_), (_, Some("yes"))) => sign(book, id, now)?,
            (Screen::Agreement(_), _) => (Screen::Agreement(Signature::Unchecked), Vec::new()),
            (Screen::Signed | Screen::Left | Screen::TooLate, _) => (screen, Vec::new()),
        })
    })
}

fn sign(book: &mut Book, pad: Uuid, now: Timestamp) -> Option<(Screen, Vec<Step>)> {
    Some(match book.debits.sign(pad, now)? {
        Signing::Signed => (
            Screen::Signed,
            vec![Step::ComponentPadDownloaded, Step::Success],
        ),
        Signing::Already => (Screen::Signed, Vec::new()),
        Signing::TooLate => (Screen::TooLate, Vec::new()),
    })
}

/// The language: the switch's, else the browser's. The API has no field for the payer's.
fn words(query: &HashMap<String, String>, headers: &HeaderMap) -> &'static Words {
    let asked = query.get("lang").and_then(|tag| tag.parse::<Locale>().ok());
    Words::of(asked.unwrap_or_else(|| preferred(headers)))
}

fn visit(
    twin: &Twin,
    pad: &str,
    words: &Words,
    act: impl FnOnce(&mut Book, Uuid, Timestamp) -> Option<(Screen, Vec<Step>)>,
) -> Response {
    let answered = pad.parse::<Uuid>().ok().and_then(|id| {
        twin.change(|book, now| {
            let (screen, steps) = act(book, id, now)?;
            let debit = book.debits.by_pad(id)?.clone();
            let steps = steps.iter().filter_map(|step| step.name().parse().ok());
            let mut telling = Telling::steps_of(steps.collect());
            let mut policy = Policy::default();
            let mut body = body(&debit, words, screen);
            let mut faults = book.faults.page_effects(Subject {
                session: Some(debit.id.to_string()),
                reference: debit.order.cross_reference.clone(),
            });
            let struck = Struck {
                telling: &mut telling,
                policy: &mut policy,
                body: &mut body,
                window: None,
            };
            effects::suffer(&mut faults, words, struck);
            Some(shell(pad, words, screen.slug(), telling, policy, &body))
        })
    });
    answered.unwrap_or_else(|| missing(pad, words))
}

fn body(debit: &Debit, words: &Words, screen: Screen) -> Body {
    match screen {
        Screen::Agreement(signature) => agreement::view(debit, words, signature),
        Screen::Signed => end::signed(debit, words),
        Screen::Left => end::left(debit, words),
        Screen::TooLate => end::over(words.signing.too_late),
    }
}

fn missing(pad: &str, words: &Words) -> Response {
    let body = end::over(words.signing.missing);
    let telling = Telling::default();
    let page = shell(pad, words, "missing", telling, Policy::default(), &body);
    (StatusCode::NOT_FOUND, page).into_response()
}

fn shell(
    pad: &str,
    words: &Words,
    screen: &str,
    telling: Telling,
    policy: Policy,
    body: &Body,
) -> Response {
    let other = words.locale.other();
    // What cannot be an id cannot be an address either.
    let here = pad.parse::<Uuid>().unwrap_or_default();
    let bar = html! {
        header .bar {
            (brand(words))
            form .language method="get" action={ "/pad/" (here) } {
                button .quiet name="lang" value=(other.tag()) lang=(other.tag()) { (words.frame.other_language) }
            }
        }
    };
    let shell = Shell {
        words,
        screen,
        stage: None,
        bar: Some(bar),
        look: Look::default(),
        telling,
        policy,
        refresh: None,
        body,
    };
    shell.response()
}

fn form(debit: &Debit, words: &Words, content: &Markup) -> Markup {
    html! {
        form method="post" action={ "/pad/" (debit.pad) "?lang=" (words.locale.tag()) } { (content) }
    }
}
