//! The receipt as it travels.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod code;
mod paper;
