use flinks::step::Step;
use maud::{Markup, html};

use super::{
    Institution, Notice, Screen,
    page::Body,
    part::{back, form, sign},
    visit::Fields,
};
use crate::{
    session::{Consent, Rail, Session, Transfer},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words, search: &str) -> Body {
    let found: Vec<Institution> = Institution::ALL
        .into_iter()
        .filter(|bank| bank.is_found_by(search))
        .collect();
    let first =
        session.product.rail() == Rail::Eft && session.order.options.consent == Consent::Hidden;
    Body {
        title: words.bank.title.to_owned(),
        bank: None,
        fault: (session.journey.notice == Some(Notice::Missing))
            .then(|| words.bank.pick.to_owned()),
        content: html! {
            (search_form("/app/bank", ("sessionId", &session.id.to_string()), words, search))
            (form(session, &list(&found, words)))
            (none(&found, words))
            @if !first { (back(session, words)) }
        },
    }
}

/// The search in the list. It asks the server, and keeps whose list it is in a field.
pub(super) fn search_form(
    action: &str,
    whose: (&str, &str),
    words: &Words,
    search: &str,
) -> Markup {
    let (name, value) = whose;
    html! {
        form .search role="search" method="get" action=(action) {
            input type="hidden" name=(name) value=(value);
            label .hidden for="q" { (words.bank.search) }
            input #q type="search" name="q" value=(search) placeholder=(words.bank.search)
                autocomplete="off" spellcheck="false";
            button .button .second { (words.bank.find) }
        }
    }
}

/// The list, each bank a button of the form around it.
pub(super) fn list(found: &[Institution], words: &Words) -> Markup {
    html! {
        ul .banks aria-label=(words.bank.list) {
            @for bank in found.iter().copied() {
                li data-name=(bank.name()) {
                    button name="institution" value=(bank.slug()) {
                        (sign(bank))
                        span { strong { (bank.name()) } span .note { (bank.note(words.locale)) } }
                    }
                }
            }
        }
    }
}

/// What stands there when no bank is found.
pub(super) fn none(found: &[Institution], words: &Words) -> Markup {
    html! {
        div role="status" { p .soft .none hidden[!found.is_empty()] { (words.bank.none) } }
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    let Some(bank) = fields
        .get("institution")
        .and_then(|slug| Institution::by_slug(slug))
    else {
        session.journey.stay(Notice::Missing);
        return;
    };
    session.journey.institution = Some(bank);
    session.journey.tell(&Step::InstitutionSelected);
    match session.product.rail() {
        Rail::Eft => session.journey.go(Screen::SignIn),
        Rail::ETransfer => {
            session.journey.go(Screen::Approve);
            session.transfer_to(Transfer::Processing);
        }
    }
}
