//! The client against a real HTTP server on the loopback.

mod auth;
mod bad_answers;
mod cancel;
mod config;
mod create;
mod provider;
mod read;
