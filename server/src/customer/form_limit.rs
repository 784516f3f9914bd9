//! How much of a form is read.

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt as _;
use http::StatusCode;

/// How much of what is too large is taken and thrown away, in bytes. Whoever is cut off in the
/// middle of sending is told nothing: their browser says that the connection was lost.
const THROWN_AWAY: usize = 4 * 1024 * 1024;

/// Reads forms of up to `most` bytes, and refuses larger ones with 413 once they have arrived.
pub(super) async fn read(State(most): State<usize>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match up_to(most, body).await {
        Ok(form) => next.run(Request::from_parts(parts, form.into())).await,
        Err(refused) => refused.into_response(),
    }
}

async fn up_to(most: usize, body: Body) -> Result<Bytes, StatusCode> {
    let mut chunks = body.into_data_stream();
    let (mut form, mut sent) = (Vec::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        sent += chunk.len();
        if sent <= most {
            form.extend_from_slice(&chunk);
        } else if sent > most + THROWN_AWAY {
            break;
        }
    }
    if sent > most {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(form.into())
}
