use flinks::step::Step;
use maud::html;

use super::{Screen, page::Body, part::form, visit::Fields};
use crate::{
    session::{Cause, Phase, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.offer;
    let money = |amount: Option<payment::Money>| amount.map(|amount| words.money(amount));
    let asked = money(session.amount).unwrap_or_default();
    let offered = money(session.journey.offered).unwrap_or_default();
    Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            p .lead { ((here.lead)(&asked, &offered)) }
            p .total { s .soft .before { (asked) } " " (offered) " " span .currency { "CAD" } }
            (form(session, &html! {
                button .button name="offer" value="accept" { ((here.accept)(&offered)) }
                button .button .second name="offer" value="decline" { (here.decline) }
            }))
        },
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    match fields.get("offer").map(String::as_str) {
        Some("accept") => {
            session.issue_guarantee(session.journey.offered);
            session.journey.go(Screen::Review);
        }
        Some("decline") => {
            session
                .journey
                .tell(&Step::ComponentNboReturnToClientSelected);
            session.enter(Phase::Failed(Cause::NotGuaranteed));
        }
        _ => {}
    }
}
