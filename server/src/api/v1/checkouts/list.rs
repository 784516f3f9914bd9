use std::collections::BTreeMap;

use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::{CheckoutId, Reference, Status};
use serde::Serialize;
use store::{ListFilter, Loaded, Store};
use url::form_urlencoded;

use super::{belongs, object};
use crate::{
    api::{
        caller::Caller,
        fields::{Faults, Pointer, Wrong},
    },
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

const DEFAULT_LIMIT: usize = 20;
const MAX_LIMIT: usize = 100;

#[derive(Debug, Serialize)]
struct Page<'a> {
    data: Vec<object::Checkout<'a>>,
    next_cursor: Option<&'a CheckoutId>,
}

/// What to list.
#[derive(Debug)]
struct Query {
    reference: Option<Reference>,
    status: Option<Status>,
    limit: usize,
    cursor: Option<CheckoutId>,
}

/// `GET /v1/checkouts`: newest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = read(query.as_deref().unwrap_or_default()).map_err(Problem::Invalid)?;
    if let Some(cursor) = &query.cursor {
        let last = state.store.load(cursor).await?;
        if !last.is_some_and(|last| belongs(&last, &caller)) {
            return Err(Problem::Invalid(bad_cursor()));
        }
    }
    // One more than asked for tells whether there is another page.
    let mut found = collect(&state.store, &caller, &query, query.limit + 1).await?;
    let more = found.len() > query.limit;
    found.truncate(query.limit);
    let page = Page {
        next_cursor: found
            .last()
            .filter(|_| more)
            .map(|loaded| &loaded.checkout.id),
        data: found
            .iter()
            .map(|loaded| object::Checkout::of(&loaded.checkout, &loaded.token, &state.config))
            .collect(),
    };
    object::respond(StatusCode::OK, &page)
}

/// So many of the caller's checkouts, of the caller's mode only.
async fn collect(
    store: &Store,
    caller: &Caller,
    query: &Query,
    wanted: usize,
) -> Result<Vec<Loaded>, Problem> {
    let filter = ListFilter {
        merchant: caller.merchant.clone(),
        mode: caller.mode,
        reference: query.reference.clone(),
        status: query.status,
        limit: u32::try_from(wanted).unwrap_or(u32::MAX),
        after: query.cursor.clone(),
    };
    let rows = store.list(&filter).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.extend(store.load(&row.id).await?);
    }
    Ok(found)
}

/// Reads the query; every fault of it at once. A parameter without a value is left out.
fn read(query: &str) -> Result<Query, Vec<Fault>> {
    let mut faults = Faults::default();
    let mut given = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let at = Pointer::default().field(&name);
        match &*name {
            "reference" | "status" | "limit" | "cursor" => {
                if given
                    .insert(name.into_owned(), value.into_owned())
                    .is_some()
                {
                    faults.add(&at, Wrong::new(FaultCode::Duplicate, "is given twice"));
                }
            }
            _ => faults.add(
                &at,
                Wrong::new(FaultCode::UnknownField, "is not a parameter of this list"),
            ),
        }
    }
    let mut take = |name: &str| given.remove(name).filter(|value| !value.is_empty());
    let (reference, status, limit, cursor) = (
        take("reference"),
        take("status"),
        take("limit"),
        take("cursor"),
    );

    let mut checked = |name: &str, wrong: Wrong| faults.add(&Pointer::default().field(name), wrong);
    let reference = reference.and_then(|text| {
        text.parse()
            .map_err(|fault: payment::TextFault| checked("reference", fault.into()))
            .ok()
    });
    let status = status.and_then(|text| {
        let known = Status::ALL
            .into_iter()
            .find(|status| status.as_str() == text);
        if known.is_none() {
            let message = "must be open, processing, paid, canceled or expired";
            checked("status", Wrong::new(FaultCode::Unsupported, message));
        }
        known
    });
    let limit = limit.map_or(Some(DEFAULT_LIMIT), |text| {
        let limit = text
            .parse()
            .ok()
            .filter(|limit| (1..=MAX_LIMIT).contains(limit));
        if limit.is_none() {
            checked(
                "limit",
                Wrong::new(FaultCode::Invalid, "must be a whole number from 1 to 100"),
            );
        }
        limit
    });
    let cursor =
        cursor.and_then(|text| text.parse().map_err(|_| checked("cursor", NO_CURSOR)).ok());
    faults.none_or(limit.map(|limit| Query {
        reference,
        status,
        limit,
        cursor,
    }))
}

const NO_CURSOR: Wrong = Wrong::new(FaultCode::Invalid, "must be a next_cursor of this list");

fn bad_cursor() -> Vec<Fault> {
    let mut faults = Faults::default();
    faults.add(&Pointer::default().field("cursor"), NO_CURSOR);
    faults.none_or::<()>(None).err().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_without_a_value_are_left_out() {
        let query = read("reference=&status=&limit=&cursor=").expect("valid");
        assert_eq!(query.limit, DEFAULT_LIMIT);
        assert!(query.reference.is_none() && query.status.is_none() && query.cursor.is_none());
    }

    #[test]
    fn every_fault_of_a_query_is_named() {
        let faults = read("status=done&limit=101&cursor=x&page=2&limit=5").expect_err("faulty");
        let pointers: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(pointers, ["/page", "/limit", "/status", "/cursor"]);
        let faults = read("status=done&limit=0").expect_err("faulty");
        assert_eq!(faults.len(), 2);
    }
}
