use payment::{AttemptId, CaseKind, FailureCode, Money};
use serde::Serialize;

use crate::{
    api::v1::checkouts::words::{case_words, failure_words},
    clock::rfc3339,
};

/// Why an attempt did not pay.
#[derive(Serialize)]
pub(super) struct Failure<'a> {
    code: FailureCode,
    detail: Option<&'a str>,
    /// The same for a person; not stable.
    message: String,
}

/// Why the last attempt did not pay, while the customer may try again.
#[derive(Serialize)]
pub(super) struct LastFailure<'a> {
    #[serde(flatten)]
    failure: Failure<'a>,
    attempt: &'a AttemptId,
    at: String,
}

/// Money that came and does not count, or that went back.
#[derive(Serialize)]
pub(super) struct Case<'a> {
    kind: CaseKind,
    attempt: &'a AttemptId,
    amount: Money,
    detail: Option<&'a str>,
    /// What is the matter, and what to do; for a person, not stable.
    message: String,
    at: String,
}

impl<'a> Failure<'a> {
    pub(super) fn of(failure: &'a payment::Failure) -> Self {
        Self {
            code: failure.code,
            detail: failure.detail.as_deref(),
            message: failure_words(failure),
        }
    }
}

impl<'a> LastFailure<'a> {
    pub(super) fn of(last: &'a payment::LastFailure) -> Self {
        let payment::LastFailure {
            attempt,
            failure,
            at,
        } = last;
        Self {
            failure: Failure::of(failure),
            attempt,
            at: rfc3339(*at),
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn of(case: &'a payment::Case) -> Self {
        let payment::Case {
            kind,
            attempt,
            amount,
            detail,
            at,
        } = case;
        Self {
            kind: *kind,
            attempt,
            amount: *amount,
            detail: detail.as_deref(),
            message: case_words(*kind, detail.as_deref()),
            at: rfc3339(*at),
        }
    }
}
