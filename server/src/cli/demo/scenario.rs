//! The stories that the shop offers, in the order of its list.

use payment::{Customer, Method};

/// One story of the twin's, with the customer that it is about.
#[derive(Debug)]
pub(super) struct Scenario {
    /// Its name at the twin.
    pub(super) name: &'static str,
    /// What the order is called, where that is not the name.
    reference: Option<&'static str>,
    /// How it is paid.
    pub(super) method: Method,
    /// What the cart costs, in cents.
    pub(super) cents: i64,
    first_name: &'static str,
    last_name: &'static str,
    /// Who signs in at the bank, where the bank's page does not tell.
    user: Option<&'static str>,
}

/// Names and amounts as the provider's sandbox wants them [G-scen]; where a story is the
/// twin's own, so are they.
pub(super) const SCENARIOS: [Scenario; 16] = [
    eft("Happy1", 10_000, "John", "Doe"),
    eft("Happy2", 100_000, "Steve", "Diamond"),
    eft("Happy3", 10_000, "Alex", "Rider"),
    eft("Unhappy1", 10_000, "Joe", "Fails"),
    eft("StopBeforeAgreement", 10_000, "John", "Doe"),
    eft("LowBalance", 10_000, "John", "Doe"),
    eft("WrongName", 10_000, "John", "Doe"),
    Scenario {
        reference: Some("MP-1001"),
        user: Some("Happy1"),
        ..eft("WrongPassword", 10_000, "John", "Doe")
    },
    transfer("ET-Accept"),
    transfer("ET-Decline"),
    transfer("ET-Close"),
    transfer("ET-Expire"),
    transfer("ET-NameMismatch"),
    linked("EFT-Link", "MP-2001", "Greatday"),
    linked("EFT-WrongName", "MP-2002", "Happy2"),
    linked("EFT-ClosedLogin", "MP-2003", "test_disabled_account"),
];

const fn eft(
    name: &'static str,
    cents: i64,
    first_name: &'static str,
    last_name: &'static str,
) -> Scenario {
    Scenario {
        name,
        reference: None,
        method: Method::GuaranteedEft,
        cents,
        first_name,
        last_name,
        user: Some(name),
    }
}

const fn transfer(name: &'static str) -> Scenario {
    Scenario {
        name,
        reference: None,
        method: Method::ETransfer,
        cents: 10_000,
        first_name: "John",
        last_name: "Doe",
        user: None,
    }
}

/// A debit from an account that is linked. Its stories are told by who signs in [C-test].
const fn linked(name: &'static str, reference: &'static str, user: &'static str) -> Scenario {
    Scenario {
        name,
        reference: Some(reference),
        method: Method::Eft,
        cents: 10_000,
        first_name: "John",
        last_name: "Doe",
        user: Some(user),
    }
}

impl Scenario {
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        SCENARIOS.iter().find(|scenario| scenario.name == name)
    }

    /// What the order is called: in the sandbox a reference chooses the story.
    pub(super) fn reference(&self) -> &'static str {
        self.reference.unwrap_or(self.name)
    }

    /// The methods of the order, the story's own first.
    pub(super) fn methods(&self) -> Vec<Method> {
        let mut methods = vec![Method::GuaranteedEft, Method::ETransfer, Method::Eft];
        methods.sort_by_key(|method| *method != self.method);
        methods
    }

    /// What the shop knows of its customer; the page asks for the rest.
    pub(super) fn customer(&self) -> Customer {
        Customer {
            first_name: self.first_name.parse().ok(),
            last_name: self.last_name.parse().ok(),
            ..Customer::default()
        }
    }

    /// What to type as the user name at the bank.
    pub(super) fn user(&self) -> Option<String> {
        self.user.map(str::to_owned)
    }
}
