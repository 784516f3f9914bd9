//! How much of a form is read.

use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::StreamExt as _;
use http::StatusCode;
use payment::{Locale, PageToken};
use url::form_urlencoded;

/// How much of what is too large is taken and thrown away, in bytes. Whoever is cut off in the
/// middle of sending is told nothing: their browser says that the connection was lost.
const THROWN_AWAY: usize = 4 * 1024 * 1024;

/// Goes along with a request whose form is larger than what is read; its body is empty. Every
/// handler behind [`read`] has to look for it.
#[derive(Clone, Debug)]
pub(super) struct TooLarge {
    /// The page that the form names at its beginning.
    pub(super) page: Option<PageToken>,
    /// The language that it names there.
    pub(super) locale: Option<Locale>,
}

impl TooLarge {
    /// By what stands at the beginning of a form: what nobody types comes first.
    fn of(beginning: &[u8]) -> Self {
        let (mut page, mut locale) = (None, None);
        for (name, value) in form_urlencoded::parse(beginning) {
            match name.as_ref() {
                "token" => page = page.or_else(|| value.parse().ok()),
                "lang" => locale = locale.or_else(|| value.parse().ok()),
                _ => {}
            }
        }
        Self { page, locale }
    }
}

/// Reads forms of up to `most` bytes. Of larger ones it waits for the end, and says so to whoever
/// answers.
pub(super) async fn read(State(most): State<usize>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    match up_to(most, body).await {
        Ok((form, true)) => next.run(Request::from_parts(parts, form.into())).await,
        Ok((beginning, false)) => {
            let mut request = Request::from_parts(parts, Body::empty());
            request.extensions_mut().insert(TooLarge::of(&beginning));
            next.run(request).await
        }
        Err(refused) => refused.into_response(),
    }
}

/// What was sent, no more than `most` bytes of it, and whether that is all.
async fn up_to(most: usize, body: Body) -> Result<(Bytes, bool), StatusCode> {
    let mut chunks = body.into_data_stream();
    let (mut form, mut sent) = (Vec::new(), 0_usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        sent += chunk.len();
        let room = most.saturating_sub(form.len());
        form.extend_from_slice(chunk.get(..room).unwrap_or(&chunk));
        if sent > most + THROWN_AWAY {
            break;
        }
    }
    Ok((form.into(), sent <= most))
}
