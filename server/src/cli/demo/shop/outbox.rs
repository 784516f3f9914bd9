//! `/demo/outbox`: the letters that customers of the demonstration are written.

use app::{
    brand::Brand,
    page::{OUTBOX_SCRIPT, OutboxInput, OutboxLetter, render_outbox, render_outbox_letter},
};
use axum::{
    Router,
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
    routing::get,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use payment::LetterId;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use super::brand_href;
use crate::{
    customer::{LanguageQuery, fault, missing, site},
    mail::{Entry, Outbox},
    security::headers::{Document, Framing},
    state::AppState,
};

/// For what loads nothing and is shown by nobody.
const ALONE: &str = "default-src 'none'; frame-ancestors 'none'";

/// The list, each letter, and what belongs to it.
pub(super) fn router() -> Router<AppState> {
    Router::new()
        .route("/demo/outbox", get(list))
        .route("/demo/outbox.js", get(script))
        .route("/demo/outbox/{id}", get(show))
        .route("/demo/outbox/{id}/letter", get(letter))
        .route("/demo/outbox/{id}/receipt.pdf", get(attachment))
        .route("/demo/outbox/{id}/message.eml", get(message))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    #[serde(flatten)]
    language: LanguageQuery,
    /// The newest letter that the page shows already.
    seen: Option<String>,
    /// `still=1`: the page does not look again by itself.
    still: Option<String>,
}

async fn list(
    State(state): State<AppState>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> Response {
    let Some(outbox) = outbox(&state) else {
        return missing(&headers);
    };
    let entries = match outbox.entries().await {
        Ok(entries) => entries,
        Err(error) => {
            tracing::error!(%error, "the outbox could not be read");
            return fault(&headers);
        }
    };
    let new = query.seen.map_or(0, |seen| {
        let is_newer = |entry: &&Entry| entry.id.as_str() != seen;
        entries.iter().take_while(is_newer).count()
    });
    let letters: Vec<_> = entries.into_iter().map(shown).collect();
    let input = OutboxInput {
        still: query.still.is_some(),
        ..input(&query.language, &headers)
    };
    let html = render_outbox(&input, &letters, new, &site()).html;
    super::page(html, &query.language)
}

async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Query(language): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let Some((_, entry)) = find(&state, &id).await else {
        return missing(&headers);
    };
    let html = render_outbox_letter(&input(&language, &headers), &shown(entry), &site()).html;
    let document = Document {
        status: StatusCode::OK,
        html,
        // The letter itself.
        frame_origins: vec!["'self'".to_owned()],
        framing: Framing::Nobody,
        secure: false,
    };
    let mut response = document.into_response();
    if let Some(cookie) = language.cookie(false) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

async fn letter(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some((_, entry)) = find(&state, &id).await else {
        return missing(&headers);
    };
    letter_alone(entry.html)
}

/// A letter as a page of its own: its one stylesheet is allowed by its hash, and nothing runs.
pub(in crate::cli) fn letter_alone(html: String) -> Response {
    let style = html.split_once("<style>");
    let style = style.and_then(|(_, rest)| rest.split_once("</style>"));
    let style = style.map_or("", |(style, _)| style);
    let hash = STANDARD.encode(Sha256::digest(style));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'; \
         sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    );
    file("text/html; charset=utf-8", &policy, html)
}

async fn attachment(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some((outbox, entry)) = find(&state, &id).await else {
        return missing(&headers);
    };
    match outbox.attachment(&entry.id).await {
        Some(bytes) => file("application/pdf", ALONE, bytes),
        None => missing(&headers),
    }
}

async fn message(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some((outbox, entry)) = find(&state, &id).await else {
        return missing(&headers);
    };
    match outbox.message(&entry.id).await {
        Some(bytes) => file("message/rfc822", ALONE, bytes),
        None => missing(&headers),
    }
}

async fn script() -> Response {
    file("text/javascript; charset=utf-8", ALONE, OUTBOX_SCRIPT)
}

fn file(kind: &'static str, policy: &str, body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let pairs = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            HeaderName::from_static("referrer-policy"),
            HeaderValue::from_static("no-referrer"),
        ),
    ];
    for (name, value) in pairs {
        headers.insert(name, value);
    }
    if let Ok(policy) = HeaderValue::try_from(policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn outbox(state: &AppState) -> Option<&Outbox> {
    state.mail.as_ref()?.outbox()
}

/// A letter of that id and where it lies; `None` for a text that is no id.
async fn find<'a>(state: &'a AppState, id: &str) -> Option<(&'a Outbox, Entry)> {
    let id: LetterId = id.parse().ok()?;
    let outbox = outbox(state)?;
    Some((outbox, outbox.entry(&id).await?))
}

fn input(language: &LanguageQuery, headers: &HeaderMap) -> OutboxInput {
    OutboxInput {
        locale: language.resolve(headers, None),
        brand: Brand::maple_and_pine(),
        brand_href: brand_href(),
        still: false,
    }
}

fn shown(entry: Entry) -> OutboxLetter {
    OutboxLetter {
        id: entry.id.to_string(),
        locale: entry.locale,
        from: entry.from,
        to: entry.to,
        subject: entry.subject,
        at: entry.at,
        text: entry.text,
        attached: entry.attached,
    }
}
