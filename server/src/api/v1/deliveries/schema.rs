use payment::NotificationKind;
use store::{DeliveryState, TryOutcome};

use crate::api::openapi::{Schema, variable::id};

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("Delivery", delivery()),
        ("DeliveryDetail", detail()),
        (
            "Replay",
            Schema::object([
                ("object", Schema::constant("replay")),
                ("deliveries", Schema::integer(0..=i64::MAX)),
            ]),
        ),
    ]
}

fn delivery() -> Schema {
    Schema::object([
        ("id", id("dlv")),
        ("object", Schema::constant("delivery")),
        ("endpoint", id("ep")),
        (
            "notification",
            id("evt").about("The `webhook-id` that it is sent with."),
        ),
        (
            "type",
            Schema::one_of(NotificationKind::ALL.map(NotificationKind::as_str)),
        ),
        ("checkout", id("chk")),
        (
            "status",
            Schema::one_of(DeliveryState::ALL.map(DeliveryState::as_str)),
        ),
        ("tries", Schema::integer(0..=i64::MAX)),
        (
            "next_try_at",
            Schema::moment()
                .or_null()
                .about("`null` while it is being tried, and when it is over."),
        ),
        ("created_at", Schema::moment()),
        ("ended_at", Schema::moment().or_null()),
    ])
}

fn detail() -> Schema {
    let tried = Schema::object([
        ("number", Schema::integer(1..=i64::MAX)),
        ("at", Schema::moment()),
        (
            "outcome",
            Schema::one_of(TryOutcome::ALL.map(TryOutcome::as_str)),
        ),
        ("http_status", Schema::integer(0..=65_535).or_null()),
        ("took_ms", Schema::integer(0..=i64::MAX)),
        (
            "answer",
            Schema::text().about("The beginning of what was answered."),
        ),
    ]);
    Schema::named("Delivery").and(&Schema::object([
        ("attempts", Schema::list(&tried).about("Every try.")),
        ("payload", Schema::anything().about("What is sent.")),
    ]))
}
