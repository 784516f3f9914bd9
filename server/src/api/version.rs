//! Which version of the API a request is written for.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, HeaderValue};

use crate::problem::Problem;

/// The header that pins a version, and that tells which one answered.
pub(crate) const HEADER: &str = "guichet-version";

/// The newest version. It is the day on which something changed that could break a program.
pub(crate) const NEWEST: &str = "2026-11-21";

/// Every version that is still answered, newest first.
pub(crate) const KNOWN: [&str; 1] = [NEWEST];

/// Refuses a request for a version that is not known here, and says in every answer which
/// version it is written in.
pub(crate) async fn negotiate(request: Request, next: Next) -> Response {
    let (version, mut response) = match asked(request.headers()) {
        Some(version) => (version, next.run(request).await),
        None => (NEWEST, Problem::UnknownVersion.into_response()),
    };
    response
        .headers_mut()
        .insert(HEADER, HeaderValue::from_static(version));
    response
}

/// The version that a request pins, or the newest. `None` for one that is not known here.
fn asked(headers: &HeaderMap) -> Option<&'static str> {
    let mut values = headers.get_all(HEADER).into_iter();
    match (values.next(), values.next()) {
        (None, _) => Some(NEWEST),
        (Some(value), None) => KNOWN.into_iter().find(|known| value == known),
        (Some(_), Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_pins_one_known_version_or_none() {
        let with = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(HEADER, HeaderValue::from_static(value));
            }
            asked(&headers)
        };
        assert_eq!(with(&[]), Some(NEWEST));
        assert_eq!(with(&[NEWEST]), Some(NEWEST));
        for values in [&["2020-01-01"][..], &[""], &["latest"], &[NEWEST, NEWEST]] {
            assert_eq!(with(values), None, "{values:?}");
        }
    }
}
