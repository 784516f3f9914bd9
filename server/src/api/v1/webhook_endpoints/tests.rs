use payment::EndpointId;
use proptest::prelude::*;

use super::{replay, request};
use crate::{api::openapi::sample, config::NotificationsConfig};

proptest! {
    #[test]
    fn an_endpoint_that_is_as_described_is_taken(value in sample::named("NewEndpoint")) {
        let read = request::new(value.clone(), &NotificationsConfig::ANYWHERE);
        prop_assert!(read.is_ok(), "{value}: {:?}", read.err());
    }

    #[test]
    fn a_change_that_is_as_described_is_taken(value in sample::named("EndpointChange")) {
        let read = request::change(value.clone(), &NotificationsConfig::ANYWHERE);
        prop_assert!(read.is_ok(), "{value}: {:?}", read.err());
    }

    #[test]
    fn an_overlap_that_is_as_described_is_taken(value in sample::named("Overlap")) {
        prop_assert!(request::overlap(Some(value)).is_ok());
    }

    #[test]
    fn a_range_that_is_as_described_and_ends_after_it_begins_is_taken(
        value in sample::named("ReplayRange")
    ) {
        let id = EndpointId::from_bytes([1; 16]);
        if let Err(faults) = replay::read(value.clone(), id) {
            let places: Vec<_> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
            prop_assert_eq!(places, ["/to"], "{}", value);
        }
    }
}
