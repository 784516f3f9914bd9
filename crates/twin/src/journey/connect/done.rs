use axum::http::HeaderMap;
use flinks::step::Step;
use maud::html;
use reqwest::Url;

use super::{screen::Screen, visit::Visit};
use crate::{
    journey::{
        message::Message,
        page::{Body, Refresh},
        part::{Seal, facts, seal},
    },
    link::{TestUser, institution_word},
    words::Words,
};

/// Where the query is put together when the merchant gave no address.
const NOWHERE: &str = "https://nowhere.invalid/";

/// Everything is known: tells the login and shows the end.
pub(super) fn finish(visit: &mut Visit) {
    let Some(login) = &visit.login else { return };
    let id = login.id.to_string();
    let account = visit.account.map(|account| account.to_string());
    let url = way_back(visit).map_or_else(|| query(visit), String::from);
    visit.go(Screen::Done);
    visit.tell_with(
        Message::of_connect(&Step::Redirect)
            .with("loginId", id)
            .with_some("accountId", account)
            .with("url", url)
            .with_some("tag", visit.parameters.tag.clone()),
    );
}

/// The merchant's address with what the customer linked `[C-evt-help]`. Assumption:
/// `accountId` is in it, as it is in the message.
fn way_back(visit: &Visit) -> Option<Url> {
    let mut url = visit.parameters.redirect_url.clone()?;
    let login = visit.login.as_ref()?;
    {
        let mut pairs = url.query_pairs_mut();
        pairs.append_pair("loginId", &login.id.to_string());
        if let Some(account) = visit.account {
            pairs.append_pair("accountId", &account.to_string());
        }
        pairs.append_pair("institution", &institution_word(login.institution));
        if let Some(tag) = &visit.parameters.tag {
            pairs.append_pair("tag", tag);
        }
    }
    Some(url)
}

/// The query alone, for a merchant that gave no address. Assumption: the message has a `url`
/// all the same.
fn query(visit: &Visit) -> String {
    let mut without = visit.clone();
    without.parameters.redirect_url = NOWHERE.parse().ok();
    let url = way_back(&without);
    let query = url.as_ref().and_then(Url::query).unwrap_or_default();
    format!("?{query}")
}

/// Where the page goes by itself in a browser that runs no code. Only the full page does:
/// in a frame, the merchant's page would land in the frame.
pub(super) fn way_without_script(visit: &Visit, headers: &HeaderMap) -> Option<Refresh> {
    let full = headers
        .get("sec-fetch-dest")
        .is_some_and(|kind| kind == "document");
    let to = way_back(visit).filter(|_| full)?;
    Some(Refresh::WithoutScript(format!("0; url={to}")))
}

/// The end. `first` is the first time that it is shown: then, and only then, the customer is
/// taken along, so that the browser's "back" does not bounce.
pub(super) fn view(visit: &Visit, words: &Words, first: bool) -> Body {
    let here = &words.connect.done;
    let slow = visit
        .login
        .as_ref()
        .is_some_and(|login| login.test_user() == TestUser::Dispatched);
    let lead = if slow {
        here.slow.to_owned()
    } else {
        (here.lead)(visit.merchant())
    };
    let link = way_back(visit).map(|to| {
        let taken = first && !visit.parameters.inner_redirect.is_on();
        html! {
            a .button .second href=(to) target="_top" rel="noreferrer" data-follow[taken] { (here.go_on) }
        }
    });
    Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Done))
            p .lead { (lead) }
            @if let (Some(bank), Some(account)) = (visit.institution, visit.chosen()) {
                (facts(&[(here.account, html! {
                    (bank.name()) br;
                    span .soft { (account.kind.title(words.locale)) " ••••\u{a0}" (account.last_digits()) }
                })]))
            }
            @if let Some(link) = link {
                // A merchant that only listens has somebody to listen where there is code.
                @if visit.parameters.inner_redirect.is_on() { noscript { (link) } } @else { (link) }
            }
        },
    }
}
