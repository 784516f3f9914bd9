use flinks::limits::{
    INSTITUTION_DIGITS, MAX_ACCOUNT_DIGITS, MAX_AMOUNT_CENTS, MIN_ACCOUNT_DIGITS, MIN_AMOUNT_CENTS,
    TRANSIT_DIGITS,
};
use payment::{Locale, Method};
use serde_json::json;

use super::{super::order, answer::theme, text};
use crate::api::openapi::Schema;

const PROVINCES: [&str; 13] = [
    "AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT",
];

/// What a merchant sends.
pub(super) fn schemas() -> Vec<(&'static str, Schema)> {
    vec![
        ("NewCheckout", new_checkout()),
        ("NewCustomer", customer()),
        ("NewAddress", address()),
        ("PayeeAccount", payee_account()),
        ("Metadata", metadata()),
        (
            "NewClaim",
            Schema::object([("order_id", text::order_id())]).closed(),
        ),
    ]
}

fn new_checkout() -> Schema {
    let line = || text::line().or_null();
    let methods = Schema::list(&Schema::one_of(Method::ALL.map(Method::as_str)))
        .with("minItems", 1)
        .with("uniqueItems", true)
        .about("In the order in which they are offered. The first two of them when left out.");
    Schema::object([
        (
            "amount?",
            Schema::integer(MIN_AMOUNT_CENTS..=MAX_AMOUNT_CENTS)
                .or_null()
                .about("Cents, or within what the installation allows. The customer says how much when left out."),
        ),
        ("currency?", Schema::one_of(["CAD"]).or_null()),
        (
            "reference?",
            line().about("Your name for the order; it goes to Flinks as `referenceId`. It need not be unique."),
        ),
        ("methods?", methods.or_null()),
        (
            "delivery?",
            Schema::one_of(["page", "email"]).or_null().about(
                "`email`: Flinks e-mails a link as soon as the checkout is made. It needs `e_transfer`, an amount, a reference, and the customer's names and e-mail address.",
            ),
        ),
        ("customer?", Schema::named("NewCustomer").or_null()),
        ("payee_account?", Schema::named("PayeeAccount").or_null()),
        (
            "locale?",
            Schema::one_of(Locale::ALL.map(Locale::tag)).or_null(),
        ),
        ("theme?", theme().or_null()),
        ("success_url?", text::return_url().or_null()),
        ("cancel_url?", text::return_url().or_null()),
        (
            "expires_in?",
            Schema::integer(1..=order::MAX_EXPIRY)
                .or_null()
                .with("default", order::DEFAULT_EXPIRY)
                .about(
                    "Seconds for which the page stays open: with a live key, at least 40. A customer can ask for more.",
                ),
        ),
        ("metadata?", Schema::named("Metadata").or_null()),
    ])
    .closed()
    .with("allOf", json!([no_account_with_eft(), whole_for_email()]))
}

/// A debit without a guarantee pays into the default account only.
fn no_account_with_eft() -> serde_json::Value {
    json!({
        "if": {
            "properties": { "methods": { "type": "array", "contains": { "const": "eft" } } },
            "required": ["methods"]
        },
        "then": { "properties": { "payee_account": { "type": "null" } } }
    })
}

/// What the provider sends by e-mail is whole before anybody has seen the page.
fn whole_for_email() -> serde_json::Value {
    json!({
        "if": { "properties": { "delivery": { "const": "email" } }, "required": ["delivery"] },
        "then": {
            "required": ["amount", "reference", "customer"],
            "properties": {
                "amount": { "type": "integer" },
                "reference": { "type": "string" },
                "methods": { "anyOf": [{ "type": "null" }, { "contains": { "const": "e_transfer" } }] },
                "customer": {
                    "type": "object",
                    "required": ["first_name", "last_name", "email"],
                    "properties": {
                        "first_name": { "type": "string" },
                        "last_name": { "type": "string" },
                        "email": { "type": "string" }
                    }
                }
            }
        }
    })
}

fn customer() -> Schema {
    Schema::object([
        ("first_name?", text::line().or_null()),
        ("middle_name?", text::line().or_null()),
        ("last_name?", text::line().or_null()),
        ("email?", text::email().or_null()),
        ("phone?", text::phone().or_null()),
        ("date_of_birth?", text::date().or_null()),
        ("occupation?", text::line().or_null()),
        ("address?", Schema::named("NewAddress").or_null()),
    ])
    .closed()
    .about("What you know of who pays. The page asks for the names and the e-mail address that are missing.")
}

fn address() -> Schema {
    let lower = PROVINCES.map(str::to_ascii_lowercase);
    let provinces = PROVINCES
        .into_iter()
        .chain(lower.iter().map(String::as_str));
    Schema::object([
        ("line1", text::line()),
        ("line2?", text::optional_line().or_null()),
        ("unit?", text::optional_line().or_null()),
        ("city", text::line()),
        ("province", Schema::one_of(provinces)),
        (
            "postal_code",
            Schema::pattern("^ *[0-9A-Za-z] *(?:[0-9A-Za-z] *){5}$")
                .with("maxLength", 100)
                .about("Six letters and digits, with or without spaces."),
        ),
        ("country?", Schema::one_of(["CA", "ca"]).or_null()),
    ])
    .closed()
}

fn payee_account() -> Schema {
    Schema::object([
        (
            "institution",
            text::digits(INSTITUTION_DIGITS, INSTITUTION_DIGITS),
        ),
        ("transit", text::digits(TRANSIT_DIGITS, TRANSIT_DIGITS)),
        (
            "account",
            text::digits(MIN_ACCOUNT_DIGITS, MAX_ACCOUNT_DIGITS),
        ),
        (
            "label?",
            text::line()
                .or_null()
                .about("What the customer is shown in its place."),
        ),
    ])
    .closed()
    .about("Where the money goes. Not with the method `eft`.")
}

fn metadata() -> Schema {
    Schema::object([])
        .with("propertyNames", text::metadata_name().written())
        .with("additionalProperties", text::metadata_text().written())
        .with("maxProperties", order::MAX_METADATA)
        .about("Yours alone: neither customers nor Flinks see it.")
}
