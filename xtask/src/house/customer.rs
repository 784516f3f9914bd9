//! What a customer does at the page, without scripts.

use super::House;
use crate::http::Request;

/// The page of a checkout.
pub(crate) fn page(house: &House, token: &str) -> Request {
    Request::get(format!("{}/c/{token}", house.url))
}

/// The id that the start form on a page has for the next attempt; `None` where there is no
/// such form.
pub(crate) fn fresh_attempt(page: &str) -> Option<&str> {
    between(page, "name=\"attempt\" value=\"")
}

/// The session whose frame a page shows.
pub(crate) fn session(page: &str) -> Option<&str> {
    let session = between(page, "sessionId=")?;
    session.split('&').next()
}

/// The status that a page shows.
pub(crate) fn status(page: &str) -> Option<&str> {
    between(page, "data-status=\"")
}

/// The start form, sent.
pub(crate) fn start(house: &House, token: &str, attempt: &str) -> Request {
    let form = format!(
        "token={token}&attempt={attempt}&lang=en-CA&method=guaranteed_eft\
         &first_name=John&last_name=Doe&email=j.doe%40example.com"
    );
    Request::post(format!("{}/actions/start", house.url), form)
        .with("content-type", "application/x-www-form-urlencoded")
        .with("origin", house.url.clone())
}

/// What stands between a text and the next quotation mark.
fn between<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once('"').map(|(found, _)| found)
}
