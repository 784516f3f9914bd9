//! An address that answers from the first moment on: with "not yet" until everything behind
//! it is there.

use std::{
    future::IntoFuture,
    io,
    net::SocketAddr,
    sync::{Arc, OnceLock},
};

use axum::{
    Json, Router,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;
use tokio::net::{TcpListener, TcpSocket};
use tokio_util::{sync::CancellationToken, task::AbortOnDropHandle};
use tower::ServiceExt as _;

/// How many may stand in line before they are let in: a crowd that comes at once, such as
/// after an outage, is not turned away. The system has a limit of its own (`somaxconn`).
const LINE: u32 = 1024;

/// Takes an address.
pub(crate) fn listen(addr: SocketAddr) -> io::Result<TcpListener> {
    let socket = match addr {
        SocketAddr::V4(_) => TcpSocket::new_v4(),
        SocketAddr::V6(_) => TcpSocket::new_v6(),
    }?;
    // A server that starts again takes it from those that are still hanging up.
    socket.set_reuseaddr(true)?;
    socket.bind(addr)?;
    socket.listen(LINE)
}

/// One address.
#[derive(Debug)]
pub(crate) struct Door {
    app: Arc<OnceLock<Router>>,
    closing: CancellationToken,
    serving: AbortOnDropHandle<io::Result<()>>,
}

impl Door {
    /// Answers that it is not ready yet. Long migrations run behind it, and whoever watches
    /// over the program must not take it for dead meanwhile.
    pub(crate) fn at(listener: TcpListener) -> Self {
        let app = Arc::<OnceLock<Router>>::default();
        let closing = CancellationToken::new();
        let behind = Arc::clone(&app);
        let answer = move |request: Request| {
            let app = behind.get().cloned();
            async move {
                match app {
                    Some(app) => app.oneshot(request).await,
                    None => Ok(not_yet(&request)),
                }
            }
        };
        let router = Router::new().fallback_service(tower::service_fn(answer));
        let serving = axum::serve(
            listener,
            router.into_make_service_with_connect_info::<SocketAddr>(),
        )
        .with_graceful_shutdown(closing.clone().cancelled_owned())
        .into_future();
        Self {
            app,
            closing,
            serving: AbortOnDropHandle::new(tokio::spawn(serving)),
        }
    }

    /// Lets everybody in. Called twice, the first holds.
    pub(crate) fn open(&self, app: Router) {
        drop(self.app.set(app));
    }

    /// Returns when it stopped listening although nobody asked it to, and why.
    pub(crate) async fn broke(&mut self) -> io::Error {
        match (&mut self.serving).await {
            Ok(Err(error)) => error,
            Ok(Ok(())) => io::ErrorKind::Interrupted.into(),
            Err(error) => io::Error::other(error),
        }
    }

    /// Lets nobody in any more. What comes back ends when everybody has left.
    pub(crate) fn close(self) -> AbortOnDropHandle<io::Result<()>> {
        self.closing.cancel();
        self.serving
    }
}

fn not_yet(request: &Request) -> Response {
    let uncached = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match request.uri().path() {
        "/healthz" => ([uncached], "ok\n").into_response(),
        "/readyz" => (
            StatusCode::SERVICE_UNAVAILABLE,
            [uncached],
            Json(json!({ "ready": false, "starting": true })),
        )
            .into_response(),
        _ => (
            StatusCode::SERVICE_UNAVAILABLE,
            [
                uncached,
                (header::RETRY_AFTER, HeaderValue::from_static("1")),
                // A customer's browser comes back by itself.
                (header::REFRESH, HeaderValue::from_static("2")),
            ],
            "One moment, please. / Un instant, s\u{2019}il vous pla\u{ee}t.\n",
        )
            .into_response(),
    }
}

#[cfg(test)]
mod tests {
    use std::{net::Ipv4Addr, time::Duration};

    use axum::routing::get;
    use futures::future::try_join_all;
    use reqwest::{Client, Response};
    use tokio::net::TcpStream;

    use super::*;

    async fn ask(client: &Client, url: &str, path: &str) -> Response {
        client
            .get(format!("{url}{path}"))
            .send()
            .await
            .expect("it answers")
    }

    #[tokio::test]
    async fn a_crowd_that_comes_at_once_stands_in_line() {
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = listen(here).expect("a port");
        let addr = listener.local_addr().expect("an address");
        // Nobody is let in meanwhile. Whoever finds no place has to come again, seconds later.
        let crowd = try_join_all((0..500).map(|_| TcpStream::connect(addr)));
        let stands = tokio::time::timeout(Duration::from_millis(800), crowd).await;
        let stands = stands
            .expect("there is a place for each")
            .expect("it is taken");
        assert_eq!(stands.len(), 500);
    }

    #[tokio::test]
    async fn a_door_is_alive_and_not_ready_until_it_is_opened() {
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = Client::builder().no_proxy().build().expect("a client");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let door = Door::at(listener);
        assert_eq!(ask(&client, &url, "/healthz").await.status(), 200);
        assert_eq!(ask(&client, &url, "/readyz").await.status(), 503);
        let page = ask(&client, &url, "/c/somebody").await;
        assert_eq!(
            (
                page.status().as_u16(),
                page.headers()["retry-after"].as_bytes()
            ),
            (503, &b"1"[..])
        );

        door.open(Router::new().route("/c/{token}", get(async || "the page")));
        let page = ask(&client, &url, "/c/somebody").await;
        assert_eq!(page.text().await.expect("text"), "the page");
        door.close().await.expect("it ends").expect("kindly");
        assert!(client.get(url).send().await.is_err(), "nobody answers");
    }
}
