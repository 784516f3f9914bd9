use std::time::Duration;

use metrics::{
    Unit, counter, describe_counter, describe_gauge, describe_histogram, gauge, histogram,
};
use payment::NotificationKind;
use store::{DeliveryFigures, TryOutcome};

const TRIES: &str = "guichet_notification_tries_total";
const SECONDS: &str = "guichet_notification_duration_seconds";
const WAITING: &str = "guichet_notifications_waiting";
const DEAD: &str = "guichet_notifications_dead";
const ALTERED: &str = "guichet_notifications_altered";
const CLOSED: &str = "guichet_notifications_closed_total";
const FAILING: &str = "guichet_notification_endpoints_failing";
const ENDPOINTS: &str = "guichet_notification_endpoint_changes_total";

pub(super) fn describe() {
    describe_counter!(
        TRIES,
        "Notifications that were tried to be delivered to merchants, by event and outcome"
    );
    describe_histogram!(
        SECONDS,
        Unit::Seconds,
        "Time until a merchant's endpoint had answered, or would not any more, by outcome"
    );
    describe_gauge!(WAITING, "Notifications that have yet to arrive");
    describe_gauge!(
        DEAD,
        "Notifications that were given up and are still kept to be replayed"
    );
    describe_gauge!(
        ALTERED,
        "Dead letters that were not sent because they were altered in the database"
    );
    describe_counter!(
        CLOSED,
        "Notifications that could not be signed, for their secret stays closed, each time that it was looked"
    );
    describe_gauge!(
        FAILING,
        "Endpoints of merchants where nothing has arrived for too long"
    );
    describe_counter!(
        ENDPOINTS,
        "Endpoints of merchants that began to fail, healed, or said that they are gone"
    );
    counter!(CLOSED).increment(0);
    gauge!(WAITING).set(0.0);
    gauge!(DEAD).set(0.0);
    gauge!(ALTERED).set(0.0);
    gauge!(FAILING).set(0.0);
}

/// Counts a try to deliver a notification.
pub(crate) fn notification(kind: NotificationKind, outcome: TryOutcome, took: Duration) {
    counter!(TRIES, "event" => kind.as_str(), "outcome" => outcome.as_str()).increment(1);
    histogram!(SECONDS, "outcome" => outcome.as_str()).record(took);
}

/// Counts a notification that waits because it cannot be signed.
pub(crate) fn notification_closed() {
    counter!(CLOSED).increment(1);
}

/// Counts what became of an endpoint.
pub(crate) fn endpoint(change: &'static str) {
    counter!(ENDPOINTS, "change" => change).increment(1);
}

/// Says how deliveries stand.
pub(crate) fn deliveries(figures: DeliveryFigures) {
    let DeliveryFigures {
        waiting,
        dead,
        altered,
        failing_endpoints,
    } = figures;
    let small = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    gauge!(WAITING).set(small(waiting));
    gauge!(DEAD).set(small(dead));
    gauge!(ALTERED).set(small(altered));
    gauge!(FAILING).set(small(failing_endpoints));
}
