use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Address, BankAccount, DateOfBirth, Delivery, Email, Locale, Method, Mode, Money, Name,
    PaymentLinkId, Phone, TextFault, Theme,
};

/// The merchant's own name for an order: 1 to 100 printable characters.
/// It goes to the provider as `referenceId` and comes back in its reports.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

impl Reference {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Reference {
    type Err = TextFault;

    fn from_str(text: &str) -> Result<Self, TextFault> {
        text.parse::<Name>().map(|line| Self(line.into()))
    }
}

impl TryFrom<String> for Reference {
    type Error = TextFault;

    fn try_from(text: String) -> Result<Self, TextFault> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whatever the merchant wants to find again on the checkout: text by text.
pub type Metadata = BTreeMap<String, String>;

/// What the merchant asked for. It never changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Whether money moves.
    pub mode: Mode,
    /// How much to pay; `None` when the customer says how much.
    pub amount: Option<Money>,
    /// The merchant's own name for the order.
    pub reference: Option<Reference>,
    /// How the customer gets to the bank's page.
    #[serde(default)]
    pub delivery: Delivery,
    /// The methods to offer, in this order; never empty.
    pub methods: Vec<Method>,
    /// What the merchant knows of the customer.
    pub customer: Customer,
    /// The account to pay into, where it is not the provider's default.
    pub payee_account: Option<BankAccount>,
    /// The page's first language, where the merchant chose one.
    pub locale: Option<Locale>,
    /// By which light the page is shown.
    #[serde(default, skip_serializing_if = "Theme::is_auto")]
    pub theme: Theme,
    /// Where a customer who has paid goes on to.
    pub success_url: Option<String>,
    /// Where a customer who gave up goes back to.
    pub cancel_url: Option<String>,
    /// The merchant's notes.
    pub metadata: Metadata,
    /// The payment link by which the customer came, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment_link: Option<PaymentLinkId>,
}

/// What the merchant told about the customer; the page asks for what is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_name: Option<Name>,
    /// Names between the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub middle_name: Option<Name>,
    /// Family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_name: Option<Name>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<Email>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
    /// When they were born.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_of_birth: Option<DateOfBirth>,
    /// What they work as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Name>,
    /// Postal address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
}
