//! What the page needs of the rest of the house. The server implements it; the page knows
//! no store, no provider and no clock.

use async_trait::async_trait;
use flinks::limits::Limits;
use payment::{
    AttemptId, Checkout, Delivery, Field, LinkedAccountId, Locale, LoginId, Method, Money,
    PageToken, Payer, StepName, TextFault, Timestamp,
};

use crate::brand::Brand;

/// The one service behind the page, provided to server functions as `Arc<dyn Desk>`.
#[async_trait]
pub trait Desk: Send + Sync + 'static {
    /// Everything that the page of this token shows.
    async fn view(&self, token: &PageToken) -> Result<CheckoutView, DeskError>;

    /// Starts an attempt: supersedes the live one, asks the provider for a session.
    /// When the provider makes none, the attempt has failed and the page says so: that is
    /// a fact of the checkout, not an error of this call.
    async fn start(&self, token: &PageToken, start: Start) -> Result<(), DeskError>;

    /// Starts again as the last attempt was started: same method, same payer. The bank's
    /// page opens here, also where the last one went by e-mail.
    async fn restart(
        &self,
        token: &PageToken,
        attempt: AttemptId,
        locale: Locale,
    ) -> Result<(), DeskError>;

    /// Stops this attempt: cancels its session at the provider, then believes what the
    /// provider answers. One that is not the live one is left alone: a page that was left
    /// open in a tab must not stop what began since.
    async fn cancel(&self, token: &PageToken, attempt: &AttemptId) -> Result<(), DeskError>;

    /// Where the customer links an account for the live attempt: the provider's address with
    /// a token that opens it once. It is asked for when a browser is about to open it
    /// (`/c/{token}/link` and `/c/{token}/link/frame` redirect there), so that no view of the
    /// page costs one and the address stands in no page of ours.
    async fn link_address(
        &self,
        token: &PageToken,
        place: LinkPlace,
        locale: Locale,
    ) -> Result<String, DeskError>;

    /// Takes in a login that the customer's browser brings from the bank. A hint: what the
    /// provider says of it decides whose accounts they are.
    async fn link(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        login: LoginId,
        account: Option<LinkedAccountId>,
    ) -> Result<(), DeskError>;

    /// Has the linked account debited once, after its agreement is signed. Money is asked
    /// for from here on.
    async fn choose_account(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        account: LinkedAccountId,
    ) -> Result<(), DeskError>;

    /// Gives the customer more time, where there is more to be had.
    async fn extend(&self, token: &PageToken) -> Result<(), DeskError>;

    /// Notes a step that the bank frame posted. A hint: it makes us ask the provider sooner.
    async fn hint(
        &self,
        token: &PageToken,
        attempt: &AttemptId,
        step: StepName,
    ) -> Result<(), DeskError>;
}

/// A start form, read and found good.
#[derive(Clone, Debug)]
pub struct Start {
    /// The id that the form brought, so that sending it twice starts one attempt.
    pub attempt: AttemptId,
    /// How the customer wants to pay.
    pub method: Method,
    /// How much, where the order leaves that open.
    pub amount: Option<Money>,
    /// Who pays.
    pub payer: Payer,
    /// The language to ask of the bank frame.
    pub locale: Locale,
    /// How the customer gets to the bank's page.
    pub delivery: Delivery,
    /// The last attempt that the form's page knew of, where it says: see [`crate::action::seen`].
    pub after: Option<String>,
}

/// Where the page is shown on which the customer links an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkPlace {
    /// In the frame on our page, to which it posts what the customer does.
    Frame,
    /// In a window of its own, from which it leads back to
    /// `/c/{token}/linked/{attempt}`.
    Window,
}

/// Why the desk could not do what a form asked.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// No checkout has this token.
    #[error("no such checkout")]
    Missing,
    /// The checkout stands where this makes no sense; its page tells where that is.
    #[error("{0}")]
    Rejected(#[from] payment::Rejection),
    /// Something of ours does not work right now; it has been logged.
    #[error("not available right now")]
    Unavailable,
}

/// A field of a form and what is wrong with it.
pub type Fault = (Field, TextFault);

/// Everything that a page of a checkout shows.
#[derive(Clone, Debug)]
pub struct CheckoutView {
    /// The checkout, as its log tells it.
    pub checkout: Checkout,
    /// The number of its last event.
    pub seq: u64,
    /// The page's token.
    pub token: PageToken,
    /// Who the page looks like.
    pub brand: Brand,
    /// The origins whose pages may show this one in a frame.
    pub embedders: Vec<String>,
    /// Where the bank frame lives.
    pub bank: Bank,
    /// What one payment may be.
    pub limits: Limits,
    /// How the payment can be begun anew once this page has expired.
    pub anew: Option<Anew>,
    /// What many banks allow in one e-Transfer.
    pub usual_transfer: Money,
    /// Whether this is test money.
    pub test: bool,
    /// The moment of the view.
    pub now: Timestamp,
}

/// How a payment is begun anew.
#[derive(Clone, Debug)]
pub struct Anew {
    /// The address of the payment link, without a query.
    pub href: String,
    /// What the form is told apart by: however often it is sent, one checkout follows.
    pub form: String,
}

/// What many banks allow in one e-Transfer.
///
/// Assumption: banks set their own limits and tell nobody; 3,000 a transfer or a day is what most
/// of them publish for persons. A word of warning, and no rule.
pub const USUAL_TRANSFER: Money = match Money::from_cents(300_000) {
    Ok(amount) => amount,
    Err(_) => Money::ZERO,
};

/// Where the bank frame lives; nowhere by default.
#[derive(Clone, Debug, Default)]
pub struct Bank {
    /// The frame's address without the session, such as `https://payments.flinksapp.com/app/`.
    pub app_url: String,
    /// The origin of the frame that the screen shows, such as
    /// `https://payments.flinksapp.com`: the only one whose messages count.
    pub origin: String,
}
