//! A merchant's server that is notified.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{Router, body::Bytes, extract::State, http::HeaderMap, http::StatusCode, routing::post};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// It keeps what comes, and answers what it is told to.
pub(crate) struct Receiver {
    pub(crate) url: String,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    status: Mutex<StatusCode>,
    came: Mutex<Vec<Received>>,
}

/// One notification as it came.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Received {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// What it tells.
    pub(crate) fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }
}

impl Receiver {
    pub(crate) async fn open() -> Self {
        let shared = Arc::<Shared>::default();
        let app = Router::new()
            .route("/guichet", post(receive))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/guichet", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            url,
            shared,
            serving,
        }
    }

    /// From now on this is what it answers.
    pub(crate) fn answer(&self, status: StatusCode) {
        *self.shared.status.lock().unwrap() = status;
    }

    /// What came, as soon as it is so many.
    pub(crate) async fn until(&self, count: usize) -> Vec<Received> {
        let began = Instant::now();
        loop {
            let came = self.shared.came.lock().unwrap().clone();
            if came.len() >= count {
                return came;
            }
            assert!(
                began.elapsed() < DEADLINE,
                "{} came, not {count}",
                came.len()
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    shared.came.lock().unwrap().push(Received { headers, body });
    *shared.status.lock().unwrap()
}
