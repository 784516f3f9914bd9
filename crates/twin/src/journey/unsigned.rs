use maud::html;

use super::{
    Screen,
    page::Body,
    part::{form, way_back},
};
use crate::{session::Session, words::Words};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let redirect = session.order.options.redirect.as_ref();
    Body {
        title: words.unsigned.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            p .lead { (words.unsigned.lead) }
            (form(session, &html! {
                button .button { (words.unsigned.back) }
            }))
            (way_back(redirect.and_then(|to| to.url_exit.as_deref()), words.ended.back))
        },
    }
}

pub(super) fn submit(session: &mut Session) {
    session.journey.go(Screen::Agreement);
}
