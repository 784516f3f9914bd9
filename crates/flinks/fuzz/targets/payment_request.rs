//! Whatever a payment request of the first version answers, of an e-Transfer or of a debit:
//! nothing panics, and a debit is never guaranteed.
#![no_main]

use flinks::{eft::request, status::request_body};
use libfuzzer_sys::fuzz_target;
use payment::Reading;

fuzz_target!(|body: &[u8]| {
    let paid = ["Accepted", "Processed", "Settled"];
    if let Ok(read) = request_body(body)
        && matches!(read.answer.reading, Reading::Paid { .. })
    {
        assert!(paid.contains(&read.answer.said.status.as_str()));
    }
    if let Some(read) = request::read(body)
        && let Reading::Paid { guaranteed, .. } = read.answer.reading
    {
        assert!(!guaranteed, "a bank may return any debit");
    }
});
