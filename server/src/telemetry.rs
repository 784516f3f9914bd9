//! What can be seen from outside: a line per request and per fact, and figures. Nothing
//! personal, no session and no secret is ever in them.

mod fact;
mod log;
mod metric;
mod request;

pub(crate) use self::{
    fact::fact,
    log::init,
    metric::{
        Metrics, SseConnection, drift, install as install_metrics, provider_call, sse_connection,
        tasks_pending, webhook,
    },
    request::{RequestId, about, observe},
};
