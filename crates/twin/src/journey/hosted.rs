use axum::response::Response;
use maud::{Markup, html};

use super::{
    Screen,
    page::{Body, Look, Refresh, Shell, brand},
    part::{Icon, icon},
    policy::Policy,
    telling::Telling,
    visit::address,
};
use crate::{
    session::{Rail, Session},
    words::Words,
};

/// How soon a page that waits for the merchant looks again, in seconds.
const LOOK_AGAIN: u8 = 2;

/// The whole page of a payment's screen.
pub(super) fn page(
    session: &Session,
    words: &Words,
    telling: Telling,
    policy: Policy,
    body: &Body,
) -> Response {
    let screen = session.screen();
    let shell = Shell {
        words,
        screen: screen.slug(),
        stage: screen.stage(session.product),
        bar: Some(bar(session, words, screen)),
        look: Look::default(),
        telling,
        policy,
        refresh: (screen == Screen::Waiting).then(|| Refresh::Always(LOOK_AGAIN.to_string())),
        body,
    };
    shell.response()
}

fn bar(session: &Session, words: &Words, screen: Screen) -> Markup {
    let other = words.locale.other();
    let closable = session.product.rail() == Rail::ETransfer
        && session.phase().is_unfinished()
        && !matches!(screen, Screen::Close | Screen::Inactive);
    html! {
        header .bar {
            (brand(words))
            form .language method="post" action=(address(session, "language")) {
                button .quiet name="to" value=(other.tag()) lang=(other.tag()) { (words.frame.other_language) }
            }
            @if closable {
                form method="post" action=(address(session, "leave")) {
                    button .quiet .cross { span .hidden { (words.frame.close) } (icon(Icon::Cross)) }
                }
            }
        }
    }
}
