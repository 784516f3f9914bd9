use std::{net::IpAddr, panic::resume_unwind};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http::HeaderMap;
use store::{Digest, Key, StoreError};
use tracing::Instrument as _;

use super::{
    access::{Access, access},
    caller::{Caller, bearer},
    key_use,
    trace::{self, Trace},
};
use crate::{problem::Problem, security::client::ClientAddress, state::AppState};

/// Lets in who has a key that may do what is asked, and says who it is. In this order: no good
/// key is 401, too many requests 429, a key that may not do this 403; only then is anything
/// looked at that was sent.
pub(crate) async fn admit(
    State(state): State<AppState>,
    mut request: Request,
    next: Next,
) -> Response {
    let access = access(request.method(), path(&request));
    let needed = match access {
        Access::Anybody => return next.run(request).await,
        Access::Key(needed) => needed,
    };
    let now = state.clock.now();
    let key = match find(&state, request.headers()).await {
        Ok(key) => key,
        Err(Problem::Unauthorized) => {
            let proxies = &state.config.server.trusted_proxies;
            let from = ClientAddress::of(request.extensions(), request.headers(), proxies);
            return stranger(&state, from.address()).into_response();
        }
        Err(problem) => return problem.into_response(),
    };
    let left = state.limits.of_key(&key.id, now);
    let mut response = if !left.admitted {
        let retry_after = left.full_in;
        Problem::RateLimited { retry_after }.into_response()
    } else if !key.scope.covers(needed) {
        Problem::InsufficientScope { needed }.into_response()
    } else {
        key_use::note(&state, &key, now);
        let trace = trace::of(&request, &key);
        request.extensions_mut().insert(Caller {
            merchant: key.merchant,
            mode: key.mode,
        });
        match trace {
            None => next.run(request).await,
            Some(trace) => traced(state.clone(), trace, request, next).await,
        }
    };
    state.limits.tell(left, response.headers_mut());
    response
}

/// What a program changes, with its line in the audit log. In a task of its own: whoever hangs up
/// before the answer leaves no change behind that is not noted.
async fn traced(state: AppState, trace: Trace, request: Request, next: Next) -> Response {
    let work = async move {
        let response = next.run(request).await;
        trace.keep(&state, response).await
    };
    match tokio::spawn(work.in_current_span()).await {
        Ok(response) => response,
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => Problem::from(StoreError::Closed).into_response(),
    }
}

/// A missing, malformed, unknown or revoked key is one and the same refusal. The key is looked
/// up by its digest, so the time that takes tells nothing about a key.
async fn find(state: &AppState, headers: &HeaderMap) -> Result<Key, Problem> {
    let key = bearer(headers).ok_or(Problem::Unauthorized)?;
    let known = state.store.key_by_digest(&Digest::of(key)).await?;
    known.ok_or(Problem::Unauthorized)
}

/// What somebody without a good key is answered. Only they are counted: behind a proxy that is not
/// trusted all requests come from one address, and one who guesses must not keep the others out.
fn stranger(state: &AppState, address: Option<IpAddr>) -> Problem {
    let left = state.limits.of_stranger(address, state.clock.now());
    if left.admitted {
        Problem::Unauthorized
    } else {
        Problem::RateLimited {
            retry_after: left.full_in,
        }
    }
}

/// The address that was matched, below `/v1`.
fn path(request: &Request) -> &str {
    let matched = request.extensions().get::<MatchedPath>();
    let whole = matched.map_or("", MatchedPath::as_str);
    whole.strip_prefix("/v1").unwrap_or(whole)
}
