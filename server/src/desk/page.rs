//! What the page asks of the desk.

use app::{
    brand::Brand,
    desk::{Anew, Bank, CheckoutView, Desk as PageDesk, DeskError, LinkPlace, Start},
};
use async_trait::async_trait;
use flinks::limits::Limits;
use payment::{
    AttemptId, Checkout, Command, LinkState, LinkUses, LinkedAccountId, Locale, LoginId,
    MerchantId, Mode, PageToken, Screen, Status, StepName, Timestamp, screen,
};
use store::{Digest, Loaded};
use url::Url;

use super::{ActError, Desk};
use crate::{account::Account, customer::brand_of, telemetry};

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

    /// How the merchant's pages look in that mode; `None` when there is no such merchant.
    pub(crate) async fn brand(
        &self,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<Option<Brand>, ActError> {
        let stored = self.store.brand(merchant, mode).await?;
        Ok(stored.map(|stored| brand_of(merchant, mode, &stored)))
    }

    /// Where an expired checkout can be begun anew: at the merchant's payment link that led to
    /// it, where that still lets anybody in.
    async fn anew(
        &self,
        checkout: &Checkout,
        token: &PageToken,
        now: Timestamp,
    ) -> Result<Option<Anew>, ActError> {
        let link = match (checkout.status(), &checkout.order.payment_link) {
            (Status::Expired, Some(link)) => self.store.payment_link(link).await?,
            _ => None,
        };
        let Some(link) = link.map(|stored| stored.link) else {
            return Ok(None);
        };
        let uses = match link.max_uses {
            Some(_) => self.store.payment_link_uses(&link.id).await?,
            None => LinkUses::default(),
        };
        let is_open = link.state(uses, now) == LinkState::Open;
        Ok(is_open.then(|| Anew {
            href: format!("/l/{}", link.token.as_str()),
            form: form_of(token),
        }))
    }

    /// How much the account behind a checkout takes; what the provider takes where there is none
    /// that can be used.
    pub(crate) async fn limits_of(&self, checkout: &Checkout) -> Result<Limits, ActError> {
        let account = self.account_of(checkout).await?;
        let limits = account.and_then(|account| account.limits);
        Ok(limits.unwrap_or_default())
    }
}

#[async_trait]
impl PageDesk for Desk {
    async fn view(&self, token: &PageToken) -> Result<CheckoutView, DeskError> {
        let loaded = self.find(token).await?;
        let brand = self
            .brand(&loaded.checkout.merchant, loaded.checkout.order.mode)
            .await?
            .ok_or(DeskError::Missing)?;
        let mode = loaded.checkout.order.mode;
        let merchant = &loaded.checkout.merchant;
        let embedders = self.store.embedding(merchant, mode).await;
        let embedders = embedders.map_err(ActError::from)?;
        // Without an account there is no frame; starting tells the customer so.
        let account = self.account_of(&loaded.checkout).await?;
        let account = account.as_deref();
        let bank = account.map_or_else(Bank::default, |account| bank(account, &loaded.checkout));
        let now = self.clock.now();
        let anew = self.anew(&loaded.checkout, token, now).await?;
        Ok(CheckoutView {
            seq: loaded.version.number().into(),
            checkout: loaded.checkout,
            token: token.clone(),
            brand,
            embedders,
            bank,
            limits: account
                .and_then(|account| account.limits)
                .unwrap_or_default(),
            anew,
            usual_transfer: self.told.usual_transfer,
            test: mode == Mode::Test,
            now,
        })
    }

    async fn start(&self, token: &PageToken, start: Start) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        self.start_attempt(&id, start, self.clock.now()).await
    }

    async fn restart(
        &self,
        token: &PageToken,
        attempt: AttemptId,
        locale: Locale,
    ) -> Result<(), DeskError> {
        self.restart_attempt(token, attempt, locale, self.clock.now())
            .await
    }

    async fn cancel(&self, token: &PageToken, attempt: &AttemptId) -> Result<(), DeskError> {
        let checkout = self.find(token).await?.checkout;
        Ok(self
            .cancel_attempt(&checkout, attempt, self.clock.now())
            .await?)
    }

    async fn link_address(
        &self,
        token: &PageToken,
        place: LinkPlace,
        locale: Locale,
    ) -> Result<String, DeskError> {
        let checkout = self.find(token).await?.checkout;
        self.link_address_of(&checkout, token, place, locale).await
    }

    async fn link(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        login: LoginId,
        account: Option<LinkedAccountId>,
    ) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        let login = Command::Login {
            attempt: attempt.clone(),
            login,
            account,
        };
        Ok(self.act(&id, login, self.clock.now()).await.map(drop)?)
    }

    async fn choose_account(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        account: LinkedAccountId,
    ) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        let choose = Command::ChooseAccount {
            attempt: attempt.clone(),
            account,
        };
        Ok(self.act(&id, choose, self.clock.now()).await.map(drop)?)
    }

    async fn extend(&self, token: &PageToken) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        let now = self.clock.now();
        Ok(self.act(&id, Command::Extend, now).await.map(drop)?)
    }

    async fn hint(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        step: StepName,
    ) -> Result<(), DeskError> {
        let id = self.find(token).await?.checkout.id;
        Ok(self.note_hint(&id, attempt, step, self.clock.now()).await?)
    }
}

/// By what the form of an expired page is told apart: the same each time the page is shown, and
/// nobody's to guess who does not have the page's address.
fn form_of(token: &PageToken) -> String {
    let digest = Digest::of(format!("anew\0{}", token.as_str()));
    hex::encode(&digest.as_bytes()[..16])
}

/// Where the frame that the screen shows lives.
fn bank(account: &Account, checkout: &Checkout) -> Bank {
    let linking = || account.connect_origin.clone();
    let signing = || {
        let link = checkout.live()?.agreement.as_ref()?;
        let url: Url = link.as_str().parse().ok()?;
        Some(url.origin().ascii_serialization())
    };
    let origin = match screen(checkout) {
        Screen::Link => linking(),
        _ => signing(),
    };
    Bank {
        app_url: account.app_url.to_string(),
        origin: origin.unwrap_or_else(|| account.app_origin.clone()),
    }
}
