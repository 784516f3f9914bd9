//! A standing offer with an address of its own: whoever opens it can make a checkout of it.

use std::{num::NonZeroU32, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    BankAccount, CheckoutId, Customer, Delivery, Locale, MerchantId, Metadata, Method, Mode, Money,
    Name, Order, PaymentLinkId, PaymentLinkToken, Reference, TextFault, Theme, Timestamp,
};

/// The most uses that can be counted. A link without a count has no such end.
pub const MAX_LINK_USES: u32 = 10_000;

/// How many characters of a checkout's id follow the prefix in its reference: 60 random bits, so
/// that of a million checkouts no two are likely to share them.
const SUFFIX_CHARS: usize = 12;

/// A payment link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentLink {
    /// Its id.
    pub id: PaymentLinkId,
    /// Who is paid.
    pub merchant: MerchantId,
    /// Whether money moves.
    pub mode: Mode,
    /// What its address ends in.
    pub token: PaymentLinkToken,
    /// What is paid for, and how.
    pub offer: LinkOffer,
    /// Whether the merchant lets anybody in.
    pub switch: LinkSwitch,
    /// From when on nobody is let in any more; `None` is never.
    pub expires_at: Option<Timestamp>,
    /// How many can pay by it; `None` is however many come.
    pub max_uses: Option<NonZeroU32>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What is paid for, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkOffer {
    /// How much.
    pub asked: LinkAmount,
    /// What the customer is told that it is for.
    pub description: Option<LinkDescription>,
    /// What the references of its checkouts begin with.
    pub reference_prefix: Option<ReferencePrefix>,
    /// The methods to offer, in this order; never empty.
    pub methods: Vec<Method>,
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
    /// The merchant's notes, which each checkout takes over.
    pub metadata: Metadata,
}

/// How much a link asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkAmount {
    /// This much.
    Fixed(Money),
    /// What the customer says.
    Open {
        /// The least, where the merchant said so.
        least: Option<Money>,
        /// The most, where the merchant said so.
        most: Option<Money>,
        /// What stands in the field before anybody types.
        suggested: Option<Money>,
    },
}

/// Whether a merchant lets anybody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSwitch {
    /// Yes.
    On,
    /// Not now.
    Off,
}

/// How often a link is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinkUses {
    /// Checkouts of it that are paid.
    pub paid: u32,
    /// Checkouts of it that can still be paid.
    pub open: u32,
}

/// What somebody finds who opens the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// A checkout can be made.
    Open,
    /// The merchant has switched it off.
    Inactive,
    /// Its time is up.
    Expired,
    /// Every use is taken, some by checkouts that are not paid yet: it may open again.
    Taken,
    /// It was paid as often as it can be. Final, unless the merchant allows more.
    UsedUp,
}

impl LinkState {
    /// Every state.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::Inactive,
        Self::Expired,
        Self::Taken,
        Self::UsedUp,
    ];

    /// Its name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Inactive => "inactive",
            Self::Expired => "expired",
            Self::Taken => "taken",
            Self::UsedUp => "used_up",
        }
    }
}

impl PaymentLink {
    /// What somebody finds who opens it now. What was paid counts for ever; a checkout that
    /// can still be paid holds its use until it ends.
    #[must_use]
    pub fn state(&self, uses: LinkUses, now: Timestamp) -> LinkState {
        let LinkUses { paid, open } = uses;
        let most = self.max_uses.map(NonZeroU32::get);
        if most.is_some_and(|most| paid >= most) {
            LinkState::UsedUp
        } else if self.switch == LinkSwitch::Off {
            LinkState::Inactive
        } else if self.expires_at.is_some_and(|end| end <= now) {
            LinkState::Expired
        } else if most.is_some_and(|most| paid.saturating_add(open) >= most) {
            LinkState::Taken
        } else {
            LinkState::Open
        }
    }

    /// The order of a checkout of this link. `amount` is what the customer says; where the
    /// link asks for an amount, that counts.
    #[must_use]
    pub fn order(&self, checkout: &CheckoutId, amount: Option<Money>) -> Order {
        let LinkOffer {
            asked,
            description: _,
            reference_prefix,
            methods,
            payee_account,
            locale,
            theme,
            success_url,
            cancel_url,
            metadata,
        } = self.offer.clone();
        Order {
            mode: self.mode,
            amount: match asked {
                LinkAmount::Fixed(amount) => Some(amount),
                LinkAmount::Open { .. } => amount,
            },
            reference: reference(reference_prefix.as_ref(), checkout),
            delivery: Delivery::Page,
            methods,
            customer: Customer::default(),
            payee_account,
            locale,
            theme,
            success_url,
            cancel_url,
            metadata,
            payment_link: Some(self.id.clone()),
        }
    }
}

/// The prefix and the end of the checkout's id: short enough to be read aloud, and told apart
/// from the others, as the provider's reports know a payment by nothing else.
fn reference(prefix: Option<&ReferencePrefix>, checkout: &CheckoutId) -> Option<Reference> {
    let id = checkout.as_str();
    let suffix = id.get(id.len().saturating_sub(SUFFIX_CHARS)..)?;
    let prefix = prefix.map_or("", ReferencePrefix::as_str);
    format!("{prefix}{}", suffix.to_ascii_uppercase())
        .parse()
        .ok()
}

/// One line with a limit of its own.
macro_rules! line {
    ($(#[$doc:meta])* $name:ident, $most:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters that it has.
            pub const MAX_CHARS: usize = $most;

            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = TextFault;

            fn from_str(text: &str) -> Result<Self, TextFault> {
                let line = String::from(text.parse::<Name>()?);
                if line.chars().count() > Self::MAX_CHARS {
                    return Err(TextFault::TooLong);
                }
                Ok(Self(line))
            }
        }

        impl TryFrom<String> for $name {
            type Error = TextFault;

            fn try_from(text: String) -> Result<Self, TextFault> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(line: $name) -> Self {
                line.0
            }
        }
    };
}

line!(
    /// What references begin with: 1 to 60 printable characters, so that the rest of a reference
    /// has room for what tells one checkout from another.
    ReferencePrefix, 60
);
line!(
    /// What a customer is told that a link is for: 1 to 100 printable characters.
    LinkDescription, 100
);

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cents: i64) -> Money {
        Money::from_cents(cents).expect("not negative")
    }

    fn link(asked: LinkAmount, max_uses: Option<u32>) -> PaymentLink {
        PaymentLink {
            id: PaymentLinkId::from_bytes([1; 16]),
            merchant: MerchantId::from_bytes([2; 16]),
            mode: Mode::Test,
            token: PaymentLinkToken::from_bytes([3; 16]),
            offer: LinkOffer {
                asked,
                description: None,
                reference_prefix: Some("CAMP-".parse().expect("a prefix")),
                methods: vec![Method::ETransfer],
                payee_account: None,
                locale: None,
                theme: Theme::Auto,
                success_url: None,
                cancel_url: None,
                metadata: Metadata::new(),
            },
            switch: LinkSwitch::On,
            expires_at: None,
            max_uses: max_uses.and_then(NonZeroU32::new),
            created_at: Timestamp::from_micros(0),
        }
    }

    const NOW: Timestamp = Timestamp::from_micros(1_000);

    #[test]
    fn a_use_is_held_while_it_can_be_paid_given_back_when_not_and_kept_when_it_was() {
        let once = link(LinkAmount::Fixed(cents(100)), Some(1));
        for (paid, open, state) in [
            (0, 0, LinkState::Open),
            (0, 1, LinkState::Taken),
            (1, 0, LinkState::UsedUp),
            (u32::MAX, u32::MAX, LinkState::UsedUp),
        ] {
            assert_eq!(once.state(LinkUses { paid, open }, NOW), state);
        }
        let many = link(LinkAmount::Fixed(cents(100)), None);
        let uses = LinkUses {
            paid: 1_000_000,
            open: 50,
        };
        assert_eq!(many.state(uses, NOW), LinkState::Open);
    }

    #[test]
    fn a_link_that_is_off_or_out_of_time_lets_nobody_in() {
        let open = link(LinkAmount::Fixed(cents(100)), Some(2));
        let off = PaymentLink {
            switch: LinkSwitch::Off,
            ..open.clone()
        };
        let over = PaymentLink {
            expires_at: Some(NOW),
            ..open
        };
        let none = LinkUses::default();
        assert_eq!(off.state(none, NOW), LinkState::Inactive);
        assert_eq!(over.state(none, NOW), LinkState::Expired);
        let before = Timestamp::from_micros(999);
        assert_eq!(over.state(none, before), LinkState::Open);
    }

    #[test]
    fn what_the_customer_says_never_counts_against_an_amount_that_is_asked_for() {
        let id = CheckoutId::from_bytes([7; 16]);
        let fixed = link(LinkAmount::Fixed(cents(100)), None);
        assert_eq!(fixed.order(&id, Some(cents(5))).amount, Some(cents(100)));
        let open = link(
            LinkAmount::Open {
                least: None,
                most: None,
                suggested: Some(cents(9)),
            },
            None,
        );
        assert_eq!(open.order(&id, Some(cents(5))).amount, Some(cents(5)));
    }

    #[test]
    fn a_reference_tells_the_checkouts_of_a_link_apart() {
        let order = |byte| {
            let id = CheckoutId::from_bytes([byte; 16]);
            let reference = link(LinkAmount::Fixed(cents(1)), None)
                .order(&id, None)
                .reference;
            reference.expect("a reference").to_string()
        };
        assert!(order(7).starts_with("CAMP-"));
        assert_ne!(order(7), order(8));
        let longest = "x".repeat(60).parse::<ReferencePrefix>().expect("fits");
        let id = CheckoutId::from_bytes([7; 16]);
        assert!(reference(Some(&longest), &id).is_some());
        assert_eq!(
            "x".repeat(61).parse::<ReferencePrefix>(),
            Err(TextFault::TooLong)
        );
    }
}
