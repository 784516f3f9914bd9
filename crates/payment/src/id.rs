use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Why a text is not an identifier of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {0}")]
pub struct InvalidId(&'static str);

/// Crockford's base 32, lower case: no letter that is read as another.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Sixteen bytes in base 32.
const ENCODED_LEN: usize = 26;

fn encode(bytes: [u8; 16]) -> String {
    let mut value = u128::from_be_bytes(bytes);
    let mut text = [0_u8; ENCODED_LEN];
    for slot in text.iter_mut().rev() {
        *slot = ALPHABET[usize::from(value.to_le_bytes()[0] & 31)];
        value >>= 5;
    }
    text.iter().copied().map(char::from).collect()
}

/// The bytes behind encoded text.
fn decode(text: &str) -> [u8; 16] {
    let value = text.bytes().fold(0_u128, |value, digit| {
        let digit = ALPHABET.iter().position(|it| *it == digit);
        value << 5 | digit.unwrap_or_default() as u128
    });
    value.to_be_bytes()
}

fn is_encoded(text: &str) -> bool {
    // Twenty-six digits hold two bits more than sixteen bytes do, so the first is at most 7.
    text.len() == ENCODED_LEN
        && text.bytes().all(|byte| ALPHABET.contains(&byte))
        && matches!(text.as_bytes()[0], b'0'..=b'7')
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $what:literal, $accept:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The identifier as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let accept: fn(&str) -> bool = $accept;
                accept(text).then(|| Self(text.to_owned())).ok_or(InvalidId($what))
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;

            fn try_from(text: String) -> Result<Self, InvalidId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

macro_rules! prefixed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal, $what:literal) => {
        text_id!($(#[$doc])* $name, $what, |text| {
            text.strip_prefix(concat!($prefix, "_")).is_some_and(is_encoded)
        });

        impl $name {
            /// An identifier made of sixteen bytes: random ones, or a UUID version 7
            /// where identifiers should sort by age.
            #[must_use]
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(format!(concat!($prefix, "_{}"), encode(bytes)))
            }

            /// The sixteen bytes that it is made of.
            #[must_use]
            pub fn to_bytes(&self) -> [u8; 16] {
                decode(&self.0[concat!($prefix, "_").len()..])
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// Capabilities: whoever holds one can act, so they never print themselves.
macro_rules! secret_debug {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(***)"))
            }
        }
    };
}

prefixed_id!(
    /// One checkout: `chk_…`.
    CheckoutId, "chk", "checkout id"
);
prefixed_id!(
    /// One merchant: `mer_…`.
    MerchantId, "mer", "merchant id"
);
prefixed_id!(
    /// One attempt to pay a checkout: `att_…`.
    AttemptId, "att", "attempt id"
);
prefixed_id!(
    /// One event of a checkout's log: `evt_…`.
    EventId, "evt", "event id"
);
prefixed_id!(
    /// One API key's public name: `key_…`. Not the key itself.
    KeyId, "key", "key id"
);

prefixed_id!(
    /// One address of a merchant that is notified: `ep_…`.
    EndpointId, "ep", "endpoint id"
);
prefixed_id!(
    /// One notification to one endpoint: `dlv_…`.
    DeliveryId, "dlv", "delivery id"
);
prefixed_id!(
    /// One letter to a customer: `ltr_…`. It follows from what the letter is about.
    LetterId, "ltr", "letter id"
);

prefixed_id!(
    /// One payment link: `plk_…`.
    PaymentLinkId, "plk", "payment link id"
);

prefixed_id!(
    /// One person who signs in to the dashboard: `per_…`.
    PersonId, "per", "person id"
);
prefixed_id!(
    /// One browser that somebody signed in with: `sgn_…`. Not what it shows.
    SignInId, "sgn", "sign-in id"
);
prefixed_id!(
    /// One passkey's name here: `pky_…`.
    PasskeyId, "pky", "passkey id"
);
prefixed_id!(
    /// One address that is handed over to let somebody in: `inv_…`. Not the address.
    EntryLinkId, "inv", "entry link id"
);
prefixed_id!(
    /// One line of the audit log: `aud_…`.
    AuditId, "aud", "audit id"
);

impl AttemptId {
    /// The attempt that a checkout starts by itself. It follows from the checkout, so that
    /// starting it twice starts one.
    #[must_use]
    pub fn of_delivery(checkout: &CheckoutId) -> Self {
        Self(checkout.0.replacen("chk_", "att_", 1))
    }
}

text_id!(
    /// What a customer's page address ends in: 128 random bits.
    PageToken, "page token", is_encoded
);
secret_debug!(PageToken);

impl PageToken {
    /// A token made of sixteen random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(encode(bytes))
    }
}

text_id!(
    /// What a payment link's address ends in: 128 random bits.
    PaymentLinkToken, "payment link token", is_encoded
);
secret_debug!(PaymentLinkToken);

impl PaymentLinkToken {
    /// A token made of sixteen random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(encode(bytes))
    }
}

text_id!(
    /// The provider's id of a session. It alone is enough to read a payment's status,
    /// so it stands in the frame's address and nowhere else.
    SessionId, "session id", is_opaque
);
secret_debug!(SessionId);

/// The provider's ids are opaque: what it has shown so far are UUIDs and references such as
/// `FLK-20260415-001`.
fn is_opaque(text: &str) -> bool {
    (1..=100).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

text_id!(
    /// The provider's id of a payment request, in the first version of its API.
    RequestId, "payment request id", is_opaque
);
secret_debug!(RequestId);

text_id!(
    /// The provider's id of a customer's linked bank login. Whoever has it, and our
    /// credentials, can read the customer's accounts.
    LoginId, "login id", is_opaque
);
secret_debug!(LoginId);

text_id!(
    /// The provider's id of one reading of a linked login.
    LinkRequestId, "link request id", is_opaque
);
secret_debug!(LinkRequestId);

text_id!(
    /// The provider's id of one account of a linked login.
    LinkedAccountId, "linked account id", is_opaque
);
secret_debug!(LinkedAccountId);

text_id!(
    /// The provider's id of a debit agreement.
    AgreementId, "agreement id", is_opaque
);
secret_debug!(AgreementId);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_of_another_kind_or_shape_is_refused() {
        let checkout = CheckoutId::from_bytes([7; 16]);
        assert!(checkout.as_str().parse::<AttemptId>().is_err());
        for text in [
            "",
            "chk_",
            "chk_0",
            "chk_zzzzzzzzzzzzzzzzzzzzzzzzzz",
            "chk_0000000000000000000000000U",
        ] {
            assert!(text.parse::<CheckoutId>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn capabilities_do_not_print_themselves() {
        let session: SessionId = "3c90c3cc-0d44-4b50-8888-8dd25736052a"
            .parse()
            .expect("valid");
        assert_eq!(format!("{session:?}"), "SessionId(***)");
        assert_eq!(
            format!("{:?}", PageToken::from_bytes([1; 16])),
            "PageToken(***)"
        );
    }

    proptest! {
        #[test]
        fn ids_read_back_and_sort_as_their_bytes_do(a: [u8; 16], b: [u8; 16]) {
            let (x, y) = (CheckoutId::from_bytes(a), CheckoutId::from_bytes(b));
            prop_assert_eq!(x.as_str().parse::<CheckoutId>(), Ok(x.clone()));
            prop_assert_eq!(x.cmp(&y), a.cmp(&b));
            prop_assert_eq!(x.to_bytes(), a);
        }
    }
}
