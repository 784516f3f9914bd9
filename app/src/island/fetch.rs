//! Asking the server.

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response, UrlSearchParams};

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoAnswer {
    /// The server was not reached, not in time, or is not able to answer now.
    Unreachable,
    /// The server does not give that to us.
    Refused,
}

/// How long an answer may take, in milliseconds.
const PATIENCE_MS: u32 = 10_000;

/// The text at `url`, never a stored one.
///
/// # Errors
/// When there is no answer, or an error.
pub(super) async fn text(url: &str) -> Result<String, NoAnswer> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let response: Response = JsFuture::from(window().fetch_with_str_and_init(url, &init))
        .await
        .map_err(|_| NoAnswer::Unreachable)?
        .unchecked_into();
    match response.status() {
        200..300 => {}
        500.. => return Err(NoAnswer::Unreachable),
        _ => return Err(NoAnswer::Refused),
    }
    let text = response.text().map_err(|_| NoAnswer::Unreachable)?;
    JsFuture::from(text)
        .await
        .ok()
        .and_then(|text| text.as_string())
        .ok_or(NoAnswer::Unreachable)
}

/// Sends a form and waits until it has arrived, or cannot. It outlives the page.
pub(super) async fn send(url: &str, form: &UrlSearchParams) {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(form);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    // Not among the typed setters.
    let _ = js_sys::Reflect::set(&init, &"keepalive".into(), &true.into());
    let _ = JsFuture::from(window().fetch_with_str_and_init(url, &init)).await;
}
