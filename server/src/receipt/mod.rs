//! Receipts: their code, the key that it is signed with, and where its public half is found.

mod keys;
mod paper;

use app::{
    desk::CheckoutView,
    receipt::{Receipt, payee},
};
use payment::{Locale, Timestamp};
use receipt::{ReceiptKey, Statement, sign};
use secrecy::ExposeSecret as _;
use store::{NewReceiptKey, ReceiptSigner, Store, StoreError};

pub(crate) use self::{
    keys::{published, router},
    paper::{PaperError, paper_of, paper_soon},
};
use crate::{random, state::AppState};

/// The receipt of a checkout in that language; `None` before it is paid. One whose code cannot
/// be signed right now has none: the payment is no less true for it.
pub(crate) async fn receipt_of(
    state: &AppState,
    view: &CheckoutView,
    locale: Locale,
) -> Option<Receipt> {
    let statement = Statement::of(&view.checkout, payee(&view.brand))?;
    let key = match signer(&state.store, state.clock.now()).await {
        Ok(key) => key,
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a receipt goes without its code"
            );
            None
        }
    };
    let code = key.map(|key| sign(&statement, &key));
    Receipt::of(view, locale, code)
}

/// The key that signs; made now where there never was one. `None` where its seal does not open,
/// which has been told.
async fn signer(store: &Store, now: Timestamp) -> Result<Option<ReceiptKey>, StoreError> {
    begin(store, now).await?;
    let seed = match store.receipt_signer().await? {
        Some(ReceiptSigner { id: _, seed }) => seed,
        None => None,
    };
    let Some(seed) = seed else { return Ok(None) };
    let seed = seed
        .expose_secret()
        .try_into()
        .map_err(|_| StoreError::corrupt_row("receipt_key", "seed"))?;
    Ok(Some(ReceiptKey::from_seed(seed)))
}

/// Makes the first key, where there is none.
pub(crate) async fn begin(store: &Store, now: Timestamp) -> Result<(), StoreError> {
    if store.receipt_signer().await?.is_none() {
        store.begin_receipt_key(new_key(now)).await?;
    }
    Ok(())
}

/// Another key.
pub(crate) fn new_key(now: Timestamp) -> NewReceiptKey {
    let seed = random::secret::<32>();
    let public = ReceiptKey::from_seed(&seed).public();
    NewReceiptKey {
        id: public.name().to_string(),
        public: *public.as_bytes(),
        seed: seed.to_vec().into(),
        created_at: now,
    }
}
