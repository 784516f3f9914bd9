//! Level AAA, as far as it is claimed.

use super::super::criterion::{Criterion, Level};
use super::{
    AXE, BY_KEYBOARD, KEYBOARD, OPERABLE, OUTCOMES, PERCEIVABLE, UNDERSTANDABLE, met, shown,
};

pub(super) const ALL: &[Criterion] = &[
    met(
        "1.2.6",
        "Sign Language (Prerecorded)",
        Level::Aaa,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.7",
        "Extended Audio Description (Prerecorded)",
        Level::Aaa,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.8",
        "Media Alternative (Prerecorded)",
        Level::Aaa,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.9",
        "Audio-only (Live)",
        Level::Aaa,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.4.6",
        "Contrast (Enhanced)",
        Level::Aaa,
        "7:1 for text in the default brand, by day and by night.",
        &[AXE],
    ),
    met(
        "1.4.7",
        "Low or No Background Audio",
        Level::Aaa,
        "There is no sound.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
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
        "1.4.9",
        "Images of Text (No Exception)",
        Level::Aaa,
        "As 1.4.5: a shop’s logo, whose name stands beside it in letters, is the only picture that may hold some.",
        &[shown(
            PERCEIVABLE,
            "1.4.5 Images of Text: the only pictures are the shop’s logo and the code for a phone",
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
        "2.2.5",
        "Re-authenticating",
        Level::Aaa,
        "Nobody signs in to our pages, so nobody has to do so again.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.8 Accessible Authentication (Minimum), 3.3.9 (Enhanced): our pages ask for no password and set no puzzle",
        )],
    ),
    met(
        "2.3.2",
        "Three Flashes",
        Level::Aaa,
        "Nothing flashes.",
        &[shown(
            OPERABLE,
            "2.3.1 Three Flashes or Below Threshold: nothing flashes",
        )],
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
        "2.5.6",
        "Concurrent Input Mechanisms",
        Level::Aaa,
        "Controls are those of HTML, which take a finger, a mouse, a pen and keys at any moment.",
        &[
            shown(
                OPERABLE,
                "2.1.1 Keyboard: whatever can be pressed is a link, a button, a field or a summary",
            ),
            BY_KEYBOARD,
        ],
    ),
    met(
        "3.3.6",
        "Error Prevention (All)",
        Level::Aaa,
        "As 3.3.4: what is typed is checked and can be mended, and what was begun can be stopped.",
        &[
            shown(
                UNDERSTANDABLE,
                "3.3.1 Error Identification, 3.3.3 Error Suggestion: each fault is named, tied to its field and says what helps",
            ),
            shown(
                OUTCOMES,
                "the page's own button cancels the payment at the bank too",
            ),
        ],
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
