//! Whatever the details endpoint answers: nothing panics, and nothing is paid without a
//! transaction that says so.
#![no_main]

use flinks::{session::details::Response, status::details_body};
use libfuzzer_sys::fuzz_target;
use payment::Reading;

fuzz_target!(|body: &[u8]| {
    let Ok(read) = details_body(body) else {
        return;
    };
    if matches!(read.answer.reading, Reading::Paid { .. }) {
        let response: Response = serde_json::from_slice(body).expect("it was read before");
        let transactions = response.schedule.and_then(|schedule| schedule.transactions);
        assert!(transactions.is_some_and(|list| !list.is_empty()));
    }
});
