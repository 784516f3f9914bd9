//! Every criterion, how it is met, and which tests show it.

use super::criterion::{Criterion, Level, Met, Shown};

mod enhanced;
mod operable;
mod perceivable;
mod robust;
mod understandable;

const PERCEIVABLE: &str = "end2end/tests/criteria-perceivable.spec.ts";
const OPERABLE: &str = "end2end/tests/criteria-operable.spec.ts";
const KEYBOARD: &str = "end2end/tests/criteria-keyboard.spec.ts";
const UNDERSTANDABLE: &str = "end2end/tests/criteria-understandable.spec.ts";
const LIVE: &str = "end2end/tests/criteria-live.spec.ts";
const ANYBODY: &str = "end2end/tests/anybody.spec.ts";
const PAGES: &str = "end2end/tests/pages.spec.ts";
const CONNECT: &str = "end2end/tests/connect.spec.ts";
const OUTCOMES: &str = "end2end/tests/outcomes.spec.ts";
const RESILIENCE: &str = "end2end/tests/resilience.spec.ts";
const MORE_TIME: &str = "end2end/tests/more-time.spec.ts";

/// Every rule of axe, on every page.
const AXE: Shown = shown(PAGES, "no page breaks a rule: ${locale}, ${brand}");

/// A whole payment without a mouse.
const BY_KEYBOARD: Shown = shown(ANYBODY, "by keyboard alone, and as a screen reader has it");

/// All of them: levels A and AA by number, then what applies of level AAA.
pub(super) fn all() -> impl Iterator<Item = &'static Criterion> {
    [
        perceivable::ALL,
        operable::ALL,
        understandable::ALL,
        robust::ALL,
        enhanced::ALL,
    ]
    .into_iter()
    .flatten()
}

const fn shown(file: &'static str, test: &'static str) -> Shown {
    Shown { file, test }
}

/// A criterion that tests show.
const fn met(
    number: &'static str,
    name: &'static str,
    level: Level,
    how: &'static str,
    tests: &'static [Shown],
) -> Criterion {
    Criterion {
        number,
        name,
        level,
        how,
        met: Met::Shown(tests),
    }
}
