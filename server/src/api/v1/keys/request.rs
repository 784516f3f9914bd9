//! Reads what a merchant wants of a key.

use serde_json::Value;
use store::Scope;

use crate::{
    api::fields::{Faults, Field, Fields, Pointer, Wrong},
    problem::{Fault, FaultCode},
};

/// A key to be made.
#[derive(Debug)]
pub(super) struct New {
    pub(super) scope: Scope,
}

/// Reads a new key; every fault of the body at once. Its scope is never left to chance.
pub(super) fn new(value: Value) -> Result<New, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let new = Fields::of(body, &mut faults).and_then(|mut fields| {
        let scope = fields.required_text("scope", &mut faults, scope);
        fields.close(&mut faults);
        Some(New { scope: scope? })
    });
    faults.none_or(new)
}

fn scope(text: &str) -> Result<Scope, Wrong> {
    text.parse()
        .map_err(|_| Wrong::new(FaultCode::Unsupported, "must be read, write or admin"))
}
