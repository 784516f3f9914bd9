//! Whatever a frame posts, or an address brings back: nothing panics, and what comes out can
//! be sent on.
#![no_main]

use flinks::event::{Link, decode};
use libfuzzer_sys::fuzz_target;
use payment::StepName;

fuzz_target!(|text: &str| {
    if let Ok(event) = decode(text) {
        let name = event.step.name();
        assert!(name.parse::<StepName>().is_ok(), "a step with no name");
    }
    let _ = Link::of_query(text);
});
