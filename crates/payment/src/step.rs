use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The name of a step in the bank frame, as the provider wrote it: 1 to 64 of `A`–`Z`,
/// `0`–`9` and `_`. Names that we do not know are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StepName(String);

/// The text is no step name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a step is 1 to 64 of A-Z, 0-9 and _")]
pub struct InvalidStep;

impl StepName {
    /// The name as the provider wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for StepName {
    type Err = InvalidStep;

    fn from_str(text: &str) -> Result<Self, InvalidStep> {
        let fits = (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        fits.then(|| Self(text.to_owned())).ok_or(InvalidStep)
    }
}

impl TryFrom<String> for StepName {
    type Error = InvalidStep;

    fn try_from(text: String) -> Result<Self, InvalidStep> {
        text.parse()
    }
}

impl From<StepName> for String {
    fn from(name: StepName) -> Self {
        name.0
    }
}

impl fmt::Display for StepName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a step claims about the flow in the frame. A claim is a hint: it changes what the
/// page shows and makes us ask the provider sooner, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// The customer is on the way.
    Underway,
    /// The flow is over and went well.
    Done,
    /// The flow is over, without a payment.
    Over,
}
