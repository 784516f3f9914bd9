//! The facts: what the provider has, by kind.

use flinks::{connect::FlinksCode, return_code::ReturnCode, step::Step};

use super::endpoint;

/// One fact, and what it is found by.
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) source: String,
    pub(super) client: Place,
    pub(super) twin: Place,
    pub(super) test: Place,
}

/// What a fact is found by in the sources.
#[derive(Clone)]
pub(super) enum Place {
    /// Any of these texts, the best first. One of them has to be there.
    At(Vec<String>),
    /// Any of these texts, if one is there.
    Perhaps(Vec<String>),
}

impl Place {
    pub(super) fn at<T: AsRef<str>>(needles: &[T]) -> Self {
        Self::At(owned(needles))
    }

    pub(super) fn perhaps<T: AsRef<str>>(needles: &[T]) -> Self {
        Self::Perhaps(owned(needles))
    }
}

fn owned<T: AsRef<str>>(needles: &[T]) -> Vec<String> {
    needles
        .iter()
        .map(|needle| needle.as_ref().to_owned())
        .collect()
}

/// Facts of one kind.
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) about: &'static str,
    pub(super) column: &'static str,
    pub(super) facts: Vec<Fact>,
}

/// Every kind of fact, in the order of the page.
pub(super) fn sections() -> Vec<Section> {
    vec![
        Section {
            title: "Endpoints",
            about: "Connect's stand below `/v3/{customerId}/BankingServices`.",
            column: "endpoint",
            facts: endpoint::facts(),
        },
        Section {
            title: "Events of the frame",
            about: "Hints, all of them: they move the page along and are a reason to read the status.",
            column: "event",
            facts: Step::ALL.iter().map(event).collect(),
        },
        Section {
            title: "Statuses of a session",
            about: "What the customer's flow has come to; not what became of the money.",
            column: "status",
            facts: statuses(),
        },
        Section {
            title: "Codes of a session",
            about: "`statusDetails`, documented for guaranteed EFT and in part for regular EFT. For e-Transfer none are.",
            column: "code",
            facts: codes(),
        },
        Section {
            title: "Statuses of a transaction or payment request",
            about: "Documented for payment requests of the first version; for the transactions of an e-Transfer session the same words are an assumption.",
            column: "status",
            facts: transactions(),
        },
        Section {
            title: "Return codes of a debit",
            about: "What to do about a debit that a bank returned.",
            column: "code",
            facts: returns(),
        },
        Section {
            title: "Codes of account linking",
            about: "`FlinksCode`; the HTTP status alone does not tell them apart.",
            column: "code",
            facts: link_codes(),
        },
        Section {
            title: "Webhooks",
            about: "Each is confirmed by a status read before it counts, and nothing depends on its coming.",
            column: "webhook",
            facts: webhooks(),
        },
        Section {
            title: "Scenarios",
            about: "Chosen by the `referenceId`, or by the user name at the bank.",
            column: "scenario",
            facts: scenarios(),
        },
    ]
}

fn event(step: &Step) -> Fact {
    let name = step.name();
    let variant = format!("Step::{step:?}");
    let quoted = format!("\"{name}\"");
    Fact {
        name: name.to_owned(),
        meaning: step
            .stage()
            .map_or("shown as in progress", flinks::stage::Stage::as_str)
            .to_owned(),
        source: "ET-evt, G-evt, C-evt".to_owned(),
        client: Place::at(&[&quoted]),
        twin: Place::perhaps(&[&variant, &quoted]),
        test: Place::at(&[name, &variant]),
    }
}

/// A word that is the same in the client, in the twin and in a test.
fn word(name: &str, meaning: &str, source: &str) -> Fact {
    let quoted = format!("\"{name}\"");
    Fact {
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        source: source.to_owned(),
        client: Place::at(&[&quoted]),
        twin: Place::at(&[&quoted]),
        test: Place::at(&[name]),
    }
}

fn statuses() -> Vec<Fact> {
    [
        (
            "Initiated",
            "made; the customer has not begun",
            "G-stat, ET-det",
        ),
        ("InProgress", "the customer is at it", "G-whk-s"),
        (
            "Completed",
            "the customer is through; not the same as paid",
            "G-stat, ET-det",
        ),
        ("Failed", "no payment comes of it", "G-stat, ET-det"),
        ("Canceled", "called off (EFT)", "G-can"),
        (
            "Cancelled",
            "called off (e-Transfer and the first version)",
            "ET-can",
        ),
        ("Expired", "out of time", "G-stat, ET-det"),
    ]
    .map(|(name, meaning, source)| word(name, meaning, source))
    .into()
}

fn codes() -> Vec<Fact> {
    [
        ("EFT0101", "made: wait", "G-stat"),
        ("EFT0301", "the debit is scheduled: **paid**", "G-stat"),
        (
            "EFT0302",
            "the agreement is not signed: **not paid**",
            "G-stat",
        ),
        ("EFT0401", "the bank refused the sign-in", "G-stat"),
        ("EFT0402", "no guarantee", "G-stat"),
        ("EFT0403", "the holder is not the payer", "G-stat"),
        (
            "EFT0404",
            "not enough in the account",
            "G-stat, newest version only",
        ),
        ("EFT0501", "called off through the API", "G-stat"),
        ("EFT0601", "out of time", "G-stat"),
    ]
    .map(|(name, meaning, source)| word(name, meaning, source))
    .into()
}

fn transactions() -> Vec<Fact> {
    [
        ("Initiated", "asked for; the payer has not begun"),
        ("Processing", "the payer is at it"),
        (
            "Accepted",
            "accepted at the bank: **paid**, the funds are guaranteed",
        ),
        ("Processed", "handled, waiting to be settled: **paid**"),
        ("Settled", "on its way to the merchant, or there: **paid**"),
        ("Cancelled", "called off before it began"),
        ("Expired", "the payer did not act in time"),
        ("Declined", "the payer declined at the bank"),
        ("Failed", "it failed"),
    ]
    .map(|(name, meaning)| word(name, meaning, "ET-gpr, PAY-trbl"))
    .into()
}

fn returns() -> Vec<Fact> {
    ReturnCode::ALL
        .iter()
        .map(|code| {
            let name = code.to_string();
            let dispute = if code.is_dispute() {
                "; also a dispute of the agreement"
            } else {
                ""
            };
            Fact {
                meaning: format!("{}{dispute}", code.decision().as_str().replace('_', " ")),
                source: "E-fail".to_owned(),
                client: Place::at(&[&name]),
                // It returns any code of the table, without a list of its own.
                twin: Place::at(&["ReturnCode"]),
                test: Place::at(&[&name]),
                name,
            }
        })
        .collect()
}

fn link_codes() -> Vec<Fact> {
    FlinksCode::ALL
        .iter()
        .map(|code| {
            let name = code.as_str().to_owned();
            let quoted = format!("\"{name}\"");
            let variant = format!("FlinksCode::{code:?}");
            Fact {
                meaning: code.http_status().map_or_else(
                    || "unverified".to_owned(),
                    |status| format!("HTTP {status}"),
                ),
                source: "C-err".to_owned(),
                client: Place::at(&[&quoted]),
                twin: Place::perhaps(&[&quoted, &variant]),
                test: Place::at(&[&name, &variant]),
                name,
            }
        })
        .collect()
}

fn webhooks() -> Vec<Fact> {
    let signed = |name: &str, meaning: &str, source: &str| Fact {
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        source: source.to_owned(),
        client: Place::at(&[name]),
        twin: Place::at(&["SignatureStyle"]),
        test: Place::at(&[name]),
    };
    vec![
        word(
            "SessionSetupStatusChanged",
            "a session completed, failed or was canceled; sent once; its body is an assumption",
            "G-whk-s, G-whk-c",
        ),
        word(
            "GuaranteeIssued",
            "a guarantee waits for an answer; three tries; its name and body are assumptions",
            "G-conf",
        ),
        signed(
            "x-webhook-signature",
            "signature: `sha256=` and upper-case hex",
            "G-whk-c",
        ),
        signed("flinks-authenticity-key", "signature: base64", "WH-hmac"),
        signed(
            "x-flinks-signature",
            "signature of a newer sample; its encoding is an assumption",
            "WH-intro",
        ),
    ]
}

fn scenarios() -> Vec<Fact> {
    twin::scenarios()
        .into_iter()
        .map(|scenario| Fact {
            name: scenario.name.to_owned(),
            meaning: scenario.ends.to_owned(),
            source: if scenario.is_documented {
                "G-scen".to_owned()
            } else {
                "ours".to_owned()
            },
            client: Place::perhaps::<&str>(&[]),
            twin: Place::at(&[format!("\"{}\"", scenario.name)]),
            test: Place::at(&[scenario.name]),
        })
        .collect()
}
