//! `POST /api/v2/sessions/{sessionId}/cancel`, without a body `[G-can, ET-can]`.

use serde::Deserialize;

use crate::word::Word;

/// The last part of the path.
pub const PATH: &str = "cancel";

/// The answer: `Canceled` with `EFT0501` for EFT, `Cancelled` for e-Transfer.
#[derive(Clone, Debug, Deserialize)]
pub struct Response {
    /// The session's state now.
    pub status: Option<Word>,
}
