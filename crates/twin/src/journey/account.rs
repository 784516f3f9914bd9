use flinks::step::Step;
use maud::html;

use super::{AccountKind, Holding, Notice, Screen, page::Body, part::form, visit::Fields};
use crate::{
    fault::PageEffects,
    session::{Cause, Phase, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.account;
    let fault = session.journey.notice.map(|_| here.missing.to_owned());
    Body {
        title: here.title.to_owned(),
        bank: session.journey.institution,
        content: html! {
            (form(session, &html! {
                fieldset .accounts aria-describedby=[fault.is_some().then_some("fault")] {
                    legend { ((here.holder)(&session.holder())) }
                    @for holding in Holding::all(session) {
                        label {
                            input type="radio" name="account" value=(holding.kind.slug()) required
                                checked[session.journey.account == Some(holding.kind)];
                            span .kind { strong { (holding.kind.title(words.locale)) } span .note { "••••\u{a0}" (holding.last_digits) } }
                            span .balance { (words.money(holding.balance)) span .note { (here.available) } }
                        }
                    }
                }
                button .button { (words.frame.go_on) }
            }))
        },
        fault,
    }
}

pub(super) fn submit(session: &mut Session, fields: &Fields, effects: &mut PageEffects<'_>) {
    let Some(kind) = fields.get("account").and_then(|slug| {
        AccountKind::ALL
            .into_iter()
            .find(|kind| kind.slug() == slug)
    }) else {
        session.journey.stay(Notice::Missing);
        return;
    };
    session.journey.account = Some(kind);
    session.journey.tell(&Step::AccountSelected);
    // The holder is compared once the account is connected [G-setup].
    if session.holder_is_payor() && !effects.name_mismatch() {
        session.journey.go(Screen::Amount);
    } else {
        session.enter(Phase::Failed(Cause::NameMismatch));
    }
}
