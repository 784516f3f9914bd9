use std::time::Duration;

use axum::{
    body::Body,
    extract::{FromRequest, Request},
};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use http::{HeaderMap, header};

use crate::problem::Problem;

/// The most bytes in a body.
const LIMIT: usize = 16 * 1024;
/// How much more is read and thrown away, so that the caller hears why it was too much
/// instead of losing the connection.
const DRAIN: usize = 1024 * 1024;
/// How long a body may take to come.
const PATIENCE: Duration = Duration::from_secs(10);

/// A JSON body as it came: declared as JSON, within the limit, not looked into.
#[derive(Debug)]
pub(crate) struct JsonBody(pub(crate) Bytes);

impl<S: Sync> FromRequest<S> for JsonBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let is_json = is_json(request.headers());
        let bytes = read(request.into_body(), LIMIT).await?;
        if is_json {
            Ok(Self(bytes))
        } else {
            Err(Problem::UnsupportedMediaType)
        }
    }
}

/// A body that may be left out: nothing at all, or JSON.
#[derive(Debug)]
pub(crate) struct OptionalBody(pub(crate) Bytes);

impl<S: Sync> FromRequest<S> for OptionalBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let is_json = is_json(request.headers());
        let bytes = read(request.into_body(), LIMIT).await?;
        if is_json || bytes.is_empty() {
            Ok(Self(bytes))
        } else {
            Err(Problem::UnsupportedMediaType)
        }
    }
}

/// The whole body, where it comes in time and within the limit.
pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Problem> {
    tokio::time::timeout(PATIENCE, collect(body, limit))
        .await
        .unwrap_or(Err(Problem::RequestTimeout))
}

async fn collect(body: Body, limit: usize) -> Result<Bytes, Problem> {
    let mut stream = body.into_data_stream();
    let mut bytes = BytesMut::new();
    let mut came = 0_usize;
    while let Some(chunk) = stream.next().await {
        // A body that breaks off leaves nobody to answer; the status is for the log.
        let chunk = chunk.map_err(|_| Problem::RequestTimeout)?;
        came = came.saturating_add(chunk.len());
        if came <= limit {
            bytes.extend_from_slice(&chunk);
        } else if came > limit + DRAIN {
            break;
        }
    }
    if came > limit {
        Err(Problem::TooLarge)
    } else {
        Ok(bytes.freeze())
    }
}

/// `application/json`, in UTF-8 where an encoding is named.
fn is_json(headers: &HeaderMap) -> bool {
    let declared = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let Some(declared) = declared else {
        return false;
    };
    let mut parts = declared.split(';').map(str::trim);
    let is_type = parts
        .next()
        .is_some_and(|name| name.eq_ignore_ascii_case("application/json"));
    let is_utf8 = parts
        .filter_map(|part| part.split_once('='))
        .all(|(name, value)| {
            !name.trim().eq_ignore_ascii_case("charset")
                || value.trim().trim_matches('"').eq_ignore_ascii_case("utf-8")
        });
    is_type && is_utf8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_in_utf_8_is_json() {
        let declared = |value: &str| {
            is_json(&HeaderMap::from_iter([(
                header::CONTENT_TYPE,
                value.parse().expect("a header"),
            )]))
        };
        for value in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/json;charset=\"utf-8\"",
        ] {
            assert!(declared(value), "{value}");
        }
        for value in [
            "text/json",
            "application/jsonp",
            "application/json; charset=latin1",
            "text/plain",
            "",
        ] {
            assert!(!declared(value), "{value}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
