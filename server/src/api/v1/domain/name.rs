use axum::{extract::State, response::Response};
use http::StatusCode;
use serde_json::{Value, json};
use store::DomainName;

use super::object::Domain;
use crate::{
    api::{
        answer,
        body::JsonBody,
        caller::Caller,
        fields::{Faults, Field, Fields, Pointer, Wrong},
        idempotency::{KeyHeader, Start, Ticket},
        json,
        openapi::Schema,
    },
    config::PublicUrl,
    own_domain::{self, NameFault},
    problem::{Fault, FaultCode, Problem},
    state::AppState,
};

/// How often a host is named while others name one too.
const TRIES: usize = 16;

/// `PUT /v1/domain`
pub(super) async fn name(
    State(state): State<AppState>,
    caller: Caller,
    key: KeyHeader,
    JsonBody(body): JsonBody,
) -> Result<Response, Problem> {
    let once = match key
        .start(&state.store, &caller, "PUT /v1/domain", &body)
        .await?
    {
        Start::Answered(response) => return Ok(response),
        Start::New(once) => once,
    };
    let value = json::parse(&body).map_err(Problem::MalformedJson)?;
    let host = host(value, state.domains.own()).map_err(Problem::Invalid)?;
    let (shared, now) = (state.clone(), state.clock.now());
    let work = move |ticket: Option<Ticket>| async move {
        let store = &shared.store;
        for _ in 0..TRIES {
            let before = store.domain(&caller.merchant, caller.mode).await?;
            let domain = match before.filter(|before| before.host == host) {
                Some(same) => same,
                None => own_domain::named(&caller.merchant, caller.mode, &host, now),
            };
            let shown = answer::write(&Domain::of(Some(&domain)));
            let answer = ticket
                .as_ref()
                .map(|ticket| ticket.remember(StatusCode::OK, &shown, now));
            if store.name_domain(domain, answer).await? {
                shared.domains.refresh(store).await?;
                return Ok(answer::json(StatusCode::OK, shown));
            }
        }
        Err(Problem::Unavailable("the domain is changed by many at once".into()).into())
    };
    once.perform(&state, work).await
}

/// Reads the host; every fault of the body at once.
fn host(value: Value, own: &[PublicUrl]) -> Result<DomainName, Vec<Fault>> {
    let mut faults = Faults::default();
    let body = Field {
        at: Pointer::default(),
        value,
    };
    let host = Fields::of(body, &mut faults).and_then(|mut fields| {
        let host = fields.required_text("host", &mut faults, |text| {
            own_domain::read(text, own).map_err(wrong)
        });
        fields.close(&mut faults);
        host
    });
    faults.none_or(host)
}

fn wrong(fault: NameFault) -> Wrong {
    let code = match fault {
        NameFault::NotName => FaultCode::Invalid,
        NameFault::Address | NameFault::Ours | NameFault::NotPublic => FaultCode::Unsupported,
    };
    Wrong::told(code, fault.to_string())
}

pub(super) fn schema() -> Schema {
    let host = Schema::pattern(
        r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$",
    )
    .with("maxLength", 244)
    .about("The name of a host of yours on the public internet. Names in other scripts and capital letters are taken too.");
    Schema::object([("host", host)]).closed()
}

pub(super) fn example() -> Value {
    json!({ "host": "pay.shop.example" })
}
