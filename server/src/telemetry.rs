//! What can be seen from outside: a line per request and per fact, and figures. Nothing
//! personal, no session and no secret is ever in them.

mod drift;
mod fact;
mod letter;
mod log;
mod metric;
mod notification;
mod request;

pub(crate) use self::{
    drift::{advice, drift, gather_drift, watch_drift},
    fact::fact,
    letter::{letter, letter_lease_lost, letters},
    log::init,
    metric::{
        Metrics, SseConnection, clock_is_behind, install as install_metrics, lease_lost,
        provider_call, sse_connection, tasks_pending, webhook,
    },
    notification::{deliveries, endpoint, notification, notification_closed},
    request::{RequestId, about, observe},
};
