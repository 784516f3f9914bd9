use std::{sync::OnceLock, time::Duration};

use flinks::drift::DriftKind;
use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use super::{letter, notification};

pub(super) const REQUESTS: &str = "guichet_http_requests_total";
pub(super) const REQUEST_SECONDS: &str = "guichet_http_request_duration_seconds";
pub(super) const FACTS: &str = "guichet_facts_total";
const PROVIDER_CALLS: &str = "guichet_provider_calls_total";
const PROVIDER_SECONDS: &str = "guichet_provider_call_duration_seconds";
const WEBHOOKS: &str = "guichet_webhooks_total";
const DRIFT: &str = "guichet_provider_drift_total";
const TASKS: &str = "guichet_tasks_pending";
const LEASES_LOST: &str = "guichet_leases_lost_total";
const CLOCK_BEHIND: &str = "guichet_clock_behind_seconds";
const STREAMS: &str = "guichet_sse_connections";

/// Seconds: from a page out of memory to a provider that barely answers.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// Writes all figures down in Prometheus' text format.
#[derive(Clone)]
pub(crate) struct Metrics(PrometheusHandle);

impl Metrics {
    pub(crate) fn render(&self) -> String {
        // Old samples are folded together here: nothing else in the program does it.
        self.0.run_upkeep();
        self.0.render()
    }
}

/// Starts counting, once in a process; later calls return the same figures.
pub(crate) fn install() -> Metrics {
    static INSTALLED: OnceLock<Metrics> = OnceLock::new();
    INSTALLED
        .get_or_init(|| {
            let recorder = PrometheusBuilder::new()
                .set_buckets(&BUCKETS)
                .expect("there are buckets")
                .build_recorder();
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another part of the program counts already; /metrics stays empty");
            }
            describe();
            Metrics(handle)
        })
        .clone()
}

fn describe() {
    describe_counter!(
        REQUESTS,
        "Requests answered, by method, route template and status"
    );
    describe_histogram!(
        REQUEST_SECONDS,
        Unit::Seconds,
        "Time to the first byte of an answer, by route template"
    );
    describe_counter!(
        FACTS,
        "Facts appended to checkouts' logs, by event and evidence"
    );
    describe_counter!(
        PROVIDER_CALLS,
        "Calls to the provider, by endpoint and outcome"
    );
    describe_counter!(
        WEBHOOKS,
        "Webhooks that came from the provider, by what became of them"
    );
    describe_histogram!(
        PROVIDER_SECONDS,
        Unit::Seconds,
        "Time until the provider had answered, by endpoint"
    );
    describe_counter!(
        DRIFT,
        "Words of the provider that its documentation does not have, by kind"
    );
    describe_gauge!(
        TASKS,
        "Tasks that are written down and not done yet, those for later included"
    );
    describe_counter!(
        LEASES_LOST,
        "Tasks that took longer than their lease and were taken on by another server too"
    );
    describe_gauge!(
        CLOCK_BEHIND,
        Unit::Seconds,
        "How far this machine's clock is behind the time that is told"
    );
    counter!(LEASES_LOST).absolute(0);
    gauge!(CLOCK_BEHIND).set(0.0);
    describe_gauge!(STREAMS, "Pages that listen for live updates right now");
    notification::describe();
    letter::describe();
    gauge!(TASKS).set(0.0);
    gauge!(STREAMS).set(0.0);
}

/// Counts a call to the provider. `endpoint` and `outcome` are names out of our own code.
pub(crate) fn provider_call(endpoint: &'static str, outcome: &'static str, took: Duration) {
    counter!(PROVIDER_CALLS, "endpoint" => endpoint, "outcome" => outcome).increment(1);
    histogram!(PROVIDER_SECONDS, "endpoint" => endpoint).record(took);
}

/// Counts something that the provider's documentation does not have.
pub(super) fn drift(kind: DriftKind) {
    counter!(DRIFT, "kind" => kind.as_str()).increment(1);
}

/// Counts a webhook by what became of it.
pub(crate) fn webhook(outcome: &'static str) {
    counter!(WEBHOOKS, "outcome" => outcome).increment(1);
}

/// Says how many tasks are waiting.
pub(crate) fn tasks_pending(count: u32) {
    gauge!(TASKS).set(f64::from(count));
}

/// Counts a task that took longer than its lease.
pub(crate) fn lease_lost() {
    counter!(LEASES_LOST).increment(1);
}

/// Says how far this machine's clock is behind.
pub(crate) fn clock_is_behind(by: Duration) {
    gauge!(CLOCK_BEHIND).set(by.as_secs_f64());
}

/// Counts a page that listens, for as long as the answer lives.
pub(crate) fn sse_connection() -> SseConnection {
    gauge!(STREAMS).increment(1.0);
    SseConnection(())
}

/// See [`sse_connection`].
#[derive(Debug)]
#[must_use = "dropped, it counts nothing"]
pub(crate) struct SseConnection(());

impl Drop for SseConnection {
    fn drop(&mut self) {
        gauge!(STREAMS).decrement(1.0);
    }
}
