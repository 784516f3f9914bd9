use flinks::step::Step;
use maud::html;

use super::{
    Notice, Screen, amount,
    page::Body,
    part::{form, summary, total},
    visit::Fields,
};
use crate::{session::Session, words::Words};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let payor = &session.order.payor;
    let from = html! {
        (payor.name())
        @if let Some(email) = &payor.email { br; span .soft { (email) } }
    };
    Body {
        title: words.confirm.title.to_owned(),
        bank: None,
        fault: amount::fault(session, words),
        content: html! {
            p .lead { (words.confirm.lead) }
            (total(session, words))
            (summary(session, words, Some(&from)))
            (form(session, &html! {
                @if session.order.amount.is_none() { (amount::entry(session, words)) }
                button .button { (words.confirm.choose) }
            }))
        },
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    if session.order.amount.is_none() {
        let Some(entered) = amount::entered(session, fields) else {
            session.journey.stay(Notice::WrongAmount);
            return;
        };
        session.amount = Some(entered);
    }
    session.journey.go(Screen::Bank);
    session.journey.tell(&Step::InstitutionSelection);
}
