//! Answers that break off. The body fails while it is being sent, and the server then closes
//! the connection: at once, before it has sent anything, or in the middle.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderValue, header},
    response::Response,
};
use futures::stream;
use serde::Serialize;

/// How the connection is lost. Rides on a response as an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Cut {
    /// Nothing is answered.
    Reset,
    /// The whole length is announced and half of it sent.
    HalfBody,
}

/// How long the first half has to leave before the connection is closed. It leaves as soon
/// as the body is waited for.
const HEAD_START: Duration = Duration::from_millis(20);

impl Cut {
    /// What is left of an answer.
    pub(crate) fn of(self, mut answer: Response<Bytes>) -> Response {
        let body = match self {
            Self::Reset => Body::from_stream(stream::once(async { Err::<Bytes, _>(broken()) })),
            Self::HalfBody => {
                let whole = answer.body().clone();
                answer.headers_mut().insert(
                    header::CONTENT_LENGTH,
                    HeaderValue::from(whole.len().max(2)),
                );
                let half = whole.slice(..whole.len() / 2);
                Body::from_stream(stream::unfold(Some(half), async |left| match left {
                    Some(half) if !half.is_empty() => Some((Ok(half), Some(Bytes::new()))),
                    Some(_) => {
                        tokio::time::sleep(HEAD_START).await;
                        Some((Err(broken()), None))
                    }
                    None => None,
                }))
            }
        };
        answer.map(|_| body)
    }
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::ConnectionReset, "a fault of the twin")
}
