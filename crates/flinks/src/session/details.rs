//! `GET /api/v2/sessions/{sessionId}/details` `[ET-det, G-det, E2-det]`.
//!
//! What the money depends on is read strictly: an answer that cannot be read is no answer.
//! All else is read field by field, in the newer and the older schema, and what cannot be
//! read is absent.

mod account;
mod documented;

use payment::{AgreementId, Money, Reference, SessionId};
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

pub use account::MaskedAccount;
pub(crate) use documented::FIELDS;

use crate::{
    amount,
    word::{Word, is_time},
};

/// The last part of the path.
pub const PATH: &str = "details";

/// The answer. It also holds the payer's name, e-mail address and postal address: these are
/// not read, so that nothing here can lose them.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session that the answer is about.
    pub session_id: Option<SessionId>,
    /// The merchant's own name for the order, as it was told when the session was made.
    #[serde(default, deserialize_with = "lenient")]
    pub reference_id: Option<Reference>,
    /// What is being paid, once that is known.
    #[serde(default, with = "amount::optional")]
    pub amount: Option<Money>,
    /// The state of the customer's flow. The money's is in the [schedule](Self::schedule).
    pub status: Word,
    /// More about the state; for e-Transfer no vocabulary is documented.
    pub status_details: Option<Word>,
    /// What became of the money. e-Transfer.
    pub schedule: Option<Schedule>,
    /// Where the customer is. EFT, and e-Transfer.
    #[serde(default, deserialize_with = "lenient")]
    pub step: Option<Progress>,
    /// The payer's side: only what their bank said.
    #[serde(default, deserialize_with = "lenient")]
    pub payor: Option<Party>,
    /// The merchant's side; always absent for regular EFT `[E2-idx]`.
    #[serde(default, deserialize_with = "lenient")]
    pub payee: Option<Party>,
    /// What came of the guarantee. Guaranteed EFT.
    #[serde(default, deserialize_with = "lenient")]
    pub guarantee_details: Option<GuaranteeDetails>,
    /// The guarantee in the older schema `[G-det]`.
    #[serde(default, deserialize_with = "lenient")]
    pub guarantee: Option<OldGuarantee>,
    /// How well the payer's name fits the account holder's. EFT `[E2-det]`.
    #[serde(default, deserialize_with = "lenient")]
    pub user_details: Option<UserDetails>,
    #[serde(default, deserialize_with = "time")]
    created_at: Option<String>,
    #[serde(default, rename = "created_at", deserialize_with = "time")]
    old_created_at: Option<String>,
}

impl Response {
    /// When the session was made, ISO 8601, in either schema.
    #[must_use]
    pub fn made_at(&self) -> Option<&str> {
        self.created_at
            .as_deref()
            .or(self.old_created_at.as_deref())
    }
}

/// The transactions of a session.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Schedule {
    /// None before the customer is through.
    pub transactions: Option<Vec<Transaction>>,
}

/// One movement of money. Its id is not read.
#[derive(Clone, Debug, Deserialize)]
pub struct Transaction {
    /// Its state, such as `Processed`.
    pub status: Word,
}

/// Where the customer is in the flow, as the provider's server sees it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// `Start`, `Consent`, `BankSelection`, `BankConnection`, `AccountSelection`,
    /// `AmountSelection`, `GuaranteeOffer`, `Review`, `Pad` or `Complete` `[G-det]`.
    pub current: Option<Word>,
    /// The debit agreement, once there is one.
    #[serde(default, deserialize_with = "lenient")]
    pub pad_id: Option<AgreementId>,
}

impl Progress {
    /// Every documented value of [`current`](Self::current).
    pub const DOCUMENTED: [&'static str; 10] = [
        "Start",
        "Consent",
        "BankSelection",
        "BankConnection",
        "AccountSelection",
        "AmountSelection",
        "GuaranteeOffer",
        "Review",
        "Pad",
        "Complete",
    ];
}

/// One side of a payment.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Its bank account; `verifiedAccount` in the older schema. Of the payer's the provider
    /// shows only the end, and none before the customer signed in at the bank.
    #[serde(default, alias = "verifiedAccount", deserialize_with = "lenient")]
    pub account: Option<MaskedAccount>,
}

/// What came of the guarantee `[G-det]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GuaranteeDetails {
    /// Whether the provider offered one.
    #[serde(default, deserialize_with = "lenient")]
    pub guarantee_offered: Option<bool>,
    /// Whether it was accepted.
    #[serde(default, deserialize_with = "lenient")]
    pub guarantee_accepted: Option<bool>,
    /// The most that the provider would stand behind.
    #[serde(default, deserialize_with = "lenient_amount")]
    pub highest_debit_amount_to_guarantee: Option<Money>,
    /// The provider's view of the risk, all in all. `Unknown` is one of its words.
    pub overall_risk_level: Option<Word>,
    /// Its view of the transaction.
    pub transaction_risk_level: Option<Word>,
    /// Its view of the payer.
    pub user_risk_level: Option<Word>,
    /// Its view of the rest.
    pub other_risk_level: Option<Word>,
}

/// The guarantee in the older schema `[G-det]`.
#[derive(Clone, Debug, Deserialize)]
pub struct OldGuarantee {
    /// Its state; no vocabulary is documented.
    pub status: Option<Word>,
}

/// How well the payer's name fits the account holder's `[E2-det]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserDetails {
    /// Whether they were compared.
    #[serde(default, deserialize_with = "lenient")]
    pub matching_performed: Option<bool>,
    /// From 0 to 100. From where on it is good enough is not documented.
    #[serde(default, deserialize_with = "lenient")]
    pub name_match: Option<u8>,
}

/// What is there and can be read as `T`.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(raw.get()).ok().flatten())
}

fn lenient_amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Money>, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    Ok(amount::parse(raw.get()))
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text: Option<String> = lenient(deserializer)?;
    Ok(text.filter(|text| is_time(text)))
}
