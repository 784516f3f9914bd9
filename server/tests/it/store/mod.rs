//! A database that is not as it should be: which it is, what is still promised, and that
//! nothing answered is lost.

mod damaged;
mod full;
mod locked;
mod older;
mod place;
mod proof;
mod refused;
mod unreachable;
