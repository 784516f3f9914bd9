use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use maud::html;

use super::parameters::Parameters;
use crate::{
    journey::{
        page::{Body, Shell, brand_with},
        part::{Seal, seal},
        policy::Policy,
        telling::Telling,
    },
    words::Words,
};

/// Why the frame does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// There is no key in the address.
    Missing,
    /// The key is unknown, was used, or is too old.
    Unusable,
    /// There is no such visit, or its time is up.
    Over,
}

/// The page of a frame that does not open. Assumption: it is answered with 401 or 404 and
/// tells nothing.
pub(super) fn page(parameters: &Parameters, reason: Reason) -> Response {
    let words = Words::of(parameters.locale);
    let here = &words.connect.refused;
    let (status, lead) = match reason {
        Reason::Missing => (StatusCode::UNAUTHORIZED, here.missing),
        Reason::Unusable => (StatusCode::UNAUTHORIZED, here.unusable),
        Reason::Over => (StatusCode::NOT_FOUND, here.over),
    };
    let body = Body {
        title: here.title.to_owned(),
        bank: None,
        fault: None,
        content: html! {
            (seal(Seal::Over))
            p .lead { (lead) }
        },
    };
    let image = parameters.header_image.is_on();
    let bar = html! { header .bar { (brand_with("Flinks Connect", image, words)) } };
    let shell = Shell {
        words,
        screen: "refused",
        stage: None,
        bar: parameters.header.is_on().then_some(bar),
        look: parameters.look,
        telling: Telling::default(),
        policy: Policy::default(),
        refresh: None,
        body: &body,
    };
    (status, shell.response()).into_response()
}
