//! Notifications to merchants: written with the facts that they tell of, sent until they
//! have arrived.
//!
//! [`run`] claims what is due under leases, lane by lane, and sends it; what came of it is
//! written down in batches. Retries live in the store, so a restart loses none.

mod answer;
mod body;
mod guard;
mod news;
mod plan;
mod post;
mod resolve;
mod retry_after;
mod sender;
mod settler;
mod sign;
mod test_event;

pub(crate) use self::{
    body::body,
    guard::{Policy, TargetFault, target},
    plan::{jitter, wait},
    post::Post,
    sender::{run, send_due},
    sign::{public_key, shared_secret, sign, verify},
    test_event::{SentTest, TestRefused, TestsUnderWay, send_test},
};
