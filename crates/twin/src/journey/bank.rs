use flinks::step::Step;
use maud::html;

use super::{
    Institution, Notice, Screen,
    page::Body,
    part::{back, form, sign},
    visit::Fields,
};
use crate::{
    session::{Consent, Product, Session, Transfer},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words, search: &str) -> Body {
    let found: Vec<Institution> = Institution::ALL
        .into_iter()
        .filter(|bank| bank.is_found_by(search))
        .collect();
    let first = session.product == Product::GuaranteedEft
        && session.order.options.consent == Consent::Hidden;
    Body {
        title: words.bank.title.to_owned(),
        bank: None,
        fault: (session.journey.notice == Some(Notice::Missing))
            .then(|| words.bank.pick.to_owned()),
        content: html! {
            form .search role="search" method="get" action="/app/bank" {
                input type="hidden" name="sessionId" value=(session.id);
                label .hidden for="q" { (words.bank.search) }
                input #q type="search" name="q" value=(search) placeholder=(words.bank.search)
                    autocomplete="off" spellcheck="false";
                button .button .second { (words.bank.find) }
            }
            (form(session, &html! {
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
            }))
            div role="status" { p .soft .none hidden[!found.is_empty()] { (words.bank.none) } }
            @if !first { (back(session, words)) }
        },
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
    match session.product {
        Product::GuaranteedEft => session.journey.go(Screen::SignIn),
        Product::ETransfer => {
            session.journey.go(Screen::Approve);
            session.transfer_to(Transfer::Processing);
        }
    }
}
