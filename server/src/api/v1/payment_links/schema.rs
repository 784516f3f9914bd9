use payment::{LinkDescription, LinkState, Locale, MAX_LINK_USES, Method, ReferencePrefix};
use serde_json::json;

use crate::api::{
    openapi::{Schema, variable::id},
    v1::checkouts::schema::{
        answer::{cents, locale, method, theme},
        text,
    },
};

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("PaymentLink", payment_link()),
        ("NewPaymentLink", new_payment_link()),
        (
            "PaymentLinkChange",
            Schema::object([
                ("active?", Schema::flag().or_null()),
                ("description?", text::line().or_null()),
                ("success_url?", text::return_url().or_null()),
                ("cancel_url?", text::return_url().or_null()),
                ("metadata?", Schema::named("Metadata").or_null()),
                ("max_uses?", max_uses()),
                ("expires_at?", expires_at()),
            ])
            .closed(),
        ),
    ]
}

fn new_payment_link() -> Schema {
    let methods = Schema::list(&Schema::one_of(Method::ALL.map(Method::as_str)))
        .with("minItems", 1)
        .with("uniqueItems", true)
        .about("In the order in which they are offered. The first two of them when left out.");
    Schema::object([
        (
            "amount?",
            cents()
                .or_null()
                .about("Cents, or within what the installation allows. The customer says how much when left out."),
        ),
        (
            "min_amount?",
            cents().or_null().about("The least that a customer can say. Not with `amount`."),
        ),
        (
            "max_amount?",
            cents().or_null().about("The most that a customer can say. Not with `amount`."),
        ),
        (
            "suggested_amount?",
            cents()
                .or_null()
                .about("What stands in the field before anybody types. Not with `amount`."),
        ),
        ("currency?", Schema::one_of(["CAD"]).or_null()),
        (
            "description?",
            text::line().or_null().about("What the customer is told that it is for."),
        ),
        (
            "reference_prefix?",
            text::line_up_to(ReferencePrefix::MAX_CHARS)
                .or_null()
                .about("What the `reference` of each of its checkouts begins with."),
        ),
        ("methods?", methods.or_null()),
        ("payee_account?", Schema::named("PayeeAccount").or_null()),
        (
            "locale?",
            Schema::one_of(Locale::ALL.map(Locale::tag)).or_null(),
        ),
        ("theme?", theme().or_null()),
        ("success_url?", text::return_url().or_null()),
        ("cancel_url?", text::return_url().or_null()),
        ("metadata?", Schema::named("Metadata").or_null()),
        ("active?", Schema::flag().or_null().with("default", true)),
        ("max_uses?", max_uses()),
        ("expires_at?", expires_at()),
    ])
    .closed()
}

fn max_uses() -> Schema {
    Schema::integer(1..=MAX_LINK_USES.into())
        .or_null()
        .about("How many can pay by it; `null` for however many come.")
}

fn expires_at() -> Schema {
    Schema::moment().or_null().about(
        "From when on nobody is let in any more; `null` for never. What was begun before goes on.",
    )
}

fn payment_link() -> Schema {
    let count = || Schema::integer(0..=i64::MAX);
    Schema::object([
        ("id", id("plk")),
        ("object", Schema::constant("payment_link")),
        ("mode", Schema::one_of(["test", "live"])),
        (
            "status",
            Schema::one_of(LinkState::ALL.map(LinkState::as_str)).about(
                "What somebody finds who opens it: `taken` where every use is taken by checkouts of which some are not paid yet.",
            ),
        ),
        ("url", Schema::text().about("What you give to whoever is to pay.")),
        ("active", Schema::flag()),
        (
            "amount",
            cents().or_null().about("Cents; `null` when the customer says how much."),
        ),
        ("min_amount", cents().or_null()),
        ("max_amount", cents().or_null()),
        ("suggested_amount", cents().or_null()),
        ("currency", Schema::constant("CAD")),
        (
            "description",
            Schema::text().or_null().with("maxLength", LinkDescription::MAX_CHARS),
        ),
        (
            "reference_prefix",
            Schema::text().or_null().with("maxLength", ReferencePrefix::MAX_CHARS),
        ),
        ("methods", Schema::list(&method())),
        (
            "payee_account",
            Schema::object([
                ("institution", Schema::text()),
                ("transit", Schema::text()),
                ("account", Schema::text()),
                ("label?", Schema::text()),
            ])
            .or_null(),
        ),
        ("locale", locale().or_null()),
        ("theme", theme()),
        ("success_url", Schema::text().or_null()),
        ("cancel_url", Schema::text().or_null()),
        (
            "metadata",
            Schema::object([])
                .with("additionalProperties", Schema::text().written())
                .about("Each of its checkouts takes them over."),
        ),
        ("max_uses", count().or_null()),
        (
            "uses",
            Schema::object([
                ("paid", count().about("Checkouts of it that are paid.")),
                (
                    "open",
                    count().about("Checkouts of it that can still be paid: each holds its use until it ends."),
                ),
            ])
            .with("required", json!(["paid", "open"])),
        ),
        ("expires_at", Schema::moment().or_null()),
        ("created_at", Schema::moment()),
    ])
}
