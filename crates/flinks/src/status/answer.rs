use payment::{Failure, FailureCode, Method, Money, Reading, Said};

use super::{
    Code, SessionStatus,
    transaction::Reason,
    transactions::{Outcome, Transactions},
};
use crate::{
    drift::{Drift, DriftKind, sanitize},
    fields::{self, Fields},
    session::{details, status},
    word::Word,
};

/// What the provider answered about a session.
///
/// Whatever is not understood decides nothing: it reads as [`Reading::Undecided`], which is
/// not paid and is read again, and is reported as [`Drift`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What it means for the attempt.
    pub reading: Reading,
    /// What the provider said, in its own codes; nothing personal.
    pub said: Said,
    /// Where it said what its documentation does not.
    pub drift: Vec<Drift>,
    /// The shape of the message in which it did, as [`sanitize`] leaves it.
    pub sample: Option<String>,
}

impl Answer {
    /// Reads the answer of the status endpoint: EFT, guaranteed or not `[G-stat]`.
    ///
    /// | status | code | reading |
    /// |---|---|---|
    /// | `Completed` | `EFT0301` | paid |
    /// | `Completed` | `EFT0302` | agreement missing |
    /// | `Completed` | another or none | undecided |
    /// | `Failed` | `EFT0401` – `EFT0404` | failed, with its reason |
    /// | `Failed` | another or none | failed, reason unknown |
    /// | `Canceled` | | canceled |
    /// | `Expired` | | expired |
    /// | `Failed`, `Canceled`, `Expired` | `EFT0301`, `EFT0302` | undecided: they contradict each other, and money may be moving |
    /// | `Initiated`, `InProgress`, unknown | | undecided |
    #[must_use]
    pub fn of_status(method: Method, response: &status::Response) -> Self {
        let status = SessionStatus::from(&response.status);
        let code = response.status_details.as_ref().map(Code::from);
        let mut drift = word_drift(&status, code.as_ref(), &response.status_details);
        let reading = match (&status, &code) {
            (SessionStatus::Completed, Some(Code::Scheduled)) => paid(
                response.amount,
                is_guaranteed(method),
                &response.status,
                &mut drift,
            ),
            (SessionStatus::Completed, Some(Code::AgreementMissing)) => Reading::AgreementMissing,
            (
                SessionStatus::Completed
                | SessionStatus::Initiated
                | SessionStatus::InProgress
                | SessionStatus::Unknown(_),
                _,
            ) => Reading::Undecided,
            (
                SessionStatus::Failed | SessionStatus::Canceled | SessionStatus::Expired,
                Some(code),
            ) if code.is_completion() => Reading::Undecided,
            (SessionStatus::Failed, code) => {
                failed(failure_of(code.as_ref()), response.status_details.as_ref())
            }
            (SessionStatus::Canceled, _) => Reading::Canceled,
            (SessionStatus::Expired, _) => Reading::Expired,
        };
        let code_needed = matches!(status, SessionStatus::Completed | SessionStatus::Failed);
        if code_needed && code.is_none() {
            drift.push(Drift::new(
                DriftKind::StatusDetails,
                &Word::clean("missing"),
            ));
        }
        Self {
            reading,
            said: said(&response.status, response.status_details.as_ref()),
            drift,
            sample: None,
        }
    }

    /// Reads the answer of the details endpoint: e-Transfer, for which no status endpoint is
    /// listed `[ET-idx, ET-det]`.
    ///
    /// The session's status is the customer's flow; the money's truth is in the transactions.
    ///
    /// | session | transactions | reading |
    /// |---|---|---|
    /// | `Initiated`, `InProgress`, `Completed` | at least one, each `Accepted`, `Processed` or `Settled` | paid, guaranteed `[ET-gpr]` |
    /// | 〃 | at least one, each `Declined`, `Failed`, `Cancelled` or `Expired` | the most telling of these |
    /// | 〃 | none, any that is open or unknown, some paid and some not | undecided |
    /// | `Failed` | none paid | failed: declined where a transaction says so, else by its code |
    /// | `Canceled`, `Expired` | none paid | canceled, expired |
    /// | `Failed`, `Canceled`, `Expired` | any paid, `Processing` or unknown | undecided: money may be moving |
    /// | unknown | | undecided |
    #[must_use]
    pub fn of_details(response: &details::Response) -> Self {
        let status = SessionStatus::from(&response.status);
        let code = response.status_details.as_ref().map(Code::from);
        let mut drift = word_drift(&status, code.as_ref(), &response.status_details);
        let money = Transactions::of(response, &mut drift);

        let reading = match &status {
            SessionStatus::Unknown(_) => Reading::Undecided,
            SessionStatus::Initiated | SessionStatus::InProgress | SessionStatus::Completed => {
                match money.outcome {
                    Outcome::Open => Reading::Undecided,
                    Outcome::Paid => paid(response.amount, true, &response.status, &mut drift),
                    Outcome::Over(Reason::Declined) => {
                        failed(FailureCode::Declined, money.telling.as_ref())
                    }
                    Outcome::Over(Reason::Failed) => {
                        let word = response.status_details.as_ref().or(money.telling.as_ref());
                        failed(failure_of(code.as_ref()), word)
                    }
                    Outcome::Over(Reason::Cancelled) => Reading::Canceled,
                    Outcome::Over(Reason::Expired) => Reading::Expired,
                }
            }
            // Whoever ended the session did not end what is on its way at the bank.
            SessionStatus::Failed | SessionStatus::Canceled | SessionStatus::Expired
                if money.any_paid || money.any_moving =>
            {
                if let Some(word) = &money.telling {
                    drift.push(Drift::new(DriftKind::Contradiction, word));
                }
                Reading::Undecided
            }
            SessionStatus::Failed if money.any_declined => {
                failed(FailureCode::Declined, money.telling.as_ref())
            }
            SessionStatus::Failed => {
                let word = response.status_details.as_ref().or(money.telling.as_ref());
                failed(failure_of(code.as_ref()), word)
            }
            SessionStatus::Canceled => Reading::Canceled,
            SessionStatus::Expired => Reading::Expired,
        };
        let detail = response.status_details.as_ref().or(money.telling.as_ref());
        Self {
            reading,
            said: said(&response.status, detail),
            drift,
            sample: None,
        }
    }

    /// The answer with the fields of its body that are not documented, and with the body's
    /// shape where anything is not.
    pub(crate) fn with_body(mut self, body: &[u8], documented: Fields) -> Self {
        let unknown = fields::unknown(body, documented);
        self.drift.extend(unknown.into_iter().map(Drift::field));
        self.sample = (!self.drift.is_empty()).then(|| sanitize(body));
        self
    }
}

/// A payment, unless it is of nothing: the provider's amounts begin at 0.01 `[G-init]`.
fn paid(amount: Option<Money>, guaranteed: bool, word: &Word, drift: &mut Vec<Drift>) -> Reading {
    if amount == Some(Money::ZERO) {
        drift.push(Drift::new(DriftKind::Contradiction, word));
        return Reading::Undecided;
    }
    Reading::Paid { amount, guaranteed }
}

/// Whether the provider stands behind what is paid by a method.
const fn is_guaranteed(method: Method) -> bool {
    match method {
        Method::GuaranteedEft | Method::ETransfer => true,
        // A bank may still return it `[E2-idx]`.
        Method::Eft => false,
    }
}

pub(super) fn failure_of(code: Option<&Code>) -> FailureCode {
    code.and_then(Code::failure).unwrap_or(FailureCode::Unknown)
}

pub(super) fn failed(code: FailureCode, word: Option<&Word>) -> Reading {
    Reading::Failed(Failure {
        code,
        detail: word.map(Word::to_string),
    })
}

pub(super) fn said(status: &Word, detail: Option<&Word>) -> Said {
    Said {
        status: status.to_string(),
        detail: detail.map(Word::to_string),
    }
}

/// What is not documented about a status and its code, or documented otherwise.
pub(crate) fn word_drift(
    status: &SessionStatus,
    code: Option<&Code>,
    word: &Option<Word>,
) -> Vec<Drift> {
    let mut drift = Vec::new();
    if let SessionStatus::Unknown(status) = status {
        drift.push(Drift::new(DriftKind::SessionStatus, status));
    }
    match (code, word) {
        (Some(Code::Unknown(code)), _) => drift.push(Drift::new(DriftKind::StatusDetails, code)),
        // No page has a code for `InProgress`, so none contradicts it.
        (Some(code), Some(word)) if *status != SessionStatus::InProgress => {
            let fits = code.status().is_none_or(|documented| documented == *status);
            if !fits && !matches!(status, SessionStatus::Unknown(_)) {
                drift.push(Drift::new(DriftKind::Contradiction, word));
            }
        }
        (Some(_) | None, _) => {}
    }
    drift
}
