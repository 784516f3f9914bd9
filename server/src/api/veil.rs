use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use bytes::Bytes;
use http::HeaderMap;
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use store::{SealPlace, Sealed, SealingKey, Seals};

use super::{caller::bearer, idempotency::REPLAYED};
use crate::{problem::Problem, random};

/// The longest answer that is kept under a veil, in bytes.
const LONGEST: usize = 64 * 1024;

/// Hides an answer that shows a secret once, while it is kept for whoever repeats the request.
/// It is sealed with the API key of the request, which the store has never seen: nobody but the
/// one who was answered can read it there.
#[derive(Debug)]
pub(super) struct Veil(Seals);

impl Veil {
    /// The veil of whoever sent these headers.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, Problem> {
        let key = bearer(headers).ok_or(Problem::Unauthorized)?;
        let derived = Sha256::new()
            .chain_update(b"guichet answer\0")
            .chain_update(key)
            .finalize();
        let key = SealingKey::from_bytes(derived.into());
        Ok(Self(Seals::new(Some(key), Vec::new())))
    }

    /// The answer as it is kept.
    pub(super) fn hide(&self, action: &str, answer: &[u8]) -> Bytes {
        let hidden = self.0.seal(place(action), answer, random::secret());
        let hidden = hidden.expect("a veil has its key");
        Bytes::copy_from_slice(hidden.as_bytes())
    }

    /// An answer that was kept, as it was given. One that was given to another key stays hidden.
    pub(super) async fn lift(&self, action: &str, response: Response) -> Result<Response, Problem> {
        if !response.headers().contains_key(REPLAYED) {
            return Ok(response);
        }
        let (parts, body) = response.into_parts();
        let kept = to_bytes(body, LONGEST)
            .await
            .map_err(|error| Problem::Internal(error.into()))?;
        let opened = self
            .0
            .open(place(action), &Sealed::from_bytes(kept.to_vec()));
        let (answer, _) = opened.map_err(|_| Problem::IdempotencyKeyReused)?;
        let answer = Bytes::copy_from_slice(answer.expose_secret());
        Ok(Response::from_parts(parts, Body::from(answer)))
    }
}

const fn place(action: &str) -> SealPlace<'_> {
    SealPlace {
        what: "answer",
        owner: "caller",
        which: action,
    }
}
