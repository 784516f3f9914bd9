//! `GET /api/v1/institutions`: the banks that a debit may come from `[E1-idx]`.

use serde::Deserialize;

/// A bank.
///
/// Assumption: the members' names; the page lists the endpoint and not its answer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Institution {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    institution_code: Option<String>,
    #[serde(default)]
    name: Option<String>,
}

impl Institution {
    /// Its three digits, where it has them.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.institution_code.as_deref().or(self.code.as_deref())
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

/// The answer: the list itself, or the list as a member. Assumption: one of these.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Response {
    /// The list.
    Bare(Vec<Institution>),
    /// The list as a member.
    Wrapped {
        /// The list.
        institutions: Vec<Institution>,
    },
}

impl From<Response> for Vec<Institution> {
    fn from(response: Response) -> Self {
        match response {
            Response::Bare(list) | Response::Wrapped { institutions: list } => list,
        }
    }
}
