use payment::{Address, BankAccount, Customer, Email, Name};

use crate::{
    api::fields::{Faults, Field, Fields, Wrong, or_invalid},
    problem::FaultCode,
};

/// What the merchant knows of the customer; all of it may be left out.
pub(super) fn customer(field: Field, faults: &mut Faults) -> Option<Customer> {
    let mut fields = Fields::of(field, faults)?;
    let customer = Customer {
        first_name: fields.text("first_name", faults, str::parse),
        last_name: fields.text("last_name", faults, str::parse),
        middle_name: fields.text("middle_name", faults, str::parse),
        phone: fields.text("phone", faults, str::parse),
        date_of_birth: fields.text("date_of_birth", faults, str::parse),
        occupation: fields.text("occupation", faults, str::parse),
        email: fields.text("email", faults, |text| {
            Email::typed(text).map_err(or_invalid("must be an e-mail address"))
        }),
        address: fields
            .take("address")
            .and_then(|field| address(field, faults)),
    };
    fields.close(faults);
    Some(customer)
}

/// An address is whole or left out. The second line may be blank, as forms leave it.
fn address(field: Field, faults: &mut Faults) -> Option<Address> {
    let mut fields = Fields::of(field, faults)?;
    let line1 = fields.required_text("line1", faults, str::parse);
    let line2 = fields.text("line2", faults, optional_line);
    let unit = fields.text("unit", faults, optional_line);
    let city = fields.required_text("city", faults, str::parse);
    let province = fields.required_text("province", faults, |text| {
        text.parse().map_err(or_invalid(
            "must be the two letters of a province or territory",
        ))
    });
    let postal_code = fields.required_text("postal_code", faults, |text| {
        text.parse()
            .map_err(or_invalid("must be six letters and digits"))
    });
    fields.text("country", faults, |text| {
        // The provider serves Canada only [PAY-start].
        let unsupported = Wrong::new(FaultCode::Unsupported, "must be CA");
        text.eq_ignore_ascii_case("CA")
            .then_some(())
            .ok_or(unsupported)
    });
    fields.close(faults);
    Some(Address {
        line1: line1?,
        line2: line2.flatten(),
        unit: unit.flatten(),
        city: city?,
        province: province?,
        postal_code: postal_code?,
    })
}

fn optional_line(text: &str) -> Result<Option<Name>, payment::TextFault> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some)
    }
}

/// The account to pay into: all three parts.
pub(in crate::api::v1) fn payee_account(field: Field, faults: &mut Faults) -> Option<BankAccount> {
    let mut fields = Fields::of(field, faults)?;
    let institution = fields.required_text("institution", faults, str::parse);
    let transit = fields.required_text("transit", faults, str::parse);
    let account = fields.required_text("account", faults, str::parse);
    let label = fields.text("label", faults, str::parse);
    fields.close(faults);
    Some(BankAccount {
        institution: institution?,
        transit: transit?,
        account: account?,
        label,
    })
}
