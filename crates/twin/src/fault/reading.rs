use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Effect, Fault, Preset};

/// What a fault does: exactly one of these, or a `name` in their place.
const EFFECTS: [&str; 22] = [
    "name",
    "status",
    "slow_ms",
    "nonsense",
    "reset",
    "half_body",
    "content_type",
    "unknown_field",
    "unknown_status",
    "unknown_code",
    "unknown_step",
    "unknown_event",
    "clock_skew_seconds",
    "stale_reads",
    "processing_reads",
    "single_use_tokens",
    "token_expires_early",
    "webhook",
    "frame",
    "name_mismatch",
    "guarantee_refused",
    "seed",
];
/// How it does it.
const MANNERS: [&str; 8] = [
    "endpoint",
    "session",
    "reference",
    "moment",
    "times",
    "retry_after",
    "seconds",
    "rate",
];

/// An order that is not a fault, and what one would be.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unclear {
    #[error(
        "a fault is an object with exactly one of {}, and optionally {}; or {{\"clear\": true}}",
        EFFECTS.join(", "),
        MANNERS.join(", ")
    )]
    Shape,
    #[error("no fault has that name; there are {}", names().join(", "))]
    Name,
    #[error("{member}: {source}")]
    Member {
        member: &'static str,
        source: serde_json::Error,
    },
    #[error("rate is a number of requests in a hundred, 0 to 100")]
    Rate,
}

fn names() -> Vec<&'static str> {
    Preset::all().iter().map(|preset| preset.name).collect()
}

/// Reads one order. A member that is misspelled would be a fault that never strikes, so none
/// is overlooked.
pub(crate) fn read(order: &Value) -> Result<Fault, Unclear> {
    let members = order.as_object().ok_or(Unclear::Shape)?;
    let known = |name: &str| EFFECTS.contains(&name) || MANNERS.contains(&name);
    let chosen: Vec<&'static str> = EFFECTS
        .into_iter()
        .filter(|effect| members.contains_key(*effect))
        .collect();
    let [chosen] = chosen.as_slice() else {
        return Err(Unclear::Shape);
    };
    if !members.keys().all(|name| known(name)) {
        return Err(Unclear::Shape);
    }
    let mut fault = base(chosen, &members[*chosen])?;
    let said = Said(members);
    fault.endpoint = said.member("endpoint")?.or(fault.endpoint);
    fault.session = said.member("session")?;
    fault.reference = said.member("reference")?;
    fault.moment = said.member("moment")?.unwrap_or(fault.moment);
    fault.times = said.member("times")?;
    fault.retry_after = said.member("retry_after")?.or(fault.retry_after);
    fault.seconds = said.member("seconds")?.or(fault.seconds);
    fault.rate = said.member("rate")?;
    if fault.rate.is_some_and(|rate| rate > 100) {
        return Err(Unclear::Rate);
    }
    Ok(fault)
}

fn base(chosen: &'static str, value: &Value) -> Result<Fault, Unclear> {
    if chosen == "name" {
        let preset = value.as_str().and_then(Preset::named);
        return preset.map(Preset::fault).ok_or(Unclear::Name);
    }
    let alone: Map<String, Value> = [(chosen.to_owned(), value.clone())].into_iter().collect();
    serde_json::from_value::<Effect>(alone.into())
        .map(Fault::from)
        .map_err(|source| Unclear::Member {
            member: chosen,
            source,
        })
}

struct Said<'a>(&'a Map<String, Value>);

impl Said<'_> {
    fn member<T: DeserializeOwned>(&self, member: &'static str) -> Result<Option<T>, Unclear> {
        self.0
            .get(member)
            .map(|value| serde_json::from_value(value.clone()))
            .transpose()
            .map_err(|source| Unclear::Member { member, source })
    }
}
