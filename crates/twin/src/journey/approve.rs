use flinks::step::Step;
use maud::html;

use super::{
    AccountKind, Holding, close,
    page::Body,
    part::{back, form, hint, summary, total},
    visit::Fields,
};
use crate::{
    fault::PageEffects,
    scenario::Scenario,
    session::{Cause, Phase, Session},
    words::Words,
};

/// The page of the customer's own bank, where the request waits.
pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.approve;
    let from = Holding::all(session)
        .into_iter()
        .find(|holding| holding.kind == AccountKind::Chequing)
        .map(|holding| {
            html! { (session.holder()) br; span .soft { (holding.kind.title(words.locale)) " ••••\u{a0}" (holding.last_digits) } }
        });
    Body {
        title: here.title.to_owned(),
        bank: session.journey.institution,
        fault: None,
        content: html! {
            p .lead { (here.lead) }
            (total(session, words))
            (summary(session, words, from.as_ref()))
            @if session.scenario() == Some(Scenario::TransferClose) {
                (hint(words, &html! { p { (words.hint.press_close) } }))
            }
            (form(session, &html! {
                button .button name="answer" value="approve" { (here.approve) }
                button .button .second name="answer" value="decline" { (here.decline) }
            }))
            (back(session, words))
        },
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields, effects: &mut PageEffects<'_>) {
    match fields.get("answer").map(String::as_str) {
        Some("approve") if effects.name_mismatch() => {
            session.enter(Phase::Failed(Cause::NameMismatch));
        }
        Some("approve") => approve(session),
        Some("decline") => session.enter(Phase::Failed(Cause::Declined)),
        _ => {}
    }
}

fn approve(session: &mut Session) {
    match session.scenario() {
        Some(Scenario::TransferDecline) => session.enter(Phase::Failed(Cause::Declined)),
        Some(Scenario::TransferExpire) => session.enter(Phase::Expired),
        Some(Scenario::TransferClose) => close::ask(&mut session.journey),
        Some(Scenario::TransferNameMismatch) => {
            session.enter(Phase::Failed(Cause::NameMismatch));
        }
        Some(
            Scenario::TransferAccept
            | Scenario::Happy1
            | Scenario::Happy2
            | Scenario::Happy3
            | Scenario::Unhappy1
            | Scenario::WrongName
            | Scenario::LowBalance
            | Scenario::StopBeforeAgreement,
        )
        | None => {
            session.journey.account = Some(AccountKind::Chequing);
            session.journey.tell(&Step::Success);
            session.enter(Phase::Completed);
        }
    }
}
