//! The log of each checkout: what happened, in order, for ever.

mod append;
mod create;
mod format;
mod read;

pub(crate) use append::Append;
pub use append::AppendError;
pub use create::{CreateError, NewCheckout};
pub use read::{Loaded, Logged};
