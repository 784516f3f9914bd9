use maud::html;

use super::{
    Screen,
    page::Body,
    part::{Icon, form, icon},
};
use crate::{
    session::{Product, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let words_here = &words.consent;
    let mut points = words_here.points;
    if session.product == Product::RegularEft {
        points[2].1 = words_here.balance_unguaranteed;
    }
    Body {
        title: session.amount.map_or_else(
            || words_here.title.to_owned(),
            |amount| (words_here.title_with_amount)(&words.money(amount)),
        ),
        bank: None,
        fault: None,
        content: html! {
            p .lead { (words_here.lead) }
            ul .points {
                @for (what, why) in points {
                    li { (icon(Icon::Check)) span { strong { (what) } " " (why) } }
                }
            }
            p .assurance { (icon(Icon::Shield)) span { (words_here.assurance) } }
            (form(session, &html! {
                button .button { (words_here.agree) }
            }))
        },
    }
}

pub(super) fn submit(session: &mut Session) {
    session.journey.go(Screen::Bank);
}
