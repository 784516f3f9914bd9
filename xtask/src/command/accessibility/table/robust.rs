//! Principle 4, levels A and AA.

use super::super::criterion::{Criterion, Level};
use super::{AXE, LIVE, met, shown};

pub(super) const ALL: &[Criterion] = &[
    met(
        "4.1.2",
        "Name, Role, Value",
        Level::A,
        "Elements of HTML with their own roles; the frame has a name in the page’s language.",
        &[
            shown(
                LIVE,
                "4.1.2 Name, Role, Value: the bank’s frame says what it is, in the language of the page",
            ),
            AXE,
        ],
    ),
    met(
        "4.1.3",
        "Status Messages",
        Level::Aa,
        "Each stage, and the loss and return of the network, is said once and politely.",
        &[
            shown(
                LIVE,
                "4.1.3 Status Messages: each stage is said once, politely, and nothing else is",
            ),
            shown(
                LIVE,
                "4.1.3 Status Messages: being offline is said once, and being back",
            ),
        ],
    ),
];
