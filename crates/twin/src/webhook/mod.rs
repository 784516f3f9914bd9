//! Webhooks: about a session's status, posted once and never repeated, whatever the receiver
//! answers `[G-whk-c, G-whk-s]`; and about an issued guarantee, tried three times `[G-conf]`.

mod delivery;
mod letter;
mod notice;
mod outbox;
mod sender;

pub(crate) use delivery::Delivery;
pub(crate) use notice::Notice;
pub(crate) use outbox::Outbox;
pub(crate) use sender::{Bell, Receipt, client, run};
