use std::time::Duration;

use reqwest::{RequestBuilder, Response, StatusCode, header::RETRY_AFTER};
use serde::de::DeserializeOwned;

use super::error::{Error, Nonsense, Transport};
use crate::{limits, problem::Problem};

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
    body: Vec<u8>,
}

/// Sends a request and reads its answer to the end.
pub(super) async fn send(request: RequestBuilder, repeat: Repeat) -> Result<Answered, Error> {
    if repeat == Repeat::Safe {
        for pause in BACKOFF {
            let Some(copy) = request.try_clone() else {
                break;
            };
            match send_once(copy).await {
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
    send_once(request).await
}

async fn send_once(request: RequestBuilder) -> Result<Answered, Error> {
    let response = request.send().await.map_err(broken)?;
    let status = response.status();
    let retry_after = retry_after(&response);
    let body = bounded_body(response).await?;
    Ok(Answered {
        status,
        retry_after,
        body,
    })
}

async fn bounded_body(mut response: Response) -> Result<Vec<u8>, Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > limits::MAX_ANSWER {
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

/// Only the form in seconds; the provider documents none.
fn retry_after(response: &Response) -> Option<Duration> {
    const HOUR: u64 = 60 * 60;
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?;
    Some(Duration::from_secs(text.parse::<u64>().ok()?.min(HOUR)))
}

impl Answered {
    /// Whether somebody between us and the provider, or the provider for a moment, could
    /// not answer.
    fn is_passing(&self) -> bool {
        matches!(self.status.as_u16(), 502..=504)
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
            500..=599 => Err(Error::ServerError { status }),
            _ => Err(Nonsense::Status(status).into()),
        }
    }
}
