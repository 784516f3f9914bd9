//! What the provider's answers about a debit mean for the payment.

use payment::{Failure, FailureCode, Money, Reading, Said};

use super::{
    request::{self, Detail},
    schedule,
    status::{EftStatus, PadStatus, PaymentStatus},
};
use crate::{
    drift::{Drift, DriftKind},
    status::Answer,
    word::Word,
};

/// What one word says about the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Nothing yet.
    Open,
    /// On its way, and it may come back.
    Paid,
    Cancelled,
    Expired,
    Declined,
    Failed,
    /// It came back.
    Returned,
    Unknown,
}

impl Standing {
    /// Assumption: a payment request may have the words of the clearing system too, as both
    /// lists stand on one page `[E1-idx]`.
    fn of(word: &Word) -> Self {
        match PaymentStatus::from(word) {
            PaymentStatus::Initiated | PaymentStatus::Processing => Self::Open,
            // Assumption: from `Accepted` on the money is on its way, as it is said of
            // e-Transfer; here it is not guaranteed.
            PaymentStatus::Accepted | PaymentStatus::Processed | PaymentStatus::Settled => {
                Self::Paid
            }
            PaymentStatus::Cancelled => Self::Cancelled,
            PaymentStatus::Expired => Self::Expired,
            PaymentStatus::Declined => Self::Declined,
            PaymentStatus::Failed => Self::Failed,
            PaymentStatus::Returned => Self::Returned,
            PaymentStatus::Unknown(_) => match EftStatus::from(word) {
                EftStatus::Received | EftStatus::Created | EftStatus::Submitted => Self::Open,
                EftStatus::Reconciled | EftStatus::Settled => Self::Paid,
                EftStatus::Cancelled => Self::Cancelled,
                // A rejected transaction comes with a return code `[E-fail]`.
                EftStatus::Rejected => Self::Returned,
                EftStatus::Unknown(_) => Self::Unknown,
            },
        }
    }

    /// A schedule has words of its own: `Active` from the moment it is made `[E1-tx]`, and
    /// `Executed` once its payment is processed `[D-sched]`.
    fn of_schedule(word: &Word) -> Self {
        match word.as_str() {
            "Active" => Self::Open,
            "Executed" => Self::Paid,
            _ => Self::of(word),
        }
    }
}

impl Answer {
    /// Reads the answer about a debit's payment request.
    ///
    /// | status | reading |
    /// |---|---|
    /// | `Initiated`, `Processing`, `Received`, `Created`, `Submitted`, unknown | undecided |
    /// | `Accepted`, `Processed`, `Settled`, `Reconciled` | paid, not guaranteed |
    /// | `Cancelled`, `Expired` | canceled, expired |
    /// | `Declined`, `Failed` | failed; with a return code: returned |
    /// | `Rejected`, `Returned` | returned |
    #[must_use]
    pub fn of_debit(response: &request::Response) -> Self {
        let detail = response.status_details.as_ref();
        read(
            Standing::of(&response.status),
            &response.status,
            detail,
            response.amount,
        )
    }

    /// Reads the answer about the schedule of a debit that has no payment request: the same
    /// words, and whether the agreement is signed.
    #[must_use]
    pub fn of_schedule(response: &schedule::Response) -> Self {
        let missing = Word::clean("missing");
        let status = response.status.as_ref().unwrap_or(&missing);
        let mut answer = read(Standing::of_schedule(status), status, None, response.amount);
        let pad = response.pad_status.as_ref();
        let known = pad.map(PadStatus::from);
        match &answer.reading {
            Reading::Undecided => {
                answer.said.detail = pad.map(Word::to_string);
                match known {
                    Some(PadStatus::Pending) => answer.reading = Reading::AgreementMissing,
                    Some(PadStatus::Active) => answer.reading = Reading::Scheduled,
                    Some(PadStatus::Unknown(word)) => {
                        let surprise = Drift::new(DriftKind::StatusDetails, &word);
                        answer.drift.push(surprise);
                    }
                    None => {}
                }
            }
            Reading::Paid { .. } => answer.withhold_unsigned(pad),
            Reading::AgreementMissing
            | Reading::Scheduled
            | Reading::Failed(_)
            | Reading::Canceled
            | Reading::Expired
            | Reading::Returned { .. } => {}
        }
        answer
    }

    /// Whether a debit's schedule may change what its payment request means: while nothing
    /// is decided, and before a payment is believed.
    pub(crate) const fn wants_schedule(&self) -> bool {
        match &self.reading {
            Reading::Undecided
            | Reading::AgreementMissing
            | Reading::Scheduled
            | Reading::Paid { .. } => true,
            Reading::Failed(_)
            | Reading::Canceled
            | Reading::Expired
            | Reading::Returned { .. } => false,
        }
    }

    /// What a debit's schedule adds to its payment request.
    ///
    /// | request | schedule | reading |
    /// |---|---|---|
    /// | undecided | agreement not signed, waiting for its day, returned | the schedule's |
    /// | undecided | paid, canceled, expired, failed | undecided: the request may still move, and it is refreshed from the network while the schedule is not |
    /// | paid | agreement not signed | agreement missing, and a contradiction |
    /// | paid | anything else | paid |
    /// | any other | | the request's |
    ///
    /// Assumption: all of this; no page says how the two go together.
    #[must_use]
    pub fn with_schedule(mut self, schedule: &schedule::Response) -> Self {
        if !self.wants_schedule() {
            return self;
        }
        let of_schedule = Self::of_schedule(schedule);
        self.drift.extend(of_schedule.drift);
        if let Reading::Paid { .. } = self.reading {
            self.withhold_unsigned(schedule.pad_status.as_ref());
            return self;
        }
        match of_schedule.reading {
            Reading::AgreementMissing | Reading::Scheduled | Reading::Returned { .. } => {
                self.reading = of_schedule.reading;
                self.said = of_schedule.said;
            }
            Reading::Undecided
            | Reading::Paid { .. }
            | Reading::Canceled
            | Reading::Expired
            | Reading::Failed(_) => {}
        }
        self
    }

    /// A payment whose agreement is known not to be signed is none: the payer can have it
    /// back.
    fn withhold_unsigned(&mut self, pad: Option<&Word>) {
        if pad.map(PadStatus::from) != Some(PadStatus::Pending) {
            return;
        }
        let surprise = Drift::new(DriftKind::Contradiction, &Word::clean(&self.said.status));
        if !self.drift.contains(&surprise) {
            self.drift.push(surprise);
        }
        self.reading = Reading::AgreementMissing;
        self.said.detail = pad.map(Word::to_string);
    }
}

fn read(
    standing: Standing,
    status: &Word,
    detail: Option<&Detail>,
    amount: Option<Money>,
) -> Answer {
    let mut drift = Vec::new();
    let code = match detail {
        Some(Detail::Return(code)) => Some(*code),
        Some(Detail::Word(_)) | None => None,
    };
    let failed = |failure| {
        Reading::Failed(Failure {
            code: failure,
            detail: detail.map(Detail::text),
        })
    };
    let reading = match (standing, code) {
        (Standing::Returned | Standing::Failed | Standing::Declined, Some(code)) => {
            Reading::Returned {
                code: code.to_string(),
            }
        }
        (Standing::Returned, None) => {
            drift.push(Drift::new(
                DriftKind::StatusDetails,
                &Word::clean("missing"),
            ));
            Reading::Returned {
                code: UNKNOWN_RETURN.to_owned(),
            }
        }
        (Standing::Paid, Some(code)) => {
            // Both cannot be true; whichever is, somebody has to look again.
            drift.push(Drift::new(
                DriftKind::Contradiction,
                &Word::clean(&format!("R{code}")),
            ));
            Reading::Undecided
        }
        (Standing::Paid, None) if amount == Some(Money::ZERO) => {
            drift.push(Drift::new(DriftKind::Contradiction, status));
            Reading::Undecided
        }
        (Standing::Paid, None) => Reading::Paid {
            amount,
            guaranteed: false,
        },
        (Standing::Declined, None) => failed(FailureCode::Declined),
        (Standing::Failed, None) => failed(FailureCode::Unknown),
        (Standing::Cancelled, _) => Reading::Canceled,
        (Standing::Expired, _) => Reading::Expired,
        (Standing::Open, _) => Reading::Undecided,
        (Standing::Unknown, _) => {
            drift.push(Drift::new(DriftKind::TransactionStatus, status));
            Reading::Undecided
        }
    };
    if let Some(code) = code.filter(|code| !code.is_documented()) {
        let word = Word::clean(&format!("R{code}"));
        drift.push(Drift::new(DriftKind::ReturnCode, &word));
    }
    Answer {
        reading,
        said: Said {
            status: status.to_string(),
            detail: detail.map(Detail::text),
        },
        drift,
        sample: None,
    }
}

/// What stands for the code of a return that came without one.
const UNKNOWN_RETURN: &str = "unknown";
