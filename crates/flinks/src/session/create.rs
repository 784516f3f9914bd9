//! `POST /api/v2/sessions` `[ET-init, G-init, E2-init]`.

use payment::{
    Address, BankAccount, Digits, Email, Locale, Method, Money, Name, Payer, PostalCode, Province,
    Reference,
};
use serde::{Deserialize, Serialize};

use crate::{amount, limits};

/// A session to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// How the customer pays.
    pub method: Method,
    /// How much; `None` when the customer says how much inside the frame. Given, it can be
    /// changed neither by the customer nor later `[ET-init]`.
    pub amount: Option<Money>,
    /// The merchant's own name for the order: goes out as `referenceId`.
    pub reference: Option<Reference>,
    /// Who pays. The names are compared with the account holder's `[ET-init, G-setup]`.
    pub payer: Payer,
    /// Where the payer lives: optional for EFT since September 2026 `[CL-2026-09]`. It is
    /// not documented for e-Transfer, and not sent there.
    pub address: Option<Address>,
    /// The account to pay into; the provider's default for the merchant where absent.
    pub payee_account: Option<BankAccount>,
    /// The language of the frame. It cannot be changed later.
    pub locale: Locale,
}

/// Why a session cannot be asked for at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsupported {
    /// Regular EFT pays into the provider's default account only `[E2-idx]`. Leaving the
    /// wish out in silence would send the money elsewhere.
    #[error("regular EFT cannot pay into an account of one's choice")]
    Payee,
    /// Outside of 0.01 to 99,999.99 (see [`limits`]).
    #[error("the amount is outside of what the provider takes")]
    Amount,
}

/// The body of the request. Field by field as in the provider's examples `[ET-init, G-setup]`;
/// what is absent is left out.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Request<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_id: Option<&'a Reference>,
    r#type: Kind,
    direction: Direction,
    currency: Currency,
    #[serde(with = "amount::optional", skip_serializing_if = "Option::is_none")]
    amount: Option<Money>,
    options: Options,
    payor: Payor<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payee: Option<Payee<'a>>,
}

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

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    #[serde(skip_serializing_if = "Option::is_none")]
    guarantee: Option<Guarantee>,
    notification_preferences: NotificationPreferences,
}

#[derive(Debug, Serialize)]
struct Guarantee {
    enable: bool,
}

#[derive(Debug, Serialize)]
struct NotificationPreferences {
    language: Language,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Payor<'a> {
    first_name: &'a Name,
    last_name: &'a Name,
    email: &'a Email,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<PayorAddress<'a>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PayorAddress<'a> {
    #[serde(rename = "addressLine1")]
    line1: &'a Name,
    #[serde(rename = "addressLine2", skip_serializing_if = "Option::is_none")]
    line2: Option<&'a Name>,
    city: &'a Name,
    postal_code: &'a PostalCode,
    province: &'a Province,
    country: &'static str,
}

#[derive(Debug, Serialize)]
struct Payee<'a> {
    account: PayeeAccount<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PayeeAccount<'a> {
    institution_code: &'a Digits<3, 3>,
    transit_number: &'a Digits<5, 5>,
    account_number: &'a Digits<7, 12>,
}

impl<'a> TryFrom<&'a NewSession> for Request<'a> {
    type Error = Unsupported;

    fn try_from(session: &'a NewSession) -> Result<Self, Unsupported> {
        let (kind, guarantee) = match session.method {
            Method::GuaranteedEft => (Kind::Eft, Some(Guarantee { enable: true })),
            Method::Eft => (Kind::Eft, Some(Guarantee { enable: false })),
            Method::ETransfer => (Kind::ETransfer, None),
        };
        if session.method == Method::Eft && session.payee_account.is_some() {
            return Err(Unsupported::Payee);
        }
        let takes = limits::MIN_AMOUNT_CENTS..=limits::MAX_AMOUNT_CENTS;
        if session
            .amount
            .is_some_and(|amount| !takes.contains(&amount.cents()))
        {
            return Err(Unsupported::Amount);
        }
        let address = match kind {
            Kind::Eft => session.address.as_ref().map(PayorAddress::from),
            Kind::ETransfer => None,
        };
        Ok(Self {
            reference_id: session.reference.as_ref(),
            r#type: kind,
            direction: Direction::Debit,
            currency: Currency::Cad,
            amount: session.amount,
            options: Options {
                guarantee,
                notification_preferences: NotificationPreferences {
                    language: session.locale.into(),
                },
            },
            payor: Payor {
                first_name: &session.payer.first_name,
                last_name: &session.payer.last_name,
                email: &session.payer.email,
                address,
            },
            payee: session.payee_account.as_ref().map(Payee::from),
        })
    }
}

impl<'a> From<&'a Address> for PayorAddress<'a> {
    fn from(address: &'a Address) -> Self {
        Self {
            line1: &address.line1,
            line2: address.line2.as_ref(),
            city: &address.city,
            postal_code: &address.postal_code,
            province: &address.province,
            country: "CA",
        }
    }
}

impl<'a> From<&'a BankAccount> for Payee<'a> {
    fn from(account: &'a BankAccount) -> Self {
        Self {
            account: PayeeAccount {
                institution_code: &account.institution,
                transit_number: &account.transit,
                account_number: &account.account,
            },
        }
    }
}

/// The answer: 201 by the OpenAPI text of the shared path `[ET-yaml, E2-yaml]`; that it is
/// 201 for guaranteed EFT too is an assumption, so any success is taken. The `referenceId`
/// that comes with it is an echo and is not read.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The session. Whoever has it can read its status, so it is a secret `[G-stat]`.
    pub session_id: payment::SessionId,
}
