//! What an open page learns.

use app::{
    live::{LiveState, RowState},
    page::live_state,
};
use flinks::stage::Stage;
use payment::{Locale, Method, Screen};

use crate::fixture::{Log, SESSION, linked, order, view};

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
fn the_state_travels_by_the_names_of_the_markup_and_without_the_session() {
    for screen in Screen::ALL {
        for locale in Locale::ALL {
            let state = live_state(&view(screen), locale);
            let json = serde_json::to_value(&state).expect("serialisable");
            assert_eq!(json["screen"], screen.as_str());
            assert_eq!(json["status"], state.status.as_str());
            let stages = json["path"].as_array().expect("a path");
            for (row, written) in state.path.iter().zip(stages) {
                assert_eq!(written["stage"], row.stage.as_str());
                assert_eq!(written["state"], row.state.as_str());
            }
            let text = json.to_string();
            assert!(!text.contains(SESSION), "{screen:?}");
            assert!(!text.contains("elise"), "{screen:?}");
        }
    }
}

#[test]
fn the_way_to_a_linked_account_ends_with_its_agreement() {
    let current = |log: Log| {
        let state = live_state(&log.view(), Locale::EnCa);
        assert_eq!(state.path.len(), Stage::LINKING.len());
        let current = state.path.iter().find(|row| row.state == RowState::Current);
        current.map(|row| row.stage)
    };
    let begun = || Log::new(order()).started(1, Method::Eft).linking(1);
    assert_eq!(current(begun()), Some(Stage::Opened));
    // What was picked in the frame is confirmed on the page.
    assert_eq!(current(linked(&order())), Some(Stage::Account));
    assert_eq!(
        current(linked(&order()).chosen(1, "a1")),
        Some(Stage::Agreement)
    );
    assert_eq!(
        current(linked(&order()).chosen(1, "a1").debited(1)),
        Some(Stage::Agreement)
    );
}

#[test]
fn a_frame_that_links_is_followed_by_words_about_the_account_and_not_about_a_payment() {
    let state = live_state(&view(Screen::Link), Locale::EnCa);
    assert_eq!(state.words.checking_title, "Reading your account");
    let bank = live_state(&view(Screen::Bank), Locale::EnCa);
    assert_eq!(bank.words.checking_title, "Checking with your bank");
}
