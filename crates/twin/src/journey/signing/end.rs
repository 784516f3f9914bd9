use jiff::tz::TimeZone;
use maud::html;

use super::agreement::written;
use crate::{
    debit::Debit,
    journey::{
        page::Body,
        part::{Seal, facts, seal},
    },
    words::Words,
};

/// It is signed.
pub(super) fn signed(debit: &Debit, words: &Words) -> Body {
    let (title, lead) = words.signing.done;
    let amount = words.money(debit.order.amount);
    let day = debit
        .signed_at
        .map(|at| at.to_zoned(TimeZone::UTC).date())
        .map(|date| written(date, words));
    Body {
        title: title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Done))
            p .lead { ((lead)(&amount)) }
            @if let Some(day) = day { (facts(&[(words.signing.signed_on, html! { (day) })])) }
        },
    }
}

/// The customer has left without signing.
pub(super) fn left(debit: &Debit, words: &Words) -> Body {
    let (title, lead) = words.signing.left;
    Body {
        title: title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            p .lead { (lead) }
            form method="get" action={ "/pad/" (debit.pad) } {
                button .button name="lang" value=(words.locale.tag()) { (words.unsigned.back) }
            }
        },
    }
}

/// Nothing can be signed here.
pub(super) fn over((title, lead): (&str, &str)) -> Body {
    Body {
        title: title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Over))
            p .lead { (lead) }
        },
    }
}
