use flinks::step::Step;
use maud::{Markup, html};

use super::{
    MOST_REFUSALS, Notice, Patience, Screen,
    page::Body,
    part::{back, form, hint},
    visit::Fields,
};
use crate::{
    scenario::{PASSWORD, Scenario},
    session::{Cause, Phase, Session},
    words::Words,
};

/// The longest user name that is kept, in characters.
pub(super) const USER_CHARS: usize = 100;

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let journey = &session.journey;
    let here = &words.sign_in;
    let bank = journey.institution;
    let fault = journey.notice.map(|notice| match notice {
        Notice::WrongPassword => (here.wrong)(MOST_REFUSALS - journey.refusals),
        Notice::Missing | Notice::WrongAnswer | Notice::WrongAmount => here.missing.to_owned(),
    });
    let user = journey.user.as_deref().unwrap_or_default();
    Body {
        title: (here.title)(bank.map_or("", |bank| bank.name())),
        bank,
        content: html! {
            (form(session, &html! {
                (fields(user, fault.is_some(), words))
                button .button { (here.submit) }
            }))
            (hint(words, &html! {
                dl {
                    div { dt { (words.hint.user) } dd { code { (session.named_scenario().map_or("demo", Scenario::name)) } } }
                    div { dt { (words.hint.password) } dd { code { (PASSWORD) } } }
                }
                @if session.named_scenario().is_none() { p { (words.hint.any_user) } }
            }))
            div .asides {
                (back(session, words))
                @if journey.refusals > 0 {
                    (form(session, &html! {
                        button .link name="give-up" value="yes" { (here.give_up) }
                    }))
                }
            }
        },
        fault,
    }
}

/// The two fields of a bank's sign-in.
pub(super) fn fields(user: &str, wrong: bool, words: &Words) -> Markup {
    let here = &words.sign_in;
    let described = wrong.then_some("fault");
    html! {
        div .field {
            label for="user" { (here.user) }
            input #user type="text" name="user" value=(user) autocomplete="username" maxlength=(USER_CHARS)
                autocapitalize="none" spellcheck="false" required
                aria-invalid=[described.map(|_| "true")] aria-describedby=[described];
        }
        div .field {
            label for="password" { (here.password) }
            input #password type="password" name="password" autocomplete="current-password"
                maxlength="100" required
                aria-invalid=[described.map(|_| "true")] aria-describedby=[described];
        }
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    let field = |name: &str| fields.get(name).map(|text| text.trim()).unwrap_or_default();
    if session.journey.refusals > 0 && !field("give-up").is_empty() {
        session.enter(Phase::Failed(Cause::SignIn));
        return;
    }
    let (user, password) = (field("user"), field("password"));
    if user.is_empty() || password.is_empty() {
        session.journey.stay(Notice::Missing);
        return;
    }
    session.journey.user = Some(user.chars().take(USER_CHARS).collect());
    session.journey.tell(&Step::SubmitCredential);
    if password == PASSWORD {
        session.journey.go(Screen::Question);
    } else if session.journey.refuse(Notice::WrongPassword) == Patience::Lost {
        session.enter(Phase::Failed(Cause::SignIn));
    }
}
