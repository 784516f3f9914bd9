//! The server functions: what a form leads to.

use std::sync::{Arc, Mutex};

use app::{
    action::{
        ActionSlot, FreshAttempt, Outcome, cancel_attempt, choose_account, link_account,
        report_hint, restart_attempt, start_attempt,
    },
    desk::{CheckoutView, Desk, DeskError, LinkPlace, Start},
};
use async_trait::async_trait;
use futures::executor::block_on;
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;
use payment::{
    AttemptId, Delivery, Field, LinkedAccountId, Locale, LoginId, Method, PageToken, Rejection,
    Screen, Status, StepName, TextFault,
};

use crate::fixture::{attempt_id, view};

/// A desk that knows one checkout, notes what it is asked, and answers as it is told to.
#[derive(Default)]
struct Counter {
    heard: Mutex<Vec<String>>,
    answer: Mutex<Option<DeskError>>,
}

impl Counter {
    fn note(&self, what: String) -> Result<(), DeskError> {
        self.heard.lock().expect("not poisoned").push(what);
        match self.answer.lock().expect("not poisoned").take() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

#[async_trait]
impl Desk for Counter {
    async fn view(&self, token: &PageToken) -> Result<CheckoutView, DeskError> {
        let view = view(Screen::Choose);
        if view.token == *token {
            Ok(view)
        } else {
            Err(DeskError::Missing)
        }
    }

    async fn start(&self, _: &PageToken, start: Start) -> Result<(), DeskError> {
        let by = match start.delivery {
            Delivery::Page => "here",
            Delivery::Email => "by e-mail",
        };
        self.note(format!("start {} {} {by}", start.attempt, start.method))
    }

    async fn restart(&self, _: &PageToken, id: AttemptId, to: Locale) -> Result<(), DeskError> {
        self.note(format!("restart {id} {to}"))
    }

    async fn cancel(&self, _: &PageToken, id: &AttemptId) -> Result<(), DeskError> {
        self.note(format!("cancel {id}"))
    }

    async fn link_address(
        &self,
        _: &PageToken,
        _: LinkPlace,
        _: Locale,
    ) -> Result<String, DeskError> {
        Err(DeskError::Unavailable)
    }

    async fn link(
        &self,
        _: &PageToken,
        id: &AttemptId,
        login: LoginId,
        account: Option<LinkedAccountId>,
    ) -> Result<(), DeskError> {
        let account = account.as_ref().map_or("none", LinkedAccountId::as_str);
        self.note(format!("link {id} {} {account}", login.as_str()))
    }

    async fn choose_account(
        &self,
        _: &PageToken,
        id: &AttemptId,
        account: LinkedAccountId,
    ) -> Result<(), DeskError> {
        self.note(format!("debit {id} {}", account.as_str()))
    }

    async fn extend(&self, _: &PageToken) -> Result<(), DeskError> {
        self.note("extend".to_owned())
    }

    async fn hint(&self, _: &PageToken, id: &AttemptId, step: StepName) -> Result<(), DeskError> {
        self.note(format!("hint {id} {step}"))
    }
}

/// Runs a server function as the HTTP edge would.
fn run<F: Future>(desk: &Arc<Counter>, call: impl FnOnce() -> F) -> (F::Output, Option<Outcome>) {
    let slot = ActionSlot::default();
    let owner = Owner::new();
    let future = owner.with(|| {
        provide_context::<Arc<dyn Desk>>(desk.clone());
        provide_context(slot.clone());
        provide_context(FreshAttempt(attempt_id(5)));
        ScopedFuture::new(call())
    });
    let answer = block_on(future);
    (answer, slot.take())
}

fn token() -> String {
    view(Screen::Choose).token.as_str().to_owned()
}

fn start(desk: &Arc<Counter>, attempt: &str, method: &str, email: &str) -> Option<Outcome> {
    start_by(desk, attempt, method, email, "")
}

fn start_by(
    desk: &Arc<Counter>,
    attempt: &str,
    method: &str,
    email: &str,
    delivery: &str,
) -> Option<Outcome> {
    let text = str::to_owned;
    let call = || {
        start_attempt(
            token(),
            text(attempt),
            String::new(),
            text("fr-CA"),
            text(method),
            text("Élise"),
            text("Tremblay"),
            text(email),
            String::new(),
            text(delivery),
        )
    };
    let (answer, outcome) = run(desk, call);
    assert_eq!(answer, Ok(()));
    outcome
}

fn go(locale: Locale) -> Option<Outcome> {
    let token = view(Screen::Choose).token;
    Some(Outcome::Go { token, locale })
}

#[test]
fn a_good_form_starts_its_attempt_and_leads_to_the_page() {
    let desk = Arc::new(Counter::default());
    let id = attempt_id(3);
    let outcome = start(&desk, id.as_str(), "e_transfer", "e@exemple.ca");
    assert_eq!(outcome, go(Locale::FrCa));
    assert_eq!(
        *desk.heard.lock().expect("heard"),
        [format!("start {id} e_transfer here")]
    );
}

#[test]
fn a_form_without_an_attempt_gets_a_fresh_one() {
    let desk = Arc::new(Counter::default());
    for attempt in ["", "att_nonsense"] {
        let outcome = start(&desk, attempt, "e_transfer", "e@exemple.ca");
        assert_eq!(outcome, go(Locale::FrCa));
    }
    let heard = desk.heard.lock().expect("heard").clone();
    assert!(
        heard
            .iter()
            .all(|call| call.contains(attempt_id(5).as_str())),
        "{heard:?}"
    );
}

#[test]
fn a_faulty_form_starts_nothing_and_comes_back() {
    let desk = Arc::new(Counter::default());
    let outcome = start(&desk, "", "", "nobody");
    let Some(Outcome::Refused {
        form,
        faults,
        locale,
        ..
    }) = outcome
    else {
        panic!("{outcome:?}");
    };
    assert_eq!(form.email, "nobody");
    assert_eq!(locale, Locale::FrCa);
    assert_eq!(
        faults,
        [
            (Field::Method, TextFault::Missing),
            (Field::Email, TextFault::Invalid)
        ]
    );
    assert!(desk.heard.lock().expect("heard").is_empty());
}

#[test]
fn what_the_desk_rejects_is_told_at_the_field_or_by_the_page() {
    let desk = Arc::new(Counter::default());
    let reject =
        |rejection| *desk.answer.lock().expect("free") = Some(DeskError::Rejected(rejection));
    reject(Rejection::MethodNotOffered(Method::Eft));
    let outcome = start(&desk, "", "e_transfer", "e@exemple.ca");
    assert!(
        matches!(outcome, Some(Outcome::Refused { .. })),
        "{outcome:?}"
    );
    reject(Rejection::NotOpen(Status::Paid));
    let outcome = start(&desk, "", "e_transfer", "e@exemple.ca");
    let Some(Outcome::Stale { form, .. }) = outcome else {
        panic!("{outcome:?}");
    };
    assert_eq!(form.email, "e@exemple.ca", "what was typed is kept");
}

#[test]
fn a_token_of_nobody_is_missing() {
    let desk = Arc::new(Counter::default());
    let other = PageToken::from_bytes([1; 16]).as_str().to_owned();
    let text = String::new;
    for token in ["", "x", "../../etc/passwd", other.as_str()] {
        let token = token.to_owned();
        let call = || {
            start_attempt(
                token,
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
            )
        };
        assert_eq!(run(&desk, call).1, Some(Outcome::Missing));
    }
}

#[test]
fn trouble_of_ours_is_unavailable() {
    let desk = Arc::new(Counter::default());
    *desk.answer.lock().expect("free") = Some(DeskError::Unavailable);
    let (_, outcome) = run(&desk, || {
        cancel_attempt(token(), attempt_id(2).to_string(), "en-CA".to_owned())
    });
    assert_eq!(outcome, Some(Outcome::Unavailable));
}

#[test]
fn restart_and_cancel_lead_to_the_page() {
    let desk = Arc::new(Counter::default());
    let (_, outcome) = run(&desk, || {
        restart_attempt(
            token(),
            attempt_id(2).as_str().to_owned(),
            "none".to_owned(),
            "fr-CA".to_owned(),
        )
    });
    assert_eq!(outcome, go(Locale::FrCa));
    let (_, outcome) = run(&desk, || {
        cancel_attempt(token(), attempt_id(2).to_string(), "en".to_owned())
    });
    assert_eq!(outcome, go(Locale::EnCa));
    let heard = desk.heard.lock().expect("heard").clone();
    assert_eq!(
        heard,
        [
            format!("restart {} fr-CA", attempt_id(2)),
            format!("cancel {}", attempt_id(2))
        ]
    );
}

#[test]
fn a_hint_that_is_none_is_dropped_without_noise() {
    let desk = Arc::new(Counter::default());
    let id = attempt_id(1);
    for (attempt, step) in [
        (id.as_str(), "SUCCESS"),
        (id.as_str(), "<script>"),
        (id.as_str(), ""),
        ("att_x", "SUCCESS"),
    ] {
        let call = || report_hint(token(), attempt.to_owned(), step.to_owned());
        assert_eq!(run(&desk, call), (Ok(()), Some(Outcome::Done)));
    }
    assert_eq!(
        *desk.heard.lock().expect("heard"),
        [format!("hint {id} SUCCESS")]
    );
}

#[test]
fn only_an_e_transfer_goes_by_e_mail_and_only_when_that_is_asked_for() {
    let desk = Arc::new(Counter::default());
    let id = attempt_id(3);
    for (method, delivery) in [
        ("e_transfer", "email"),
        ("e_transfer", "page"),
        ("e_transfer", "EMAIL"),
        ("guaranteed_eft", "email"),
    ] {
        let outcome = start_by(&desk, id.as_str(), method, "e@exemple.ca", delivery);
        assert_eq!(outcome, go(Locale::FrCa));
    }
    assert_eq!(
        *desk.heard.lock().expect("heard"),
        [
            format!("start {id} e_transfer by e-mail"),
            format!("start {id} e_transfer here"),
            format!("start {id} e_transfer here"),
            format!("start {id} guaranteed_eft here"),
        ]
    );
}

#[test]
fn a_cancel_that_names_no_attempt_stops_nothing() {
    let desk = Arc::new(Counter::default());
    for attempt in ["", "att_x"] {
        let call = || cancel_attempt(token(), attempt.to_owned(), "en-CA".to_owned());
        assert_eq!(run(&desk, call).1, go(Locale::EnCa));
    }
    assert!(desk.heard.lock().expect("heard").is_empty());
}

#[test]
fn a_link_is_taken_in_and_what_is_none_is_dropped_without_noise() {
    let desk = Arc::new(Counter::default());
    let id = attempt_id(1);
    for (attempt, login, account) in [
        (id.as_str(), "5e115eac", "a1"),
        (id.as_str(), "5e115eac", ""),
        (id.as_str(), "5e115eac", "<b>"),
        (id.as_str(), "", "a1"),
        (id.as_str(), "<script>", "a1"),
        ("att_x", "5e115eac", "a1"),
    ] {
        let text = str::to_owned;
        let call = || link_account(token(), text(attempt), text(login), text(account));
        assert_eq!(run(&desk, call), (Ok(()), Some(Outcome::Done)));
    }
    assert_eq!(
        *desk.heard.lock().expect("heard"),
        [
            format!("link {id} 5e115eac a1"),
            format!("link {id} 5e115eac none"),
            format!("link {id} 5e115eac none"),
        ]
    );
}

#[test]
fn an_account_is_debited_only_when_one_is_chosen() {
    let desk = Arc::new(Counter::default());
    let id = attempt_id(1);
    let choose = |attempt: &str, account: &str| {
        let text = str::to_owned;
        let call = || choose_account(token(), text(attempt), text(account), text("fr-CA"));
        run(&desk, call).1
    };
    assert_eq!(choose(id.as_str(), "a1"), go(Locale::FrCa));
    assert_eq!(choose("att_x", "a1"), go(Locale::FrCa));
    for account in ["", "a/1", "<b>"] {
        let outcome = choose(id.as_str(), account);
        assert!(
            matches!(outcome, Some(Outcome::Unchosen { .. })),
            "{outcome:?}"
        );
    }
    assert_eq!(
        *desk.heard.lock().expect("heard"),
        [format!("debit {id} a1")]
    );
}
