use std::convert::Infallible;

use app::{
    brand::Brand,
    page::{PaymentLinkInput, PaymentLinkLook, render_payment_link},
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::{IntoResponse as _, Redirect, Response},
};
use flinks::limits::Limits;
use http::{HeaderMap, StatusCode, header};
use payment::{LinkAmount, LinkState, LinkUses, Locale, PaymentLinkToken, Timestamp};
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
    /// What one payment by it may be; `None` where nobody can pay what it asks for.
    pub(super) limits: Option<Limits>,
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
            Err(error) => Err(broken(&error, headers)),
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

/// What both the link and the account allow. The account's limits may be others than when the
/// link was made, and neither gives way.
fn limits(asked: &LinkAmount, account: Limits) -> Option<Limits> {
    let own = match *asked {
        LinkAmount::Open { least, most, .. } => Limits::new(least, most),
        LinkAmount::Fixed(amount) => Limits::new(Some(amount), Some(amount)),
    };
    account.within(own.ok()?)
}

/// Something of ours does not work, and the log knows what.
pub(super) fn broken(error: &(dyn std::error::Error + 'static), headers: &HeaderMap) -> Response {
    tracing::error!(error, "the page of a payment link does not work");
    fault(headers)
}

/// On to a page of ours. Its address is for this visitor, and for nobody who keeps answers.
pub(super) fn onward(page: &str) -> Response {
    let unkept = [(header::CACHE_CONTROL, "no-store")];
    (unkept, Redirect::to(page)).into_response()
}

impl Found {
    /// What a visitor finds who has begun nothing. A link that asks for what the account does
    /// not take is as good as off.
    pub(super) fn state(&self, uses: LinkUses) -> LinkState {
        match self.stored.link.state(uses, self.now) {
            LinkState::Open | LinkState::Taken if self.limits.is_none() => LinkState::Inactive,
            state @ (LinkState::Open
            | LinkState::Inactive
            | LinkState::Expired
            | LinkState::Taken
            | LinkState::UsedUp) => state,
        }
    }

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
            // A page that asks for nothing names no limits.
            limits: limits.unwrap_or_default(),
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

#[cfg(test)]
mod tests {
    use payment::Money;

    use super::*;

    fn cents(cents: i64) -> Option<Money> {
        Money::from_cents(cents).ok()
    }

    #[test]
    fn neither_the_merchants_limits_nor_the_accounts_give_way() {
        let account = Limits::new(cents(200), cents(1_000)).expect("limits");
        let open = |least, most| LinkAmount::Open {
            least,
            most,
            suggested: None,
        };
        let fixed = |amount| LinkAmount::Fixed(cents(amount).expect("an amount"));
        for (asked, both) in [
            (open(None, None), Some((200, 1_000))),
            (open(cents(500), None), Some((500, 1_000))),
            (open(cents(100), cents(300)), Some((200, 300))),
            (open(cents(2_000), None), None),
            (open(None, cents(100)), None),
            (fixed(200), Some((200, 200))),
            (fixed(199), None),
            (fixed(1_001), None),
        ] {
            let both = both.and_then(|(least, most)| Limits::new(cents(least), cents(most)).ok());
            assert_eq!(limits(&asked, account), both, "{asked:?}");
        }
    }
}
