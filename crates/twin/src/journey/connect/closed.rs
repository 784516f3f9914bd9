use maud::html;

use crate::{
    journey::{
        page::Body,
        part::{Seal, seal},
    },
    words::Words,
};

/// The customer did not want to.
pub(super) fn view(words: &Words) -> Body {
    let here = &words.connect.closed;
    Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Over))
            p .lead { (here.lead) }
        },
    }
}
