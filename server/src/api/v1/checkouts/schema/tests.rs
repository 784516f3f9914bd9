use flinks::limits::Limits;
use payment::Mode;
use proptest::prelude::*;

use crate::api::{
    openapi::sample,
    v1::checkouts::{claim, order},
};

proptest! {
    #[test]
    fn a_checkout_that_is_as_described_is_taken(value in sample::named("NewCheckout")) {
        let read = order::read(value.clone(), Mode::Test, Limits::default());
        prop_assert!(read.is_ok(), "{value}: {:?}", read.err());
    }

    #[test]
    fn a_claim_that_is_as_described_is_taken(value in sample::named("NewClaim")) {
        let read = claim::read(value.clone());
        prop_assert!(read.is_ok(), "{value}: {:?}", read.err());
    }
}
