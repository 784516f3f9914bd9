use super::answer::{canceled_by, case_kind, cents, delivery, evidence, failure_code, method};
use crate::api::openapi::{Schema, variable::id};

/// One fact.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![("TimelineEntry", entry())]
}

fn entry() -> Schema {
    Schema::object([
        ("seq", Schema::integer(1..=i64::MAX)),
        ("id", id("evt")),
        ("type", Schema::text().about("What happened.")),
        ("at", Schema::moment()),
        (
            "evidence",
            evidence().about(
                "How it is known. Only `status_read` and `report` can make a checkout paid.",
            ),
        ),
        ("attempt?", id("att")),
        ("method?", method()),
        ("amount?", cents()),
        ("delivery?", delivery()),
        ("api?", Schema::one_of(["v2", "e_transfer_v1", "eft_v1"])),
        ("accounts?", Schema::integer(0..=i64::MAX)),
        ("answer?", Schema::one_of(["accepted", "refused"])),
        ("step?", Schema::text()),
        ("claim?", Schema::one_of(["underway", "done", "over"])),
        ("provider_status?", Schema::text()),
        ("provider_detail?", Schema::text()),
        (
            "reading?",
            Schema::one_of([
                "undecided",
                "agreement_missing",
                "scheduled",
                "paid",
                "failed",
                "canceled",
                "expired",
                "returned",
            ]),
        ),
        (
            "outcome?",
            Schema::one_of(["paid", "failed", "canceled", "superseded"]),
        ),
        ("code?", failure_code()),
        ("guaranteed?", Schema::flag()),
        ("by?", canceled_by()),
        ("reason?", Schema::one_of(["expired", "canceled"])),
        ("kind?", case_kind()),
        ("expires_at?", Schema::moment()),
        ("order_id?", Schema::text()),
        (
            "summary",
            Schema::text().about("The same in plain words; not stable."),
        ),
    ])
    .about("One fact. Nothing personal is in it.")
}
