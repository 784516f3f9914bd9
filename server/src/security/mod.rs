//! What a browser is told to refuse, and who is believed about where somebody comes from.

pub(crate) mod client;
pub(crate) mod csrf;
pub(crate) mod headers;
