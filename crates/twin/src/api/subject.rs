//! Which payment a request is about, and which ids an answer gives it.

use serde_json::Value;

use crate::{book::Book, fault::Subject};

/// Members that hold the merchant's reference.
const REFERENCES: [&str; 2] = ["referenceid", "crossreferencenumber"];
/// Members that hold an id of the payment, the one that names it best first.
const IDS: [&str; 7] = [
    "sessionid",
    "requestid",
    "id",
    "padid",
    "scheduleid",
    "contactid",
    "loginid",
];
/// How deep ids are looked for.
const DEPTH: u8 = 4;

/// What a request says of itself: by an id in its path, or by its body.
pub(super) fn of_request(path: &str, body: &[u8]) -> Subject {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    let place = match parts.as_slice() {
        ["api", "v2", "sessions", id, ..] => Some(*id),
        [
            "api",
            "v1",
            "paymentrequests" | "schedules" | "contacts" | "pads",
            id,
            ..,
        ] => Some(*id),
        ["v3", _, "BankingServices", "GetAccountsDetailAsync", id] => Some(*id),
        _ => None,
    };
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let first = match &body {
        Value::Array(list) => list.first().unwrap_or(&Value::Null),
        one => one,
    };
    let member = |wanted: &[&str]| {
        let members = first.as_object()?;
        members
            .iter()
            .find(|(name, _)| wanted.contains(&name.to_ascii_lowercase().as_str()))
            .and_then(|(_, value)| value.as_str())
            .map(str::to_owned)
    };
    Subject {
        session: place.map(str::to_owned).or_else(|| member(&IDS)),
        reference: member(&REFERENCES),
    }
}

/// Every id that an answer names, the one that names the payment best first.
pub(super) fn ids(body: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    if let Ok(answer) = serde_json::from_slice(body) {
        collect(&answer, DEPTH, &mut found);
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, id)| id).collect()
}

fn collect(value: &Value, depth: u8, found: &mut Vec<(usize, String)>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let name = name.to_ascii_lowercase();
                let rank = IDS.iter().position(|known| *known == name);
                match (value.as_str(), rank) {
                    (Some(id), Some(rank)) => found.push((rank, id.to_owned())),
                    (Some(_), None) => {}
                    (None, _) => collect(value, depth - 1, found),
                }
            }
        }
        Value::Array(list) => {
            for value in list {
                collect(value, depth - 1, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The token that an answer hands out.
pub(super) fn token(body: &[u8]) -> Option<String> {
    let answer: Value = serde_json::from_slice(body).ok()?;
    answer["access_token"].as_str().map(str::to_owned)
}

impl Book {
    /// Whom a request is about, with what is known of the ids in it.
    pub(super) fn subject(&self, said: Subject) -> Subject {
        let subject = self.faults.subject(said);
        if subject.reference.is_some() {
            return subject;
        }
        let id = subject.session.as_ref().and_then(|id| id.parse().ok());
        let reference = id.and_then(|id| self.session(id)?.order.reference.clone());
        Subject {
            reference,
            ..subject
        }
    }
}
