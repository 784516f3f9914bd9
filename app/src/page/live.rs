use flinks::{stage::Stage, step::Step};
use payment::{Attempt, Locale, Method, Reading, Screen, Timestamp, screen};

use super::around::{attempt, clock};
use crate::{
    desk::CheckoutView,
    live::{LiveState, LiveWords, PathRow, RowState},
    words::{Facts, Taken, Words, words},
};

/// The state of a page for its live parts: their props, and what SSE and polling bring.
#[must_use]
pub fn live_state(view: &CheckoutView, locale: Locale) -> LiveState {
    let words = words(locale);
    let attempt = attempt(view);
    let screen = screen(&view.checkout);
    let method = attempt.map_or_else(|| first_method(view), |attempt| attempt.method);
    LiveState {
        seq: view.seq,
        status: view.checkout.status(),
        screen,
        attempt: attempt.map(|attempt| attempt.id.clone()),
        step: attempt
            .and_then(Attempt::last_step)
            .map(|step| step.as_str().to_owned()),
        path: path(view, attempt, method, locale, words),
        words: live_words(view, method, words),
    }
}

fn first_method(view: &CheckoutView) -> Method {
    let methods = &view.checkout.order.methods;
    methods.first().copied().unwrap_or(Method::GuaranteedEft)
}

fn path(
    view: &CheckoutView,
    attempt: Option<&Attempt>,
    method: Method,
    locale: Locale,
    words: &Words,
) -> Vec<PathRow> {
    let clock = clock(view);
    let reached: Vec<(Stage, Timestamp)> = attempt
        .map(|attempt| attempt.steps.as_slice())
        .unwrap_or_default()
        .iter()
        .filter_map(|(step, at)| Some((Step::from_name(step).stage()?, *at)))
        .collect();
    let unsigned =
        attempt.is_some_and(|attempt| attempt.reading == Some(Reading::AgreementMissing));
    let furthest = if unsigned {
        // Whatever the frame said: all is done but the agreement.
        Some(Stage::Amount)
    } else {
        reached.iter().map(|(stage, _)| *stage).max()
    };
    let is_paid = view.checkout.payment().is_some();
    let current = if is_paid {
        None
    } else {
        furthest.map_or(Some(Stage::Opened), |stage| stage.next(method))
    };
    Stage::path(method)
        .iter()
        .map(|stage| {
            let is_done = is_paid || furthest.is_some_and(|furthest| *stage <= furthest);
            PathRow {
                stage: *stage,
                label: (words.stage)(*stage).to_owned(),
                state: match (is_done, current == Some(*stage)) {
                    (true, _) => RowState::Done,
                    (false, true) => RowState::Current,
                    (false, false) => RowState::Next,
                },
                at: reached
                    .iter()
                    .find(|(seen, _)| seen == stage)
                    .map(|(_, at)| clock.time(*at, locale)),
            }
        })
        .collect()
}

fn live_words(view: &CheckoutView, method: Method, words: &Words) -> LiveWords {
    let facts = Facts {
        shop: &view.brand.name,
        amount: String::new(),
        method: Some(method),
        guaranteed: false,
        stopping: false,
        name_from_shop: false,
        other_methods: false,
        taken: Taken::NothingSeen,
    };
    let checking = (words.telling)(Screen::Checking, &facts);
    let bank = &words.bank;
    LiveWords {
        path_title: bank.path.to_owned(),
        path_line: (bank.path_line)(Stage::path(method).len()),
        done: bank.done.to_owned(),
        current: bank.current.to_owned(),
        frame_title: bank.frame.to_owned(),
        frame_trouble: bank.trouble.to_owned(),
        frame_loading: bank.loading.to_owned(),
        checking_title: checking.title,
        checking_body: format!("{} {}", checking.lead, checking.next),
        offline: words.around.offline.to_owned(),
        online: words.around.online.to_owned(),
    }
}
