//! Whatever the status endpoint answers: nothing panics, and only the one documented pair of
//! words is paid.
#![no_main]

use flinks::status::status_body;
use libfuzzer_sys::fuzz_target;
use payment::{Method, Reading};

fuzz_target!(|body: &[u8]| {
    for method in Method::ALL {
        let Ok(read) = status_body(method, body) else {
            return;
        };
        if matches!(read.answer.reading, Reading::Paid { .. }) {
            assert_eq!(read.answer.said.status, "Completed");
            assert_eq!(read.answer.said.detail.as_deref(), Some("EFT0301"));
        }
    }
});
