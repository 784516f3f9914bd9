use axum::response::Response;
use maud::{Markup, html};

use super::{screen::Screen, visit::Visit};
use crate::{
    fault::PageEffects,
    journey::{
        effects::{self, Struck},
        message::Message,
        page::{Body, Refresh, Shell, brand_with},
        part::{Icon, icon},
        policy::Policy,
        telling::{Dialect, Telling},
    },
    words::Words,
};

/// The whole page of a screen.
pub(super) fn page(
    visit: &Visit,
    words: &Words,
    untold: Vec<Message>,
    faults: &mut PageEffects<'_>,
    refresh: Option<Refresh>,
    body: &mut Body,
) -> Response {
    let parameters = &visit.parameters;
    let mut telling = Telling::messages_of(untold);
    telling.dialect = Dialect::Connect;
    telling.text = parameters.text;
    telling.bridge = parameters.bridge;
    let mut policy = Policy::default();
    let own_window = visit.screen == Screen::SignIn;
    let struck = Struck {
        telling: &mut telling,
        policy: &mut policy,
        body,
        window: own_window.then(|| visit.address(visit.screen.slug())),
    };
    effects::suffer(faults, words, struck);
    let shell = Shell {
        words,
        screen: visit.screen.slug(),
        stage: visit.screen.stage(),
        bar: parameters.header.is_on().then(|| bar(visit, words)),
        look: parameters.look,
        telling,
        policy,
        refresh,
        body,
    };
    shell.response()
}

fn bar(visit: &Visit, words: &Words) -> Markup {
    let other = words.locale.other();
    let closable = visit.parameters.close.is_on() && !visit.screen.is_last();
    html! {
        header .bar {
            (brand_with("Flinks Connect", visit.parameters.header_image.is_on(), words))
            form .language method="post" action=(visit.address("language")) {
                button .quiet name="to" value=(other.tag()) lang=(other.tag()) { (words.frame.other_language) }
            }
            @if closable {
                form method="post" action=(visit.address("leave")) {
                    button .quiet .cross { span .hidden { (words.frame.close) } (icon(Icon::Cross)) }
                }
            }
        }
    }
}

/// The button that leads one screen back, where the merchant lets it.
pub(super) fn back(visit: &Visit, words: &Words) -> Markup {
    let leads = match visit.screen {
        Screen::Bank => visit.parameters.consent.is_on(),
        Screen::SignIn => true,
        Screen::Consent
        | Screen::Question
        | Screen::Account
        | Screen::Done
        | Screen::Trouble(_)
        | Screen::Closed => false,
    };
    html! {
        @if leads && visit.parameters.back.is_on() {
            form .aside-action method="post" action=(visit.address("back")) {
                button .link { (words.frame.back) }
            }
        }
    }
}
