use std::fmt;

/// The longest notification that is taken in, in bytes.
pub const MAX_WEBHOOK_BODY: usize = 64 * 1024;

/// A notification's body as it came, byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookBody(pub(super) Vec<u8>);

/// The body is longer than [`MAX_WEBHOOK_BODY`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a webhook's body has at most {MAX_WEBHOOK_BODY} bytes")]
pub struct WebhookTooLarge;

impl TryFrom<Vec<u8>> for WebhookBody {
    type Error = WebhookTooLarge;

    fn try_from(bytes: Vec<u8>) -> Result<Self, WebhookTooLarge> {
        if bytes.len() > MAX_WEBHOOK_BODY {
            return Err(WebhookTooLarge);
        }
        Ok(Self(bytes))
    }
}

impl WebhookBody {
    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Only its length: it holds a session's id.
impl fmt::Debug for WebhookBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "WebhookBody({} bytes)", self.0.len())
    }
}
