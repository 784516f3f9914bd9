//! `GET /c/{token}/receipt` and `GET /c/{token}/receipt.pdf`

use app::{desk::CheckoutView, page::render_receipt, receipt::Receipt};
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Deserialize;

use super::{
    address::PageAddress, language::LanguageQuery, missing::fault, page::problem, sending::sending,
    site::site,
};
use crate::{
    receipt::{PaperError, paper_soon, receipt_of},
    security::headers::{Document, Framing},
    state::AppState,
};

/// When to ask for a paper again that had no turn, in seconds.
const SOON: HeaderValue = HeaderValue::from_static("5");

/// What an address can ask of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct ReceiptQuery {
    #[serde(flatten)]
    language: LanguageQuery,
    /// `asked` or `enough`: that the receipt was asked for by e-mail.
    letter: Option<String>,
}

/// The page.
pub(crate) async fn show(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<ReceiptQuery>,
    headers: HeaderMap,
) -> Response {
    let (view, receipt) = match find(&state, &address, &query.language, &headers).await {
        Ok(found) => found,
        Err(elsewhere) => return *elsewhere,
    };
    let asked = query.letter.as_deref();
    let sending = sending(&state, &view.checkout.id, asked).await;
    Document {
        status: StatusCode::OK,
        html: render_receipt(&view, &receipt, sending, &site()).html,
        frame_origins: Vec::new(),
        framing: Framing::Pages(view.embedders),
        secure: state.config.server.public_url.is_https(),
    }
    .into_response()
}

/// The same as a file.
pub(crate) async fn file(
    State(state): State<AppState>,
    address: PageAddress,
    Query(query): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    let (view, receipt) = match find(&state, &address, &query, &headers).await {
        Ok(found) => found,
        Err(elsewhere) => return *elsewhere,
    };
    let (name, lang) = (receipt.file_name(), receipt.locale.tag());
    match paper_soon(&state, &view, receipt).await {
        Ok(pdf) => (as_file(&name, lang), pdf).into_response(),
        Err(PaperError::Busy) => ([(header::RETRY_AFTER, SOON)], fault(&headers)).into_response(),
        Err(error @ (PaperError::Fault(_) | PaperError::Broken(_))) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a receipt cannot be put on paper"
            );
            fault(&headers)
        }
    }
}

/// The receipt at an address, in the language that is spoken there; else where to go.
async fn find(
    state: &AppState,
    address: &PageAddress,
    query: &LanguageQuery,
    headers: &HeaderMap,
) -> Result<(CheckoutView, Receipt), Box<Response>> {
    let view = address.view(state).await;
    let view = view.map_err(|error| problem(&error, headers))?;
    let locale = query.resolve(headers, Some(&view.checkout));
    match receipt_of(state, &view, locale).await {
        Some(receipt) => Ok((view, receipt)),
        // There is nothing to receipt; the page says where the payment stands.
        None => {
            let token = view.token.as_str();
            let page = match query.chosen() {
                Some(locale) => format!("/c/{token}?lang={locale}"),
                None => format!("/c/{token}"),
            };
            Err(Box::new(Redirect::to(&page).into_response()))
        }
    }
}

/// What a browser is told of a file that is kept rather than shown. The name is ours, in ASCII.
fn as_file(name: &str, lang: &'static str) -> [(HeaderName, HeaderValue); 7] {
    let kept = format!("attachment; filename=\"{name}\"");
    [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/pdf"),
        ),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(kept).unwrap_or(HeaderValue::from_static("attachment")),
        ),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(lang)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        ),
        (
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ),
    ]
}
