use maud::html;

use super::{
    page::Body,
    part::{Seal, account_line, seal, summary, total, way_back},
};
use crate::{
    session::{Product, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let (title, lead) = match session.product {
        Product::GuaranteedEft => words.done.debit,
        Product::RegularEft => words.done.unguaranteed,
        Product::ETransfer => words.done.transfer,
    };
    let linked = session.journey.account.is_some();
    let from = linked.then(|| account_line(session, words.locale));
    let redirect = session.order.options.redirect.as_ref();
    Body {
        title: title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Done))
            p .lead { (lead) }
            (total(session, words))
            (summary(session, words, from.as_ref()))
            (way_back(redirect.and_then(|to| to.url_success.as_deref()), words.done.back))
        },
    }
}
