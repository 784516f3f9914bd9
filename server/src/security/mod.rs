//! What a browser is told to refuse.

pub(crate) mod csrf;
pub(crate) mod headers;
