//! The laws of one checkout, seen from outside.

mod laws;
mod sentences;
mod setup;
