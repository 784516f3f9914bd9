use maud::html;

use super::{
    Screen,
    page::Body,
    part::{Icon, form, icon},
};
use crate::{session::Session, words::Words};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let words_here = &words.consent;
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
                @for (what, why) in words_here.points {
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
