//! How a link stands for one visitor.

use http::HeaderMap;
use payment::{Checkout, LinkState, LinkUses, PageToken, Phase, Status};
use store::StoreError;

use super::{begun::Begun, found::Found};
use crate::state::AppState;

/// What a visitor finds.
pub(super) struct Standing {
    /// Whether anybody is let in.
    pub(super) link: LinkState,
    /// What this browser holds of it already.
    pub(super) held: Option<Held>,
}

/// A checkout that this browser has made by the link, and that is paid or can be.
pub(super) struct Held {
    pub(super) begun: Begun,
    pub(super) page: PageToken,
    pub(super) checkout: Checkout,
}

impl Standing {
    pub(super) async fn of(
        state: &AppState,
        found: &Found,
        headers: &HeaderMap,
    ) -> Result<Self, StoreError> {
        let link = &found.stored.link;
        // Where they are not limited nobody counts: there may be very many.
        let uses = match link.max_uses {
            Some(_) => state.store.payment_link_uses(&link.id).await?,
            None => LinkUses::default(),
        };
        Ok(Self {
            link: found.state(uses),
            held: Held::of(state, found, headers).await?,
        })
    }

    /// Whether the form is for this visitor: where all is taken, it is for whoever can say
    /// another amount for what they took.
    pub(super) fn lets_in(&self) -> bool {
        match self.link {
            LinkState::Open => true,
            LinkState::Taken => self.held.as_ref().is_some_and(Held::can_be_corrected),
            LinkState::Inactive | LinkState::Expired | LinkState::UsedUp => false,
        }
    }

    /// What this browser holds and corrects with that form.
    pub(super) fn corrected_by(&self, form: &Begun) -> Option<&Held> {
        let held = self.held.as_ref()?;
        (held.can_be_corrected() && held.begun.amount != form.amount).then_some(held)
    }
}

impl Held {
    async fn of(
        state: &AppState,
        found: &Found,
        headers: &HeaderMap,
    ) -> Result<Option<Self>, StoreError> {
        let Some(begun) = Begun::read(headers) else {
            return Ok(None);
        };
        let page = begun.page(&found.stored.secret);
        let loaded = state.store.load_by_token(&page).await?;
        let link = &found.stored.link;
        let checkout = loaded
            .map(|loaded| loaded.checkout)
            .filter(|checkout| checkout.order.payment_link.as_ref() == Some(&link.id))
            .filter(|checkout| !ended_unpaid(checkout.status()));
        Ok(checkout.map(|checkout| Self {
            begun,
            page,
            checkout,
        }))
    }

    /// Whether another amount can take its place: the customer said how much, and nobody has
    /// begun to pay.
    fn can_be_corrected(&self) -> bool {
        self.begun.amount.is_some()
            && self.checkout.phase == Phase::Open
            && self.checkout.attempts.is_empty()
    }
}

/// Whether nothing is to be paid there any more, and nothing was.
pub(super) const fn ended_unpaid(status: Status) -> bool {
    match status {
        Status::Canceled | Status::Expired => true,
        Status::Open | Status::Processing | Status::Paid => false,
    }
}
