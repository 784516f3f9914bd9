//! What the store promises, asked from outside.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod change;
mod crash;
mod drift;
mod group;
mod idempotency;
mod list;
mod log;
mod merchant;
mod open;
mod shop;
mod task;
mod webhook;
