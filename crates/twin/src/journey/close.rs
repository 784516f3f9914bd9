use flinks::step::Step;
use maud::html;

use super::{Journey, Screen, page::Body, part::form, visit::Fields};
use crate::{
    session::{Phase, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    Body {
        title: words.close.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            p .lead { (words.close.lead) }
            (form(session, &html! {
                button .button name="close" value="yes" { (words.close.confirm) }
                button .button .second name="close" value="no" { (words.close.back) }
            }))
        },
    }
}

/// Asks whether the customer really wants to cancel.
pub(super) fn ask(journey: &mut Journey) {
    if journey.screen == Screen::Close {
        return;
    }
    let before = journey.screen;
    journey.tell(&Step::CloseAttempt);
    journey.tell(&Step::CancelConfirmation);
    journey.go(Screen::Close);
    journey.before_close = Some(before);
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    match fields.get("close").map(String::as_str) {
        Some("yes") => {
            session.journey.tell(&Step::Close);
            session.enter(Phase::Canceled);
        }
        Some("no") => {
            let to = session.journey.before_close.take();
            session.journey.tell(&Step::Back);
            session.journey.go(to.unwrap_or(Screen::Confirm));
        }
        _ => {}
    }
}
