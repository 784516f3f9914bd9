//! The log of each checkout: what happened, in order, for ever.

mod append;
mod chaining;
mod create;
mod entry;
mod format;
mod read;

pub(crate) use append::Append;
pub use append::AppendError;
pub(crate) use chaining::chain_older;
pub(crate) use create::Create;
pub use create::{CreateError, NewCheckout};
pub use entry::Entry;
pub(crate) use format::{decode, event_id};
pub use read::{Loaded, Logged};
