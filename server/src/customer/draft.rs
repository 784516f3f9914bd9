//! What was typed into a form that led nowhere yet, kept for the page that answers it: the browser
//! is sent on to that page, so that loading it anew sends nothing again and loses nothing.
//!
//! Its address holds a key and nothing that was typed. The key is kept nowhere else: what is in
//! the database opens with it alone.

use std::time::Duration;

use app::{
    action::{TypedForm, seen},
    desk::{CheckoutView, Fault},
    page::Refused,
};
use payment::{CheckoutId, Timestamp};
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use store::{Digest, NewDraft, SealPlace, Sealed, SealingKey, Seals, StoreError};

use crate::{random, state::AppState};

/// How long a form is kept: as long as most pages are open. What is older is shown to nobody, and
/// thrown away within the hour.
pub(crate) const KEPT: Duration = Duration::from_secs(60 * 60);

/// How many hexadecimal digits a key has.
const DIGITS: usize = 32;

/// A form as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct Draft {
    form: TypedForm,
    faults: Vec<Fault>,
    /// The last attempt that its page knew of: another one has made use of it, or of a later one.
    after: String,
}

impl Draft {
    /// A form that was sent to that checkout, and what is wrong with it.
    pub(super) fn of(view: &CheckoutView, form: TypedForm, faults: Vec<Fault>) -> Self {
        let after = seen(&view.checkout).to_owned();
        Self {
            form,
            faults,
            after,
        }
    }

    /// Keeps it; answers the key that finds it again.
    pub(super) async fn keep(
        &self,
        state: &AppState,
        checkout: &CheckoutId,
        now: Timestamp,
    ) -> Result<String, StoreError> {
        let key = hex::encode(random::secret::<{ DIGITS / 2 }>());
        let text = serde_json::to_vec(self).expect("texts and names are JSON");
        // No key seals twice, so every nonce is a new one.
        let sealed = seals(&key).seal(place(checkout), &text, [0; 24]);
        let sealed = sealed.expect("there is a key");
        let draft = NewDraft {
            digest: Digest::of(&key),
            checkout: checkout.clone(),
            sealed: sealed.as_bytes().to_vec(),
            kept_at: now,
        };
        state.store.keep_draft(draft).await?;
        Ok(key)
    }

    /// The form of that key, as long as it is kept.
    pub(super) async fn find(state: &AppState, view: &CheckoutView, key: &str) -> Option<Self> {
        let is_key = key.len() == DIGITS && key.bytes().all(|b| b.is_ascii_hexdigit());
        if !is_key {
            return None;
        }
        let (checkout, since) = (&view.checkout.id, view.now.minus(KEPT));
        let found = state.store.draft(Digest::of(key), checkout, since).await;
        let sealed = found
            .inspect_err(|error| {
                // The page is the same without it, but for what stands in its fields.
                tracing::error!(
                    error = error as &dyn std::error::Error,
                    "a form that was kept could not be read"
                );
            })
            .ok()??;
        let place = place(checkout);
        let (text, _) = seals(key).open(place, &Sealed::from_bytes(sealed)).ok()?;
        serde_json::from_slice(text.expose_secret()).ok()
    }

    /// Whether it is still to be sent: no attempt has been made since.
    pub(super) fn is_open(&self, view: &CheckoutView) -> bool {
        self.after == seen(&view.checkout)
    }

    /// As a page shows it.
    pub(super) fn shown(self) -> Refused {
        Refused {
            form: self.form,
            faults: self.faults,
        }
    }
}

fn seals(key: &str) -> Seals {
    let secret = *Digest::of(format!("draft\0{key}")).as_bytes();
    Seals::new(Some(SealingKey::from_bytes(secret)), Vec::new())
}

fn place(checkout: &CheckoutId) -> SealPlace<'_> {
    SealPlace {
        what: "draft",
        owner: checkout.as_str(),
        which: "form",
    }
}
