use flinks::step::Step;
use maud::html;

use super::{parameters::Switch, screen::Screen, shell::back, visit::Visit};
use crate::{
    journey::{Institution, Notice, bank, page::Body, visit::Fields},
    words::Words,
};

/// A bank that is listed and cannot be linked, for the event about it. Assumption: which one.
const CLOSED: Institution = Institution::RedRiver;

/// Goes to the list of banks. Which bank was chosen before does not matter any more.
pub(super) fn show_list(visit: &mut Visit) {
    visit.institution = None;
    visit.go(Screen::Bank);
    visit.tell(&Step::ComponentLoadInstitutionSelector);
}

pub(super) fn view(visit: &Visit, words: &Words, search: &str) -> Body {
    let found: Vec<Institution> = Institution::ALL
        .into_iter()
        .filter(|bank| is_listed(visit, *bank) && bank.is_found_by(search))
        .collect();
    Body {
        title: words.bank.title.to_owned(),
        bank: None,
        fault: match (visit.notice, visit.institution) {
            (Some(_), Some(closed)) => Some((words.connect.bank.closed)(closed.name())),
            (Some(_), None) => Some(words.bank.pick.to_owned()),
            (None, _) => None,
        },
        content: html! {
            @if visit.parameters.institution_filter.is_on() {
                (bank::search_form("/v2/bank", ("visit", &visit.id.to_string()), words, search))
            }
            (visit.form(&bank::list(&found, words)))
            (bank::none(&found, words))
            (back(visit, words))
        },
    }
}

fn is_listed(visit: &Visit, bank: Institution) -> bool {
    bank != Institution::FlinksCapital || visit.parameters.demo == Switch::On
}

pub(super) fn submit(visit: &mut Visit, fields: &Fields) {
    let chosen = fields
        .get("institution")
        .and_then(|slug| Institution::by_slug(slug))
        .filter(|bank| is_listed(visit, *bank));
    let Some(bank) = chosen else {
        visit.institution = None;
        visit.notice = Some(Notice::Missing);
        return;
    };
    visit.institution = Some(bank);
    if bank == CLOSED {
        visit.notice = Some(Notice::Missing);
        visit.tell(&Step::DisabledInstitution);
        return;
    }
    visit.go(Screen::SignIn);
    visit.tell(&Step::InstitutionSelected);
    visit.tell(&Step::ComponentLoadCredential);
}
