use payment::{DateOfBirth, Email, Name, Phone, PostalCode, Province};
use serde::Serialize;

/// What the merchant told, and nothing that the customer typed.
#[derive(Serialize)]
pub(super) struct Customer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    middle_name: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_name: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a Phone>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_of_birth: Option<&'a DateOfBirth>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occupation: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address<'a>>,
}

#[derive(Serialize)]
struct Address<'a> {
    line1: &'a Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    line2: Option<&'a Name>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a Name>,
    city: &'a Name,
    province: &'a Province,
    postal_code: &'a PostalCode,
    country: &'static str,
}

impl<'a> Customer<'a> {
    pub(super) fn of(customer: &'a payment::Customer) -> Self {
        let payment::Customer {
            first_name,
            last_name,
            email,
            address,
            middle_name,
            phone,
            date_of_birth,
            occupation,
        } = customer;
        Self {
            first_name: first_name.as_ref(),
            middle_name: middle_name.as_ref(),
            last_name: last_name.as_ref(),
            email: email.as_ref(),
            phone: phone.as_ref(),
            date_of_birth: date_of_birth.as_ref(),
            occupation: occupation.as_ref(),
            address: address.as_ref().map(Address::of),
        }
    }
}

impl<'a> Address<'a> {
    fn of(address: &'a payment::Address) -> Self {
        let payment::Address {
            line1,
            line2,
            city,
            province,
            postal_code,
            unit,
        } = address;
        Self {
            line1,
            line2: line2.as_ref(),
            unit: unit.as_ref(),
            city,
            province,
            postal_code,
            country: "CA",
        }
    }
}
