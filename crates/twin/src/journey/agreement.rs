use flinks::step::Step;
use maud::html;

use super::{
    Notice, Screen,
    page::Body,
    part::{account_line, facts, form, hint},
    visit::Fields,
};
use crate::{
    scenario::Scenario,
    session::{Phase, Session},
    words::Words,
};

/// The debit agreement, with the elements that the rules for pre-authorized debits ask for.
pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.agreement;
    let amount = session
        .amount
        .map(|amount| words.money(amount))
        .unwrap_or_default();
    let plain = |(name, text): (&'static str, &'static str)| (name, html! { (text) });
    let mut rows = Vec::new();
    if session.journey.account.is_some() {
        rows.push((words.label.from, account_line(session, words.locale)));
    }
    if let Some(reference) = &session.order.reference {
        rows.push((words.label.reference, html! { span .code { (reference) } }));
    }
    rows.extend([here.category, here.timing].map(plain));
    // A waived notice has to stand out.
    rows.push((here.notice.0, html! { strong { (here.notice.1) } }));
    rows.extend([here.cancel, here.recourse, here.contact].map(plain));
    let fault = (session.journey.notice == Some(Notice::Missing)).then(|| here.missing.to_owned());
    Body {
        title: here.title.to_owned(),
        bank: None,
        content: html! {
            p .lead { ((here.lead)(&amount)) }
            (facts(&rows))
            @if session.scenario() == Some(Scenario::StopBeforeAgreement) {
                (hint(words, &html! { p { (words.hint.leave) } }))
            }
            (form(session, &html! {
                label .tick {
                    input type="checkbox" name="signed" value="yes"
                        aria-invalid=[fault.as_ref().map(|_| "true")] aria-describedby=[fault.as_ref().map(|_| "fault")];
                    span { ((here.sign)(&session.order.payor.name())) }
                }
                button .button name="agreement" value="sign" { ((here.submit)(&amount)) }
                button .button .second name="agreement" value="not-now" { (here.not_now) }
            }))
        },
        fault,
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields) {
    let field = |name: &str| fields.get(name).map(String::as_str);
    match (field("agreement"), field("signed")) {
        (Some("not-now"), _) => {
            session.journey.tell(&Step::ComponentPadWarningScreenExit);
            session.journey.go(Screen::Unsigned);
        }
        (_, Some("yes")) => {
            session.journey.tell(&Step::ComponentPadDownloaded);
            session.journey.tell(&Step::Success);
            session.journey.go(Screen::Done);
            session.enter(Phase::Completed);
        }
        _ => session.journey.stay(Notice::Missing),
    }
}
