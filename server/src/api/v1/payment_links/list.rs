use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use http::StatusCode;
use payment::PaymentLinkId;
use serde::Serialize;
use store::PaymentLinkFilter;

use super::{CHAPTER, example, find, object};
use crate::{
    api::{
        answer,
        caller::Caller,
        fields::Faults,
        openapi::{Operation, variable},
        query::{Parameters, bad_cursor},
        v1::checkouts::schema::page,
    },
    problem::Problem,
    state::AppState,
};

#[derive(Serialize)]
struct Page<'a> {
    data: Vec<object::PaymentLink<'a>>,
    next_cursor: Option<&'a PaymentLinkId>,
}

pub(super) fn describe() -> Operation {
    Operation::new(
        "listPaymentLinks",
        CHAPTER,
        "List payment links",
        "Newest first.",
    )
    .variable(variable::limit())
    .variable(variable::cursor("plk"))
    .answers(
        200,
        "A page of them.",
        page("PaymentLink", "plk"),
        example::list(),
    )
}

/// `GET /v1/payment_links`: newest first.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let mut faults = Faults::default();
    let query = query.unwrap_or_default();
    let mut parameters = Parameters::read(&query, &["limit", "cursor"], &mut faults);
    let limit = parameters.limit(&mut faults);
    let cursor: Option<PaymentLinkId> = parameters.cursor(&mut faults);
    faults.none_or(Some(())).map_err(Problem::Invalid)?;
    if let Some(cursor) = &cursor {
        match find(&state.store, &caller, cursor).await {
            Ok(_) => {}
            Err(Problem::NotFound) => return Err(bad_cursor()),
            Err(problem) => return Err(problem),
        }
    }

    let filter = PaymentLinkFilter {
        merchant: caller.merchant,
        mode: caller.mode,
        // One more than asked for tells whether there is another page.
        limit: u32::try_from(limit + 1).unwrap_or(u32::MAX),
        after: cursor,
    };
    let found = state.store.payment_links(&filter).await?;
    let shown = &found[..limit.min(found.len())];
    let ids: Vec<_> = shown.iter().map(|stored| stored.link.id.clone()).collect();
    let (uses, now) = (
        state.store.payment_links_uses(&ids).await?,
        state.clock.now(),
    );
    let public_url = &state.domains.url_of(&filter.merchant, filter.mode);
    let data = shown.iter().map(|stored| {
        let uses = uses.get(&stored.link.id).copied().unwrap_or_default();
        object::PaymentLink::of(&stored.link, uses, now, public_url)
    });
    let page = Page {
        data: data.collect(),
        next_cursor: shown
            .last()
            .filter(|_| shown.len() < found.len())
            .map(|stored| &stored.link.id),
    };
    Ok(answer::respond(StatusCode::OK, &page))
}
