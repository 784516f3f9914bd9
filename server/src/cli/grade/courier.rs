use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures::stream;
use http::{HeaderValue, StatusCode, header::CONTENT_LENGTH};
use reqwest::{Body, Client, redirect, retry};
use url::Url;

use super::envelope::{Envelope, Pace};
use crate::cli::Failure;

/// In how many pieces a body comes that comes in pieces.
const PIECES: usize = 8;

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// An answer.
    Status(StatusCode),
    /// None in time.
    TimedOut,
    /// No connection.
    Unreachable,
    /// The line was cut.
    Lost,
}

/// Goes to one endpoint, as the sender of notifications does: follows no redirect, takes no
/// proxy, repeats nothing by itself.
pub(super) struct Courier {
    client: Client,
    endpoint: Url,
    timeout: Duration,
}

impl Courier {
    pub(super) fn new(endpoint: Url, timeout: Duration) -> Result<Self, Failure> {
        Ok(Self {
            client: client(&endpoint, timeout)?,
            endpoint,
            timeout,
        })
    }

    /// What came of it, and how long that took.
    pub(super) async fn deliver(&self, envelope: Envelope) -> (Reply, Duration) {
        let began = Instant::now();
        let Envelope {
            mut headers,
            body,
            pace,
        } = envelope;
        headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        let body = match pace {
            Pace::AtOnce => Body::from(body),
            Pace::InPieces => in_pieces(body, self.timeout / 8),
        };
        let request = self.client.post(self.endpoint.clone()).headers(headers);
        let reply = match request.body(body).send().await {
            Ok(response) => Reply::Status(response.status()),
            Err(error) if error.is_connect() => Reply::Unreachable,
            Err(error) if error.is_timeout() => Reply::TimedOut,
            Err(_) => Reply::Lost,
        };
        (reply, began.elapsed())
    }
}

/// Certificates are looked for only where something is encrypted: a machine without any can
/// still grade what runs on it.
pub(super) fn client(to: &Url, timeout: Duration) -> Result<Client, Failure> {
    // An error says that the process has a provider already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = Client::builder()
        .user_agent(concat!("guichet/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .no_proxy()
        .referer(false)
        .connect_timeout(timeout / 2)
        .timeout(timeout);
    let builder = match to.scheme() {
        "https" => builder,
        _ => builder.tls_certs_only([]),
    };
    builder.build().map_err(Failure::NoCertificates)
}

/// A body that takes so long to come.
fn in_pieces(body: Vec<u8>, over: Duration) -> Body {
    let size = body.len().div_ceil(PIECES).max(1);
    let pause = over / u32::try_from(PIECES).unwrap_or(u32::MAX);
    let rest = Bytes::from(body);
    let pieces = stream::unfold(rest, move |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let piece = rest.split_to(size.min(rest.len()));
        Some((Ok::<_, Infallible>(piece), rest))
    });
    Body::wrap_stream(pieces)
}
