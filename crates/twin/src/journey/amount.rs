use flinks::{limits, step::Step};
use maud::{Markup, html};
use payment::Money;

use super::{
    Holding, Notice, Screen,
    page::Body,
    part::{Icon, back, form, icon},
    visit::Fields,
};
use crate::{
    amount,
    fault::PageEffects,
    scenario::Scenario,
    session::{Cause, Phase, Product, Session},
    words::Words,
};

pub(super) fn view(session: &Session, words: &Words) -> Body {
    let here = &words.amount;
    let preset = session.order.amount;
    Body {
        title: here.title.to_owned(),
        bank: session.journey.institution,
        fault: fault(session, words),
        content: html! {
            (form(session, &html! {
                @if let Some(amount) = preset {
                    div .field {
                        label for="amount" { (words.label.amount) }
                        input #amount .locked type="text" value=(words.money(amount)) readonly aria-describedby="locked";
                        p #locked .note { (icon(Icon::Lock)) span { (here.locked) } }
                    }
                } @else {
                    (entry(session, words))
                }
                button .button { (words.frame.go_on) }
            }))
            (back(session, words))
        },
    }
}

/// The field for an amount that the merchant has left open.
pub(super) fn entry(session: &Session, words: &Words) -> Markup {
    let wrong = session.journey.notice.is_some();
    html! {
        div .field {
            label for="amount" { (words.amount.enter) }
            input #amount type="text" name="amount" inputmode="decimal" autocomplete="off" maxlength="20"
                value=[session.amount.map(|amount| amount.to_string())] required
                aria-invalid=[wrong.then_some("true")] aria-describedby=[wrong.then_some("fault")];
        }
    }
}

/// What is wrong with the amount that was entered.
pub(super) fn fault(session: &Session, words: &Words) -> Option<String> {
    session.journey.notice.map(|_| {
        let (least, most) = bounds(session);
        (words.amount.wrong)(&words.money(least), &words.money(most))
    })
}

/// The amount that was entered, if it can be read and is allowed.
pub(super) fn entered(session: &Session, fields: &Fields) -> Option<Money> {
    let (least, most) = bounds(session);
    fields
        .get("amount")
        .and_then(|text| amount::typed(text))
        .filter(|amount| (least..=most).contains(amount))
}

fn bounds(session: &Session) -> (Money, Money) {
    let asked = session.order.options.limits;
    let known = |cents| Money::from_cents(cents).unwrap_or(Money::ZERO);
    (
        asked
            .and_then(|limits| limits.minimum_amount)
            .unwrap_or(known(limits::MIN_AMOUNT_CENTS)),
        asked
            .and_then(|limits| limits.maximum_amount)
            .unwrap_or(known(limits::MAX_AMOUNT_CENTS)),
    )
}

pub(super) fn submit(session: &mut Session, fields: &Fields, effects: &mut PageEffects<'_>) {
    let Some(amount) = session.order.amount.or_else(|| entered(session, fields)) else {
        session.journey.stay(Notice::WrongAmount);
        return;
    };
    session.amount = Some(amount);
    session.journey.tell(&Step::ComponentDepositContinue);
    let short = Holding::chosen(session).is_some_and(|holding| holding.balance < amount);
    if session.product == Product::RegularEft {
        // Nothing is guaranteed, so nothing is offered or refused [E2-init].
        if short {
            session.enter(Phase::Failed(Cause::LowBalance));
        } else {
            session.journey.go(Screen::Review);
        }
        return;
    }
    let scenario = session.scenario();
    let (least, _) = bounds(session);
    let offer = (scenario == Some(Scenario::Happy2)).then(|| lower(amount));
    // An offer below the least amount is none [CL-2026-01].
    let hopeless = scenario == Some(Scenario::Unhappy1) || offer.is_some_and(|offer| offer < least);
    if hopeless || (!short && effects.guarantee_refused()) {
        session.journey.tell(&Step::GuaranteeFailed);
        session.enter(Phase::Failed(Cause::NotGuaranteed));
    } else if short {
        session.enter(Phase::Failed(Cause::LowBalance));
    } else {
        session.journey.offered = offer;
        match offer {
            Some(_) => session.journey.go(Screen::Offer),
            None => {
                session.issue_guarantee(Some(amount));
                session.journey.go(Screen::Review);
            }
        }
        session.journey.tell(&Step::GuaranteeOffered);
    }
}

/// The next-best offer: three fifths, in whole dollars where that is not nothing.
///
/// Assumption: how the provider finds its offer is not documented.
fn lower(amount: Money) -> Money {
    let part = amount.cents() / 5 * 3;
    let whole = part - part % 100;
    Money::from_cents(if whole > 0 { whole } else { part.max(1) }).unwrap_or(amount)
}
