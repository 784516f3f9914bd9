use std::collections::{BTreeMap, VecDeque};

use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::clock;

/// How many received requests are remembered.
const KEPT: usize = 1_000;
const MASK: &str = "***";

/// The API requests that were received, oldest first; the newest thousand.
#[derive(Debug, Default)]
pub(crate) struct Requests {
    kept: VecDeque<Request>,
    seen: u64,
}

/// One received request, with its secrets masked.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Request {
    #[serde(skip)]
    number: u64,
    at: String,
    method: String,
    path: String,
    query: Option<String>,
    headers: BTreeMap<String, String>,
    /// Letter by letter as it came where it was JSON, so that `250.00` is still `250.00`;
    /// else the text.
    body: Option<Box<RawValue>>,
    /// The status of the answer, once there is one.
    answered: Option<u16>,
}

impl Requests {
    /// Notes a request and returns its number.
    pub(crate) fn note(
        &mut self,
        at: Timestamp,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        body: &[u8],
    ) -> u64 {
        self.seen += 1;
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(Request {
            number: self.seen,
            at: clock::written(at),
            method: method.to_string(),
            path: uri.path().to_owned(),
            query: uri.query().map(str::to_owned),
            headers: headers.iter().map(masked_header).collect(),
            body: readable(headers, body),
            answered: None,
        });
        self.seen
    }

    /// Notes how a request was answered.
    pub(crate) fn answered(&mut self, number: u64, status: StatusCode) {
        let newest_first = self.kept.iter_mut().rev();
        if let Some(request) = newest_first
            .take_while(|request| request.number >= number)
            .last()
            .filter(|request| request.number == number)
        {
            request.answered = Some(status.as_u16());
        }
    }

    /// What was received, oldest first.
    pub(crate) fn list(&self) -> Vec<Request> {
        self.kept.iter().cloned().collect()
    }
}

fn masked_header((name, value): (&HeaderName, &axum::http::HeaderValue)) -> (String, String) {
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

fn readable(headers: &HeaderMap, body: &[u8]) -> Option<Box<RawValue>> {
    if body.is_empty() {
        return None;
    }
    let is_form = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let text = String::from_utf8_lossy(body);
    if is_form {
        return to_raw_value(&masked_form(&text)).ok();
    }
    serde_json::from_slice(body)
        .or_else(|_| to_raw_value(&text))
        .ok()
}

fn masked_form(form: &str) -> String {
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
