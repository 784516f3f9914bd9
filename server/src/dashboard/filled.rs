//! A form as it was sent, where one name may come more than once.

use axum::{
    extract::{FromRequest, RawForm, Request},
    response::{IntoResponse, Response},
};
use url::form_urlencoded;

/// See the module. Never to be formatted: who knows what was typed.
pub(super) struct Filled(Vec<(String, String)>);

impl Filled {
    /// What stands in a field, without the space around it; nothing where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Everything that was sent under a name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let sent = self.0.iter().filter(move |(sent, _)| sent == name);
        sent.map(|(_, value)| value.trim())
    }

    /// What stands in a field, where that is anything.
    pub(super) fn some(&self, name: &str) -> Option<&str> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }
}

impl<S: Send + Sync> FromRequest<S> for Filled {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let form = RawForm::from_request(request, state).await;
        let RawForm(bytes) = form.map_err(IntoResponse::into_response)?;
        Ok(Self(form_urlencoded::parse(&bytes).into_owned().collect()))
    }
}
