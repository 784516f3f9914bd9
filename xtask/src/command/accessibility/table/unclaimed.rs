//! Level AAA, as far as it is not claimed.

/// A criterion that not every page meets, or of which nobody knows.
#[derive(Debug)]
pub(crate) struct Unclaimed {
    /// Its number, such as `2.2.3`.
    pub(crate) number: &'static str,
    pub(crate) name: &'static str,
    /// What stands against it, in a sentence.
    pub(crate) why: &'static str,
}

pub(crate) const UNCLAIMED: &[Unclaimed] = &[
    Unclaimed {
        number: "1.3.6",
        name: "Identify Purpose",
        why: "Landmarks and fields say what they are for; links, buttons and signs do so in words alone.",
    },
    Unclaimed {
        number: "2.2.3",
        name: "No Timing",
        why: "An order holds for a time, which the shop sets. It can be made longer.",
    },
    Unclaimed {
        number: "2.2.4",
        name: "Interruptions",
        why: "News of a payment is said as it comes and cannot be put off: whoever waits must not pay twice.",
    },
    Unclaimed {
        number: "2.2.6",
        name: "Timeouts",
        why: "Where a script runs, the end of a page is told some minutes before, not from the beginning.",
    },
    Unclaimed {
        number: "2.4.8",
        name: "Location",
        why: "The way through a payment is shown while the bank’s page is open, not before and after.",
    },
    Unclaimed {
        number: "3.1.3",
        name: "Unusual Words",
        why: "A debit agreement is explained where it is signed. There is no glossary for what else banks say.",
    },
    Unclaimed {
        number: "3.1.4",
        name: "Abbreviations",
        why: "“CAD”, “PDF” and banks’ short names stand for themselves.",
    },
    Unclaimed {
        number: "3.1.5",
        name: "Reading Level",
        why: "Sentences are short, but nobody has measured how easily they are read.",
    },
    Unclaimed {
        number: "3.1.6",
        name: "Pronunciation",
        why: "Names are written as they were given.",
    },
    Unclaimed {
        number: "3.2.5",
        name: "Change on Request",
        why: "A page turns to the next screen when the bank has spoken. That can be stopped only where no script runs.",
    },
    Unclaimed {
        number: "3.3.5",
        name: "Help",
        why: "What is asked for in a certain way says so before, and in its fault; not every field has help of its own.",
    },
];
