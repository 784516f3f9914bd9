//! A merchant's server.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use payment::Timestamp;
use serde_json::Value;
use server::Clock;
use tokio::{net::TcpListener, task::JoinHandle};

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// It keeps what comes, and does with it what it was told to.
pub(super) struct Shop {
    pub(super) url: String,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

struct Shared {
    clock: Clock,
    /// What is done with the next ones, and then with all others.
    next: Mutex<VecDeque<Reply>>,
    then: Mutex<Reply>,
    came: Mutex<Vec<Came>>,
}

/// What the shop does with a notification.
#[derive(Clone)]
pub(super) enum Reply {
    Answer(StatusCode),
    With(StatusCode, &'static str, String),
    /// It never answers.
    Stall,
}

/// One notification as it came.
#[derive(Clone, Debug)]
pub(super) struct Came {
    pub(super) at: Timestamp,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Came {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// What it tells.
    pub(super) fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub(super) fn id(&self) -> &str {
        self.header("webhook-id")
    }
}

pub(super) const OK: Reply = Reply::Answer(StatusCode::OK);
pub(super) const BROKEN: Reply = Reply::Answer(StatusCode::INTERNAL_SERVER_ERROR);

impl Shop {
    /// It takes everything.
    pub(super) async fn open(clock: &Clock) -> Self {
        let shared = Arc::new(Shared {
            clock: clock.clone(),
            next: Mutex::default(),
            then: Mutex::new(OK),
            came: Mutex::default(),
        });
        let app = Router::new()
            .route("/hooks", post(receive))
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            url,
            shared,
            serving,
        }
    }

    /// Does this with the next ones.
    pub(super) fn next(&self, replies: impl IntoIterator<Item = Reply>) {
        self.shared.next.lock().unwrap().extend(replies);
    }

    /// Does this with all others.
    pub(super) fn then(&self, reply: Reply) {
        *self.shared.then.lock().unwrap() = reply;
    }

    pub(super) fn came(&self) -> Vec<Came> {
        self.shared.came.lock().unwrap().clone()
    }

    /// What came, as soon as it is so many.
    pub(super) async fn until(&self, count: usize) -> Vec<Came> {
        let began = Instant::now();
        loop {
            let came = self.came();
            if came.len() >= count {
                return came;
            }
            assert!(began.elapsed() < DEADLINE, "{} came", came.len());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Response {
    shared.came.lock().unwrap().push(Came {
        at: shared.clock.now(),
        headers,
        body,
    });
    let next = shared.next.lock().unwrap().pop_front();
    let reply = next.unwrap_or_else(|| shared.then.lock().unwrap().clone());
    match reply {
        Reply::Answer(status) => status.into_response(),
        Reply::With(status, name, value) => {
            let header = (
                HeaderName::from_static(name),
                HeaderValue::from_str(&value).unwrap(),
            );
            (status, [header]).into_response()
        }
        Reply::Stall => std::future::pending().await,
    }
}
