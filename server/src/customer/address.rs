use std::convert::Infallible;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use payment::PageToken;

/// The token in a page's address; `None` where what stands there is none. Both are an
/// address that may be asked for, so neither is an error.
#[derive(Debug)]
pub(super) struct PageAddress(pub(super) Option<PageToken>);

impl<S: Send + Sync> FromRequestParts<S> for PageAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let text = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(text.ok().and_then(|Path(text)| text.parse().ok())))
    }
}
