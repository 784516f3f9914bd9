//! The session endpoints of v2: create, status, details, cancel, and the guarantee's answer.

pub mod cancel;
pub mod confirm;
pub mod create;
pub mod details;
mod new;
pub mod status;

/// The path of the collection below the base address `[G-init, ET-init]`. An older version
/// of one page has `/sessions/initiate`; the newer and the shared OpenAPI text have not.
pub const PATH: [&str; 3] = ["api", "v2", "sessions"];
