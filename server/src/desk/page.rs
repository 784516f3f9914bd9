//! What the page asks of the desk.

use app::{
    brand::Brand,
    desk::{Bank, CheckoutView, Desk as PageDesk, DeskError, Start},
};
use async_trait::async_trait;
use payment::{AttemptId, Locale, MerchantId, PageToken, StepName};
use store::Loaded;

use super::{ActError, Desk};
use crate::{clock, telemetry};

impl Desk {
    pub(crate) async fn find(&self, token: &PageToken) -> Result<Loaded, DeskError> {
        let found = self
            .store
            .load_by_token(token)
            .await
            .map_err(ActError::from)?;
        let loaded = found.ok_or(DeskError::Missing)?;
        telemetry::about(&loaded.checkout.id);
        Ok(loaded)
    }

    /// How the merchant looks; `None` when there is no such merchant.
    pub(crate) async fn brand(&self, merchant: &MerchantId) -> Result<Option<Brand>, ActError> {
        let Some(merchant) = self.store.merchant(merchant).await? else {
            return Ok(None);
        };
        let chosen = serde_json::from_str(&merchant.brand).ok();
        Ok(Some(chosen.unwrap_or_else(|| Brand::plain(&merchant.name))))
    }
}

#[async_trait]
impl PageDesk for Desk {
    async fn view(&self, token: &PageToken) -> Result<CheckoutView, DeskError> {
        let loaded = self.find(token).await?;
        let brand = self
            .brand(&loaded.checkout.merchant)
            .await?
            .ok_or(DeskError::Missing)?;
        let mode = loaded.checkout.order.mode;
        // Without an account there is no frame; starting tells the customer so.
        let bank = self
            .accounts
            .of(mode)
            .map_or_else(Bank::default, |account| Bank {
                app_url: account.app_url.to_string(),
                origin: account.app_origin.clone(),
            });
        Ok(CheckoutView {
            seq: loaded.version.number().into(),
            checkout: loaded.checkout,
            token: token.clone(),
            brand,
            bank,
            test: mode == payment::Mode::Test,
            now: clock::now(),
        })
    }

    async fn start(&self, token: &PageToken, start: Start) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        self.start_attempt(&id, start, clock::now()).await
    }

    async fn restart(
        &self,
        token: &PageToken,
        attempt: AttemptId,
        locale: Locale,
    ) -> Result<(), DeskError> {
        self.restart_attempt(token, attempt, locale, clock::now())
            .await
    }

    async fn cancel(&self, token: &PageToken) -> Result<(), DeskError> {
        let checkout = self.find(token).await?.checkout;
        Ok(self.cancel_attempt(&checkout, clock::now()).await?)
    }

    async fn hint(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        step: StepName,
    ) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        Ok(self.note_hint(&id, attempt, step, clock::now()).await?)
    }
}
