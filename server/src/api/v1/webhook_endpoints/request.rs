//! Reads what a merchant wants of an endpoint.

use std::{collections::BTreeSet, time::Duration};

use payment::NotificationKind;
use serde_json::Value;
use store::Kinds;

use super::url;
use crate::{
    api::fields::{Faults, Field, Fields, NOT_TEXT, Pointer, Wrong},
    config::NotificationsConfig,
    problem::{Fault, FaultCode},
};

pub(super) const MAX_DESCRIPTION: usize = 255;

/// How long the secret before signs beside a new one, when the merchant does not say.
pub(super) const DEFAULT_OVERLAP: i64 = 24 * 60 * 60;
/// The longest that it may.
pub(super) const MAX_OVERLAP: i64 = 7 * 24 * 60 * 60;

/// An endpoint to be made. Never to be formatted: its address may hold a secret.
pub(crate) struct New {
    pub(crate) url: String,
    pub(crate) description: String,
    pub(crate) kinds: Kinds,
}

/// What is to change. What is `None` stays. Never to be formatted either.
pub(super) struct Change {
    pub(super) url: Option<String>,
    pub(super) description: Option<String>,
    pub(super) kinds: Option<Kinds>,
    pub(super) enabled: Option<bool>,
}

/// Reads a new endpoint; every fault of the body at once.
pub(crate) fn new(value: Value, config: &NotificationsConfig) -> Result<New, Vec<Fault>> {
    let mut faults = Faults::default();
    let new = fields(value, &mut faults).and_then(|mut fields| {
        let url = fields.required_text("url", &mut faults, |text| url::read(text, config));
        let description = fields.text("description", &mut faults, description);
        let kinds = fields
            .take("events")
            .map_or(Some(Kinds::All), |field| kinds(field, &mut faults));
        fields.close(&mut faults);
        Some(New {
            url: url?,
            description: description.unwrap_or_default(),
            kinds: kinds?,
        })
    });
    faults.none_or(new)
}

/// Reads a change; every fault of the body at once.
pub(super) fn change(value: Value, config: &NotificationsConfig) -> Result<Change, Vec<Fault>> {
    let mut faults = Faults::default();
    let change = fields(value, &mut faults).map(|mut fields| {
        let change = Change {
            url: fields.text("url", &mut faults, |text| url::read(text, config)),
            description: fields.text("description", &mut faults, description),
            kinds: fields
                .take("events")
                .and_then(|field| kinds(field, &mut faults)),
            enabled: fields.text("status", &mut faults, |text| match text {
                "enabled" => Ok(true),
                "disabled" => Ok(false),
                _ => Err(Wrong::new(
                    FaultCode::Unsupported,
                    "must be enabled or disabled",
                )),
            }),
        };
        fields.close(&mut faults);
        change
    });
    faults.none_or(change)
}

/// Reads for how long the secret before goes on signing. Nothing at all is an empty object.
pub(super) fn overlap(value: Option<Value>) -> Result<Duration, Vec<Fault>> {
    let mut faults = Faults::default();
    let value = value.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
    let seconds = fields(value, &mut faults).map(|mut fields| {
        let seconds = fields.integer(
            "overlap_seconds",
            &mut faults,
            0..=MAX_OVERLAP,
            (
                "must be at least 0".into(),
                "must be at most 604800 seconds, which is 7 days".into(),
            ),
        );
        fields.close(&mut faults);
        seconds.unwrap_or(DEFAULT_OVERLAP)
    });
    let seconds = faults.none_or(seconds)?;
    Ok(Duration::from_secs(
        u64::try_from(seconds).unwrap_or_default(),
    ))
}

/// Reads what a test event is to be an example of. Nothing at all is an empty object.
pub(super) fn example(value: Option<Value>) -> Result<NotificationKind, Vec<Fault>> {
    let mut faults = Faults::default();
    let value = value.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
    let kind = fields(value, &mut faults).map(|mut fields| {
        let kind = fields.text("event", &mut faults, known);
        fields.close(&mut faults);
        kind.unwrap_or(NotificationKind::Paid)
    });
    faults.none_or(kind)
}

fn fields(value: Value, faults: &mut Faults) -> Option<Fields> {
    let body = Field {
        at: Pointer::default(),
        value,
    };
    Fields::of(body, faults)
}

fn description(text: &str) -> Result<String, Wrong> {
    if text.chars().count() > MAX_DESCRIPTION {
        Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 255 characters",
        ))
    } else if text.chars().any(char::is_control) {
        Err(Wrong::new(
            FaultCode::Invalid,
            "must not hold control characters",
        ))
    } else {
        Ok(text.to_owned())
    }
}

fn kinds(Field { at, value }: Field, faults: &mut Faults) -> Option<Kinds> {
    let Value::Array(entries) = value else {
        faults.add(
            &at,
            Wrong::new(FaultCode::WrongType, "must be a list of events"),
        );
        return None;
    };
    if entries.is_empty() {
        faults.add(
            &at,
            Wrong::new(
                FaultCode::Required,
                "must have at least one event; an endpoint can be disabled instead",
            ),
        );
        return None;
    }
    if entries == ["*"] {
        return Some(Kinds::All);
    }
    let mut kinds = BTreeSet::new();
    for (index, entry) in entries.iter().enumerate() {
        let wrong = match kind(entry) {
            Ok(kind) if kinds.insert(kind) => continue,
            Ok(_) => Wrong::new(FaultCode::Duplicate, "is in the list already"),
            Err(wrong) => wrong,
        };
        faults.add(&at.entry(index), wrong);
    }
    Some(Kinds::Only(kinds))
}

fn kind(entry: &Value) -> Result<NotificationKind, Wrong> {
    let text = entry.as_str().ok_or(NOT_TEXT)?;
    text.parse().map_err(|_| {
        let message = format!(
            "must be one of {}; or the list is [\"*\"] alone",
            all_kinds()
        );
        Wrong::told(FaultCode::Unsupported, message)
    })
}

fn known(text: &str) -> Result<NotificationKind, Wrong> {
    text.parse().map_err(|_| {
        let message = format!("must be one of {}", all_kinds());
        Wrong::told(FaultCode::Unsupported, message)
    })
}

fn all_kinds() -> String {
    NotificationKind::ALL
        .map(NotificationKind::as_str)
        .join(", ")
}
