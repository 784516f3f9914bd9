use store::Scope;

use crate::api::openapi::{Schema, variable::id};

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("Key", key()),
        ("NewKey", Schema::object([("scope", scope())]).closed()),
    ]
}

fn scope() -> Schema {
    Schema::one_of([Scope::Read, Scope::Write, Scope::Admin].map(Scope::as_str)).about(
        "`read` looks, `write` makes checkouts and acts on them, `admin` does everything. Each \
         may do what those before it may.",
    )
}

fn key() -> Schema {
    Schema::object([
        ("id", id("key")),
        ("object", Schema::constant("key")),
        ("mode", Schema::one_of(["test", "live"])),
        ("scope", scope()),
        (
            "ends_in",
            Schema::text().about("The last four characters of the key."),
        ),
        ("created_at", Schema::moment()),
        (
            "last_used_at",
            Schema::moment().or_null().about("To within a minute."),
        ),
        ("revoked_at", Schema::moment().or_null()),
        (
            "api_key?",
            Schema::text().about("The key itself. Only in the answer that makes it."),
        ),
    ])
}
