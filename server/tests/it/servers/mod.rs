//! More than one server, and what becomes of the work of one that goes.

mod clock;
mod death;
mod lease;
mod stop;
