use maud::html;

use super::{
    page::Body,
    part::{form, total},
};
use crate::{session::Session, words::Words};

/// The customer waits for the merchant's answer about the guarantee.
pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.waiting;
    Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            p .lead role="status" { (here.lead) }
            (total(session, words))
            (form(session, &html! {
                button .button .second { (here.again) }
            }))
        },
    }
}
