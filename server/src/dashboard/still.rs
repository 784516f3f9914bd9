//! A customer's page as a picture: it shows everything, does nothing and leads nowhere.

use axum::response::Response;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderValue, StatusCode, header};
use sha2::{Digest as _, Sha256};

use super::document;
use crate::assets;

/// From where a picture has the merchant's look.
pub(super) enum Wears<'a> {
    /// It is served beside it.
    Served,
    /// This stylesheet stands in it, and its logo may stand in it too.
    Inside(&'a str),
}

/// The page as whoever had scripts saw it, without the bank's own: that is not recorded, and its
/// address leads to somebody's payment.
pub(super) fn of(html: &str) -> String {
    let html = without(html, "<noscript", "</noscript>");
    without(&html, "<iframe", "</iframe>")
}

/// The same, with nothing in it that could be pressed or followed.
pub(super) fn inert(html: &str) -> String {
    let html = of(html).replace("<form ", "<form inert ");
    // What stands at an address of a checkout is not there: there is no such checkout.
    let html = html.replace(" src=\"/c/", " data-src=\"/c/");
    let mut parts = html.split("<a ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |whole, link| whole + "<a " + &leading_nowhere(link))
}

/// What follows `<a `, without the address.
fn leading_nowhere(link: &str) -> String {
    let mut is_quoted = false;
    let end = link.find(|c| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    let (tag, rest) = link.split_at(end.unwrap_or(link.len()));
    let tag = format!(" {tag}");
    match tag.split_once(" href=\"") {
        None => format!("{}{rest}", tag.trim_start()),
        Some((before, address)) => {
            let after = address.split_once('"').map_or("", |(_, after)| after);
            format!("{}{after}{rest}", before.trim_start())
        }
    }
}

fn without(html: &str, begin: &str, end: &str) -> String {
    let mut rest = html;
    let mut whole = String::with_capacity(html.len());
    while let Some((before, within)) = rest.split_once(begin) {
        whole.push_str(before);
        rest = within.split_once(end).map_or("", |(_, after)| after);
    }
    whole.push_str(rest);
    whole
}

/// A picture with headers under which nothing in it can do anything, in a frame of ours.
pub(super) fn framed(html: String, wears: &Wears<'_>) -> Response {
    let css = assets::site().css_hash;
    let css = css.map_or_else(String::new, |hash| format!(" '{hash}'"));
    let (own, pictures) = match wears {
        Wears::Served => (String::new(), ""),
        Wears::Inside(style) => {
            let digest = STANDARD.encode(Sha256::digest(style));
            (format!(" 'sha256-{digest}'"), " data:")
        }
    };
    let policy = format!(
        "default-src 'none'; style-src 'self'{css}{own}; img-src 'self'{pictures}; \
         font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; \
         sandbox allow-same-origin"
    );
    let mut response = document(StatusCode::OK, html);
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        headers.insert(
            header::X_FRAME_OPTIONS,
            HeaderValue::from_static("SAMEORIGIN"),
        );
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_in_a_frame_or_for_no_script_is_gone_and_everything_else_is_there() {
        assert_eq!(
            of("<p>a</p><iframe src=\"x?sessionId=1\"></iframe><p>b</p><noscript>c</noscript>d"),
            "<p>a</p><p>b</p>d"
        );
        assert_eq!(of("<p>a</p>"), "<p>a</p>");
        assert_eq!(of("a<iframe b"), "a");
    }

    #[test]
    fn no_link_leads_anywhere_and_no_form_can_be_sent() {
        assert_eq!(
            inert(
                "<a href=\"/x?a>b\" lang=\"fr\">c</a><a class=\"d\" href=\"//evil\">e</a><a name=\"f\">g</a>"
            ),
            "<a  lang=\"fr\">c</a><a class=\"d\">e</a><a name=\"f\">g</a>"
        );
        assert_eq!(
            inert("<form method=\"post\"><img src=\"/c/1/qr.svg\"></form>"),
            "<form inert method=\"post\"><img data-src=\"/c/1/qr.svg\"></form>"
        );
    }
}
