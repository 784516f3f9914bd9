//! The laws of one checkout, seen from outside.

mod claim;
mod clock;
mod delivery;
mod guarantee;
mod laws;
mod link;
mod more_time;
mod notification;
mod old_log;
mod returned;
mod sentences;
mod setup;
mod walk;
mod words;
mod work;
