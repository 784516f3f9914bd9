use std::{io, net::SocketAddr, time::Duration};

use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{
    Settings, Twin, TwinError, Webhook,
    line::{Lines, Severed},
    router,
};

/// How long requests that are under way may take when the twin stops.
const GRACE: Duration = Duration::from_secs(2);

/// Why a twin cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("the twin cannot listen on {addr}")]
    Bind {
        /// Which address.
        addr: SocketAddr,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The twin itself cannot be made.
    #[error(transparent)]
    Twin(#[from] TwinError),
}

/// A twin that listens. It stops when this is dropped, or kindly with
/// [`shutdown`](Self::shutdown).
#[derive(Debug)]
pub struct Running {
    /// Its origin, `http://127.0.0.1:4011`: the provider's `BaseUri`.
    pub url: String,
    /// Where it listens, with the port that was found when 0 was asked for.
    pub addr: SocketAddr,
    twin: Twin,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<()>,
}

impl Twin {
    /// Starts a twin that listens on the address of its settings.
    ///
    /// # Errors
    /// The address is taken, or the kept sessions cannot be read.
    pub async fn start(settings: Settings) -> Result<Running, StartError> {
        let addr = settings.addr;
        let failed = |source| StartError::Bind { addr, source };
        let listener = TcpListener::bind(addr).await.map_err(failed)?;
        let addr = listener.local_addr().map_err(failed)?;
        let twin = Self::new(settings)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let app = router(twin.clone()).into_make_service_with_connect_info::<Severed>();
        let serving = tokio::spawn(async move {
            let serve = axum::serve(Lines(listener), app).with_graceful_shutdown(async {
                // A sender that is gone is a twin that was dropped: stop as well.
                let _ = stopped.await;
            });
            if let Err(error) = serve.await {
                tracing::error!(%error, "the twin stopped listening");
            }
        });
        Ok(Running {
            url: format!("http://{addr}"),
            addr,
            twin,
            stop: Some(stop),
            serving,
        })
    }
}

impl Running {
    /// Sends webhooks elsewhere from now on; `None` sends none.
    pub fn set_webhook(&self, webhook: Option<Webhook>) {
        self.twin.set_webhook(webhook);
    }

    /// Sends the webhook about issued guarantees elsewhere from now on; with `None` every
    /// guarantee is accepted by itself.
    pub fn set_guarantee_webhook(&self, webhook: Option<Webhook>) {
        self.twin.set_guarantee_webhook(webhook);
    }

    /// Stops listening, lets requests that are under way end, and keeps what has changed.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            // The server may be gone already; then there is nothing to stop.
            let _ = stop.send(());
        }
        // A request that a fault holds back is not waited for.
        let _ = tokio::time::timeout(GRACE, &mut self.serving).await;
        self.twin.kept().await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
