//! Whose notification it is: told by its signature, in the way that is configured.

use flinks::{
    drift::{Drift, DriftKind, Sighting},
    webhook::{SignatureStyle, style_that_fits},
    word::Word,
};
use http::HeaderMap;
use payment::MerchantId;
use secrecy::SecretString;
use store::StoreError;

use super::known::Known;
use crate::{desk::SignedFor, state::AppState, telemetry};

/// Who is told, and whose secret proves it.
#[derive(Debug)]
pub(super) struct Sender {
    pub(super) merchant: MerchantId,
    pub(super) signed_for: SignedFor,
}

/// Who sent a body to a merchant's address, or `None`. An address that does not exist is
/// answered like a signature that is wrong, and takes as long.
pub(super) async fn sender(
    state: &AppState,
    known: &Known,
    merchant: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Option<Sender>, StoreError> {
    let letter = Letter { headers, body };
    // Every secret is tried, so that the time taken does not tell which one fits.
    let by_account = state
        .accounts
        .webhook_keys()
        .filter_map(|(mode, style, secret)| letter.fits(style, secret).then_some(mode))
        .collect::<Vec<_>>();
    let Ok(merchant) = merchant.parse::<MerchantId>() else {
        return Ok(None);
    };
    let Some(own) = known.own_secret(&state.store, &merchant).await? else {
        return Ok(None);
    };
    let own = own.as_ref();
    let by_merchant = own.is_some_and(|secret| {
        state
            .accounts
            .webhook_styles()
            .into_iter()
            .any(|style| letter.fits(style, secret))
    });
    let signed_for = match (by_account.is_empty(), by_merchant) {
        (false, _) => SignedFor::Account { modes: by_account },
        (true, true) => SignedFor::Merchant,
        (true, false) => {
            let secrets = state.accounts.webhook_keys().map(|(_, _, secret)| secret);
            if let Some(style) = secrets.chain(own).find_map(|secret| letter.style(secret)) {
                tell_operator(state, style).await;
            }
            return Ok(None);
        }
    };
    Ok(Some(Sender {
        merchant,
        signed_for,
    }))
}

/// A notification as it came.
struct Letter<'a> {
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl Letter<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn fits(&self, style: SignatureStyle, secret: &SecretString) -> bool {
        let given = self.header(style.header()).unwrap_or_default();
        style.verify(secret, self.body, given).is_ok()
    }

    /// The documented way in which it is signed with that secret, configured or not.
    fn style(&self, secret: &SecretString) -> Option<SignatureStyle> {
        style_that_fits(secret, |name| self.header(name), self.body)
    }
}

/// The provider is who it says and signs otherwise than we were told: one setting away from
/// working, and refused until somebody has changed it.
async fn tell_operator(state: &AppState, style: SignatureStyle) {
    let sighting = Sighting {
        drift: Drift::new(DriftKind::SignatureStyle, &Word::clean(style.as_str())),
        sample: None,
    };
    telemetry::drift(&state.store, &sighting, state.clock.now()).await;
}
