//! The client against a real HTTP server on the loopback.

mod auth;
mod bad_answers;
mod cancel;
mod config;
mod connect;
mod create;
mod drift;
mod eft;
mod guarantee;
mod provider;
mod read;
mod reports;
mod transfer;
