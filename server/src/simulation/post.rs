//! What stands between the provider and the server: the post. What is posted lies here until
//! the world delivers it, in whatever order it likes.

use std::{
    net::Ipv4Addr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Router, body::Bytes, extract::State};
use http::{HeaderMap, Uri};
use tokio::{net::TcpListener, task::JoinHandle};

use super::failure::Broken;

/// A webhook of the provider on its way.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// The address without its origin.
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Takes in what the provider posts. It answers 200: a webhook that our server refuses, or that
/// is lost, is not posted again either.
#[derive(Debug)]
pub(super) struct Post {
    pub(super) url: String,
    letters: Letters,
    serving: JoinHandle<()>,
}

type Letters = Arc<Mutex<Vec<Letter>>>;

impl Post {
    pub(super) async fn open() -> Result<Self, Broken> {
        let failed = |error: &(dyn std::error::Error + 'static)| Broken::machine("the post", error);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .map_err(|error| failed(&error))?;
        let addr = listener.local_addr().map_err(|error| failed(&error))?;
        let letters = Letters::default();
        let app = Router::new()
            .fallback(take)
            .with_state(Arc::clone(&letters));
        let serving = tokio::spawn(async move {
            // It ends with the world.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self {
            url: format!("http://{addr}"),
            letters,
            serving,
        })
    }

    /// What came in since the last time, oldest first.
    pub(super) fn collect(&self) -> Vec<Letter> {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *letters)
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn take(State(letters): State<Letters>, uri: Uri, headers: HeaderMap, body: Bytes) {
    let letter = Letter {
        path: uri.path().to_owned(),
        headers,
        body,
    };
    letters
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(letter);
}
