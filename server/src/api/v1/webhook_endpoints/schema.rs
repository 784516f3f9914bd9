use payment::NotificationKind;
use serde_json::json;
use store::{DisabledReason, TryOutcome};

use super::request;
use crate::api::{
    openapi::{Schema, variable::id},
    v1::checkouts::schema::text,
};

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("Endpoint", endpoint()),
        (
            "NewEndpoint",
            Schema::object([
                ("url", text::hook_url()),
                ("events?", events().or_null()),
                ("description?", description().or_null()),
            ])
            .closed(),
        ),
        (
            "EndpointChange",
            Schema::object([
                ("url?", text::hook_url().or_null()),
                ("events?", events().or_null()),
                ("description?", description().or_null()),
                ("status?", Schema::one_of(["enabled", "disabled"]).or_null()),
            ])
            .closed(),
        ),
        (
            "NewTestEvent",
            Schema::object([(
                "event?",
                kind().or_null().with("default", "checkout.paid").about(
                    "What it is to be an example of, whether the endpoint is told of it or not.",
                ),
            )])
            .closed(),
        ),
        ("TestEvent", test_event()),
        (
            "Overlap",
            Schema::object([(
                "overlap_seconds?",
                Schema::integer(0..=request::MAX_OVERLAP)
                    .or_null()
                    .with("default", request::DEFAULT_OVERLAP)
                    .about("For how long the secret before signs beside the new one."),
            )])
            .closed(),
        ),
        (
            "ReplayRange",
            Schema::object([
                ("from", Schema::moment()),
                ("to", Schema::moment().about("After `from`.")),
                (
                    "scope?",
                    Schema::one_of(["all", "undelivered"])
                        .or_null()
                        .with("default", "all"),
                ),
            ])
            .closed(),
        ),
    ]
}

fn kind() -> Schema {
    Schema::one_of(NotificationKind::ALL.map(NotificationKind::as_str))
}

fn test_event() -> Schema {
    Schema::object([
        (
            "id",
            id("evt").about("The `webhook-id` that it was sent with."),
        ),
        ("object", Schema::constant("test_event")),
        ("endpoint", id("ep")),
        ("event", kind()),
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
        (
            "payload",
            Schema::anything().about("What was sent: an event of type `test`."),
        ),
    ])
}

/// All, or some of those that there are.
fn events() -> Schema {
    let kinds = Schema::list(&kind())
        .with("minItems", 1)
        .with("uniqueItems", true);
    let all = json!({ "const": ["*"] });
    Schema::anything()
        .with("anyOf", json!([kinds.written(), all]))
        .about(
            "The kinds that are sent there, or `[\"*\"]` for all, also those that are added later.",
        )
}

fn description() -> Schema {
    Schema::pattern(r"^[^\u0000-\u001f\u007f-\u009f]*$")
        .with("maxLength", request::MAX_DESCRIPTION)
        .about("What you tell it by.")
}

fn endpoint() -> Schema {
    let reasons = [DisabledReason::Merchant, DisabledReason::Gone];
    Schema::object([
        ("id", id("ep")),
        ("object", Schema::constant("webhook_endpoint")),
        ("mode", Schema::one_of(["test", "live"])),
        ("url", Schema::text()),
        ("description", Schema::text()),
        ("events", Schema::list(&Schema::text())),
        ("status", Schema::one_of(["enabled", "disabled"])),
        ("disabled_at", Schema::moment().or_null()),
        (
            "disabled_reason",
            Schema::one_of(reasons.map(DisabledReason::as_str)).or_null(),
        ),
        (
            "failing_since",
            Schema::moment()
                .or_null()
                .about("Since when nothing arrives there."),
        ),
        (
            "public_keys",
            Schema::list(&Schema::text())
                .about("What signatures are verified with that need no secret, newest first."),
        ),
        (
            "secret?",
            Schema::text()
                .about("Only in the answer that makes it and in the one that rotates it."),
        ),
        ("created_at", Schema::moment()),
    ])
}
