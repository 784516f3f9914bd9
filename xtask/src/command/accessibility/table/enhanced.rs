//! Level AAA, where it applies to a checkout.

use super::super::criterion::{Criterion, Level};
use super::{AXE, BY_KEYBOARD, KEYBOARD, OPERABLE, PERCEIVABLE, UNDERSTANDABLE, met, shown};

pub(super) const ALL: &[Criterion] = &[
    met(
        "1.4.6",
        "Contrast (Enhanced)",
        Level::Aaa,
        "7:1 for text in the default brand, by day and by night.",
        &[AXE],
    ),
    met(
        "1.4.8",
        "Visual Presentation",
        Level::Aaa,
        "Short, open, ragged lines that follow the browser’s size. Colours are the system’s choice of two.",
        &[shown(
            PERCEIVABLE,
            "1.4.8 Visual Presentation: lines are short, open and ragged",
        )],
    ),
    met(
        "2.1.3",
        "Keyboard (No Exception)",
        Level::Aaa,
        "As 2.1.1.",
        &[BY_KEYBOARD],
    ),
    met(
        "2.3.3",
        "Animation from Interactions",
        Level::Aaa,
        "Nothing moves for those who asked for stillness.",
        &[shown(
            OPERABLE,
            "2.3.3 Animation from Interactions: nothing moves for those who asked for stillness",
        )],
    ),
    met(
        "2.4.9",
        "Link Purpose (Link Only)",
        Level::Aaa,
        "As 2.4.4.",
        &[shown(
            OPERABLE,
            "2.4.4 Link Purpose (In Context), 2.4.9 (Link Only): a link says by itself where it leads",
        )],
    ),
    met(
        "2.4.10",
        "Section Headings",
        Level::Aaa,
        "As 2.4.6.",
        &[shown(
            OPERABLE,
            "2.4.6 Headings and Labels, 2.4.10 Section Headings: one heading tells all, each part has its own",
        )],
    ),
    met(
        "2.4.12",
        "Focus Not Obscured (Enhanced)",
        Level::Aaa,
        "Nothing lies over any part of what has the focus.",
        &[shown(
            KEYBOARD,
            "2.4.11 Focus Not Obscured (Minimum), 2.4.12 (Enhanced): nothing lies over what has the focus",
        )],
    ),
    met(
        "2.4.13",
        "Focus Appearance",
        Level::Aaa,
        "As 2.4.7.",
        &[shown(
            KEYBOARD,
            "2.4.7 Focus Visible, 2.4.13 Focus Appearance: whatever has the focus is ringed",
        )],
    ),
    met(
        "2.5.5",
        "Target Size (Enhanced)",
        Level::Aaa,
        "As 2.5.8.",
        &[shown(
            OPERABLE,
            "2.5.5 Target Size (Enhanced), 2.5.8 (Minimum): what is pressed is 44 by 44 pixels",
        )],
    ),
    met(
        "3.3.9",
        "Accessible Authentication (Enhanced)",
        Level::Aaa,
        "As 3.3.8.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.8 Accessible Authentication (Minimum), 3.3.9 (Enhanced): our pages ask for no password and set no puzzle",
        )],
    ),
];
