//! The live parts of the page, run by WebAssembly in the browser.
//!
//! Two islands share one picture of the page, [`shown::Shown`]:
//!
//! - [`live::Live`] stands on every page, outside `<main>`, and outlives it: it hears from the
//!   server, replaces the page when another screen is due, and changes its language in place.
//! - [`frame::BankFrame`] stands around the bank frame: it hears from the frame and shows the
//!   customer's way.
//!
//! What the frame says is a hint: it moves the picture at once and makes the server ask the
//! provider. Only the server's state can bring another screen, and so only it can say "paid".

pub mod frame;
pub mod live;

mod connection;
mod fetch;
mod hint;
mod language;
mod message;
mod page;
pub(crate) mod path;
mod progress;
mod shown;
mod stream;
mod swap;
mod typed;
mod wire;
