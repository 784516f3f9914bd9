//! Every criterion, how it is met, and which tests show it.

use super::criterion::{Criterion, Level, Met, Shown};

mod enhanced;
mod operable;
mod perceivable;
mod robust;
mod unclaimed;
mod understandable;

pub(super) use unclaimed::{UNCLAIMED, Unclaimed};

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
const NOSCRIPT: &str = "end2end/tests/noscript.spec.ts";
const MORE_TIME: &str = "end2end/tests/more-time.spec.ts";

/// Every rule of axe, on every page.
const AXE: Shown = shown(PAGES, "no page breaks a rule: ${locale}, ${brand}");

/// A page without scripts that looks again by itself.
const LOOKS_AGAIN: Shown = shown(
    NOSCRIPT,
    "2.2.1 Timing Adjustable, 2.2.2 Pause, Stop, Hide: a page that looks again by itself can be stopped",
);

/// A whole payment without a mouse.
const BY_KEYBOARD: Shown = shown(ANYBODY, "by keyboard alone, and as a screen reader has it");

/// Levels A and AA by number, then what is claimed of level AAA.
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
