use flinks::step::Step;
use maud::html;

use super::{bank, screen::Screen, visit::Visit};
use crate::{
    journey::{
        page::Body,
        part::{Icon, icon},
        visit::Fields,
    },
    words::Words,
};

pub(super) fn view(visit: &Visit, words: &Words) -> Body {
    let here = &words.connect.consent;
    Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            p .lead { ((here.lead)(visit.merchant())) }
            ul .points {
                @for (what, why) in here.points {
                    li { (icon(Icon::Check)) span { strong { (what) } " " (why) } }
                }
            }
            p .assurance { (icon(Icon::Shield)) span { ((here.assurance)(visit.merchant())) } }
            @if let Some(terms) = &visit.parameters.terms_url {
                p { a href=(terms) target="_blank" rel="noreferrer noopener" data-tell=(Step::ComponentClickTermsUrl.name()) { (here.terms) } }
            }
            (visit.form(&html! {
                button .button name="consent" value="yes" { (here.agree) }
                button .button .second name="consent" value="no" { (here.decline) }
            }))
        },
    }
}

pub(super) fn submit(visit: &mut Visit, fields: &Fields) {
    let terms = visit.parameters.terms_url.is_some();
    match fields.get("consent").map(String::as_str) {
        Some("no") => {
            visit.go(Screen::Closed);
            visit.tell(&Step::ComponentDenyConsent);
            if terms {
                visit.tell(&Step::ComponentDenyTerms);
            }
        }
        // Assumption: who agrees agrees to the merchant's terms, too.
        Some("yes") | None => {
            visit.tell(&Step::ComponentAcceptConsent);
            if terms {
                visit.tell(&Step::ComponentAcceptTerms);
            }
            bank::show_list(visit);
        }
        Some(_) => {}
    }
}
