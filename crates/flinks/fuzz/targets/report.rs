//! Whatever a report holds: nothing panics, and a row that is told as sound is sound.
#![no_main]

use flinks::report::read;
use libfuzzer_sys::fuzz_target;
use payment::Money;

fuzz_target!(|file: &[u8]| {
    let report = read(file);
    for row in report.rows {
        assert!(row.amount >= Money::ZERO, "a row that pays the customer");
    }
});
