use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use flinks::limits::{MAX_AMOUNT_CENTS, MIN_AMOUNT_CENTS};
use http::StatusCode;
use payment::{CheckoutId, Method, Money, PaymentLinkId, Reference, Status, Timestamp};
use serde::Serialize;
use store::{ListFilter, Store, StoreError};

use super::{
    CHAPTER, belongs, example,
    expand::{self, Expand, Expanded, Shown},
    schema,
};
use crate::{
    api::{
        answer,
        caller::Caller,
        fields::{Faults, Wrong},
        openapi::{Operation, Schema, Variable, variable},
        query::{Parameters, bad_cursor, moment},
    },
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

#[derive(Serialize)]
struct Page<'a> {
    data: Vec<Shown<'a>>,
    /// Those that belong here and are not what was written: nothing is said about them, and
    /// that they are missing is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    damaged: Vec<&'a CheckoutId>,
    next_cursor: Option<&'a CheckoutId>,
}

/// What to list.
#[derive(Debug)]
struct Query {
    reference: Option<Reference>,
    reference_prefix: Option<Reference>,
    status: Option<Status>,
    method: Option<Method>,
    amount: Option<Money>,
    payment_link: Option<PaymentLinkId>,
    created_from: Option<Timestamp>,
    created_before: Option<Timestamp>,
    expand: Expand,
    limit: usize,
    cursor: Option<CheckoutId>,
}

pub(super) fn describe() -> Operation {
    let page = schema::page("Checkout", "chk").and(&Schema::object([(
        "damaged?",
        Schema::list(&variable::id("chk"))
            .about("Those that belong here and are not what was written."),
    )]));
    Operation::new(
        "listCheckouts",
        CHAPTER,
        "List checkouts",
        "Newest first; with `reference_prefix`, in the order of the references. With several filters, only what all of them let through.",
    )
    .variable(Variable::query(
        "reference",
        "Only those of this order, exactly.",
        schema::text::optional_line(),
    ))
    .variable(Variable::query(
        "reference_prefix",
        "Only those whose reference begins like this, in the order of the references.",
        schema::text::optional_line(),
    ))
    .variable(Variable::query(
        "status",
        "Only those of this status.",
        Schema::one_of(Status::ALL.map(Status::as_str)),
    ))
    .variable(Variable::query(
        "method",
        "Only those that were paid, or last tried to be, by this method.",
        Schema::one_of(Method::ALL.map(Method::as_str)),
    ))
    .variable(Variable::query(
        "amount",
        "Only those that ask for so many cents.",
        Schema::integer(MIN_AMOUNT_CENTS..=MAX_AMOUNT_CENTS),
    ))
    .variable(Variable::query(
        "payment_link",
        "Only those that came by this payment link.",
        // Nothing at all says the same as leaving it out.
        Schema::pattern("^(?:plk_[0-7][0-9a-hjkmnp-tv-z]{25})?$"),
    ))
    .variable(Variable::query(
        "created_after",
        "Only those made at this moment or later.",
        moment_or_nothing(),
    ))
    .variable(Variable::query(
        "created_before",
        "Only those made before this moment.",
        moment_or_nothing(),
    ))
    .variable(variable::limit())
    .variable(variable::cursor("chk"))
    .variable(Expand::describe())
    .answers(200, "A page of them.", page, example::list())
}

/// A parameter without a value says the same as none.
fn moment_or_nothing() -> Schema {
    let ways = [Schema::moment().written(), Schema::constant("").written()];
    Schema::anything().with("anyOf", ways.to_vec())
}

/// `GET /v1/checkouts`: newest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = read(query.as_deref().unwrap_or_default()).map_err(Problem::Invalid)?;
    if let Some(cursor) = &query.cursor {
        let is_good = match state.store.load(cursor).await {
            Ok(last) => last.is_some_and(|last| belongs(&last, &caller)),
            // The last of the page before; after somebody else's there are none.
            Err(StoreError::CorruptEvent { .. } | StoreError::CorruptRow { .. }) => true,
            Err(error) => return Err(error.into()),
        };
        if !is_good {
            return Err(bad_cursor());
        }
    }
    // One more than asked for tells whether there is another page.
    let mut found = collect(&state.store, &caller, &query, query.limit + 1).await?;
    let more = found.len() > query.limit;
    found.truncate(query.limit);
    let page = Page {
        next_cursor: found.last().filter(|_| more).map(|(id, _)| id),
        data: found
            .iter()
            .filter_map(|(_, expanded)| expanded.as_ref())
            .map(|expanded| expanded.shown(&state.domains))
            .collect(),
        damaged: found
            .iter()
            .filter_map(|(id, expanded)| expanded.is_none().then_some(id))
            .collect(),
    };
    Ok(answer::respond(StatusCode::OK, &page))
}

/// So many of the caller's checkouts, of the caller's mode only; nothing where one is not what
/// was written.
async fn collect(
    store: &Store,
    caller: &Caller,
    query: &Query,
    wanted: usize,
) -> Result<Vec<(CheckoutId, Option<Expanded>)>, Problem> {
    let limit = u32::try_from(wanted).unwrap_or(u32::MAX);
    let filter = ListFilter {
        reference: query.reference.clone(),
        reference_prefix: query.reference_prefix.clone(),
        method: query.method,
        amount: query.amount,
        payment_link: query.payment_link.clone(),
        created_from: query.created_from,
        created_before: query.created_before,
        status: query.status,
        after: query.cursor.clone(),
        ..ListFilter::newest(caller.merchant.clone(), caller.mode, limit)
    };
    let ids = store.list_ids(&filter).await?;
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        let loaded = match store.load(&id).await {
            Ok(loaded) => loaded,
            Err(error @ (StoreError::CorruptEvent { .. } | StoreError::CorruptRow { .. })) => {
                tracing::error!(
                    checkout_id = %id,
                    error = &error as &dyn std::error::Error,
                    "a checkout is not what was written, and is not listed"
                );
                None
            }
            Err(error) => return Err(error.into()),
        };
        let expanded = match loaded {
            Some(loaded) => Some(query.expand.of(store, loaded).await?),
            None => None,
        };
        found.push((id, expanded));
    }
    Ok(found)
}

/// Reads the query; every fault of it at once.
fn read(query: &str) -> Result<Query, Vec<Fault>> {
    const KNOWN: [&str; 11] = [
        "reference",
        "reference_prefix",
        "status",
        "method",
        "amount",
        "payment_link",
        "created_after",
        "created_before",
        "limit",
        "cursor",
        expand::NAME,
    ];
    let mut faults = Faults::default();
    let mut parameters = Parameters::read(query, &KNOWN, &mut faults);
    let query = Query {
        limit: parameters.limit(&mut faults),
        reference: parameters.take("reference", &mut faults, str::parse::<Reference>),
        reference_prefix: parameters.take("reference_prefix", &mut faults, str::parse::<Reference>),
        status: parameters.take("status", &mut faults, status),
        method: parameters.take("method", &mut faults, method),
        amount: parameters.take("amount", &mut faults, amount),
        payment_link: parameters.take("payment_link", &mut faults, payment_link),
        created_from: parameters.take("created_after", &mut faults, moment),
        created_before: parameters.take("created_before", &mut faults, moment),
        expand: Expand::read(&mut parameters, &mut faults),
        cursor: parameters.cursor(&mut faults),
    };
    faults.none_or(Some(query))
}

fn status(text: &str) -> Result<Status, Wrong> {
    Status::ALL
        .into_iter()
        .find(|status| status.as_str() == text)
        .ok_or(Wrong::new(
            FaultCode::Unsupported,
            "must be open, processing, paid, canceled or expired",
        ))
}

fn payment_link(text: &str) -> Result<PaymentLinkId, Wrong> {
    let wrong = Wrong::new(FaultCode::Invalid, "must be the id of a payment link");
    text.parse().map_err(|_| wrong)
}

fn method(text: &str) -> Result<Method, Wrong> {
    text.parse().map_err(|_| {
        Wrong::new(
            FaultCode::Unsupported,
            "must be guaranteed_eft, e_transfer or eft",
        )
    })
}

fn amount(text: &str) -> Result<Money, Wrong> {
    let whole = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|cents| whole && (MIN_AMOUNT_CENTS..=MAX_AMOUNT_CENTS).contains(cents))
        .and_then(|cents| Money::from_cents(cents).ok())
        .ok_or(Wrong::new(
            FaultCode::Invalid,
            "must be cents, a whole number from 1 to 9999999",
        ))
}
