use std::collections::{BTreeMap, VecDeque};

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::{clock, mask};

/// How many received requests are remembered.
const KEPT: usize = 1_000;

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
            headers: headers.iter().map(mask::header).collect(),
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

/// A body for whoever reads it: letter by letter where it was JSON, else the text without
/// its secrets.
pub(crate) fn readable(headers: &HeaderMap, body: &[u8]) -> Option<Box<RawValue>> {
    if body.is_empty() {
        return None;
    }
    let text = String::from_utf8_lossy(body);
    if is_form(headers) {
        return to_raw_value(&mask::form(&text)).ok();
    }
    serde_json::from_slice(body)
        .or_else(|_| to_raw_value(&text))
        .ok()
}

/// Whether a body is a form.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}
