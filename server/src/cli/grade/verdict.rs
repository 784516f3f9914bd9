use serde::Serialize;

/// What an endpoint did with one trial. Verdicts know how grave they are, what they say and
/// how it is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    /// What it should.
    Right,
    /// It refused this, as it refuses everything: that shows nothing.
    Moot,
    /// The line was cut, or nobody listened any more.
    NoAnswer,
    /// It took too long.
    TooSlow,
    /// It sent the sender elsewhere.
    Redirects,
    /// Nothing takes a notification there.
    NotThere,
    /// It said that it is gone for good.
    Gone,
    /// It failed at what it should take.
    Breaks,
    /// It failed at what it should refuse.
    Stumbles,
    /// It refused what it should take.
    RefusesGood,
    /// Its clock is wrong.
    ClockOff,
    /// It takes what anybody signs.
    NeverVerifies,
    /// It takes what nobody signed.
    TakesUnsigned,
    /// It does not check all that is signed.
    VerifiesInPart,
    /// It takes what is too old.
    IgnoresAge,
    /// It takes what is from the future.
    IgnoresFuture,
    /// It verifies another text than the one that came.
    Reserialises,
    /// It looks at one signature only.
    ReadsOneSignature,
    /// It refuses what it has had.
    RefusesRepeats,
    /// It refuses what comes late in the order of things.
    RefusesDisorder,
    /// It refuses a type that it does not know.
    RefusesUnknown,
    /// It does not wait for a body.
    Impatient,
    /// It takes no large body.
    RefusesLarge,
    /// It did something a second time.
    ActsAgain,
    /// It refused, and did it all the same.
    ActsOnRefused,
    /// The shop does not show its order.
    HidesOrder,
}

/// How grave a verdict is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Grade {
    /// Nothing is wrong.
    Pass,
    /// It shows nothing.
    Moot,
    /// It should be mended.
    Warn,
    /// It must be mended before live money.
    Fail,
}

impl Grade {
    /// As it stands at the beginning of a line.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Pass => "ok  ",
            Self::Moot => "-   ",
            Self::Warn => "warn",
            Self::Fail => "FAIL",
        }
    }
}

impl Verdict {
    /// Every verdict.
    #[cfg(test)]
    pub(super) const ALL: [Self; 26] = [
        Self::Right,
        Self::Moot,
        Self::NoAnswer,
        Self::TooSlow,
        Self::Redirects,
        Self::NotThere,
        Self::Gone,
        Self::Breaks,
        Self::Stumbles,
        Self::RefusesGood,
        Self::ClockOff,
        Self::NeverVerifies,
        Self::TakesUnsigned,
        Self::VerifiesInPart,
        Self::IgnoresAge,
        Self::IgnoresFuture,
        Self::Reserialises,
        Self::ReadsOneSignature,
        Self::RefusesRepeats,
        Self::RefusesDisorder,
        Self::RefusesUnknown,
        Self::Impatient,
        Self::RefusesLarge,
        Self::ActsAgain,
        Self::ActsOnRefused,
        Self::HidesOrder,
    ];

    pub(super) const fn grade(self) -> Grade {
        match self {
            Self::Right => Grade::Pass,
            Self::Moot => Grade::Moot,
            Self::Stumbles | Self::RefusesLarge => Grade::Warn,
            Self::NoAnswer
            | Self::TooSlow
            | Self::Redirects
            | Self::NotThere
            | Self::Gone
            | Self::Breaks
            | Self::RefusesGood
            | Self::ClockOff
            | Self::NeverVerifies
            | Self::TakesUnsigned
            | Self::VerifiesInPart
            | Self::IgnoresAge
            | Self::IgnoresFuture
            | Self::Reserialises
            | Self::ReadsOneSignature
            | Self::RefusesRepeats
            | Self::RefusesDisorder
            | Self::RefusesUnknown
            | Self::Impatient
            | Self::ActsAgain
            | Self::ActsOnRefused
            | Self::HidesOrder => Grade::Fail,
        }
    }

    /// What it did, in one sentence.
    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Right => "It did what it should.",
            Self::Moot => {
                "It refused this one, but it refuses good ones too, so that shows nothing."
            }
            Self::NoAnswer => "The connection ended without an answer.",
            Self::TooSlow => "It did not answer in time.",
            Self::Redirects => "It answered with a redirect, which is never followed.",
            Self::NotThere => "Nothing takes a POST at this address.",
            Self::Gone => "It answered 410 Gone, on which Guichet disables the endpoint.",
            Self::Breaks => "It failed at a good notification.",
            Self::Stumbles => {
                "It did not take the notification, but failed instead of refusing it."
            }
            Self::RefusesGood => "It refused a notification that is good.",
            Self::ClockOff => {
                "It refuses what is signed now and takes what is signed ten minutes away: its clock is wrong."
            }
            Self::NeverVerifies => {
                "It takes a notification whoever has signed it: anybody can have it ship."
            }
            Self::TakesUnsigned => {
                "It takes a notification that nobody signed: anybody can have it ship."
            }
            Self::VerifiesInPart => "It takes a notification that was changed after it was signed.",
            Self::IgnoresAge => {
                "It takes a notification that was signed ten minutes ago: a recorded one can be played to it again."
            }
            Self::IgnoresFuture => {
                "It takes a notification that was signed ten minutes from now: one that leaks stays good for longer."
            }
            Self::Reserialises => {
                "It verifies a text that it wrote itself from the JSON, not the bytes that came."
            }
            Self::ReadsOneSignature => "It looks at one signature where the header lists several.",
            Self::RefusesRepeats => {
                "It refused a notification because it had that one before, so it will be sent again."
            }
            Self::RefusesDisorder => {
                "It refused a notification about what happened before the one that it had."
            }
            Self::RefusesUnknown => {
                "It refused a type that it does not know, so each new one will be sent for three days."
            }
            Self::Impatient => "It does not wait for a body that comes slowly.",
            Self::RefusesLarge => {
                "It takes no notification of about 100 kB, which much metadata makes."
            }
            Self::ActsAgain => {
                "The order changed again after it was done: what came twice, or late, had an effect."
            }
            Self::ActsOnRefused => {
                "It refused the notification, and the order changed all the same."
            }
            Self::HidesOrder => "The shop does not show the order as JSON at --order-url.",
        }
    }

    /// How to mend it; `None` where there is nothing to mend.
    pub(super) const fn remedy(self) -> Option<&'static str> {
        match self {
            Self::Right | Self::Moot => None,
            Self::NoAnswer => Some(
                "Find out why the server drops the connection: its log will say, or that of the proxy before it.",
            ),
            Self::TooSlow => {
                Some("Write the notification down, answer 2xx, and do the work after.")
            }
            Self::Redirects => Some(
                "Give Guichet the address that is redirected to, with its scheme, host and slash at the end.",
            ),
            Self::NotThere => Some(
                "Check the path and that it takes POST, without a session, a login or a CSRF token.",
            ),
            Self::Gone => Some("Answer 410 only when nothing should be sent there any more."),
            Self::Breaks => Some(
                "Look into the server's log. If claiming failed because there is no such checkout (404), answer 2xx: asking again changes nothing.",
            ),
            Self::Stumbles => {
                Some("Check the headers and the signature before anything else, and answer 401.")
            }
            Self::RefusesGood => Some(
                "Check that it has the secret given here, verifies the raw body before anything parses it, signs `{webhook-id}.{webhook-timestamp}.{body}`, and decodes what follows whsec_ from base 64.",
            ),
            Self::ClockOff => Some(
                "Set the server's clock by NTP, and compare webhook-timestamp as seconds in UTC.",
            ),
            Self::NeverVerifies => Some(
                "Compute the HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` with the secret and compare it in constant time, before anything else.",
            ),
            Self::TakesUnsigned => Some(
                "Refuse with 401 when webhook-id, webhook-timestamp or webhook-signature is missing.",
            ),
            Self::VerifiesInPart => {
                Some("Sign all of `{webhook-id}.{webhook-timestamp}.{body}`, each as it came.")
            }
            Self::IgnoresAge => Some(
                "Refuse with 401 when webhook-timestamp is more than 300 seconds before your clock, also when the id is known.",
            ),
            Self::IgnoresFuture => Some(
                "Refuse with 401 when webhook-timestamp is more than 300 seconds after your clock.",
            ),
            Self::Reserialises => Some(
                "Take the raw body (express.raw, Bytes, request.get_data()) and parse it after it is verified.",
            ),
            Self::ReadsOneSignature => Some(
                "Split webhook-signature at the spaces and take the notification when any `v1,` among them is right.",
            ),
            Self::RefusesRepeats => {
                Some("Answer 2xx to a webhook-id that you have had, and do nothing.")
            }
            Self::RefusesDisorder => Some(
                "Answer 2xx and keep the order as it is; GET /v1/checkouts/{id} always tells where it stands.",
            ),
            Self::RefusesUnknown => Some("Answer 2xx to every type that you do nothing with."),
            Self::Impatient => Some("Let the server wait for a body for ten seconds at least."),
            Self::RefusesLarge => Some("Allow bodies of 256 kB at this address."),
            Self::ActsAgain => Some(
                "Remember what is shipped together with the order, ask before you ship, and let one writer do both at once.",
            ),
            Self::ActsOnRefused => Some("Verify before you touch the order."),
            Self::HidesOrder => Some(
                "Answer 200 with JSON, or 404 while there is no such order, and the same every time nothing has happened.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::trial::Trial, *};

    const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/merchants/grading.md");
    const START: &str = "<!-- verdicts:start -->\n";
    const END: &str = "<!-- verdicts:end -->";

    fn row(verdict: Verdict) -> String {
        let name = serde_json::to_value(verdict).expect("a name");
        let name = name.as_str().expect("a text");
        let (says, mend) = (verdict.sentence(), verdict.remedy().unwrap_or_default());
        format!("| `{name}` | {says} | {mend} |\n")
    }

    #[test]
    fn the_page_has_every_trial_and_every_verdict() {
        let page = std::fs::read_to_string(PAGE).expect("the page");
        for trial in Trial::ALL {
            let (name, expected) = (trial.name(), trial.expected().status());
            let row = page
                .lines()
                .find(|line| line.starts_with(&format!("| `{name}` |")));
            assert!(
                row.is_some_and(|row| row.ends_with(&format!("| {expected} |"))),
                "{name}: {expected}"
            );
        }
        let (before, rest) = page.split_once(START).expect("a table");
        let (table, after) = rest.split_once(END).expect("its end");
        let rows: String = Verdict::ALL.into_iter().map(row).collect();
        let wanted = format!("\n| verdict | says | mend it |\n|---|---|---|\n{rows}\n");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(PAGE, format!("{before}{START}{wanted}{END}{after}"))
                .expect("it can be written");
        } else {
            assert_eq!(table, wanted, "UPDATE_DOCS=1 writes it anew");
        }
    }

    #[test]
    fn whatever_is_wrong_can_be_mended_and_nothing_else() {
        for verdict in Verdict::ALL {
            let is_wrong = matches!(verdict.grade(), Grade::Warn | Grade::Fail);
            assert_eq!(verdict.remedy().is_some(), is_wrong, "{verdict:?}");
            assert!(verdict.sentence().ends_with('.'), "{verdict:?}");
        }
    }
}
