//! Whatever Connect tells of a login's accounts: nothing panics, and an account that can be
//! debited has all its digits.
#![no_main]

use flinks::{
    connect::{Call, Details},
    holder::same_person,
};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|body: &[u8]| {
    for call in Call::ALL {
        let _ = call.unknown_fields(body);
    }
    let Ok(details) = serde_json::from_slice::<Details>(body) else {
        return;
    };
    for account in details.accounts {
        if let Some(bank) = account.bank_account() {
            assert_eq!(bank.institution.as_str().len(), 3);
            assert_eq!(bank.transit.as_str().len(), 5);
        }
        if let Some(holder) = account.holder_name() {
            let _ = same_person(holder, "John", None, "Doe");
        }
    }
});
