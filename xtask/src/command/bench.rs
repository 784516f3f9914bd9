//! `cargo xtask bench <name>`: one number each, measured.

use crate::failure::Failure;

/// The benches there are.
const KNOWN: &[&str] = &[];

/// Measures what is named.
pub(crate) fn run(name: &str) -> Result<(), Failure> {
    let known = match KNOWN {
        [] => "none yet".to_owned(),
        names => names.join(", "),
    };
    Err(Failure::UnknownBench {
        name: name.to_owned(),
        known,
    })
}
