//! What the store promises, asked from outside.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod account;
mod brand;
mod change;
mod crash;
mod domain;
mod draft;
mod drift;
mod figure;
mod group;
mod idempotency;
mod inbox;
mod letter;
mod list;
mod log;
mod mark;
mod merchant;
mod notification;
mod open;
mod outage;
mod payment_link;
mod people;
mod plan;
mod proof;
mod receipt_key;
mod sealing;
mod server;
mod shop;
mod task;
mod webhook;
