use std::{collections::HashSet, sync::LazyLock};

use app::sample::Sample;
use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use dashboard::page::branding::{LogoFault, Part, Shown, Typed};
use http::StatusCode;
use payment::{Locale, Screen, Timestamp};

use crate::api::branding::{Drawn, Kind, LIMIT, draw, draw_soon};

/// The most fields that are looked at: far more than a form of ours has.
const MAX_FIELDS: usize = 300;

/// What the fields are called that a look is typed into.
static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| Part::all().map(Part::name).collect());

/// The form as it came. Never to be formatted: nobody knows what was typed.
pub(super) struct Sent {
    /// What stands in the fields. What is no field of ours is passed over.
    pub(super) typed: Typed,
    /// A new logo.
    pub(super) picture: Option<Picture>,
    /// The logo is to be taken away.
    pub(super) removes_logo: bool,
    /// When the look that it began with was changed.
    pub(super) seen: Option<Timestamp>,
    /// Which page is to be shown.
    pub(super) asked: Asked,
}

/// A file as it came: not looked into.
#[derive(Clone)]
pub(super) struct Picture {
    kind: Option<Kind>,
    bytes: Bytes,
}

/// Which page is to be shown, and how.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) sample: Sample,
    /// As the dashboard's, where nothing was asked.
    pub(super) spoken: Option<Locale>,
    pub(super) is_night: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            sample: Sample::Screen(Screen::Choose),
            spoken: None,
            is_night: false,
        }
    }
}

impl Asked {
    /// Takes in one of the choices; what is none is passed over.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        match name {
            Shown::SCREEN => self.sample = value.parse().unwrap_or(self.sample),
            Shown::SPOKEN => self.spoken = value.parse().ok(),
            Shown::LIGHT => self.is_night = value == Shown::NIGHT,
            _ => {}
        }
    }
}

impl Picture {
    /// The picture as it would be served, by the rules of the API.
    pub(super) async fn draw(self) -> Result<Drawn, Vec<LogoFault>> {
        let kind = self.kind()?;
        let drawn = draw(kind, self.bytes).await;
        drawn.map_err(|faults| faults.into_iter().map(LogoFault::Picture).collect())
    }

    /// The same to be looked at for a moment. None where it is not taken, or others are being
    /// drawn for long.
    pub(super) async fn draw_soon(self) -> Option<Drawn> {
        let kind = self.kind().ok()?;
        draw_soon(kind, self.bytes).await?.ok()
    }

    fn kind(&self) -> Result<Kind, Vec<LogoFault>> {
        if self.bytes.len() > LIMIT {
            return Err(vec![LogoFault::TooHeavy]);
        }
        self.kind.ok_or_else(|| vec![LogoFault::NotAPicture])
    }
}

impl Sent {
    async fn take(&mut self, field: Field<'_>) -> Result<(), Response> {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "logo" {
            let kind = field.content_type().and_then(Kind::named);
            let is_chosen = field.file_name().is_some_and(|name| !name.is_empty());
            let bytes = field.bytes().await.map_err(IntoResponse::into_response)?;
            self.picture = is_chosen.then_some(Picture { kind, bytes });
            return Ok(());
        }
        let text = field.text().await.map_err(IntoResponse::into_response)?;
        match name.as_str() {
            "seen" => self.seen = text.parse().ok().map(Timestamp::from_micros),
            "remove_logo" => self.removes_logo = true,
            Shown::SCREEN | Shown::SPOKEN | Shown::LIGHT => self.asked.take(&name, &text),
            _ if NAMES.contains(&name) => {
                self.typed.insert(name, text);
            }
            _ => {}
        }
        Ok(())
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let form = Multipart::from_request(request, state).await;
        let mut form = form.map_err(IntoResponse::into_response)?;
        let mut sent = Self {
            typed: Typed::new(),
            picture: None,
            removes_logo: false,
            seen: None,
            asked: Asked::default(),
        };
        for _ in 0..=MAX_FIELDS {
            let next = form.next_field().await;
            match next.map_err(IntoResponse::into_response)? {
                Some(field) => sent.take(field).await?,
                None => return Ok(sent),
            }
        }
        Err(StatusCode::PAYLOAD_TOO_LARGE.into_response())
    }
}
