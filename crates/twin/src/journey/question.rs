use flinks::step::Step;
use maud::{Markup, html};
use uuid::Uuid;

use super::{
    MOST_REFUSALS, Notice, Patience, Screen,
    page::Body,
    part::{form, hint},
    visit::Fields,
};
use crate::{
    name,
    session::{Cause, Phase, Session},
    words::Words,
};

/// What the bank asks `[C-test]`.
#[derive(Clone, Copy)]
pub(super) enum Question {
    City,
    Country,
    Shape,
}

impl Question {
    /// The question of a journey: always the same one for the same id.
    pub(super) fn of(id: Uuid) -> Self {
        match id.as_u128() % 3 {
            0 => Self::City,
            1 => Self::Country,
            _ => Self::Shape,
        }
    }

    const fn text(self, words: &Words) -> &'static str {
        match self {
            Self::City => words.question.city,
            Self::Country => words.question.country,
            Self::Shape => words.question.shape,
        }
    }

    const fn answer(self) -> &'static str {
        match self {
            Self::City => "Montreal",
            Self::Country => "Canada",
            Self::Shape => "Triangle",
        }
    }

    /// Whether that is the answer; case and accents do not matter.
    pub(super) fn is_answered_by(self, given: &str) -> bool {
        name::folded(given) == name::folded(self.answer())
    }

    /// The field for the answer.
    pub(super) fn field(self, wrong: bool, words: &Words) -> Markup {
        let described = wrong.then_some("fault");
        html! {
            div .field {
                label for="answer" { (self.text(words)) }
                input #answer type="text" name="answer" autocomplete="off" maxlength="100" required
                    aria-invalid=[described.map(|_| "true")] aria-describedby=[described];
            }
        }
    }

    /// The answer, for whoever tests.
    pub(super) fn hint(self, words: &Words) -> Markup {
        html! {
            dl { div { dt { (words.hint.answer) } dd { code { (self.answer()) } } } }
        }
    }
}

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let question = Question::of(session.id);
    let here = &words.question;
    let bank = session.journey.institution;
    let fault = session.journey.notice.map(|notice| match notice {
        Notice::WrongAnswer => (here.wrong)(MOST_REFUSALS - session.journey.refusals),
        Notice::Missing | Notice::WrongPassword | Notice::WrongAmount => here.missing.to_owned(),
    });
    Body {
        title: here.title.to_owned(),
        bank,
        content: html! {
            p .lead { ((here.lead)(bank.map_or("", |bank| bank.name()))) }
            (form(session, &html! {
                (question.field(fault.is_some(), words))
                button .button { (words.frame.go_on) }
            }))
            (hint(words, &question.hint(words)))
        },
        fault,
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    let given = fields
        .get("answer")
        .map(|text| text.trim())
        .unwrap_or_default();
    if given.is_empty() {
        session.journey.stay(Notice::Missing);
        return;
    }
    session.journey.tell(&Step::SubmitMfa);
    if Question::of(session.id).is_answered_by(given) {
        session.journey.go(Screen::Account);
    } else if session.journey.refuse(Notice::WrongAnswer) == Patience::Lost {
        session.enter(Phase::Failed(Cause::SignIn));
    }
}
