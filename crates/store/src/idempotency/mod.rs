//! Requests that are sent twice and done once: a key is reserved, the request carried out, and
//! its answer written in the transaction of its effect.

mod answered;
mod key;
mod remember;
mod reserve;

pub use answered::AnswerError;
pub(crate) use answered::Answered;
pub use key::{IdempotencyKey, InvalidIdempotencyKey};
pub(crate) use remember::insert;
pub use remember::{Remember, RememberError, Remembered};
pub use reserve::{NewReservation, RESERVATION_TIME, Reservation, Reserved};
