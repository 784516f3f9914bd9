use std::{
    convert::Infallible,
    future,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use flinks::client::{Client, Config, Credentials, NewSession};
use futures::{StreamExt, stream};
use payment::{Locale, Method, Money, Payer, Session};

pub(crate) const SESSION: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
pub(crate) const CREATE: &str = "/api/v2/sessions";
pub(crate) const AUTHORIZE: &str = "/api/v1/authorize";
pub(crate) const STATUS: &str = "/api/v2/sessions/3c90c3cc-0d44-4b50-8888-8dd25736052a/status";
pub(crate) const DETAILS: &str = "/api/v2/sessions/3c90c3cc-0d44-4b50-8888-8dd25736052a/details";
pub(crate) const CANCEL: &str = "/api/v2/sessions/3c90c3cc-0d44-4b50-8888-8dd25736052a/cancel";

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// What is answered.
pub(crate) enum Reply {
    /// A status and a body.
    Text(u16, String),
    /// The same with a content type.
    Typed(u16, &'static str, String),
    /// 503 with `Retry-After`.
    Away(&'static str),
    /// A redirect.
    Redirect(&'static str),
    /// 429 with `Retry-After`.
    SlowDown(&'static str),
    /// Nothing, ever.
    Silence,
    /// A part of a body, and then the connection breaks.
    Half,
    /// A body without end.
    Endless,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &str) -> Self {
        Self::Text(status, body.to_owned())
    }

    /// The answer to a request for a token.
    pub(crate) fn token(token: &str, expires_in: u32) -> Self {
        Self::Text(
            200,
            format!(
                r#"{{"access_token":"{token}","token_type":"bearer","expires_in":{expires_in}}}"#
            ),
        )
    }

    pub(crate) fn created() -> Self {
        Self::json(
            201,
            &format!(r#"{{"sessionId":"{SESSION}","referenceId":null}}"#),
        )
    }

    pub(crate) fn status(status: &str, code: &str) -> Self {
        Self::Text(
            200,
            format!(
                r#"{{"sessionId":"{SESSION}","referenceId":"R","amount":250.00,"status":"{status}","statusDetails":"{code}"}}"#
            ),
        )
    }

    async fn respond(self) -> Response {
        match self {
            Self::Text(status, body) => {
                (StatusCode::from_u16(status).expect("a status"), body).into_response()
            }
            Self::Typed(status, content_type, body) => (
                StatusCode::from_u16(status).expect("a status"),
                [(header::CONTENT_TYPE, content_type)],
                body,
            )
                .into_response(),
            Self::Away(seconds) => (
                StatusCode::SERVICE_UNAVAILABLE,
                [(header::RETRY_AFTER, seconds)],
            )
                .into_response(),
            Self::Redirect(to) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
            Self::SlowDown(seconds) => (
                StatusCode::TOO_MANY_REQUESTS,
                [(header::RETRY_AFTER, seconds)],
            )
                .into_response(),
            Self::Silence => future::pending().await,
            Self::Half => Body::from_stream(
                stream::iter([Ok(Bytes::from_static(b"{\"sessionId\":"))])
                    .chain(stream::iter([Err(std::io::Error::other("broken"))])),
            )
            .into_response(),
            Self::Endless => Body::from_stream(stream::repeat_with(|| {
                Ok::<_, Infallible>(Bytes::from_static(&[b' '; 4096]))
            }))
            .into_response(),
        }
    }
}

/// A stand-in for the provider that answers as it is told and remembers what it was asked.
pub(crate) struct Provider {
    pub(crate) url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Provider {
    /// Starts to answer: `reply` gets the request and how many came to its path before it.
    pub(crate) async fn start(
        reply: impl Fn(&Seen, usize) -> Reply + Clone + Send + Sync + 'static,
    ) -> Self {
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let log = Arc::clone(&seen);
        let answer = move |request: Request| {
            let (log, reply) = (Arc::clone(&log), reply.clone());
            async move {
                let (head, body) = request.into_parts();
                let body = to_bytes(body, 1 << 20).await.expect("a whole body");
                let request = Seen {
                    method: head.method.to_string(),
                    path: head.uri.path().to_owned(),
                    query: head.uri.query().map(str::to_owned),
                    headers: head.headers,
                    body: String::from_utf8(body.to_vec()).expect("text"),
                };
                let before = {
                    let mut log = log.lock().expect("no panic before");
                    log.push(request.clone());
                    log.iter().filter(|seen| seen.path == request.path).count() - 1
                };
                reply(&request, before).respond().await
            }
        };
        let app = axum::Router::new().fallback(answer);
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, seen }
    }

    /// Every request to a path, in order.
    pub(crate) fn seen(&self, path: &str) -> Vec<Seen> {
        let seen = self.seen.lock().expect("no panic before");
        seen.iter()
            .filter(|seen| seen.path == path)
            .cloned()
            .collect()
    }

    pub(crate) fn config(&self) -> Config {
        let credentials = Credentials {
            client_id: "the-client".into(),
            client_secret: Some("canary-client-secret".into()),
            api_key: Some("canary-api-key".into()),
        };
        Config {
            timeout: Duration::from_secs(20),
            ..Config::new(self.url.parse().expect("a URL"), credentials)
        }
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(self.config()).expect("a good configuration")
    }
}

pub(crate) fn session() -> Session {
    Session::v2(SESSION.parse().expect("a session id"))
}

pub(crate) fn new_session() -> NewSession {
    let payer = Payer {
        first_name: "Canary-Jane".parse().expect("valid"),
        last_name: "Canary-Roe".parse().expect("valid"),
        email: "canary@example.com".parse().expect("valid"),
        middle_name: None,
        phone: None,
        date_of_birth: None,
        occupation: None,
    };
    NewSession {
        amount: Some(Money::from_cents(25_000).expect("valid")),
        reference: Some("USER12345".parse().expect("valid")),
        locale: Some(Locale::EnCa),
        ..NewSession::new(Method::GuaranteedEft, payer)
    }
}
