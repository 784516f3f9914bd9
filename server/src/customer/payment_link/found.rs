use std::convert::Infallible;

use app::{
    brand::Brand,
    page::{PaymentLinkInput, PaymentLinkLook, render_payment_link},
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::{IntoResponse as _, Response},
};
use flinks::limits::Limits;
use http::{HeaderMap, StatusCode};
use payment::{LinkAmount, Locale, PaymentLinkToken, Timestamp};
use store::StoredPaymentLink;

use crate::{
    account::NoAccount,
    customer::{LanguageQuery, fault, missing, site},
    desk::ActError,
    security::headers::{Document, Framing},
    state::AppState,
};

/// The token in a link's address; `None` where what stands there is none.
#[derive(Debug)]
pub(super) struct LinkAddress(Option<PaymentLinkToken>);

impl<S: Send + Sync> FromRequestParts<S> for LinkAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let token = Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(token.ok().and_then(|Path(text)| text.parse().ok())))
    }
}

/// A link with all that its page shows.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) stored: StoredPaymentLink,
    pub(super) brand: Brand,
    pub(super) embedders: Vec<String>,
    /// What one payment by it may be.
    pub(super) limits: Limits,
    pub(super) now: Timestamp,
}

impl LinkAddress {
    /// The link at this address, or the page to show instead.
    pub(super) async fn find(
        self,
        state: &AppState,
        headers: &HeaderMap,
    ) -> Result<Found, Response> {
        let Self(Some(token)) = self else {
            return Err(missing(headers));
        };
        match look_up(state, &token).await {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(missing(headers)),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the page of a payment link cannot be shown"
                );
                Err(fault(headers))
            }
        }
    }
}

async fn look_up(state: &AppState, token: &PaymentLinkToken) -> Result<Option<Found>, ActError> {
    let Some(stored) = state.store.payment_link_by_token(token).await? else {
        return Ok(None);
    };
    let (merchant, mode) = (&stored.link.merchant, stored.link.mode);
    let Some(brand) = state.desk.brand(merchant, mode).await? else {
        return Ok(None);
    };
    let embedders = state.store.embedding(merchant, mode).await?;
    // Without an account nobody can pay, and the checkout says so.
    let account = match state.accounts.of(&state.store, merchant, mode).await {
        Ok(account) => account.limits,
        Err(NoAccount::Absent(_) | NoAccount::Closed { .. }) => None,
        Err(NoAccount::Store(error)) => return Err(error.into()),
    };
    let limits = limits(&stored.link.offer.asked, account.unwrap_or_default());
    Ok(Some(Found {
        stored,
        brand,
        embedders,
        limits,
        now: state.clock.now(),
    }))
}

/// What both the link and the account allow. An account that allows nothing of what the link
/// asks for any more is the stronger.
fn limits(asked: &LinkAmount, account: Limits) -> Limits {
    let own = match *asked {
        LinkAmount::Open { least, most, .. } => Limits::new(least, most).ok(),
        LinkAmount::Fixed(_) => None,
    };
    own.and_then(|own| account.within(own)).unwrap_or(account)
}

impl Found {
    /// The language to speak, strongest first: the address, what was chosen before, what the
    /// merchant said, what the browser prefers.
    pub(super) fn locale(&self, query: &LanguageQuery, headers: &HeaderMap) -> Locale {
        query.resolve_for(headers, self.stored.link.offer.locale)
    }

    /// The page as a response.
    pub(super) fn respond(
        self,
        state: &AppState,
        look: PaymentLinkLook,
        locale: Locale,
        status: StatusCode,
    ) -> Response {
        let Self {
            stored,
            brand,
            embedders,
            limits,
            now,
        } = self;
        let input = PaymentLinkInput {
            link: stored.link,
            look,
            brand,
            embedders,
            limits,
            locale,
            now,
        };
        Document {
            status,
            html: render_payment_link(&input, &site()).html,
            frame_origins: Vec::new(),
            framing: Framing::Pages(input.embedders),
            secure: state.config.server.public_url.is_https(),
        }
        .into_response()
    }
}
