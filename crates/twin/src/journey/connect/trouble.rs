use maud::html;

use super::{bank, screen::Trouble, sign_in, visit::Visit};
use crate::{
    journey::{
        page::Body,
        part::{Seal, seal},
        visit::Fields,
    },
    words::Words,
};

/// The bank does not let the customer in.
pub(super) fn view(visit: &Visit, words: &Words, trouble: Trouble) -> Body {
    let here = &words.connect.trouble;
    let (title, lead) = match trouble {
        Trouble::Disabled => here.disabled,
        Trouble::Unavailable => here.unavailable,
        Trouble::Password | Trouble::Answer => here.sign_in,
    };
    Body {
        title: title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Over))
            p .lead { (lead) }
            @if let Some(bank) = visit.institution {
                p .soft { (bank.name()) " · " span .code { (trouble.code()) } }
            }
            (visit.form(&html! {
                @if trouble != Trouble::Disabled {
                    button .button name="next" value="again" { (here.again) }
                }
                button .button .second name="next" value="other" { (here.other_bank) }
            }))
        },
    }
}

pub(super) fn submit(visit: &mut Visit, fields: &Fields) {
    match fields.get("next").map(String::as_str) {
        Some("again") => sign_in::again(visit),
        Some("other") => bank::show_list(visit),
        Some(_) | None => {}
    }
}
