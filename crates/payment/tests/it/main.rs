//! The laws of one checkout, seen from outside.

mod delivery;
mod guarantee;
mod laws;
mod link;
mod old_log;
mod returned;
mod sentences;
mod setup;
