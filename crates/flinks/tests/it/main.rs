//! The provider's protocol, seen from outside.

mod answer;
mod client;
mod connect;
mod create_body;
mod details;
mod eft;
mod report;
mod seeds;
mod transfer;
mod webhook;
