//! Pages on their way out.

use axum::response::{Html, IntoResponse as _, Response};
use dashboard::{
    page,
    shell::{Frame, Site},
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use payment::Locale;

use crate::assets;

/// Nothing is allowed but what is named here; nothing stands in the page itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// What pages may refer to, out of the executable.
pub(super) fn site() -> Site {
    let built = assets::site();
    Site {
        style: built.dashboard_style,
        script: built.dashboard_script,
    }
}

/// A page with the headers that every page has.
pub(crate) fn document(status: StatusCode, html: String) -> Response {
    const HEADERS: [(HeaderName, HeaderValue); 8] = [
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static(
                "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), \
                 publickey-credentials-create=(self), publickey-credentials-get=(self)",
            ),
        ),
    ];
    let mut response = (status, Html(html)).into_response();
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, value);
    }
    response
}

/// What is not there, or not theirs: nobody can tell which.
pub(crate) fn missing(frame: &Frame) -> Response {
    document(StatusCode::NOT_FOUND, page::problem::missing(frame))
}

/// What was asked for, or what is answered in its place.
#[expect(
    clippy::result_large_err,
    reason = "handlers return answers by value; one is made for a request"
)]
pub(crate) fn found<T, E>(frame: &Frame, found: Result<Option<T>, E>) -> Result<T, Response>
where
    E: std::error::Error + 'static,
{
    match found {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(missing(frame)),
        Err(error) => Err(unavailable(&error)),
    }
}

/// A page that takes another role.
pub(super) fn forbidden(frame: &Frame) -> Response {
    document(StatusCode::FORBIDDEN, page::problem::forbidden(frame))
}

/// A form that was not sent from one of our pages, or not by who is signed in now.
pub(super) fn stale(frame: &Frame) -> Response {
    document(StatusCode::FORBIDDEN, page::problem::stale(frame))
}

/// A form with more in it than is taken.
pub(super) fn too_large(frame: &Frame) -> Response {
    document(
        StatusCode::PAYLOAD_TOO_LARGE,
        page::problem::too_large(frame),
    )
}

/// A form that a page of another site sent.
pub(super) fn foreign(locale: Locale) -> Response {
    document(
        StatusCode::FORBIDDEN,
        page::problem::foreign(site(), locale),
    )
}

/// A form that says what no form of ours says.
pub(super) fn unreadable(frame: &Frame) -> Response {
    document(
        StatusCode::UNPROCESSABLE_ENTITY,
        page::problem::unreadable(frame),
    )
}

/// Too many tries were wrong.
pub(super) fn too_often(frame: &Frame) -> Response {
    document(
        StatusCode::TOO_MANY_REQUESTS,
        page::problem::too_often(frame),
    )
}

/// Too many passwords are being looked at right now.
pub(super) fn busy(frame: &Frame) -> Response {
    document(StatusCode::SERVICE_UNAVAILABLE, page::problem::busy(frame))
}

/// Something of ours does not work; the log says what.
pub(crate) fn unavailable(error: &(dyn std::error::Error + 'static)) -> Response {
    tracing::error!(error, "the dashboard failed");
    document(
        StatusCode::SERVICE_UNAVAILABLE,
        page::problem::broken(site()),
    )
}
