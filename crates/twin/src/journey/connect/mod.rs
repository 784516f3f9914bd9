//! The account-linking frame: `GET /v2/?authorizeToken=…` `[C-par, C-evt]`. The customer
//! signs in at a bank and picks an account; the frame tells the login, and no money is asked
//! for. A visit has no payment session, so its state is kept by itself.

mod account;
mod bank;
mod closed;
mod consent;
mod done;
mod parameters;
mod question;
mod refused;
mod router;
mod screen;
mod shell;
mod sign_in;
mod trouble;
mod visit;

pub(super) use router::router;
pub(crate) use visit::Visits;
