//! The provider's webhooks: the session status and the issued guarantee.
//!
//! A status is sent once, without a retry and without an event id, and never for `Expired`;
//! a guarantee up to three times `[G-whk-s, G-conf]`. A signature proves where a webhook
//! comes from; what it says is still confirmed by a status read.

mod body;
mod guarantee;
mod notice;
mod signature;

pub use guarantee::GuaranteeIssued;
pub use notice::{NoSession, SessionStatusChanged, Webhook};
pub use signature::{
    SIGNATURE_HEADER, SignatureError, SignatureStyle, sign, style_that_fits, verify,
};
