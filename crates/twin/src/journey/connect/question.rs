use flinks::step::Step;
use maud::html;

use super::{
    account,
    router::Turn,
    screen::{Screen, Trouble},
    visit::Visit,
};
use crate::{
    journey::{
        MOST_REFUSALS, Notice, Patience, message::Message, page::Body, part::hint,
        question::Question, visit::Fields,
    },
    words::Words,
};

/// What sort of question it is. Assumption: the words for it are not documented.
const KIND: &str = "QuestionAndAnswer";

/// The bank asks its question.
pub(super) fn ask(visit: &mut Visit) {
    visit.go(Screen::Question);
    if visit.parameters.enhanced_mfa.is_on() {
        visit.tell(&Step::EnhancedMfaHasQuestions);
    }
    visit.tell_with(Message::of_connect(&Step::ComponentLoadMfa).with("mfaTypes", vec![KIND]));
}

pub(super) fn view(visit: &Visit, words: &Words) -> Body {
    let question = Question::of(visit.id);
    let here = &words.question;
    let bank = visit.institution;
    let fault = visit.notice.map(|notice| match notice {
        Notice::WrongAnswer => (here.wrong)(MOST_REFUSALS - visit.refusals),
        Notice::Missing | Notice::WrongPassword | Notice::WrongAmount => here.missing.to_owned(),
    });
    Body {
        title: here.title.to_owned(),
        bank,
        content: html! {
            p .lead { ((here.lead)(bank.map_or("", |bank| bank.name()))) }
            (visit.form(&html! {
                (question.field(fault.is_some(), words))
                button .button { (words.frame.go_on) }
            }))
            @for (step, (what, help)) in [
                (Step::ComponentHelp2faInfo, words.connect.question.why),
                (Step::ComponentHelp2faTroubleshooting, words.connect.question.stuck),
            ] {
                details {
                    summary data-tell=(step.name()) { (what) }
                    p .soft { (help) }
                }
            }
            (hint(words, &question.hint(words)))
        },
        fault,
    }
}

pub(super) fn submit(turn: &mut Turn<'_, '_>, fields: &Fields) {
    let visit = &mut *turn.visit;
    let given = fields
        .get("answer")
        .map(|text| text.trim())
        .unwrap_or_default();
    if given.is_empty() {
        visit.notice = Some(Notice::Missing);
        return;
    }
    visit.tell(&Step::SubmitMfa);
    if Question::of(visit.id).is_answered_by(given) {
        account::link(turn);
        return;
    }
    match visit.refuse(Notice::WrongAnswer) {
        Patience::Left(_) => {
            let again =
                Message::of_connect(&Step::ComponentLoadMfaRetry).with("mfaTypes", vec![KIND]);
            visit.tell_with(again);
        }
        Patience::Lost => visit.fail(Trouble::Answer),
    }
}
