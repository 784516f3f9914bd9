use maud::html;

use super::{
    Screen,
    page::Body,
    part::{Icon, account_line, back, form, icon, summary, total},
};
use crate::{
    session::{Phase, Product, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let from = account_line(session, words.locale);
    Body {
        title: words.review.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (total(session, words))
            @if session.product == Product::GuaranteedEft {
                p .badge { (icon(Icon::Shield)) span { (words.review.guaranteed) } }
            }
            (summary(session, words, Some(&from)))
            (form(session, &html! {
                button .button { (words.review.submit) }
            }))
            @if session.journey.offered.is_none() { (back(session, words)) }
        },
    }
}

/// The bank account is confirmed from here on; only the signature is missing.
pub(super) fn submit(session: &mut Session) {
    session.journey.go(Screen::Agreement);
    session.enter(Phase::AgreementMissing);
}
