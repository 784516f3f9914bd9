use std::time::Duration;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::subject;
use crate::{
    Twin, clock,
    cut::Cut,
    exchange::{MAX_BODY, Struck},
    fault::{Effect, Endpoint, Fault, Moment, Subject, distort},
    problem::Problem,
};

/// Notes every request to the API and lets the faults in force strike it.
pub(super) async fn strike(State(twin): State<Twin>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let endpoint = Endpoint::of(&parts.method, parts.uri.path());
    let method = parts.method.clone();
    let said = subject::of_request(parts.uri.path(), &body);
    let token = bearer(&parts.headers).map(str::to_owned);
    let (number, subject, faults) = twin.with(|book, now| {
        let number = book
            .requests
            .note(now, &parts.method, &parts.uri, &parts.headers, &body);
        let subject = book.subject(said);
        let faults = endpoint.map(|endpoint| book.faults.strike(endpoint, &subject));
        (number, subject, faults.unwrap_or_default())
    });
    wait(&faults, Moment::Before).await;
    let struck = Struck(faults.iter().map(Fault::word).collect());
    let (first, last): (Vec<Fault>, Vec<Fault>) = faults
        .into_iter()
        .partition(|fault| fault.moment == Moment::Before && fault.effect.comes_first());
    let mut response = match first.iter().find_map(|fault| instead(fault, endpoint)) {
        Some(instead) => instead,
        None if is_worn_out(&twin, token.as_deref()) => Problem::unauthorized()
            .detail("The access token is not valid")
            .into_response(),
        None => {
            let request = Request::from_parts(parts, Body::from(body));
            let done = next.run(request).await;
            let done = learn(&twin, endpoint, &subject, &method, done).await;
            suffer(&twin, &last, endpoint, done).await
        }
    };
    wait(&last, Moment::After).await;
    twin.with(|book, _| book.requests.answered(number, response.status()));
    response.extensions_mut().insert(struck);
    response
}

/// Waits as long as the faults of that moment say.
async fn wait(faults: &[Fault], moment: Moment) {
    for fault in faults.iter().filter(|fault| fault.moment == moment) {
        if let Effect::SlowMs(pause) = fault.effect {
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whether a token is shown that has stopped working before its time.
fn is_worn_out(twin: &Twin, token: Option<&str>) -> bool {
    token.is_some_and(|token| twin.with(|book, now| !book.faults.token_shown(token, now)))
}

/// Learns from a true answer which ids belong to the payment, and which token was handed out.
async fn learn(
    twin: &Twin,
    endpoint: Option<Endpoint>,
    subject: &Subject,
    method: &Method,
    answer: Response,
) -> Response {
    let (head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let single_use = endpoint == Some(Endpoint::Create) && head.status == StatusCode::UNAUTHORIZED;
    twin.with(|book, now| {
        if head.status.is_success() {
            // A list names what belongs to many.
            if *method == Method::POST || *subject != Subject::default() {
                book.faults.learn(subject, subject::ids(&body));
            }
            if endpoint == Some(Endpoint::Authorize)
                && let Some(token) = subject::token(&body)
            {
                book.faults.token_issued(&token, now);
            }
        } else if single_use {
            book.faults.struck_single_use();
        }
    });
    Response::from_parts(head, Body::from(body))
}

/// The true answer as the faults leave it.
async fn suffer(
    twin: &Twin,
    faults: &[Fault],
    endpoint: Option<Endpoint>,
    answer: Response,
) -> Response {
    if faults.is_empty() {
        return answer;
    }
    let (mut head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let body = distorted(&head.headers, body, faults);
    // Axum has written the old length already.
    head.headers.remove(header::CONTENT_LENGTH);
    if let Some(date) = skewed(twin, faults) {
        head.headers.insert(header::DATE, date);
    }
    let answer = Response::from_parts(head, Body::from(body));
    let Some(fault) = faults.iter().find(|fault| fault.effect.replaces()) else {
        return answer;
    };
    if matches!(fault.effect, Effect::HalfBody(_)) {
        let mut answer = answer;
        answer.extensions_mut().insert(Cut::HalfBody);
        return answer;
    }
    instead(fault, endpoint).unwrap_or(answer)
}

fn distorted(headers: &HeaderMap, body: Bytes, faults: &[Fault]) -> Bytes {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.contains("json"));
    match std::str::from_utf8(&body) {
        Ok(text) if is_json => distort::answer(text.to_owned(), faults).into(),
        Ok(_) | Err(_) => body,
    }
}

fn skewed(twin: &Twin, faults: &[Fault]) -> Option<HeaderValue> {
    let seconds = faults.iter().find_map(Fault::skew)?;
    let now = twin.with(|_, now| now);
    HeaderValue::try_from(clock::header(distort::moved(now, seconds))).ok()
}

/// What a fault puts in the place of the answer.
fn instead(fault: &Fault, endpoint: Option<Endpoint>) -> Option<Response> {
    match &fault.effect {
        Effect::Status(refusal) => {
            let problem = Problem::new(refusal.status()).detail("A fault of the twin");
            let mut refused = problem.into_response();
            if let Some(seconds) = fault.retry_after {
                let seconds = HeaderValue::from(seconds);
                refused.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            Some(refused)
        }
        Effect::Nonsense(_) => Some(nonsense(endpoint)),
        Effect::Reset(_) => {
            let mut lost = StatusCode::OK.into_response();
            lost.extensions_mut().insert(Cut::Reset);
            Some(lost)
        }
        Effect::ContentType(kind) => {
            let kind = HeaderValue::from_str(kind.as_str()).ok()?;
            Some(([(header::CONTENT_TYPE, kind)], PROXY).into_response())
        }
        Effect::SlowMs(_)
        | Effect::HalfBody(_)
        | Effect::UnknownField(_)
        | Effect::UnknownStatus(_)
        | Effect::UnknownCode(_)
        | Effect::ClockSkewSeconds(_)
        | Effect::StaleReads(_)
        | Effect::ProcessingReads(_)
        | Effect::SingleUseTokens(_)
        | Effect::TokenExpiresEarly(_)
        | Effect::Webhook(_)
        | Effect::UnknownEvent(_)
        | Effect::Frame(_)
        | Effect::UnknownStep(_)
        | Effect::NameMismatch(_)
        | Effect::GuaranteeRefused(_)
        | Effect::Seed(_) => None,
    }
}

/// What a broken proxy makes of an answer: a success in name.
fn nonsense(endpoint: Option<Endpoint>) -> Response {
    let status = if endpoint.is_some_and(Endpoint::creates) {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, r#"{"sessionId":[],"status":{"no":"sense"#).into_response()
}

/// The page of a proxy that stands between.
const PROXY: &str = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Please wait</title></head>\
    <body><h1>We will be right back</h1><p>Reference: 0.5c1e</p></body></html>\n";
