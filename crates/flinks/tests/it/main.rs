//! The provider's protocol, seen from outside.

mod answer;
mod client;
mod connect;
mod create_body;
mod details;
mod eft;
mod event;
mod holder;
mod report;
mod seeds;
mod step;
mod transfer;
mod webhook;
