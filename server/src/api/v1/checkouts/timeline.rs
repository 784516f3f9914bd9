use axum::{extract::State, response::Response};
use http::StatusCode;
use payment::{
    Api, AttemptId, CanceledBy, CaseKind, CheckoutId, Claim, CloseReason, Delivery, End, Event,
    EventId, Evidence, FailureCode, GuaranteeAnswer, Method, Money, Reading,
};
use serde::Serialize;
use store::{Logged, Version};

use super::{CHAPTER, example, find, summary::summary, which};
use crate::{
    api::{
        address::Address,
        answer,
        caller::Caller,
        openapi::{Operation, Schema},
    },
    clock::rfc3339,
    problem::Problem,
    state::AppState,
};

#[derive(Serialize)]
struct Timeline<'a> {
    data: Vec<Entry<'a>>,
}

/// One fact. Names, addresses, accounts and the provider's session are left out.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    seq: u32,
    id: &'a EventId,
    r#type: &'static str,
    at: String,
    evidence: Evidence,
    #[serde(skip_serializing_if = "Option::is_none")]
    attempt: Option<&'a AttemptId>,
    #[serde(flatten)]
    details: Details<'a>,
    summary: String,
}

#[derive(Default, Serialize)]
#[serde(default)]
struct Details<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<Method>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    delivery: Option<Delivery>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api: Option<Api>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accounts: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<GuaranteeAnswer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<Claim>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider_detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reading: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<FailureCode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guaranteed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<CanceledBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<CloseReason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<CaseKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order_id: Option<&'a str>,
}

pub(super) fn describe() -> Operation {
    Operation::new(
        "getTimeline",
        CHAPTER,
        "Read every fact about a checkout",
        "Oldest first, with how each is known.",
    )
    .variable(which())
    .answers(
        200,
        "The facts.",
        Schema::object([("data", Schema::list(&Schema::named("TimelineEntry")))]),
        example::timeline(),
    )
}

/// `GET /v1/checkouts/{id}/timeline`: every fact, oldest first, with how it is known.
pub(super) async fn timeline(
    State(state): State<AppState>,
    caller: Caller,
    Address(id): Address<CheckoutId>,
) -> Result<Response, Problem> {
    let found = find(&state.store, &caller, &id).await?;
    let log = state
        .store
        .events(&found.checkout.id, Version::NONE)
        .await?;
    Ok(answer::respond(
        StatusCode::OK,
        &Timeline {
            data: entries(&log),
        },
    ))
}

/// A log as it is shown.
pub(super) fn entries(log: &[Logged]) -> Vec<Entry<'_>> {
    log.iter().map(Entry::of).collect()
}

impl<'a> Entry<'a> {
    fn of(Logged { seq, id, recorded }: &'a Logged) -> Self {
        let event = &recorded.event;
        Self {
            seq: seq.number(),
            id,
            r#type: event.name(),
            at: rfc3339(recorded.at),
            evidence: recorded.evidence,
            attempt: event.attempt(),
            details: Details::of(event),
            summary: summary(recorded),
        }
    }
}

impl<'a> Details<'a> {
    fn of(event: &'a Event) -> Self {
        let none = Self::default();
        match event {
            Event::CheckoutCreated { order, expires_at } => Self {
                amount: order.amount,
                expires_at: Some(rfc3339(*expires_at)),
                ..none
            },
            Event::AttemptStarted {
                method,
                amount,
                delivery,
                ..
            } => Self {
                method: Some(*method),
                amount: Some(*amount),
                delivery: Some(*delivery),
                ..none
            },
            Event::AccountsRead { accounts, .. } => Self {
                accounts: Some(accounts.len()),
                ..none
            },
            Event::SessionOpened { session, .. } => Self {
                api: Some(session.api),
                ..none
            },
            Event::GuaranteeAnswered { answer, .. } => Self {
                answer: Some(*answer),
                ..none
            },
            Event::LinkingBegan { .. }
            | Event::LoginReceived { .. }
            | Event::AccountsAsked { .. }
            | Event::AccountChosen { .. }
            | Event::DebitAsked { .. }
            | Event::AgreementOffered { .. }
            | Event::CheckoutPaid { .. } => none,
            Event::StepSeen { step, claim, .. } => Self {
                step: Some(step.as_str()),
                claim: Some(*claim),
                ..none
            },
            Event::WebhookReceived { said, .. } => Self {
                provider_status: Some(&said.status),
                provider_detail: said.detail.as_deref(),
                ..none
            },
            Event::ReadingChanged { reading, said, .. } => Self {
                provider_status: Some(&said.status),
                provider_detail: said.detail.as_deref(),
                ..Self::of_reading(reading)
            },
            Event::StopAsked { by, .. } => Self {
                by: Some(*by),
                ..none
            },
            Event::AttemptEnded { end, .. } => Self::of_end(end),
            Event::CaseOpened {
                kind,
                amount,
                detail,
                ..
            } => Self {
                kind: Some(*kind),
                amount: Some(*amount),
                provider_detail: detail.as_deref(),
                ..none
            },
            Event::CheckoutClaimed { order } => Self {
                order_id: Some(order.as_str()),
                ..none
            },
            Event::CheckoutExtended { expires_at } => Self {
                expires_at: Some(rfc3339(*expires_at)),
                ..none
            },
            Event::ClosingBegan { reason } | Event::CheckoutClosed { reason } => Self {
                reason: Some(*reason),
                ..none
            },
        }
    }

    fn of_reading(reading: &Reading) -> Self {
        let named = |name| Self {
            reading: Some(name),
            ..Self::default()
        };
        match reading {
            Reading::Undecided => named("undecided"),
            Reading::AgreementMissing => named("agreement_missing"),
            Reading::Scheduled => named("scheduled"),
            Reading::Paid { amount, guaranteed } => Self {
                amount: *amount,
                guaranteed: Some(*guaranteed),
                ..named("paid")
            },
            Reading::Failed(failure) => Self {
                code: Some(failure.code),
                ..named("failed")
            },
            Reading::Canceled => named("canceled"),
            Reading::Expired => named("expired"),
            // The code stands in `provider_detail` already.
            Reading::Returned { .. } => named("returned"),
        }
    }

    fn of_end(end: &'a End) -> Self {
        let named = |name| Self {
            outcome: Some(name),
            ..Self::default()
        };
        match end {
            End::Paid { amount, guaranteed } => Self {
                amount: Some(*amount),
                guaranteed: Some(*guaranteed),
                ..named("paid")
            },
            End::Failed(failure) => Self {
                code: Some(failure.code),
                provider_detail: failure.detail.as_deref(),
                ..named("failed")
            },
            End::Canceled(by) => Self {
                by: Some(*by),
                ..named("canceled")
            },
            End::Superseded => named("superseded"),
        }
    }
}
