use std::str::FromStr;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::problem::Problem;

/// The id in an address. What is none names nothing that is there.
#[derive(Debug)]
pub(crate) struct Address<I>(pub(crate) I);

impl<S: Send + Sync, I: FromStr> FromRequestParts<S> for Address<I> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let text = Path::<String>::from_request_parts(parts, state).await;
        let Path(text) = text.map_err(|_| Problem::NotFound)?;
        text.parse().map(Self).map_err(|_| Problem::NotFound)
    }
}
