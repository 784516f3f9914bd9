use payment::Locale;
use serde::{Deserialize, Serialize};

/// The product of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A debit, guaranteed or not.
    #[serde(rename = "EFT")]
    Eft,
    /// An Interac e-Transfer request.
    #[serde(rename = "e-Transfer")]
    ETransfer,
}

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// From the customer. The reference has it for both products; one overview page shows
    /// `CREDIT` for e-Transfer, which would pay the customer `[ET-init, ET-idx]`.
    #[serde(rename = "DEBIT")]
    Debit,
}

/// The currency of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Currency {
    /// Canadian dollars; there is no other `[PAY-start]`.
    #[serde(rename = "CAD")]
    Cad,
}

/// The language of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "EN")]
    English,
    /// French.
    #[serde(rename = "FR")]
    French,
}

impl From<Locale> for Language {
    fn from(locale: Locale) -> Self {
        match locale {
            Locale::EnCa => Self::English,
            Locale::FrCa => Self::French,
        }
    }
}
