use flinks::{stage::Stage, step::Step};
use payment::{Attempt, AttemptState, Linking, Locale, Method, Reading, Screen, Timestamp, screen};

use super::around::{agreement, attempt, clock};
use crate::{
    desk::CheckoutView,
    live::{LiveState, LiveWords, PathRow, RowState},
    part::stay,
    words::{Facts, Framed, Taken, WaitingFor, Words, words},
};

/// The state of a page for its live parts: their props, and what SSE and polling bring.
#[must_use]
pub fn live_state(view: &CheckoutView, locale: Locale) -> LiveState {
    let words = words(locale);
    let attempt = attempt(view);
    let screen = screen(&view.checkout);
    let method = attempt.map_or_else(|| first_method(view), |attempt| attempt.method);
    let stages = stages(method, attempt);
    LiveState {
        seq: view.seq,
        status: view.checkout.status(),
        screen,
        attempt: attempt.map(|attempt| attempt.id.clone()),
        step: attempt
            .and_then(Attempt::last_step)
            .map(|step| step.as_str().to_owned()),
        path: path(view, attempt, stages, locale, words),
        words: live_words(view, screen, method, stages.len(), words),
        stay: stay::of(view, locale),
    }
}

fn first_method(view: &CheckoutView) -> Method {
    let methods = &view.checkout.order.methods;
    methods.first().copied().unwrap_or(Method::GuaranteedEft)
}

/// The stages of an attempt's way, which stay the same while it is live.
fn stages(method: Method, attempt: Option<&Attempt>) -> &'static [Stage] {
    let is_linked = |attempt: &Attempt| attempt.linking().is_some() || attempt.account.is_some();
    if attempt.is_some_and(is_linked) {
        Stage::LINKING
    } else {
        Stage::path(method)
    }
}

/// The furthest stage behind the customer. What we know outweighs what the frame told:
/// `reached` is the furthest that it reported.
fn furthest(attempt: &Attempt, reached: Option<Stage>) -> Option<Stage> {
    match &attempt.state {
        AttemptState::Linking(linking) => match linking {
            // An account that was picked in the frame is still to be confirmed on the page.
            Linking::SignIn => reached.min(Some(Stage::SignIn)),
            Linking::Reading { .. } | Linking::Choosing { .. } => Some(Stage::SignIn),
            Linking::Chosen | Linking::DebitAsked => Some(Stage::Account),
        },
        AttemptState::Live if attempt.reading == Some(Reading::AgreementMissing) => {
            Some(Stage::Amount)
        }
        AttemptState::Live if attempt.reading == Some(Reading::Scheduled) => Some(Stage::Agreement),
        AttemptState::Live if attempt.account.is_some() => reached.max(Some(Stage::Amount)),
        AttemptState::Opening | AttemptState::Live | AttemptState::Ended { .. } => reached,
    }
}

fn path(
    view: &CheckoutView,
    attempt: Option<&Attempt>,
    stages: &'static [Stage],
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
    let told = reached.iter().map(|(stage, _)| *stage).max();
    let furthest = attempt.and_then(|attempt| furthest(attempt, told));
    let is_paid = view.checkout.payment().is_some();
    let current = if is_paid {
        None
    } else {
        stages
            .iter()
            .copied()
            .find(|stage| furthest.is_none_or(|furthest| *stage > furthest))
    };
    stages
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
                    .find(|(seen, _)| is_done && seen == stage)
                    .map(|(_, at)| clock.time(*at, locale)),
            }
        })
        .collect()
}

fn live_words(
    view: &CheckoutView,
    screen: Screen,
    method: Method,
    stages: usize,
    words: &Words,
) -> LiveWords {
    let framed = match (screen, agreement(view)) {
        (Screen::Link, _) => Framed::Link,
        (_, Some(_)) => Framed::Agreement,
        (_, None) => Framed::Bank,
    };
    let facts = Facts {
        shop: &view.brand.name,
        amount: String::new(),
        method: Some(method),
        guaranteed: false,
        waiting_for: match framed {
            Framed::Link => WaitingFor::Accounts,
            Framed::Bank | Framed::Agreement => WaitingFor::Payment,
        },
        returned: None,
        name_from_shop: false,
        other_methods: false,
        anew: false,
        unheard: false,
        still: false,
        taken: Taken::NothingSeen,
        debit: None,
        over_usual: false,
    };
    let checking = (words.telling)(Screen::Checking, &facts);
    let bank = &words.bank;
    let frame = (bank.frame)(framed);
    LiveWords {
        path_title: bank.path.to_owned(),
        path_line: (bank.path_line)(stages),
        done: bank.done.to_owned(),
        current: bank.current.to_owned(),
        frame_title: frame.title.to_owned(),
        frame_loading: frame.loading.to_owned(),
        // What the agreement's page posts is not documented: it may well be silent.
        frame_silent: match framed {
            Framed::Bank | Framed::Link => bank.silent.to_owned(),
            Framed::Agreement => String::new(),
        },
        checking_title: checking.title,
        checking_body: format!("{} {}", checking.lead, checking.next),
        offline: words.around.offline.to_owned(),
        online: words.around.online.to_owned(),
    }
}
