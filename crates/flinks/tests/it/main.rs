//! The provider's protocol, seen from outside.

mod answer;
mod client;
mod create_body;
mod webhook;
