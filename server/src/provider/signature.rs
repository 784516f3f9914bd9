//! Whose notification it is: told by its signature, in the way that is configured.

use flinks::{
    drift::{Drift, DriftKind, Sighting},
    webhook::{SignatureStyle, style_that_fits},
    word::Word,
};
use http::HeaderMap;
use payment::{MerchantId, Mode};
use secrecy::SecretString;
use store::StoreError;

use super::known::Known;
use crate::{account::Whose, desk::SignedFor, state::AppState, telemetry};

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
    let found = match merchant.parse::<MerchantId>() {
        Ok(id) => known
            .secrets(state, &id)
            .await?
            .map(|secrets| (id, secrets)),
        Err(_) => None,
    };
    let Some((merchant, secrets)) = found else {
        // As much work as for a merchant that is there.
        for mode in [Mode::Test, Mode::Live] {
            let account = state.accounts.installation(mode);
            if let Some((account, secret)) =
                account.and_then(|it| Some((it, it.webhook_secret.as_ref()?)))
            {
                std::hint::black_box(letter.fits(account.webhook_signature, secret));
            }
        }
        return Ok(None);
    };
    // Every secret is tried, so that the time taken does not tell which one fits.
    let fitting: Vec<_> = secrets
        .of_accounts
        .iter()
        .filter(|it| letter.fits(it.style, &it.secret))
        .collect();
    let modes_of = |whose| -> Vec<Mode> {
        let theirs = fitting.iter().filter(|it| it.whose == whose);
        theirs.map(|it| it.mode).collect()
    };
    let own = secrets.of_merchant.as_ref();
    let by_merchant = own.is_some_and(|secret| {
        let mut styles = secrets.merchant_styles.iter();
        styles.any(|style| letter.fits(*style, secret))
    });
    let (installation, own_account) = (modes_of(Whose::Installation), modes_of(Whose::Merchant));
    let signed_for = if !installation.is_empty() {
        SignedFor::Account {
            modes: installation,
        }
    } else if !own_account.is_empty() {
        SignedFor::Merchant { modes: own_account }
    } else if by_merchant {
        SignedFor::Merchant {
            modes: secrets.merchant_modes.clone(),
        }
    } else {
        let all = secrets.of_accounts.iter().map(|it| &it.secret);
        if let Some(style) = all.chain(own).find_map(|secret| letter.style(secret)) {
            tell_operator(state, style).await;
        }
        return Ok(None);
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
