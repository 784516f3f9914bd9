use flinks::limits::Limits;
use payment::{Email, Mode};
use proptest::prelude::*;

use crate::api::{
    openapi::sample,
    v1::checkouts::{claim, order},
};

proptest! {
    #[test]
    fn a_checkout_that_is_as_described_is_taken(value in sample::named("NewCheckout")) {
        // How long a part of an address may be, a schema cannot say.
        let email = value.pointer("/customer/email").and_then(|email| email.as_str());
        prop_assume!(email.is_none_or(|email| {
            email.parse().is_ok_and(|email: Email| email.can_be_written_to())
        }));
        let read = order::read(value.clone(), Mode::Test, Limits::default());
        prop_assert!(read.is_ok(), "{value}: {:?}", read.err());
    }

    #[test]
    fn a_claim_that_is_as_described_is_taken(value in sample::named("NewClaim")) {
        let read = claim::read(value.clone());
        prop_assert!(read.is_ok(), "{value}: {:?}", read.err());
    }
}
