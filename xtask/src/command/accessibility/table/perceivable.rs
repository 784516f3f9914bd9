//! Principle 1, levels A and AA.

use super::super::criterion::{Criterion, Level};
use super::{ANYBODY, AXE, BY_KEYBOARD, PERCEIVABLE, met, shown};

pub(super) const ALL: &[Criterion] = &[
    met(
        "1.1.1",
        "Non-text Content",
        Level::A,
        "The logo stands beside the shop’s name and is passed over; signs are passed over and the words beside them are not; the code for a phone has words.",
        &[
            shown(
                PERCEIVABLE,
                "1.1.1 Non-text Content: every picture has words or is kept from those who hear",
            ),
            AXE,
        ],
    ),
    met(
        "1.2.1",
        "Audio-only and Video-only (Prerecorded)",
        Level::A,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.2",
        "Captions (Prerecorded)",
        Level::A,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.3",
        "Audio Description or Media Alternative (Prerecorded)",
        Level::A,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.4",
        "Captions (Live)",
        Level::Aa,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.2.5",
        "Audio Description (Prerecorded)",
        Level::Aa,
        "There is no sound and no film.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.3.1",
        "Info and Relationships",
        Level::A,
        "Headings, lists, groups, labels, landmarks and descriptions are elements of HTML.",
        &[AXE, BY_KEYBOARD],
    ),
    met(
        "1.3.2",
        "Meaningful Sequence",
        Level::A,
        "No style changes the order in which a page is written.",
        &[shown(
            PERCEIVABLE,
            "1.3.2 Meaningful Sequence: what is read first stands first",
        )],
    ),
    met(
        "1.3.3",
        "Sensory Characteristics",
        Level::A,
        "Words name what they mean, not where it stands or what colour it has.",
        &[shown(
            PERCEIVABLE,
            "1.3.3 Sensory Characteristics: no words point by place, shape or colour",
        )],
    ),
    met(
        "1.3.4",
        "Orientation",
        Level::Aa,
        "Nothing asks how a device is held.",
        &[shown(
            PERCEIVABLE,
            "1.3.4 Orientation: a page serves upright and lying",
        )],
    ),
    met(
        "1.3.5",
        "Identify Input Purpose",
        Level::Aa,
        "Each field about the payer has its `autocomplete`.",
        &[shown(
            PERCEIVABLE,
            "1.3.5 Identify Input Purpose: what is asked about somebody says what it is",
        )],
    ),
    met(
        "1.4.1",
        "Use of Color",
        Level::A,
        "Outcomes have a heading and a sign, faults have words, links are underlined.",
        &[
            shown(
                PERCEIVABLE,
                "1.4.1 Use of Color: links are underlined and faults are told in words",
            ),
            AXE,
        ],
    ),
    met(
        "1.4.2",
        "Audio Control",
        Level::A,
        "There is no sound.",
        &[shown(
            PERCEIVABLE,
            "1.2.1 to 1.2.5, 1.4.2 Time-based Media: there is no sound and no film",
        )],
    ),
    met(
        "1.4.3",
        "Contrast (Minimum)",
        Level::Aa,
        "A merchant’s colours are computed and mended until text has 4.5:1, by day and by night.",
        &[AXE],
    ),
    met(
        "1.4.4",
        "Resize Text",
        Level::Aa,
        "Every size is relative; at twice the size nothing is cut off.",
        &[shown(
            PERCEIVABLE,
            "1.4.4 Resize Text: words of twice the size lose nothing",
        )],
    ),
    met(
        "1.4.5",
        "Images of Text",
        Level::Aa,
        "Words are words.",
        &[shown(
            PERCEIVABLE,
            "1.4.5 Images of Text: the only pictures are the shop’s logo and the code for a phone",
        )],
    ),
    met(
        "1.4.10",
        "Reflow",
        Level::Aa,
        "At 320 CSS pixels, which is 1280 at 400 %, there is one column and nothing stands out.",
        &[
            shown(
                PERCEIVABLE,
                "1.4.10 Reflow: at 320 pixels nothing stands out at the side",
            ),
            shown(ANYBODY, "at four times the size"),
        ],
    ),
    met(
        "1.4.11",
        "Non-text Contrast",
        Level::Aa,
        "Edges of fields, choices and buttons are computed too: 3:1 in any brand.",
        &[shown(
            PERCEIVABLE,
            "1.4.11 Non-text Contrast: controls can be told from the page, 3:1",
        )],
    ),
    met(
        "1.4.12",
        "Text Spacing",
        Level::Aa,
        "No height is fixed around words.",
        &[shown(
            PERCEIVABLE,
            "1.4.12 Text Spacing: lines, paragraphs, letters and words apart lose nothing",
        )],
    ),
    met(
        "1.4.13",
        "Content on Hover or Focus",
        Level::Aa,
        "Nothing appears on hover; on focus only the link past the order, which covers nothing.",
        &[shown(
            PERCEIVABLE,
            "1.4.13 Content on Hover or Focus: nothing appears but the way past the order",
        )],
    ),
];
