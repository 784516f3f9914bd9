//! e-Transfer of the first version: a session, and the payment request that it becomes.
//!
//! The session is made, then activated, which gives a payment request; the customer cannot
//! finish before that `[ET-ppr]`. What became of the money is asked of the payment request.

mod request;
mod session;

pub(crate) use request::FIELDS;
pub use request::{Activated, Activation, CANCEL, REQUESTS, Refresh, Response};
pub use session::{INITIATE, Request, SEND_REQUEST};
