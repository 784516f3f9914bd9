//! What merchants are told: where, of what, and whether it arrived.
//!
//! A notification is written with the event that it tells of, and with it one delivery for
//! each endpoint that wants it. Deliveries are claimed under leases, lane by lane: an
//! endpoint is a lane, and within it the notifications of one checkout go one after the other.

mod altered;
mod claim;
mod delivery;
mod endpoint;
mod figures;
mod forget;
mod health;
mod hold;
mod kept;
mod kinds;
mod lost;
mod new;
mod of_checkout;
mod outcome;
mod page;
mod record;
mod replay;
mod secret;
mod settle;
mod standing;
mod test_event;

pub use claim::ClaimedDelivery;
pub use delivery::{DeliveryDetail, DeliveryFilter, DeliveryRow, DeliveryState};
pub use endpoint::{Endpoint, EndpointChange, EndpointError, MAX_ENDPOINTS, NewEndpoint};
pub use figures::DeliveryFigures;
pub use health::EndpointNews;
pub(crate) use kept::{kept_after, kept_since};
pub use kinds::Kinds;
pub use lost::MAX_LOST;
pub use new::NewNotification;
pub use of_checkout::NotificationRow;
pub use outcome::{Try, TryOutcome};
pub(crate) use record::{Subject, record};
pub(crate) use replay::forget as forget_replays;
pub use replay::{ReplayRange, ReplayScope, Replayed};
pub(crate) use secret::secret_place;
pub use secret::{EndpointSecret, Signing};
pub use settle::{Fate, MAX_ANSWER, Tried};
pub use standing::{DisabledReason, Standing};
pub use test_event::{KEPT_TEST_EVENTS, TestEvent};
