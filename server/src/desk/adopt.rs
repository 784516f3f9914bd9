//! Sessions whose making was never answered, found again by a webhook.

use flinks::client::ETransferApi;
use payment::{
    Attempt, AttemptId, Checkout, Delivery, MerchantId, Method, Mode, Reference, SessionId,
};
use store::{ListFilter, Loaded};

use super::{ActError, Desk, SignedFor};
use crate::account::Account;

/// The most checkouts of one reference that are looked at. An order that was tried more often
/// than this is settled by hand.
const LOOKED_AT: u32 = 50;

/// A checkout with an attempt that may have a session of which we never heard.
struct Misser {
    loaded: Loaded,
    attempt: AttemptId,
}

impl Desk {
    /// The checkout of the merchant, and the attempt of it, whose session this must be: the
    /// only one of that reference behind the accounts whose secret it was signed with, and
    /// one that the provider describes as that attempt was asked for. `None` where there is
    /// none, or any doubt.
    pub(super) async fn adopter(
        &self,
        merchant: &MerchantId,
        signed_for: &SignedFor,
        reference: &Reference,
        session: &SessionId,
    ) -> Result<Option<(Loaded, AttemptId)>, ActError> {
        // An account's secret stands behind all merchants, a merchant's own behind one.
        let (modes, merchants) = match signed_for {
            SignedFor::Account { modes } => {
                let all = self.store.merchants().await?;
                (modes, all.into_iter().map(|it| it.id).collect())
            }
            SignedFor::Merchant { modes } => (modes, vec![merchant.clone()]),
        };
        let mut found = None;
        for mode in modes.iter().copied() {
            for merchant in &merchants {
                for misser in self.missers(merchant, mode, reference).await? {
                    if found.replace(misser).is_some() {
                        tracing::warn!(merchant_id = %merchant, "a webhook names a session that more than one checkout may have; it is kept and changes nothing");
                        return Ok(None);
                    }
                }
            }
        }
        let Some(Misser { loaded, attempt }) = found else {
            return Ok(None);
        };
        let checkout = &loaded.checkout;
        let is_theirs = checkout.merchant == *merchant
            && self.speaks_for(signed_for, merchant, checkout).await?
            && !checkout.expects_session(self.clock.now())
            && self.describes(checkout, &attempt, session).await;
        Ok(is_theirs.then_some((loaded, attempt)))
    }

    async fn missers(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        reference: &Reference,
    ) -> Result<Vec<Misser>, ActError> {
        let filter = ListFilter {
            reference: Some(reference.clone()),
            ..ListFilter::newest(merchant.clone(), mode, LOOKED_AT)
        };
        let mut missers = Vec::new();
        for row in self.store.list(&filter).await? {
            let Some(loaded) = self.store.load(&row.id).await? else {
                continue;
            };
            if let Some(attempt) = self.misser(&loaded.checkout) {
                missers.push(Misser { loaded, attempt });
            }
        }
        Ok(missers)
    }

    /// The attempt whose session it may be: one that misses a session, those by e-mail before
    /// those on the page, which nobody can pay; or one whose answer is awaited, which keeps
    /// any other from adopting it.
    fn misser(&self, checkout: &Checkout) -> Option<AttemptId> {
        let missers = || {
            checkout
                .attempts
                .iter()
                .rev()
                .filter(|it| it.misses_session())
        };
        let awaited = || {
            let last = checkout.attempts.last();
            last.filter(|_| checkout.expects_session(self.clock.now()))
        };
        missers()
            .find(|attempt| attempt.delivery == Delivery::Email)
            .or_else(|| missers().next())
            .or_else(awaited)
            .map(|attempt| attempt.id.clone())
    }

    /// Whether the provider describes the session as the attempt was asked for: with the
    /// order's reference, and with its amount where it says one.
    async fn describes(
        &self,
        checkout: &Checkout,
        attempt: &AttemptId,
        session: &SessionId,
    ) -> bool {
        let Ok(Some(account)) = self.account_of(checkout).await else {
            return false;
        };
        let Some(known) = checkout.attempt(attempt) else {
            return false;
        };
        if !is_of_second_version(&account, known) {
            return false;
        }
        let call = account.client.details(session);
        let Ok(details) = self
            .caller(&checkout.id, attempt)
            .call("details", call)
            .await
        else {
            return false;
        };
        let is_same_order =
            details.reference_id.is_some() && details.reference_id == checkout.order.reference;
        let is_same_amount = details.amount.is_none_or(|amount| amount == known.amount);
        is_same_order && is_same_amount
    }
}

/// Whether all of an attempt's session is its id. In the first version of e-Transfer there is
/// a request too, which no notification tells.
fn is_of_second_version(account: &Account, attempt: &Attempt) -> bool {
    match attempt.method {
        Method::ETransfer => matches!(account.e_transfer, ETransferApi::V2),
        Method::GuaranteedEft | Method::Eft => true,
    }
}
