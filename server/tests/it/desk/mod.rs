//! What the desk does by and by, in a time of its own.

mod adopt;
mod deliver;
pub(crate) mod link;
pub(crate) mod returned;
