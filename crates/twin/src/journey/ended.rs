use flinks::step::Step;
use maud::html;

use super::{
    Screen,
    page::Body,
    part::{Seal, form, seal, summary, way_back},
};
use crate::{
    session::{Cause, Phase, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.ended;
    let (title, lead) = match session.phase() {
        Phase::Failed(Cause::SignIn) => here.sign_in,
        Phase::Failed(Cause::NotGuaranteed) => here.not_guaranteed,
        Phase::Failed(Cause::NameMismatch) => here.name_mismatch,
        Phase::Failed(Cause::LowBalance) => here.low_balance,
        Phase::Failed(Cause::Declined) => here.declined,
        Phase::Failed(Cause::Unstated) => here.unstated,
        Phase::Canceled => here.canceled,
        Phase::Expired
        | Phase::Initiated
        | Phase::InProgress
        | Phase::Completed
        | Phase::AgreementMissing => here.expired,
    };
    let asks = session.phase() == Phase::Failed(Cause::NotGuaranteed);
    let answered = session.journey.screen == Screen::Ended;
    let redirect = session.order.options.redirect.as_ref();
    Body {
        title: title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Over))
            p .lead { (lead) }
            (summary(session, words, None))
            @if asks && !answered {
                (form(session, &html! {
                    button .button { (here.another_way) }
                }))
            } @else {
                p .soft { (here.go_on_there) }
            }
            (way_back(redirect.and_then(|to| to.url_exit.as_deref()), here.back))
        },
    }
}

/// The customer wants to pay another way.
pub(super) fn submit(session: &mut Session) {
    let asks = session.phase() == Phase::Failed(Cause::NotGuaranteed);
    if asks && session.journey.screen != Screen::Ended {
        session.journey.go(Screen::Ended);
        session
            .journey
            .tell(&Step::ComponentOtherFundingOptionsSelected);
    }
}
