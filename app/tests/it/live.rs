//! What an open page learns.

use app::{
    live::{LiveState, RowState},
    page::live_state,
};
use flinks::stage::Stage;
use payment::{Locale, Method, Screen};

use crate::fixture::{Log, SESSION, order, view};

fn states(state: &LiveState) -> Vec<RowState> {
    state.path.iter().map(|row| row.state).collect()
}

#[test]
fn the_way_shows_what_is_done_where_the_customer_is_and_what_is_left() {
    use RowState::{Current, Done, Next};
    let state = live_state(&view(Screen::Bank), Locale::EnCa);
    assert_eq!(
        states(&state),
        [Done, Done, Done, Done, Current, Next, Next]
    );
    assert_eq!(state.path[3].label, "Choose your account");
    assert_eq!(state.path[3].at.as_deref(), Some("10:42\u{a0}a.m."));
    assert_eq!(state.path[5].at, None);
    assert_eq!(state.step.as_deref(), Some("ACCOUNT_SELECTED"));
}

#[test]
fn a_frame_that_has_said_nothing_yet_is_being_opened() {
    let fresh = Log::new(order()).started(1, Method::ETransfer).opened(1);
    let state = live_state(&fresh.view(), Locale::FrCa);
    assert_eq!(state.path.len(), 4);
    assert_eq!(state.path[0].stage, Stage::Opened);
    assert_eq!(state.path[0].state, RowState::Current);
    assert_eq!(state.words.path_line, "Étape {n} sur 4 · {label}");
}

#[test]
fn a_missing_agreement_is_where_the_customer_is_whatever_the_frame_said() {
    let done = Log::new(order())
        .started(1, Method::GuaranteedEft)
        .opened(1)
        .steps(1, &["APP_MOUNTED", "SUCCESS"])
        .read(1, payment::Reading::AgreementMissing);
    let state = live_state(&done.view(), Locale::EnCa);
    assert_eq!(state.screen, Screen::Agreement);
    let current = state.path.iter().find(|row| row.state == RowState::Current);
    assert_eq!(current.map(|row| row.stage), Some(Stage::Agreement));
}

#[test]
fn a_paid_checkout_has_the_whole_way_behind_it() {
    let state = live_state(&view(Screen::Paid), Locale::EnCa);
    assert!(state.path.iter().all(|row| row.state == RowState::Done));
    assert!(state.status.is_final());
}

#[test]
fn the_state_travels_whole_and_without_the_session() {
    for screen in Screen::ALL {
        for locale in Locale::ALL {
            let state = live_state(&view(screen), locale);
            let json = serde_json::to_string(&state).expect("serialisable");
            assert!(!json.contains(SESSION), "{screen:?}");
            assert!(!json.contains("elise"), "{screen:?}");
            assert_eq!(serde_json::from_str::<LiveState>(&json).ok(), Some(state));
        }
    }
}
