//! Reads what a merchant orders.

use std::time::Duration;

use flinks::limits::{Limits, OutOfLimits};
use payment::{Customer, Locale, Metadata, Method, Mode, Money, Order, Theme};
use serde_json::Value;

use super::{delivery, party, payee, return_url::return_url};
use crate::{
    api::fields::{Faults, Field, Fields, Pointer, Wrong},
    problem::{Fault, FaultCode},
};

/// An hour.
pub(super) const DEFAULT_EXPIRY: i64 = 3600;
/// The shortest with which customers are warned twenty seconds before the end, which is the least
/// that WCAG 2.2.1 asks for: half of the time.
const LEAST_LIVE_EXPIRY: i64 = 40;
/// Thirty days.
pub(super) const MAX_EXPIRY: i64 = 2_592_000;
/// What is offered when the merchant does not choose.
pub(crate) const DEFAULT_METHODS: [Method; 2] = [Method::GuaranteedEft, Method::ETransfer];

pub(super) const MAX_METADATA: usize = 50;
const MAX_METADATA_NAME: usize = 40;
const MAX_METADATA_TEXT: usize = 500;

/// What is asked for. Never to be formatted: it holds the customer.
pub(super) struct Request {
    pub(super) order: Order,
    /// For how long the page stays open.
    pub(super) expires_in: Duration,
}

/// Reads the body; every fault of it at once.
pub(super) fn read(value: Value, mode: Mode, limits: Limits) -> Result<Request, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let request = Fields::of(body, &mut faults).map(|fields| {
        let request = read_fields(fields, mode, limits, &mut faults);
        let Order {
            payee_account,
            methods,
            ..
        } = &request.order;
        payee::check(payee_account.as_ref(), methods, &mut faults);
        delivery::check(&request.order, &mut faults);
        request
    });
    faults.none_or(request)
}

/// A part that is faulty is left out: the list of faults then keeps the whole back.
fn read_fields(mut fields: Fields, mode: Mode, limits: Limits, faults: &mut Faults) -> Request {
    let amount = amount(&mut fields, "amount", limits, faults);
    currency(&mut fields, faults);
    let least = match mode {
        Mode::Live => LEAST_LIVE_EXPIRY,
        Mode::Test => 1,
    };
    let expires_in = fields.integer(
        "expires_in",
        faults,
        least..=MAX_EXPIRY,
        (
            if least == 1 {
                "must be at least 1 second".into()
            } else {
                format!("must be at least {least} seconds with a live key").into()
            },
            "must be at most 2592000 seconds, which is 30 days".into(),
        ),
    );
    let order = Order {
        mode,
        amount,
        reference: fields.text("reference", faults, str::parse),
        methods: methods(&mut fields, faults),
        customer: fields
            .take("customer")
            .map_or_else(
                || Some(Customer::default()),
                |field| party::customer(field, faults),
            )
            .unwrap_or_default(),
        payee_account: fields
            .take("payee_account")
            .and_then(|field| party::payee_account(field, faults)),
        delivery: fields
            .text("delivery", faults, delivery::parse)
            .unwrap_or_default(),
        locale: locale(&mut fields, faults),
        theme: theme(&mut fields, faults),
        success_url: fields.text("success_url", faults, |text| return_url(text, mode)),
        cancel_url: fields.text("cancel_url", faults, |text| return_url(text, mode)),
        metadata: fields
            .take("metadata")
            .map(|field| metadata(field, faults))
            .unwrap_or_default(),
        payment_link: None,
    };
    fields.close(faults);
    let seconds = expires_in.unwrap_or(DEFAULT_EXPIRY);
    Request {
        order,
        expires_in: Duration::from_secs(u64::try_from(seconds).unwrap_or_default()),
    }
}

/// There is one so far.
pub(in crate::api::v1) fn currency(fields: &mut Fields, faults: &mut Faults) {
    fields.text("currency", faults, |text| match text {
        "CAD" => Ok(()),
        _ => Err(Wrong::new(FaultCode::Unsupported, "must be CAD")),
    });
}

pub(in crate::api::v1) fn locale(fields: &mut Fields, faults: &mut Faults) -> Option<Locale> {
    fields.text("locale", faults, |text| {
        text.parse()
            .map_err(|_| Wrong::new(FaultCode::Unsupported, "must be en-CA or fr-CA"))
    })
}

pub(in crate::api::v1) fn theme(fields: &mut Fields, faults: &mut Faults) -> Theme {
    let theme = fields.text("theme", faults, |text| {
        text.parse()
            .map_err(|_| Wrong::new(FaultCode::Unsupported, "must be auto, light or dark"))
    });
    theme.unwrap_or_default()
}

/// Within what the provider and this account take: the same rule, and the same words, as on
/// the page and before anything is sent.
pub(in crate::api::v1) fn amount(
    fields: &mut Fields,
    name: &str,
    limits: Limits,
    faults: &mut Faults,
) -> Option<Money> {
    let told = |beyond: OutOfLimits, end: Money| {
        let plural = if end.cents() == 1 { "" } else { "s" };
        format!("{beyond}, which is {} cent{plural}", end.cents()).into()
    };
    let (min, max) = (limits.minimum(), limits.maximum());
    let messages = (
        told(OutOfLimits::TooSmall(min), min),
        told(OutOfLimits::TooLarge(max), max),
    );
    fields
        .integer(name, faults, min.cents()..=max.cents(), messages)
        .and_then(|cents| Money::from_cents(cents).ok())
}

/// Those that are offered; some always are.
pub(in crate::api::v1) fn methods(fields: &mut Fields, faults: &mut Faults) -> Vec<Method> {
    match fields.take("methods") {
        Some(field) => chosen(field, faults),
        None => DEFAULT_METHODS.to_vec(),
    }
}

fn chosen(Field { at, value }: Field, faults: &mut Faults) -> Vec<Method> {
    let Value::Array(entries) = value else {
        faults.add(
            &at,
            Wrong::new(FaultCode::WrongType, "must be a list of methods"),
        );
        return Vec::new();
    };
    if entries.is_empty() {
        faults.add(
            &at,
            Wrong::new(FaultCode::Required, "must have at least one method"),
        );
    }
    let mut methods = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        match method(entry) {
            Ok(method) if methods.contains(&method) => {
                faults.add(
                    &at.entry(index),
                    Wrong::new(FaultCode::Duplicate, "is in the list already"),
                );
            }
            Ok(method) => methods.push(method),
            Err(wrong) => faults.add(&at.entry(index), wrong),
        }
    }
    methods
}

fn method(entry: &Value) -> Result<Method, Wrong> {
    let text = entry.as_str().ok_or(crate::api::fields::NOT_TEXT)?;
    text.parse().map_err(|_| {
        Wrong::new(
            FaultCode::Unsupported,
            "must be guaranteed_eft, e_transfer or eft",
        )
    })
}

pub(in crate::api::v1) fn metadata(Field { at, value }: Field, faults: &mut Faults) -> Metadata {
    let Value::Object(entries) = value else {
        faults.add(&at, crate::api::fields::NOT_AN_OBJECT);
        return Metadata::new();
    };
    if entries.len() > MAX_METADATA {
        faults.add(
            &at,
            Wrong::new(FaultCode::TooMany, "must have at most 50 entries"),
        );
    }
    let mut metadata = Metadata::new();
    let mut odd_names = false;
    for (name, value) in entries {
        match metadata_entry(&name, &value) {
            Ok(text) => {
                metadata.insert(name, text);
            }
            Err(_) if at.field(&name) == at => odd_names = true,
            Err(wrong) => faults.add(&at.field(&name), wrong),
        }
    }
    if odd_names {
        faults.add(&at, ODD_ENTRY);
    }
    metadata
}

/// Told once for all entries whose names are too odd to repeat.
const ODD_ENTRY: Wrong = Wrong::new(
    FaultCode::Invalid,
    "must map names of 1 to 40 printable characters to strings of at most 500 characters",
);

fn metadata_entry(name: &str, value: &Value) -> Result<String, Wrong> {
    let is_odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Wrong::new(
            FaultCode::Invalid,
            "must have names of 1 to 40 printable characters",
        ));
    }
    if name.chars().count() > MAX_METADATA_NAME {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must have names of at most 40 characters",
        ));
    }
    let text = value.as_str().ok_or(crate::api::fields::NOT_TEXT)?;
    if text.chars().count() > MAX_METADATA_TEXT {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 500 characters",
        ));
    }
    if text.chars().any(is_odd) {
        return Err(Wrong::new(
            FaultCode::Invalid,
            "must not hold control characters",
        ));
    }
    Ok(text.to_owned())
}
