use maud::html;

use super::{
    page::Body,
    part::{Seal, form, seal, summary},
};
use crate::{session::Session, words::Words};

/// A payment of the first version whose payment request the merchant has not made yet: the
/// customer cannot go on `[ET-ppr]`.
pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.inactive;
    Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Over))
            p .lead { (here.lead) }
            (summary(session, words, None))
            (form(session, &html! {
                button .button .second { (here.again) }
            }))
        },
    }
}
