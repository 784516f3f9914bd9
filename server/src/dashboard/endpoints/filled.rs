//! Forms about endpoints, by the rules of the API.

use dashboard::page::endpoints::form::{EVERYTHING, EndpointFault, Filled as Shown};
use serde_json::{Value, json};
use store::Kinds;

use crate::{
    api::endpoint::{Fault, New, read_new},
    config::NotificationsConfig,
    dashboard::filled::Filled,
};

/// What a form says of an endpoint, or what is wrong with it.
pub(super) fn read(filled: &Filled, config: &NotificationsConfig) -> Result<New, Shown> {
    let events: Vec<&str> = filled.all("kinds").collect();
    let events = if events.contains(&EVERYTHING) {
        vec![EVERYTHING]
    } else {
        events
    };
    let body: Value = json!({
        "url": filled.text("url"), "description": filled.text("description"), "events": events,
    });
    read_new(body, config).map_err(|faults| Shown {
        url: filled.text("url").to_owned(),
        description: filled.text("description").to_owned(),
        kinds: if events == [EVERYTHING] {
            Kinds::All
        } else {
            Kinds::Only(events.iter().filter_map(|kind| kind.parse().ok()).collect())
        },
        faults: faults.iter().map(field).collect(),
    })
}

/// The field that a fault is in.
fn field(fault: &Fault) -> EndpointFault {
    match fault.pointer.as_str() {
        "/url" => EndpointFault::Address,
        "/description" => EndpointFault::Description,
        _ => EndpointFault::Kinds,
    }
}
