use jiff::civil::Date;
use maud::{Markup, html};

use super::form;
use crate::{
    debit::{Debit, DebitOrder, Frequency, Party},
    journey::{page::Body, part::facts},
    words::Words,
};

/// The box that says "I sign it".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signature {
    Untouched,
    /// It was not checked when the form came.
    Unchecked,
}

/// The agreement, with the elements that the rules for pre-authorized debits ask for.
pub(super) fn view(debit: &Debit, words: &Words, signature: Signature) -> Body {
    let here = &words.signing;
    let fault = (signature == Signature::Unchecked).then(|| words.agreement.missing.to_owned());
    let amount = words.money(debit.order.amount);
    Body {
        title: words.agreement.title.to_owned(),
        bank: None,
        content: html! {
            p .lead { ((here.lead)(&amount)) }
            (terms(&debit.order, words, &amount))
            p .note { (here.own_text) }
            (form(debit, words, &html! {
                label .tick {
                    input type="checkbox" name="signed" value="yes"
                        aria-invalid=[fault.as_ref().map(|_| "true")] aria-describedby=[fault.as_ref().map(|_| "fault")];
                    span { ((here.sign)(&debit.order.party.name())) }
                }
                button .button name="agreement" value="sign" { (here.submit) }
                button .button .second name="agreement" value="not-now" { (words.agreement.not_now) }
            }))
        },
        fault,
    }
}

fn terms(order: &DebitOrder, words: &Words, amount: &str) -> Markup {
    let here = &words.signing;
    let shared = &words.agreement;
    let (category, personal, business) = here.category;
    let (authority, authorized) = here.authority;
    let mut rows = vec![
        (here.payer, html! { (order.party.name()) }),
        (
            here.account,
            html! { (order.account.institution_code) " ••••\u{a0}" (order.account.last_digits()) },
        ),
    ];
    if let Some(reference) = &order.cross_reference {
        rows.push((words.label.reference, html! { span .code { (reference) } }));
    }
    rows.push((authority, html! { ((authorized)(amount)) }));
    let kind = match order.party {
        Party::Person { .. } => personal,
        Party::Firm { .. } => business,
    };
    rows.push((category, html! { (kind) }));
    rows.push((shared.timing.0, html! { (timing(order, words)) }));
    if order.frequency == Frequency::OneTime {
        // A waived notice has to stand out.
        rows.push((shared.notice.0, html! { strong { (shared.notice.1) } }));
    }
    for (name, text) in [shared.cancel, shared.recourse, shared.contact] {
        rows.push((name, html! { (text) }));
    }
    facts(&rows)
}

fn timing(order: &DebitOrder, words: &Words) -> String {
    let here = &words.signing;
    let first = written(order.start, words);
    let every = match order.frequency {
        Frequency::OneTime => return (here.once)(&first),
        Frequency::Weekly => (here.weekly)(&first),
        Frequency::Biweekly => (here.biweekly)(&first),
        Frequency::Monthly => (here.monthly)(&first),
    };
    match (order.end, order.count) {
        (Some(end), _) => format!("{every}, {}", (here.until)(&written(end, words))),
        (None, Some(count)) => format!("{every}, {}", (here.times)(count)),
        (None, None) => every,
    }
}

pub(super) fn written(date: Date, words: &Words) -> String {
    let month = usize::try_from(date.month() - 1).unwrap_or_default();
    let name = words.signing.months.get(month).copied().unwrap_or_default();
    (words.signing.date)(date.day(), name, date.year())
}
