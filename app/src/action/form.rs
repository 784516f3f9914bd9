use std::{fmt, str::FromStr};

use flinks::limits::Limits;
use payment::{AttemptId, Delivery, Email, Field, Locale, Method, Order, Payer, TextFault};
use serde::{Deserialize, Serialize};

use crate::{
    amount::read_amount,
    desk::{Fault, Start},
    part::delivery_choice,
    typed,
};

/// The longest text that is shown again, in characters: far longer than what any field takes.
const MOST: usize = 10_000;

/// What a person typed into the start form, fit to be shown again.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedForm {
    /// The chosen method's name.
    pub method: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Amount.
    pub amount: String,
    /// Where the bank's page opens: `page` or `email`.
    pub delivery: String,
}

/// Personal: never prints itself.
impl fmt::Debug for TypedForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TypedForm(***)")
    }
}

impl TypedForm {
    /// The same, no text of it longer than 10,000 characters: what is shown again, and kept for
    /// that, is bounded.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        for text in [
            &mut self.method,
            &mut self.first_name,
            &mut self.last_name,
            &mut self.email,
            &mut self.amount,
            &mut self.delivery,
        ] {
            if let Some((end, _)) = text.char_indices().nth(MOST) {
                text.truncate(end);
            }
        }
        self
    }

    /// What was typed into a field.
    #[must_use]
    pub fn text(&self, field: Field) -> &str {
        match field {
            Field::FirstName => &self.first_name,
            Field::LastName => &self.last_name,
            Field::Email => &self.email,
            Field::Amount => &self.amount,
            Field::Method => &self.method,
        }
    }
}

/// Reads a start form, without what nobody sees in it.
///
/// What the merchant told of the customer, and the amount where the order has one, are the
/// order's, whatever the form brings.
///
/// # Errors
///
/// Every field that is at fault, in the order in which the page shows them.
pub fn read(
    form: &TypedForm,
    order: &Order,
    limits: &Limits,
    attempt: AttemptId,
    locale: Locale,
) -> Result<Start, Vec<Fault>> {
    let customer = &order.customer;
    let amount = match order.amount {
        Some(_) => Ok(None),
        None => read_amount(&form.amount, limits).map(Some),
    };
    let method = method(&form.method, order);
    let first_name = given_or_typed(customer.first_name.as_ref(), &typed::name(&form.first_name));
    let last_name = given_or_typed(customer.last_name.as_ref(), &typed::name(&form.last_name));
    let email = match &customer.email {
        Some(given) => Ok(given.clone()),
        None => Email::typed(&typed::email(&form.email)),
    };
    match (amount, method, first_name, last_name, email) {
        (Ok(amount), Ok(method), Ok(first_name), Ok(last_name), Ok(email)) => Ok(Start {
            attempt,
            method,
            amount,
            payer: Payer {
                first_name,
                middle_name: customer.middle_name.clone(),
                last_name,
                email,
                phone: customer.phone.clone(),
                date_of_birth: customer.date_of_birth.clone(),
                occupation: customer.occupation.clone(),
            },
            locale,
            delivery: delivery_of(method, &form.delivery),
            after: None,
        }),
        (amount, method, first_name, last_name, email) => Err([
            (Field::Amount, amount.err()),
            (Field::Method, method.err()),
            (Field::FirstName, first_name.err()),
            (Field::LastName, last_name.err()),
            (Field::Email, email.err()),
        ]
        .into_iter()
        .filter_map(|(field, fault)| Some((field, fault?)))
        .collect()),
    }
}

/// Only a method whose link can be mailed leaves the choice; what a form says of it beside
/// another one is not read.
fn delivery_of(method: Method, text: &str) -> Delivery {
    if delivery_choice::can_be_mailed(method) {
        delivery_choice::read(text)
    } else {
        Delivery::Page
    }
}

fn method(text: &str, order: &Order) -> Result<Method, TextFault> {
    if text.is_empty() {
        return Err(TextFault::Missing);
    }
    let method = text.parse().map_err(|_| TextFault::Invalid)?;
    if order.methods.contains(&method) {
        Ok(method)
    } else {
        Err(TextFault::Invalid)
    }
}

fn given_or_typed<T>(given: Option<&T>, typed: &str) -> Result<T, TextFault>
where
    T: Clone + FromStr<Err = TextFault>,
{
    given.map_or_else(|| typed.parse(), |given| Ok(given.clone()))
}
