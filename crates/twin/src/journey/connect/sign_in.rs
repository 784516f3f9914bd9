use flinks::step::Step;
use maud::html;

use super::{
    account, question,
    router::Turn,
    screen::{Screen, Trouble},
    shell::back,
    visit::Visit,
};
use crate::{
    journey::{
        Institution, MOST_REFUSALS, Notice, Patience,
        page::Body,
        part::{Icon, hint, icon},
        sign_in::{USER_CHARS, fields as sign_in_fields},
        visit::Fields,
    },
    link::{Refusal, TestUser},
    scenario::PASSWORD,
    words::Words,
};

/// A bank that asks for a consent of its own, for the event about it `[S]`. Assumption: which
/// one, and that signing in gives it.
const ASKING: Institution = Institution::Tamarack;

pub(super) fn view(visit: &Visit, words: &Words) -> Body {
    let here = &words.sign_in;
    let more = &words.connect.sign_in;
    let bank = visit.institution;
    let fault = visit.notice.map(|notice| match notice {
        Notice::WrongPassword => (here.wrong)(MOST_REFUSALS - visit.refusals),
        Notice::Missing | Notice::WrongAnswer | Notice::WrongAmount => here.missing.to_owned(),
    });
    Body {
        title: (here.title)(bank.map_or("", |bank| bank.name())),
        bank,
        content: html! {
            @if bank == Some(ASKING) {
                p .assurance { (icon(Icon::Shield)) span { ((more.own_consent)(ASKING.name())) } }
            }
            (visit.form(&html! {
                (sign_in_fields(visit.user.as_deref().unwrap_or_default(), fault.is_some(), words))
                button .button { (here.submit) }
            }))
            details {
                summary data-tell=(Step::ComponentClickResetPassword.name()) { (more.forgotten) }
                p .soft { (more.forgotten_help) }
            }
            (hint(words, &html! {
                dl {
                    div { dt { (words.hint.user) } dd { code { "Greatday" } } }
                    div { dt { (words.hint.password) } dd { code { (PASSWORD) } } }
                }
                p { (more.users) }
            }))
            (back(visit, words))
        },
        fault,
    }
}

pub(super) fn submit(turn: &mut Turn<'_, '_>, fields: &Fields) {
    let visit = &mut *turn.visit;
    let field = |name: &str| fields.get(name).map(|text| text.trim()).unwrap_or_default();
    let (user, password) = (field("user"), field("password"));
    if user.is_empty() || password.is_empty() {
        visit.notice = Some(Notice::Missing);
        return;
    }
    visit.user = Some(user.chars().take(USER_CHARS).collect());
    visit.tell(&Step::SubmitCredential);
    if password != PASSWORD {
        match visit.refuse(Notice::WrongPassword) {
            Patience::Left(_) => visit.tell(&Step::ComponentLoadCredentialRetry),
            Patience::Lost => visit.fail(Trouble::Password),
        }
        return;
    }
    if visit.institution == Some(ASKING) {
        visit.tell(&Step::ComponentAcceptProviderConsent);
    }
    let user = TestUser::of(user);
    match user.refusal() {
        Some(Refusal::DisabledLogin) => visit.fail(Trouble::Disabled),
        Some(Refusal::RetryLater) => visit.fail(Trouble::Unavailable),
        None if user.is_asked_a_question() => question::ask(visit),
        None => {
            if visit.parameters.enhanced_mfa.is_on() {
                visit.tell(&Step::EnhancedMfaNoQuestions);
            }
            account::link(turn);
        }
    }
}

/// Shows the bank's own page again.
pub(super) fn again(visit: &mut Visit) {
    visit.go(Screen::SignIn);
    visit.tell(&Step::ComponentLoadCredential);
}
