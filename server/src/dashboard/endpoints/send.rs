//! What somebody has sent to an endpoint: an example, or what it has missed.

use std::time::Duration;

use axum::{
    extract::{Path, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::page::endpoint::{Came, TESTS, path};
use payment::{EndpointId, NotificationKind, Timestamp};
use store::{Action, Day, Endpoint, ReplayRange, ReplayScope, Standing};
use tokio::time::timeout;
use tracing::Instrument as _;

use super::find;
use crate::{
    dashboard::{Signed, document::unreadable, filled::Filled, found, missing, unavailable},
    notify::{TestRefused, send_test},
    state::AppState,
};

/// How long somebody waits to be told how many are sent again. The rest goes on without them.
const PATIENCE: Duration = Duration::from_secs(5);

/// `POST /dashboard/endpoints/{id}/test`: leads to what the endpoint answered.
pub(super) async fn test(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    filled: Filled,
) -> Result<Response, Response> {
    let endpoint = found(&signed.frame, find(&state, &signed, &id).await)?;
    let Ok(kind) = filled.text("event").parse::<NotificationKind>() else {
        return Ok(unreadable(&signed.frame));
    };
    let (here, frame) = (endpoint.id.clone(), signed.frame.clone());
    // Whoever hangs up before the answer leaves nothing sent that is not noted.
    let testing = send_and_note(state, signed, endpoint, kind).in_current_span();
    Ok(match tokio::spawn(testing).await {
        Ok(Ok(true)) => {
            let to = format!("{}?state={TESTS}#deliveries", path(&here));
            Redirect::to(&to).into_response()
        }
        Ok(Ok(false) | Err(TestRefused::Gone)) => missing(&frame),
        Ok(Err(TestRefused::Disabled)) => came(&here, Came::Disabled),
        Ok(Err(TestRefused::UnderWay)) => came(&here, Came::UnderWay),
        Ok(Err(TestRefused::TooOften { wait: _ })) => came(&here, Came::TooOften),
        Ok(Err(TestRefused::Sealed)) => came(&here, Came::Sealed),
        Ok(Err(TestRefused::Store(error))) => unavailable(&error),
        Err(error) => unavailable(&error),
    })
}

/// Whether the endpoint is still there.
async fn send_and_note(
    state: AppState,
    signed: Signed,
    endpoint: Endpoint,
    kind: NotificationKind,
) -> Result<bool, TestRefused> {
    let sent = send_test(&state, &endpoint, kind).await?;
    let subject = endpoint.id.as_str().to_owned();
    let now = state.clock.now();
    let note = signed.note(Action::EndpointTested, Some(signed.mode), subject, now);
    let kept = state.store.keep_test_event_and_note(sent.event, note).await;
    if let Err(error) = &kept {
        tracing::error!(
            error = error as &dyn std::error::Error,
            "a test event was sent, and is not noted"
        );
    }
    Ok(kept?)
}

/// `POST /dashboard/endpoints/{id}/replay`: sends many again.
pub(super) async fn replay(
    State(state): State<AppState>,
    signed: Signed,
    Path(id): Path<String>,
    filled: Filled,
) -> Result<Response, Response> {
    let endpoint = found(&signed.frame, find(&state, &signed, &id).await)?;
    match endpoint.standing {
        Standing::Enabled => {}
        Standing::Disabled { .. } => return Ok(came(&endpoint.id, Came::Disabled)),
    }
    let now = state.clock.now();
    let Some(range) = range(&filled, &endpoint.id, now) else {
        return Ok(came(&endpoint.id, Came::NoRange));
    };
    // Written down first: what is begun is done to the end, whoever waits for it.
    let subject = endpoint.id.as_str().to_owned();
    let note = signed.note(Action::DeliveryReplayed, Some(signed.mode), subject, now);
    if let Err(error) = state.store.note(note).await {
        return Ok(unavailable(&error));
    }
    let (store, merchant) = (state.store.clone(), signed.merchant.clone());
    let replaying = tokio::spawn(async move {
        let replayed = store.replay_range(&merchant, range, None, now).await;
        if let Err(error) = &replayed {
            tracing::error!(
                error = error as &dyn std::error::Error,
                "what was to be sent again is not all on its way"
            );
        }
        replayed
    });
    Ok(match timeout(PATIENCE, replaying).await {
        Ok(Ok(Ok(count))) => came(&endpoint.id, Came::Replayed(count)),
        Ok(Ok(Err(error))) => unavailable(&error),
        Ok(Err(error)) => unavailable(&error),
        Err(_) => came(&endpoint.id, Came::Replaying),
    })
}

/// Whole days in Toronto. Whoever wants everything says from when.
fn range(filled: &Filled, endpoint: &EndpointId, now: Timestamp) -> Option<ReplayRange> {
    let day = |name| filled.some(name).map(str::parse::<Day>).transpose().ok();
    let (from, to) = (day("from")?, day("to")?);
    let scope = match filled.text("scope") {
        "undelivered" => ReplayScope::Undelivered,
        "all" if from.is_some() => ReplayScope::Everything,
        _ => return None,
    };
    let from = from.map_or(Timestamp::from_micros(0), Day::begin);
    // What happened in this very moment is meant too.
    let to = to.map_or(now.plus(Duration::from_micros(1)), |to| to.next().begin());
    (from < to).then(|| ReplayRange {
        endpoint: endpoint.clone(),
        from,
        to,
        scope,
    })
}

fn came(endpoint: &EndpointId, came: Came) -> Response {
    Redirect::to(&format!("{}?{}", path(endpoint), came.as_query())).into_response()
}
