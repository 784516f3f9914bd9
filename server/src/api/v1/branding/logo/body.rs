use axum::extract::{FromRequest, Request};
use bytes::Bytes;
use http::{HeaderMap, header};

use crate::{api::body, problem::Problem};

/// The most bytes in a logo.
pub(crate) const LIMIT: usize = 200 * 1024;

/// What a logo can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Png,
    Jpeg,
    WebP,
    Svg,
}

impl Kind {
    /// What a `Content-Type` says.
    fn declared(headers: &HeaderMap) -> Option<Self> {
        Self::named(headers.get(header::CONTENT_TYPE)?.to_str().ok()?)
    }

    /// What a `Content-Type` of that text names.
    pub(crate) fn named(declared: &str) -> Option<Self> {
        let name = declared.split(';').next()?.trim().to_ascii_lowercase();
        match name.as_str() {
            "image/png" => Some(Self::Png),
            "image/jpeg" => Some(Self::Jpeg),
            "image/webp" => Some(Self::WebP),
            "image/svg+xml" => Some(Self::Svg),
            _ => None,
        }
    }

    /// Its name in a `Content-Type`.
    pub(super) const fn media(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Svg => "image/svg+xml",
        }
    }
}

/// A picture as it came: of a kind that is taken, within the limit, not looked into.
#[derive(Debug)]
pub(in super::super) struct PictureBody {
    pub(super) kind: Kind,
    pub(super) bytes: Bytes,
}

impl<S: Sync> FromRequest<S> for PictureBody {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let kind = Kind::declared(request.headers());
        let read = body::read(request.into_body(), LIMIT).await;
        let bytes = read.map_err(|problem| match problem {
            Problem::TooLarge => Problem::PictureTooLarge,
            other => other,
        })?;
        let kind = kind.ok_or(Problem::NotAPicture)?;
        Ok(Self { kind, bytes })
    }
}
