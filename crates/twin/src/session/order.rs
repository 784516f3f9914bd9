use payment::{Locale, Money};
use serde::{Deserialize, Serialize};

/// What the merchant asked for when the session was made, checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) reference: Option<String>,
    pub(crate) direction: Direction,
    /// Given: fixed for the whole session. Absent: the customer enters it.
    pub(crate) amount: Option<Money>,
    pub(crate) options: Options,
    pub(crate) payor: Payor,
    pub(crate) payee: Option<Account>,
}

/// Which way the money goes, as the merchant wrote it. For e-Transfer the provider's own
/// pages disagree about the word, so both are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Direction {
    #[serde(rename = "DEBIT")]
    Debit,
    #[serde(rename = "CREDIT")]
    Credit,
}

/// The session's options `[G-det]`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Options {
    pub(crate) language: Option<Language>,
    pub(crate) consent: Consent,
    pub(crate) limits: Option<Limits>,
    pub(crate) amount_modification: Option<bool>,
    pub(crate) redirect: Option<Redirect>,
    pub(crate) delivery: Delivery,
}

/// The language of the hosted pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Language {
    #[serde(rename = "EN")]
    English,
    #[serde(rename = "FR")]
    French,
}

impl Language {
    /// The same language in its Canadian form.
    pub(crate) const fn locale(self) -> Locale {
        match self {
            Self::English => Locale::EnCa,
            Self::French => Locale::FrCa,
        }
    }
}

/// Whether the hosted pages begin with a consent page of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Consent {
    #[default]
    Shown,
    Hidden,
}

/// Who tells the customer where to pay. The twin sends no mail either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Delivery {
    #[default]
    Merchant,
    Email,
}

/// Between which amounts the customer may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Limits {
    #[serde(with = "flinks::amount::optional")]
    pub(crate) minimum_amount: Option<Money>,
    #[serde(with = "flinks::amount::optional")]
    pub(crate) maximum_amount: Option<Money>,
}

/// Where the customer goes back to. Assumption: a link at the end of the hosted pages; the
/// provider's other modes and what it adds to the addresses are not documented.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Redirect {
    pub(crate) mode: Option<String>,
    pub(crate) url_success: Option<String>,
    pub(crate) url_exit: Option<String>,
}

/// Who pays.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Payor {
    pub(crate) first_name: String,
    pub(crate) middle_name: Option<String>,
    pub(crate) last_name: String,
    pub(crate) email: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) address: Option<Address>,
}

impl Payor {
    /// First and last name.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

/// Where the payer lives; every part is optional.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Address {
    pub(crate) address_line1: Option<String>,
    pub(crate) address_line2: Option<String>,
    pub(crate) unit: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) province: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) country: Option<String>,
}

/// Where the money goes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Account {
    pub(crate) institution_code: String,
    pub(crate) transit_number: String,
    pub(crate) account_number: String,
    pub(crate) account_label: Option<String>,
}
