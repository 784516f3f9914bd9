//! `POST /c/{token}/receipt/email`: the receipt once more, to the address that the payer gave.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::{IntoResponse, Redirect, Response},
};
use http::HeaderMap;
use payment::Locale;
use serde::Deserialize;
use store::AskedLetter;

use super::{
    address::PageAddress,
    form_limit::TooLarge,
    missing::{fault, missing},
    page::problem,
    sending::{ASKED, ENOUGH},
    too_large::too_large,
};
use crate::state::AppState;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    lang: Option<String>,
}

/// Keeps the letter to be sent and goes back to the receipt, which says so. However often it is
/// pressed, one letter waits at a time, and a few are sent in a day.
pub(super) async fn run(
    State(state): State<AppState>,
    address: PageAddress,
    headers: HeaderMap,
    told: Option<Extension<TooLarge>>,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    if let Some(Extension(told)) = told {
        let told = TooLarge {
            page: address.0,
            ..told
        };
        return too_large(&state, told, &headers).await;
    }
    let view = match address.view(&state).await {
        Ok(view) => view,
        Err(error) => return problem(&error, &headers),
    };
    let (Some(payment), Some(_)) = (view.checkout.payment(), &state.mail) else {
        return missing(&headers);
    };
    let now = state.clock.now();
    let id = &view.checkout.id;
    let asked = match state.store.ask_for_letter(id, &payment.attempt, now).await {
        Ok(AskedLetter::Kept | AskedLetter::OnItsWay) => ASKED,
        Ok(AskedLetter::TooMany) => ENOUGH,
        Err(error) => {
            tracing::error!(
                checkout_id = %id,
                error = &error as &dyn std::error::Error,
                "a receipt could not be sent once more"
            );
            return fault(&headers);
        }
    };
    let lang = form.ok().and_then(|Form(asked)| asked.lang);
    let locale: Locale = lang.and_then(|it| it.parse().ok()).unwrap_or_default();
    let token = view.token.as_str();
    Redirect::to(&format!("/c/{token}/receipt?lang={locale}&letter={asked}")).into_response()
}
