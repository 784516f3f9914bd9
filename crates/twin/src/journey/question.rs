use flinks::step::Step;
use maud::html;

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
enum Question {
    City,
    Country,
    Shape,
}

impl Question {
    /// The question of a session: always the same one for the same session.
    fn of(session: &Session) -> Self {
        match session.id.as_u128() % 3 {
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
}

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let question = Question::of(session);
    let here = &words.question;
    let bank = session.journey.institution;
    let fault = session.journey.notice.map(|notice| match notice {
        Notice::WrongAnswer => (here.wrong)(MOST_REFUSALS - session.journey.refusals),
        Notice::Missing | Notice::WrongPassword | Notice::WrongAmount => here.missing.to_owned(),
    });
    let described = fault.is_some().then_some("fault");
    Body {
        title: here.title.to_owned(),
        bank,
        content: html! {
            p .lead { ((here.lead)(bank.map_or("", |bank| bank.name()))) }
            (form(session, &html! {
                div .field {
                    label for="answer" { (question.text(words)) }
                    input #answer type="text" name="answer" autocomplete="off" maxlength="100" required
                        aria-invalid=[described.map(|_| "true")] aria-describedby=[described];
                }
                button .button { (words.frame.go_on) }
            }))
            (hint(words, &html! {
                dl { div { dt { (words.hint.answer) } dd { code { (question.answer()) } } } }
            }))
        },
        fault,
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    let given = fields.get("answer").map(|text| name::folded(text));
    let Some(given) = given.filter(|answer| !answer.is_empty()) else {
        session.journey.stay(Notice::Missing);
        return;
    };
    session.journey.tell(&Step::SubmitMfa);
    if given == name::folded(Question::of(session).answer()) {
        session.journey.go(Screen::Account);
    } else if session.journey.refuse(Notice::WrongAnswer) == Patience::Lost {
        session.enter(Phase::Failed(Cause::SignIn));
    }
}
