use std::{fmt, str::FromStr};

use payment::{AttemptId, Reference};
use serde::Serialize;

use super::transaction::Fault;
use crate::limits;

/// What stands on the payer's bank statement: 1 to 15 characters `[E1-tx]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Description(String);

impl Description {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As much of a text as fits, cut at the end. `None` where nothing is left.
    #[must_use]
    pub fn cut(text: &str) -> Option<Self> {
        let clean = text.trim().chars().filter(|c| !c.is_control());
        let cut: String = clean.take(limits::DESCRIPTION_CHARS).collect();
        cut.parse().ok()
    }
}

impl FromStr for Description {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let fits = (1..=limits::DESCRIPTION_CHARS).contains(&text.chars().count())
            && !text.chars().any(char::is_control);
        fits.then(|| Self(text.to_owned()))
            .ok_or(Fault::Description)
    }
}

/// Our own name for a transaction: 1 to 36 of `A`–`Z`, `a`–`z`, `0`–`9` and `-` `[E1-tx]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct CrossReference(String);

impl CrossReference {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The merchant's reference where it fits, else the attempt's id with `-` for `_`.
    ///
    /// A reference may have 100 characters of any kind, and a part of one could be the part
    /// of another as well, so it is never cut.
    #[must_use]
    pub fn of(reference: Option<&Reference>, attempt: &AttemptId) -> Self {
        reference
            .and_then(|reference| reference.as_str().parse().ok())
            .unwrap_or_else(|| Self(attempt.as_str().replace('_', "-")))
    }
}

impl FromStr for CrossReference {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let fits = (1..=limits::CROSS_REFERENCE_CHARS).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        fits.then(|| Self(text.to_owned()))
            .ok_or(Fault::CrossReference)
    }
}

/// What kind of payment it is: three digits of the Canadian standard `[E1-tx, E1-codes]`.
///
/// The setup guide's example has `1`, which is no such code. It goes out as a number, as in
/// every example.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct TransactionCode(u16);

impl TransactionCode {
    /// 450, the reference's own example `[E1-tx]`. Assumption: it suits a shop's payment;
    /// the listed families are for insurance, loans, mortgages, rent and bills.
    pub const EXAMPLE: Self = Self(450);

    /// The number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }
}

impl FromStr for TransactionCode {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let is_code = text.len() == limits::TRANSACTION_CODE_DIGITS
            && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().map_err(|_| Fault::TransactionCode)?;
        // The first digit of a code is never 0, and a number could not carry it.
        (is_code && number >= 100)
            .then_some(Self(number))
            .ok_or(Fault::TransactionCode)
    }
}

impl fmt::Display for TransactionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

impl fmt::Debug for TransactionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How often a schedule pays in all: 1 to 300 times `[E1-tx]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TransactionsCount(u16);

impl TransactionsCount {
    /// A count, within the provider's limit.
    pub const fn new(count: u16) -> Result<Self, Fault> {
        match count {
            1..=limits::MAX_SCHEDULED => Ok(Self(count)),
            _ => Err(Fault::TransactionsCount),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_description_has_at_most_fifteen_characters() {
        assert!("Commande n° 101".parse::<Description>().is_ok());
        for text in ["", "   ", "sixteen letters!", "two\nlines"] {
            assert_eq!(text.parse::<Description>(), Err(Fault::Description));
        }
        let cut = Description::cut("Éléphants & frères, fils");
        assert_eq!(
            cut.as_ref().map(Description::as_str),
            Some("Éléphants & frè")
        );
        assert_eq!(Description::cut(" \n "), None);
    }

    #[test]
    fn a_cross_reference_is_the_merchants_where_it_fits_and_the_attempts_where_not() {
        let attempt = AttemptId::from_bytes([7; 16]);
        let of = |text: &str| CrossReference::of(text.parse().ok().as_ref(), &attempt);
        assert_eq!(of("ORDER-1001").as_str(), "ORDER-1001");
        for misfit in ["ORDER 1001", "commande_é", &"9".repeat(37)] {
            let name = of(misfit);
            assert!(name.as_str().starts_with("att-"), "{name:?}");
            assert!(name.as_str().parse::<CrossReference>().is_ok());
        }
    }

    #[test]
    fn a_transaction_code_has_three_digits() {
        assert_eq!(
            "450".parse::<TransactionCode>(),
            Ok(TransactionCode::EXAMPLE)
        );
        for text in ["", "1", "45", "4500", "045", "4.5", "-45"] {
            assert_eq!(
                text.parse::<TransactionCode>(),
                Err(Fault::TransactionCode),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_schedule_pays_one_to_three_hundred_times() {
        assert!(TransactionsCount::new(1).is_ok() && TransactionsCount::new(300).is_ok());
        for count in [0, 301] {
            assert_eq!(TransactionsCount::new(count), Err(Fault::TransactionsCount));
        }
    }

    proptest! {
        #[test]
        fn a_cut_description_is_one(text in ".{0,60}") {
            if let Some(cut) = Description::cut(&text) {
                prop_assert!(cut.as_str().parse::<Description>().is_ok());
            }
        }

        #[test]
        fn every_reference_has_a_cross_reference(text in ".{1,100}", seed: [u8; 16]) {
            let name = CrossReference::of(text.parse().ok().as_ref(), &AttemptId::from_bytes(seed));
            prop_assert!(name.as_str().parse::<CrossReference>().is_ok());
        }
    }
}
