//! `GET /api/v1/paymentrequests/{id}` for a debit, and its cancel `[E1-idx, E-setup]`.

use payment::{Money, RequestId};
use serde::Deserialize;

use crate::{
    amount,
    drift::{Drift, sanitize},
    fields::{self, Fields, PLAIN},
    status::Answer,
    word::Word,
};

/// The answer.
///
/// Two versions of the page of the shared path name the id differently `[ET-gpr]`. The
/// amount and the details are not on it; assumption: where they stand, they are called this.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    #[serde(default)]
    id: Option<RequestId>,
    #[serde(default)]
    request_id: Option<RequestId>,
    /// Its state.
    pub status: Word,
    /// More about the state. Assumption: for a debit that was sent back, the return code.
    #[serde(default)]
    pub status_details: Option<Detail>,
    /// How much.
    #[serde(default, with = "amount::optional")]
    pub amount: Option<Money>,
}

/// Every field of both versions of the page, and those that are assumed.
const FIELDS: Fields = &[
    ("id", PLAIN),
    ("requestId", PLAIN),
    ("status", PLAIN),
    ("statusDetails", PLAIN),
    ("amount", PLAIN),
    ("paymentReferenceNumber", PLAIN),
    ("ReferenceId", PLAIN),
    ("PaymentLink", PLAIN),
];

/// What an answer says about a debit.
#[derive(Clone, Debug)]
pub struct Read {
    /// The payment request that it is about, where it says so.
    pub about: Option<RequestId>,
    /// What it means.
    pub answer: Answer,
}

/// Reads the body of an answer. `None` where it is not of the documented shape.
#[must_use]
pub fn read(body: &[u8]) -> Option<Read> {
    let response: Response = serde_json::from_slice(body).ok()?;
    let mut answer = Answer::of_debit(&response);
    answer.drift.extend(Response::unknown_fields(body));
    answer.sample = (!answer.drift.is_empty()).then(|| sanitize(body));
    Some(Read {
        about: response.about().cloned(),
        answer,
    })
}

impl Response {
    /// The fields of an answer that are not documented.
    #[must_use]
    pub fn unknown_fields(body: &[u8]) -> Vec<Drift> {
        fields::drift(body, FIELDS)
    }

    /// The payment request that the answer is about, where it says so.
    #[must_use]
    pub fn about(&self) -> Option<&RequestId> {
        self.id.as_ref().or(self.request_id.as_ref())
    }
}

/// What stands in a status detail: a return code, or one of the provider's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Why a bank sent the debit back.
    Return(crate::return_code::ReturnCode),
    /// Anything else.
    Word(Word),
}

impl Detail {
    /// As it is kept.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Return(code) => code.to_string(),
            Self::Word(word) => word.to_string(),
        }
    }
}

impl<'de> Deserialize<'de> for Detail {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
        // A code stands there as a text, or as the number that it looks like.
        let text = serde_json::from_str::<String>(raw.get()).unwrap_or(raw.get().to_owned());
        Ok(text
            .parse()
            .map_or_else(|_| Self::Word(Word::clean(&text)), Self::Return))
    }
}
