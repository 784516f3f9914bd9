use app::brand::Brand;
use dashboard::page::branding::{Branding, LogoFault, LogoNow, Part, Standing, Typed};
use payment::Timestamp;
use serde_json::Value;
use store::{StoreError, StoredBrand};

use super::draft;
use crate::{
    api::{self, branding::LIMIT},
    customer,
    dashboard::Signed,
    state::AppState,
};

/// The look that customers see now.
pub(super) struct Saved {
    pub(super) brand: Brand,
    /// As the API tells it.
    pub(super) told: Value,
    /// As it stands in the fields.
    pub(super) typed: Typed,
    stored: StoredBrand,
}

impl Saved {
    pub(super) async fn find(
        state: &AppState,
        signed: &Signed,
    ) -> Result<Option<Self>, StoreError> {
        let (merchant, mode) = (&signed.merchant, signed.mode);
        let stored = state.store.brand(merchant, mode).await?;
        Ok(stored.map(|stored| {
            let brand = customer::brand_of(merchant, mode, &stored);
            let at = stored.changed_at();
            let told = api::branding::Branding::of(&brand, (merchant, mode), at, &state.config);
            let told = told.as_json();
            Self {
                typed: draft::typed(&told),
                told,
                brand,
                stored,
            }
        }))
    }

    /// What the page shows of it, with what was sent.
    pub(super) fn shown(
        &self,
        standing: Standing,
        typed: Typed,
        faults: Vec<Part>,
        picture: Vec<LogoFault>,
    ) -> Branding {
        let logo = match (self.brand.logo.clone(), self.stored.logo) {
            (None, _) => LogoNow::None,
            (Some(logo), None) => LogoNow::Given(logo),
            (Some(logo), Some(_)) => LogoNow::Chosen(logo),
        };
        Branding {
            standing,
            typed,
            saved: self.typed.clone(),
            faults,
            picture,
            logo,
            heaviest: LIMIT,
            mended: self.brand.mended(),
            seen: self.stored.changed_at().map_or_else(String::new, revision),
        }
    }
}

/// By what a saved look is told from another, in a form.
pub(super) fn revision(at: Timestamp) -> String {
    at.as_micros().to_string()
}
