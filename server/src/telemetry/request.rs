use std::{fmt, sync::Arc, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use http::{HeaderName, HeaderValue, Method};
use metrics::{counter, histogram};
use payment::CheckoutId;
use tracing::{Instrument, Span, field::Empty};

use super::metric;
use crate::{chain::chain, problem::Problem, random};

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A request's name in logs, answers and problems.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(HeaderValue, String);

impl RequestId {
    /// The id that the caller, or the proxy before us, gave, where it is harmless to log
    /// and to send back; one of ours otherwise.
    fn of(request: &Request) -> Self {
        let is_sane = |text: &str| {
            (1..=64).contains(&text.len())
                && text
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
        };
        let given = request
            .headers()
            .get(HEADER)
            .and_then(|value| value.to_str().ok());
        match given.filter(|text| is_sane(text)) {
            Some(text) => Self::new(text.to_owned()),
            None => Self::new(format!("req_{}", hex::encode(random::ordered()))),
        }
    }

    fn new(text: String) -> Self {
        let header = HeaderValue::from_str(&text).expect("letters, digits and dashes fit a header");
        Self(header, text)
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.1
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

/// Says which checkout the current request is about: every later line of it tells.
pub(crate) fn about(checkout: &CheckoutId) {
    Span::current().record("checkout_id", tracing::field::display(checkout));
}

/// The outermost layer of every door: gives each request its id, writes out the problem
/// that came of it, and notes how it went, once.
///
/// The path itself is never logged: the token in a page's address lets anybody pay or
/// look. Its template is.
pub(crate) async fn observe(mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = RequestId::of(&request);
    let method = method_name(request.method());
    let route: Arc<str> = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".into(), |path| path.as_str().into());
    request.extensions_mut().insert(id.clone());

    let span = tracing::info_span!("request", request_id = %id, checkout_id = Empty);
    let mut response = next.run(request).instrument(span.clone()).await;

    span.in_scope(|| {
        let problem = response.extensions_mut().remove::<Arc<Problem>>();
        if let Some(problem) = &problem {
            if let Some(cause) = problem.cause() {
                tracing::error!(
                    code = problem.code(),
                    cause = chain(cause.as_ref()),
                    "request failed"
                );
            }
            response = problem.render(std::mem::take(&mut response), &id);
        }
        let (status, took) = (response.status(), started.elapsed());
        tracing::info!(
            method,
            route = &*route,
            status = status.as_u16(),
            code = problem.as_ref().map(|problem| problem.code()),
            ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            "request"
        );
        let labels = [
            ("method", method.to_owned()),
            ("route", route.as_ref().to_owned()),
            ("status", status.as_str().to_owned()),
        ];
        counter!(metric::REQUESTS, &labels).increment(1);
        histogram!(metric::REQUEST_SECONDS, "route" => route.as_ref().to_owned()).record(took);
        response.headers_mut().insert(HEADER, id.0);
        response
    })
}

/// Callers can make methods up; figures must not grow with what they make up.
fn method_name(method: &Method) -> &'static str {
    const KNOWN: [Method; 7] = [
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::HEAD,
        Method::OPTIONS,
    ];
    const NAMES: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
    KNOWN
        .iter()
        .position(|known| known == method)
        .map_or("other", |at| NAMES[at])
}
