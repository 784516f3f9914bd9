use flinks::limits::{MAX_AMOUNT_CENTS, MIN_AMOUNT_CENTS};
use payment::{Evidence, FailureCode, Locale, Method, Status, Theme};

use crate::api::{
    openapi::{Schema, variable::id},
    v1::names::names,
};

/// What is answered.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("Checkout", checkout()),
        ("Customer", customer()),
        ("Attempt", attempt()),
        ("Payment", payment()),
        ("Failure", failure()),
        ("Case", case()),
        ("Claim", claim()),
    ]
}

/// Cents.
pub(in crate::api::v1) fn cents() -> Schema {
    Schema::integer(MIN_AMOUNT_CENTS..=MAX_AMOUNT_CENTS)
}

pub(in crate::api::v1) fn method() -> Schema {
    Schema::one_of(Method::ALL.map(Method::as_str))
}

pub(super) fn delivery() -> Schema {
    Schema::one_of(["page", "email"])
}

pub(super) fn evidence() -> Schema {
    Schema::one_of(Evidence::ALL.map(Evidence::as_str))
}

pub(super) fn failure_code() -> Schema {
    Schema::one_of(names(&FailureCode::ALL).iter().map(String::as_str))
}

pub(super) fn canceled_by() -> Schema {
    Schema::one_of(["customer", "merchant", "clock"])
}

pub(super) fn case_kind() -> Schema {
    Schema::one_of(["duplicate_payment", "late_payment", "returned_payment"])
}

/// By which light the page is shown.
pub(in crate::api::v1) fn theme() -> Schema {
    Schema::one_of(Theme::ALL.map(Theme::as_str))
        .about("By which light the page is shown; `auto` is as all of your pages are.")
}

pub(in crate::api::v1) fn locale() -> Schema {
    Schema::one_of(Locale::ALL.map(Locale::tag))
}

fn checkout() -> Schema {
    Schema::object([
        ("id", id("chk")),
        ("object", Schema::constant("checkout")),
        ("mode", Schema::one_of(["test", "live"])),
        (
            "status",
            Schema::one_of(Status::ALL.map(Status::as_str))
                .about("`paid`, `canceled` and `expired` never change again."),
        ),
        (
            "url",
            Schema::text().about("The customer's page. Whoever has it can pay and see the order: give it to your customer only."),
        ),
        (
            "amount",
            cents()
                .or_null()
                .about("Cents; `null` when the customer says how much."),
        ),
        ("currency", Schema::constant("CAD")),
        ("reference", Schema::text().or_null()),
        ("methods", Schema::list(&method())),
        ("customer", Schema::named("Customer")),
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
        ("delivery", delivery()),
        ("locale", locale().or_null()),
        ("theme", theme()),
        ("success_url", Schema::text().or_null()),
        ("cancel_url", Schema::text().or_null()),
        (
            "metadata",
            Schema::object([]).with("additionalProperties", Schema::text().written()),
        ),
        (
            "payment_link",
            id("plk")
                .or_null()
                .about("The payment link by which the customer came."),
        ),
        ("created_at", Schema::moment()),
        (
            "expires_at",
            Schema::moment().about("When the page closes. Later, where the customer asked for more time."),
        ),
        (
            "attempts",
            Schema::list(&Schema::named("Attempt")).about("Every try, oldest first."),
        ),
        (
            "payment",
            Schema::named("Payment")
                .or_null()
                .about("The one payment that counts."),
        ),
        (
            "shortfall",
            cents()
                .or_null()
                .about("Cents that the payment left open, because Flinks guaranteed less than was asked for."),
        ),
        (
            "last_failure",
            Schema::named("Failure")
                .and(&Schema::object([
                    ("attempt", id("att")),
                    ("at", Schema::moment()),
                ]))
                .or_null()
                .about("Why the last attempt did not pay, while the customer may try again."),
        ),
        (
            "cases",
            Schema::list(&Schema::named("Case"))
                .about("Money that came and does not count, or that went back. Somebody must look at each."),
        ),
        (
            "claim",
            Schema::object([
                ("order_id", Schema::text()),
                ("claimed_at", Schema::moment()),
            ])
            .or_null()
            .about("Which of your orders has the payment."),
        ),
        (
            "timeline?",
            Schema::list(&Schema::named("TimelineEntry")).about("Only with `expand=timeline`."),
        ),
    ])
}

fn customer() -> Schema {
    Schema::object([
        ("first_name?", Schema::text()),
        ("middle_name?", Schema::text()),
        ("last_name?", Schema::text()),
        ("email?", Schema::text()),
        ("phone?", Schema::text()),
        ("date_of_birth?", Schema::text()),
        ("occupation?", Schema::text()),
        (
            "address?",
            Schema::object([
                ("line1", Schema::text()),
                ("line2?", Schema::text()),
                ("unit?", Schema::text()),
                ("city", Schema::text()),
                ("province", Schema::text()),
                ("postal_code", Schema::text()),
                ("country", Schema::constant("CA")),
            ]),
        ),
    ])
    .about("What you told, and nothing that the customer typed.")
}

fn attempt() -> Schema {
    Schema::object([
        ("id", id("att")),
        ("method", method()),
        (
            "status",
            Schema::one_of([
                "opening",
                "linking",
                "processing",
                "paid",
                "failed",
                "canceled",
                "superseded",
            ]),
        ),
        ("amount", cents()),
        ("locale", locale()),
        ("delivery", delivery()),
        ("created_at", Schema::moment()),
        ("ended_at", Schema::moment().or_null()),
        (
            "account",
            Schema::object([
                ("institution", Schema::text()),
                ("last_digits", Schema::text()),
            ])
            .or_null()
            .about("The account that the customer linked and chose."),
        ),
        (
            "guarantee",
            Schema::one_of(["accepted", "refused"]).or_null(),
        ),
        ("failure", Schema::named("Failure").or_null()),
        ("canceled_by", canceled_by().or_null()),
        (
            "last_step",
            Schema::text()
                .or_null()
                .about("What the bank frame said last. A hint, and no proof of anything."),
        ),
    ])
    .about("One try to pay.")
}

fn payment() -> Schema {
    Schema::object([
        ("method", method()),
        ("attempt", id("att")),
        ("amount", cents()),
        ("evidence", Schema::one_of(["status_read", "report"])),
        (
            "guaranteed",
            Schema::flag().about("Whether Flinks stands behind it."),
        ),
        ("paid_at", Schema::moment()),
    ])
}

fn failure() -> Schema {
    Schema::object([
        ("code", failure_code()),
        (
            "detail",
            Schema::text()
                .or_null()
                .about("Flinks' own code, or the bank's return code."),
        ),
        ("message", Schema::text().about("For people; not stable.")),
    ])
}

fn case() -> Schema {
    Schema::object([
        ("kind", case_kind()),
        ("attempt", id("att")),
        ("amount", cents()),
        ("detail", Schema::text().or_null()),
        ("message", Schema::text().about("For people; not stable.")),
        ("at", Schema::moment()),
    ])
}

fn claim() -> Schema {
    Schema::object([
        ("object", Schema::constant("claim")),
        ("checkout", id("chk")),
        ("order_id", Schema::text()),
        ("claimed_at", Schema::moment()),
        ("payment", Schema::named("Payment")),
    ])
    .about("The right to fulfil one order for the payment.")
}
