use axum::{extract::FromRequestParts, http::request::Parts};
use http::{HeaderMap, header};
use payment::{MerchantId, Mode};

use crate::problem::Problem;

/// Who asks, by their API key, which may do what is asked: see [`super::admit`].
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The merchant.
    pub(crate) merchant: MerchantId,
    /// What the key acts on.
    pub(crate) mode: Mode,
}

/// Whoever was not let in is nobody.
impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Self>();
        caller.cloned().ok_or(Problem::Unauthorized)
    }
}

/// What follows `Bearer`, where there is exactly one such header.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&[u8]> {
    let mut values = headers.get_all(header::AUTHORIZATION).into_iter();
    let (value, None) = (values.next()?.as_bytes(), values.next()) else {
        return None;
    };
    let (scheme, key) = value.split_at_checked(7)?;
    scheme
        .eq_ignore_ascii_case(b"bearer ")
        .then(|| key.trim_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_bearer_header_holds_a_key() {
        let with = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::AUTHORIZATION, value.parse().expect("a header"));
            }
            bearer(&headers).map(<[u8]>::to_vec)
        };
        assert_eq!(with(&["Bearer gk"]), Some(b"gk".to_vec()));
        assert_eq!(with(&["bearer  gk "]), Some(b"gk".to_vec()));
        for values in [
            &[][..],
            &["Basic gk"],
            &["Bearer"],
            &["gk"],
            &["Bearer gk", "Bearer gk"],
        ] {
            assert_eq!(with(values), None, "{values:?}");
        }
    }
}
