//! The link's address as a picture, for paper and screens.

use axum::{
    extract::{RawQuery, State},
    response::Response,
};
use payment::PaymentLinkId;

use super::{CHAPTER, find, object::address, which};
use crate::{
    api::{
        address::Address,
        caller::Caller,
        fields::{Faults, Wrong},
        openapi::{Operation, Schema, Variable},
        query::Parameters,
    },
    problem::{FaultCode, Problem},
    qr::Code,
    state::AppState,
};

/// How wide and high a painted code is, in pixels.
const SIDE: std::ops::RangeInclusive<u32> = 128..=2048;
const DEFAULT_SIDE: u32 = 512;

pub(super) fn describe_drawn() -> Operation {
    Operation::new(
        "getPaymentLinkQrSvg",
        CHAPTER,
        "The QR code of a payment link, for print",
        "Black on white, with the margin that cameras need, at any size.",
    )
    .variable(which())
    .answers_with("image/svg+xml", "The picture.", Schema::text())
}

pub(super) fn describe_painted() -> Operation {
    Operation::new(
        "getPaymentLinkQrPng",
        CHAPTER,
        "The QR code of a payment link, in pixels",
        "Black on white, with the margin that cameras need.",
    )
    .variable(which())
    .variable(Variable::query(
        "size",
        "How wide and high it is, in pixels.",
        Schema::integer((*SIDE.start()).into()..=(*SIDE.end()).into())
            .with("default", DEFAULT_SIDE),
    ))
    .answers_with(
        "image/png",
        "The picture.",
        Schema::text().with("contentMediaType", "image/png"),
    )
}

/// `GET /v1/payment_links/{id}/qr.svg`
pub(super) async fn drawn(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<PaymentLinkId>,
) -> Result<Response, Problem> {
    Ok(code(&state, &caller, &id).await?.drawn())
}

/// `GET /v1/payment_links/{id}/qr.png`
pub(super) async fn painted(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<PaymentLinkId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let code = code(&state, &caller, &id).await?;
    let mut faults = Faults::default();
    let query = query.unwrap_or_default();
    let mut parameters = Parameters::read(&query, &["size"], &mut faults);
    let side = parameters.take("size", &mut faults, |text| {
        text.parse()
            .ok()
            .filter(|side| SIDE.contains(side))
            .ok_or(Wrong::new(
                FaultCode::Invalid,
                "must be a whole number from 128 to 2048",
            ))
    });
    faults.none_or(Some(())).map_err(Problem::Invalid)?;
    code.painted(side.unwrap_or(DEFAULT_SIDE))
        .map_err(|error| Problem::Internal(error.into()))
}

async fn code(state: &AppState, caller: &Caller, id: &PaymentLinkId) -> Result<Code, Problem> {
    let link = find(&state.store, caller, id).await?.link;
    let url = address(&link, &state.domains.url_of(&link.merchant, link.mode));
    Code::of(&url).map_err(|error| Problem::Internal(error.into()))
}
