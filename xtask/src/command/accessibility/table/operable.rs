//! Principle 2, levels A and AA.

use super::super::criterion::{Criterion, Level, Met};
use super::{AXE, BY_KEYBOARD, KEYBOARD, LIVE, LOOKS_AGAIN, MORE_TIME, OPERABLE, met, shown};

pub(super) const ALL: &[Criterion] = &[
    met(
        "2.1.1",
        "Keyboard",
        Level::A,
        "What can be pressed is a link, a button or a field of HTML.",
        &[
            shown(
                OPERABLE,
                "2.1.1 Keyboard: whatever can be pressed is a link, a button, a field or a summary",
            ),
            BY_KEYBOARD,
        ],
    ),
    met(
        "2.1.2",
        "No Keyboard Trap",
        Level::A,
        "Tab leads through every page and through the bank’s frame, both ways.",
        &[
            shown(
                KEYBOARD,
                "2.1.2 No Keyboard Trap: Tab leads through every page and out, the bank’s frame too",
            ),
            shown(
                LIVE,
                "2.1.2 No Keyboard Trap: the keyboard gets into the bank’s frame and out of it, both ways",
            ),
        ],
    ),
    met(
        "2.1.4",
        "Character Key Shortcuts",
        Level::A,
        "There are none.",
        &[
            shown(OPERABLE, "2.1.4 Character Key Shortcuts: there are none"),
            shown(
                LIVE,
                "2.1.4 Character Key Shortcuts: no letter does anything",
            ),
        ],
    ),
    met(
        "2.2.1",
        "Timing Adjustable",
        Level::A,
        "Before a page’s time is up it says so, and one press gives more of it, at least ten times. Without scripts a page that waits looks again every 15 seconds or more seldom, until the first link after its sentences is pressed, which stops that.",
        &[
            LOOKS_AGAIN,
            shown(
                MORE_TIME,
                "minutes are told at first, at two and at one, and an answer of the server sets them right",
            ),
            shown(
                MORE_TIME,
                "at the bank, more time leaves the bank's page as it is",
            ),
        ],
    ),
    met(
        "2.2.2",
        "Pause, Stop, Hide",
        Level::A,
        "Nothing moves by itself but the sign that something is under way, which ends with it. A page that looks again by itself, as it does without scripts, has a link that stops it.",
        &[
            shown(
                OPERABLE,
                "2.2.2 Pause, Stop, Hide: nothing moves for longer than five seconds but what waits",
            ),
            LOOKS_AGAIN,
        ],
    ),
    met(
        "2.3.1",
        "Three Flashes or Below Threshold",
        Level::A,
        "Nothing flashes.",
        &[shown(
            OPERABLE,
            "2.3.1 Three Flashes or Below Threshold: nothing flashes",
        )],
    ),
    met(
        "2.4.1",
        "Bypass Blocks",
        Level::A,
        "The first stop leads past the order; landmarks have names.",
        &[
            shown(
                KEYBOARD,
                "2.4.1 Bypass Blocks: the first stop leads past the order to what is to be done",
            ),
            AXE,
        ],
    ),
    met(
        "2.4.2",
        "Page Titled",
        Level::A,
        "A title says what the page says, and whose it is.",
        &[shown(
            OPERABLE,
            "2.4.2 Page Titled: a title says what the page says, and whose it is",
        )],
    ),
    met(
        "2.4.3",
        "Focus Order",
        Level::A,
        "Tab goes as the page is read; a new screen takes the focus to its heading.",
        &[
            shown(KEYBOARD, "2.4.3 Focus Order: Tab goes as the page is read"),
            BY_KEYBOARD,
        ],
    ),
    met(
        "2.4.4",
        "Link Purpose (In Context)",
        Level::A,
        "A link says by itself where it leads.",
        &[shown(
            OPERABLE,
            "2.4.4 Link Purpose (In Context), 2.4.9 (Link Only): a link says by itself where it leads",
        )],
    ),
    Criterion {
        number: "2.4.5",
        name: "Multiple Ways",
        level: Level::Aa,
        how: "Leaves out steps of a process, which all our pages are.",
        met: Met::Absent,
    },
    met(
        "2.4.6",
        "Headings and Labels",
        Level::Aa,
        "One heading tells the state; each part has its own.",
        &[shown(
            OPERABLE,
            "2.4.6 Headings and Labels, 2.4.10 Section Headings: one heading tells all, each part has its own",
        )],
    ),
    met(
        "2.4.7",
        "Focus Visible",
        Level::Aa,
        "A ring of 3 pixels, 2 pixels away, in forced colours too.",
        &[shown(
            KEYBOARD,
            "2.4.7 Focus Visible, 2.4.13 Focus Appearance: whatever has the focus is ringed",
        )],
    ),
    met(
        "2.4.11",
        "Focus Not Obscured (Minimum)",
        Level::Aa,
        "Bars that stick keep room for what has the focus.",
        &[shown(
            KEYBOARD,
            "2.4.11 Focus Not Obscured (Minimum), 2.4.12 (Enhanced): nothing lies over what has the focus",
        )],
    ),
    met(
        "2.5.1",
        "Pointer Gestures",
        Level::A,
        "Everything is one press.",
        &[shown(
            OPERABLE,
            "2.5.1 Pointer Gestures, 2.5.7 Dragging Movements: nothing is dragged, swiped or slid",
        )],
    ),
    met(
        "2.5.2",
        "Pointer Cancellation",
        Level::A,
        "A press counts when it is let go of, and not elsewhere.",
        &[shown(
            KEYBOARD,
            "2.5.2 Pointer Cancellation: what is let go of elsewhere was not pressed",
        )],
    ),
    met(
        "2.5.3",
        "Label in Name",
        Level::A,
        "What is read aloud holds what is written.",
        &[
            shown(
                OPERABLE,
                "2.5.3 Label in Name: what is read aloud holds what is written",
            ),
            AXE,
        ],
    ),
    met(
        "2.5.4",
        "Motion Actuation",
        Level::A,
        "Nothing listens to how a device is moved.",
        &[shown(
            LIVE,
            "2.5.4 Motion Actuation: nothing listens to how a device is moved",
        )],
    ),
    met(
        "2.5.7",
        "Dragging Movements",
        Level::Aa,
        "Nothing is dragged.",
        &[shown(
            OPERABLE,
            "2.5.1 Pointer Gestures, 2.5.7 Dragging Movements: nothing is dragged, swiped or slid",
        )],
    ),
    met(
        "2.5.8",
        "Target Size (Minimum)",
        Level::Aa,
        "What is pressed is 44 by 44 CSS pixels, links in a sentence apart.",
        &[shown(
            OPERABLE,
            "2.5.5 Target Size (Enhanced), 2.5.8 (Minimum): what is pressed is 44 by 44 pixels",
        )],
    ),
];
