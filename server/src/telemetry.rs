//! What can be seen from outside: a line per request and per fact, and figures. Nothing
//! personal, no session and no secret is ever in them.

mod drift;
mod fact;
mod log;
mod metric;
mod request;

pub(crate) use self::{
    drift::{advice, drift, gather_drift, watch_drift},
    fact::fact,
    log::init,
    metric::{
        Metrics, SseConnection, install as install_metrics, provider_call, sse_connection,
        tasks_pending, webhook,
    },
    request::{RequestId, about, observe},
};
