use payment::{
    Address, BankAccount, DateOfBirth, Digits, Email, Name, Phone, PostalCode, Province,
};
use serde::Serialize;

use super::{Kind, NewSession};

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Payor<'a> {
    first_name: &'a Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    middle_name: Option<&'a Name>,
    last_name: &'a Name,
    email: &'a Email,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a Phone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occupation: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_of_birth: Option<&'a DateOfBirth>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a Name>,
    city: &'a Name,
    postal_code: &'a PostalCode,
    province: &'a Province,
    country: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct Payee<'a> {
    account: PayeeAccount<'a>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PayeeAccount<'a> {
    institution_code: &'a Digits<3, 3>,
    transit_number: &'a Digits<5, 5>,
    account_number: &'a Digits<7, 12>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_label: Option<&'a Name>,
}

impl<'a> Payor<'a> {
    pub(super) fn of(session: &'a NewSession, kind: Kind) -> Self {
        let payer = &session.payer;
        let common = Self {
            first_name: &payer.first_name,
            middle_name: payer.middle_name.as_ref(),
            last_name: &payer.last_name,
            email: &payer.email,
            phone: None,
            occupation: None,
            date_of_birth: None,
            address: None,
        };
        match kind {
            Kind::ETransfer => common,
            Kind::Eft => Self {
                phone: payer.phone.as_ref(),
                occupation: payer.occupation.as_ref(),
                date_of_birth: payer.date_of_birth.as_ref(),
                address: session.address.as_ref().map(PayorAddress::from),
                ..common
            },
        }
    }
}

impl<'a> From<&'a Address> for PayorAddress<'a> {
    fn from(address: &'a Address) -> Self {
        let Address {
            line1,
            line2,
            unit,
            city,
            province,
            postal_code,
        } = address;
        Self {
            line1,
            line2: line2.as_ref(),
            unit: unit.as_ref(),
            city,
            postal_code,
            province,
            country: "CA",
        }
    }
}

impl<'a> Payee<'a> {
    pub(super) fn of(account: &'a BankAccount, kind: Kind) -> Self {
        let BankAccount {
            institution,
            transit,
            account,
            label,
        } = account;
        Self {
            account: PayeeAccount {
                institution_code: institution,
                transit_number: transit,
                account_number: account,
                account_label: match kind {
                    Kind::Eft => label.as_ref(),
                    // Not documented there `[ET-init]`.
                    Kind::ETransfer => None,
                },
            },
        }
    }
}
