use store::EndpointNews;

use crate::telemetry;

/// Tells the operators what they should know about an endpoint. It comes once.
pub(crate) fn tell(news: &EndpointNews) {
    match news {
        EndpointNews::Failing(endpoint) => {
            telemetry::endpoint("failing");
            tracing::warn!(endpoint_id = %endpoint, "notifications no longer arrive at an endpoint; they are kept and tried again");
        }
        EndpointNews::Healed(endpoint) => {
            telemetry::endpoint("healed");
            tracing::info!(endpoint_id = %endpoint, "notifications arrive at the endpoint again");
        }
        EndpointNews::Gone(endpoint) => {
            telemetry::endpoint("gone");
            tracing::warn!(endpoint_id = %endpoint, "an endpoint answered that it is gone for good; it is disabled");
        }
    }
}
