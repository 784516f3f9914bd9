//! Forms about endpoints, by the rules of the API.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use dashboard::page::endpoints::form::{EVERYTHING, EndpointFault, Filled as Shown};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use store::{Endpoint, Kinds};

use crate::{
    api::endpoint::{Fault, New, read_new},
    config::NotificationsConfig,
    dashboard::filled::Filled,
};

/// What a form says of an endpoint, or what is wrong with it.
pub(super) fn read(filled: &Filled, config: &NotificationsConfig) -> Result<New, Shown> {
    let events = events(filled);
    let body: Value = json!({
        "url": filled.text("url"), "description": filled.text("description"), "events": events,
    });
    read_new(body, config).map_err(|faults| Shown {
        faults: faults.iter().map(field).collect(),
        ..typed(filled)
    })
}

/// What was typed, as it is.
pub(super) fn typed(filled: &Filled) -> Shown {
    let events = events(filled);
    Shown {
        url: filled.text("url").to_owned(),
        description: filled.text("description").to_owned(),
        kinds: if events == [EVERYTHING] {
            Kinds::All
        } else {
            Kinds::Only(events.iter().filter_map(|kind| kind.parse().ok()).collect())
        },
        faults: Vec::new(),
    }
}

/// By what an endpoint is told, in a form, from one that was changed since. Its address may hold
/// a secret: no more of it than this travels back.
pub(super) fn seen(endpoint: &Endpoint) -> String {
    let Endpoint {
        url,
        description,
        kinds,
        ..
    } = endpoint;
    let kinds = match kinds {
        Kinds::All => vec![EVERYTHING],
        Kinds::Only(kinds) => kinds.iter().map(|kind| kind.as_str()).collect(),
    };
    let whole = json!([url, description, kinds]).to_string();
    URL_SAFE_NO_PAD.encode(Sha256::digest(whole))
}

fn events(filled: &Filled) -> Vec<&str> {
    let events: Vec<&str> = filled.all("kinds").collect();
    if events.contains(&EVERYTHING) {
        vec![EVERYTHING]
    } else {
        events
    }
}

/// The field that a fault is in.
fn field(fault: &Fault) -> EndpointFault {
    match fault.pointer.as_str() {
        "/url" => EndpointFault::Address,
        "/description" => EndpointFault::Description,
        _ => EndpointFault::Kinds,
    }
}
