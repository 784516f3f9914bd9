use std::convert::Infallible;

use app::desk::{CheckoutView, Desk as _, DeskError};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use http::StatusCode;
use payment::PageToken;
use serde::Deserialize;

use crate::state::AppState;

/// The token in a page's address; `None` where what stands there is none. Both are an
/// address that may be asked for, so neither is an error.
#[derive(Debug)]
pub(super) struct PageAddress(pub(super) Option<PageToken>);

/// What every address of a page's has.
#[derive(Deserialize)]
struct Place {
    token: String,
}

impl<S: Send + Sync> FromRequestParts<S> for PageAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let place = Path::<Place>::from_request_parts(parts, state).await;
        Ok(Self(place.ok().and_then(|Path(it)| it.token.parse().ok())))
    }
}

impl PageAddress {
    /// The checkout at this address and all that its pages show.
    pub(super) async fn view(&self, state: &AppState) -> Result<CheckoutView, DeskError> {
        let token = self.0.as_ref().ok_or(DeskError::Missing)?;
        state.desk.view(token).await
    }
}

/// The answer to a program in the page, which reads a status and no words.
pub(super) const fn status_of(error: &DeskError) -> StatusCode {
    match error {
        DeskError::Missing => StatusCode::NOT_FOUND,
        DeskError::Rejected(_) | DeskError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
