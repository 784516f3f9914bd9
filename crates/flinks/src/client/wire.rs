use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::{
    RequestBuilder, Response, StatusCode,
    header::{CONTENT_TYPE, DATE, RETRY_AFTER},
};
use serde::de::DeserializeOwned;

use super::error::{Error, Nonsense, Transport};
use crate::{
    drift::{Drift, DriftKind},
    limits,
    problem::Problem,
    word::Word,
};

/// Whether a request may be sent again when it is not known what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// It changes nothing.
    Safe,
    /// It acts: sent once.
    Never,
}

/// How long to wait before the second and the third try.
const BACKOFF: [Duration; 2] = [Duration::from_millis(100), Duration::from_millis(400)];

/// An answer, whatever its status.
pub(super) struct Answered {
    pub(super) status: StatusCode,
    retry_after: Option<Duration>,
    content_type: Option<String>,
    body: Vec<u8>,
}

/// Sends a request and reads its answer to the end.
pub(super) async fn send(request: RequestBuilder, repeat: Repeat) -> Result<Answered, Error> {
    send_up_to(limits::MAX_ANSWER, request, repeat).await
}

/// As [`send`], for an answer of at most `limit` bytes.
pub(super) async fn send_up_to(
    limit: usize,
    request: RequestBuilder,
    repeat: Repeat,
) -> Result<Answered, Error> {
    if repeat == Repeat::Safe {
        for pause in BACKOFF {
            let Some(copy) = request.try_clone() else {
                break;
            };
            match send_once(limit, copy).await {
                Ok(answered) if !answered.is_passing() => return Ok(answered),
                Ok(answered) => {
                    tracing::debug!(
                        status = answered.status.as_u16(),
                        "asking the provider again"
                    );
                }
                Err(error @ Error::Unreachable(_)) => {
                    tracing::debug!(kind = error.kind().as_str(), "asking the provider again");
                }
                Err(error) => return Err(error),
            }
            tokio::time::sleep(pause).await;
        }
    }
    send_once(limit, request).await
}

async fn send_once(limit: usize, request: RequestBuilder) -> Result<Answered, Error> {
    let response = request.send().await.map_err(broken)?;
    let status = response.status();
    let retry_after = retry_after(&response);
    let content_type = content_type(&response);
    let body = bounded_body(limit, response).await?;
    Ok(Answered {
        status,
        retry_after,
        content_type,
        body,
    })
}

async fn bounded_body(limit: usize, mut response: Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > limit {
            return Err(Nonsense::TooLong.into());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

fn broken(error: reqwest::Error) -> Error {
    if error.is_timeout() {
        return Error::Timeout;
    }
    Error::Unreachable(Transport::new(error))
}

/// In seconds, or as a date: that one is compared with the answer's own, so that it does not
/// matter whose clock is wrong. The provider documents neither.
fn retry_after(response: &Response) -> Option<Duration> {
    const HOUR: Duration = Duration::from_hours(1);
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    let wait = text.parse().map_or_else(
        |_| until(text, response.headers().get(DATE)?.to_str().ok()?),
        |seconds| Some(Duration::from_secs(seconds)),
    )?;
    Some(wait.min(HOUR))
}

/// From one date to a later one; none where the other has passed.
fn until(date: &str, now: &str) -> Option<Duration> {
    let [date, now] = [date, now].map(|text| DATES.parse_timestamp(text).ok());
    Some(Duration::try_from(date?.duration_since(now?)).unwrap_or_default())
}

/// The dates of HTTP are a kind of those.
const DATES: DateTimeParser = DateTimeParser::new();

/// The media type without its parameters, in small letters; empty for one that is no text.
fn content_type(response: &Response) -> Option<String> {
    let value = response.headers().get(CONTENT_TYPE)?;
    let text = value.to_str().unwrap_or_default();
    let essence = text.split(';').next().unwrap_or_default();
    Some(essence.trim().to_ascii_lowercase())
}

impl Answered {
    /// Whether somebody between us and the provider, or the provider for a moment, could
    /// not answer. If it says for how long, it is not for this call to wait.
    fn is_passing(&self) -> bool {
        matches!(self.status.as_u16(), 502..=504) && self.retry_after.is_none()
    }

    /// What no page documents about the carrier of an answer. `documented` are the statuses
    /// of the call's own page.
    ///
    /// A status that any HTTP service gives in trouble is none, and nor is the page that a
    /// machine between us and the provider puts in the place of an answer.
    pub(super) fn drift(&self, documented: &[u16]) -> Vec<Drift> {
        const TROUBLE: [u16; 9] = [400, 401, 403, 404, 429, 500, 502, 503, 504];
        // `[ET-yaml]`; the last is that of problem details.
        const TYPES: [&str; 4] = [
            "application/json",
            "text/json",
            "text/plain",
            "application/problem+json",
        ];
        let status = self.status.as_u16();
        let mut drift = Vec::new();
        if !documented.contains(&status) && !TROUBLE.contains(&status) {
            let word = Word::clean(&format!("HTTP{status}"));
            drift.push(Drift::new(DriftKind::HttpStatus, &word));
        }
        let is_known = match &self.content_type {
            Some(given) => TYPES.contains(&given.as_str()),
            None => self.body.is_empty(),
        };
        if !is_known && status < 500 {
            let given = self.content_type.as_deref().unwrap_or("missing");
            let word = Word::clean(&given.replace(['/', '+', '.'], "-"));
            drift.push(Drift::new(DriftKind::ContentType, &word));
        }
        drift
    }

    /// The body as it came in.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body as it came in, to keep.
    pub(super) fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// The body of a success, read as `T`.
    pub(super) fn json<T: DeserializeOwned>(&self) -> Result<T, Error> {
        // The reader's own error may quote the body, so it is not kept.
        serde_json::from_slice(&self.body).map_err(|_| Nonsense::Shape.into())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// The answer if it is a success, else what it says.
    pub(super) fn success(self) -> Result<Self, Error> {
        let status = self.status.as_u16();
        match status {
            200..=299 => Ok(self),
            401 => Err(Error::Unauthorized),
            403 => Err(Error::Forbidden),
            404 => Err(Error::NotFound),
            429 => Err(Error::RateLimited {
                retry_after: self.retry_after,
            }),
            400..=499 => Err(Error::Refused {
                status,
                fields: Problem::read(&self.body).fields,
            }),
            500..=599 => Err(Error::ServerError {
                status,
                retry_after: self.retry_after,
            }),
            _ => Err(Nonsense::Status(status).into()),
        }
    }
}
