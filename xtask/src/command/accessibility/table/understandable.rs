//! Principle 3, levels A and AA.

use super::super::criterion::{Criterion, Level};
use super::{CONNECT, OUTCOMES, RESILIENCE, UNDERSTANDABLE, met, shown};

pub(super) const ALL: &[Criterion] = &[
    met(
        "3.1.1",
        "Language of Page",
        Level::A,
        "`lang` is `en-CA` or `fr-CA`, as the page speaks.",
        &[shown(
            UNDERSTANDABLE,
            "3.1.1 Language of Page, 3.1.2 Language of Parts: each language says which one it is",
        )],
    ),
    met(
        "3.1.2",
        "Language of Parts",
        Level::Aa,
        "The way to the other language is marked as being in it.",
        &[shown(
            UNDERSTANDABLE,
            "3.1.1 Language of Page, 3.1.2 Language of Parts: each language says which one it is",
        )],
    ),
    met(
        "3.2.1",
        "On Focus",
        Level::A,
        "Focus changes nothing.",
        &[shown(
            UNDERSTANDABLE,
            "3.2.1 On Focus, 3.2.2 On Input: nothing turns to another page by itself",
        )],
    ),
    met(
        "3.2.2",
        "On Input",
        Level::A,
        "A choice changes nothing but what the button says.",
        &[shown(
            UNDERSTANDABLE,
            "3.2.1 On Focus, 3.2.2 On Input: nothing turns to another page by itself",
        )],
    ),
    met(
        "3.2.3",
        "Consistent Navigation",
        Level::Aa,
        "Shop, language, order, payment and help stand in the same order on every page.",
        &[shown(
            UNDERSTANDABLE,
            "3.2.3 Consistent Navigation, 3.2.4 Consistent Identification, 3.2.6 Consistent Help: who, what and whom to ask stand where they stood",
        )],
    ),
    met(
        "3.2.4",
        "Consistent Identification",
        Level::Aa,
        "What does the same is called the same: all words come from one catalogue.",
        &[shown(
            UNDERSTANDABLE,
            "3.2.3 Consistent Navigation, 3.2.4 Consistent Identification, 3.2.6 Consistent Help: who, what and whom to ask stand where they stood",
        )],
    ),
    met(
        "3.2.6",
        "Consistent Help",
        Level::A,
        "Whom to call stands at the foot of every page.",
        &[shown(
            UNDERSTANDABLE,
            "3.2.3 Consistent Navigation, 3.2.4 Consistent Identification, 3.2.6 Consistent Help: who, what and whom to ask stand where they stood",
        )],
    ),
    met(
        "3.3.1",
        "Error Identification",
        Level::A,
        "Every fault at once, in a summary that takes the focus, each tied to its field.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.1 Error Identification, 3.3.3 Error Suggestion: each fault is named, tied to its field and says what helps",
        )],
    ),
    met(
        "3.3.2",
        "Labels or Instructions",
        Level::A,
        "Every field has a label that is seen; what is asked for in a certain way says so before.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.2 Labels or Instructions: every field has a label that is seen",
        )],
    ),
    met(
        "3.3.3",
        "Error Suggestion",
        Level::Aa,
        "Each fault says what helps, with an example or the limit.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.1 Error Identification, 3.3.3 Error Suggestion: each fault is named, tied to its field and says what helps",
        )],
    ),
    met(
        "3.3.4",
        "Error Prevention (Legal, Financial, Data)",
        Level::Aa,
        "Amount and account are shown before they are confirmed, here or at the bank; an attempt can be stopped until the bank has confirmed it; the same form sent twice pays once.",
        &[
            shown(
                CONNECT,
                "an account is linked, seen, debited and the agreement signed",
            ),
            shown(
                OUTCOMES,
                "the page's own button cancels the payment at the bank too",
            ),
            shown(
                RESILIENCE,
                "a double click and the back button start one payment",
            ),
        ],
    ),
    met(
        "3.3.7",
        "Redundant Entry",
        Level::A,
        "What was typed stands there again after a fault, a refusal and a change of mind.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.7 Redundant Entry: what was typed stands there again",
        )],
    ),
    met(
        "3.3.8",
        "Accessible Authentication (Minimum)",
        Level::Aa,
        "Our pages ask for no sign-in. The bank’s do, in their frame.",
        &[shown(
            UNDERSTANDABLE,
            "3.3.8 Accessible Authentication (Minimum), 3.3.9 (Enhanced): our pages ask for no password and set no puzzle",
        )],
    ),
];
