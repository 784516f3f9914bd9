//! What nobody may read again: secrets in headers, forms and answers.

use axum::http::{HeaderName, HeaderValue};

const MASK: &str = "***";

/// Members of answers whose value lets one in.
const MEMBERS: [&str; 2] = ["access_token", "Token"];

/// A header's name and what may be shown of its value.
pub(crate) fn header((name, value): (&HeaderName, &HeaderValue)) -> (String, String) {
    let text = String::from_utf8_lossy(value.as_bytes());
    let shown = match name.as_str() {
        "authorization" => match text.split_once(' ') {
            Some((scheme, _)) => format!("{scheme} {MASK}"),
            None => MASK.to_owned(),
        },
        "x-api-key" | "bearertoken" | "cookie" | "flinks-auth-key" => MASK.to_owned(),
        _ => text.into_owned(),
    };
    (name.as_str().to_owned(), shown)
}

/// A form without its secrets.
pub(crate) fn form(form: &str) -> String {
    let fields: Vec<String> = form
        .split('&')
        .map(|field| match field.split_once('=') {
            Some((name, _))
                if ["password", "client_secret"]
                    .iter()
                    .any(|secret| name.eq_ignore_ascii_case(secret)) =>
            {
                format!("{name}={MASK}")
            }
            _ => field.to_owned(),
        })
        .collect();
    fields.join("&")
}

/// An address without the token that opens a connection.
pub(crate) fn target(target: &str) -> String {
    let Some((path, query)) = target.split_once('?') else {
        return target.to_owned();
    };
    let parts: Vec<String> = query
        .split('&')
        .map(|part| match part.split_once('=') {
            Some((name, _)) if name.eq_ignore_ascii_case("authorizeToken") => {
                format!("{name}={MASK}")
            }
            Some(_) | None => part.to_owned(),
        })
        .collect();
    format!("{path}?{}", parts.join("&"))
}

/// A JSON answer without its tokens.
pub(crate) fn json(text: &str) -> String {
    let mut shown = text.to_owned();
    for member in MEMBERS {
        let before = format!("\"{member}\":\"");
        let Some(start) = shown.find(&before).map(|at| at + before.len()) else {
            continue;
        };
        // An answer that broke off may end in the middle of it.
        let end = shown[start..]
            .find('"')
            .map_or(shown.len(), |at| start + at);
        shown.replace_range(start..end, MASK);
    }
    shown
}
