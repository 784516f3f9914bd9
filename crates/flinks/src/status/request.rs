use payment::{FailureCode, Reading};

use super::{
    Answer, Code, TransactionStatus,
    answer::{failed, failure_of, said},
};
use crate::{
    drift::{Drift, DriftKind},
    transfer,
};

impl Answer {
    /// Reads the state of an e-Transfer payment request of the first version
    /// `[ET-gpr, PAY-trbl]`. `None` where the answer has no status at all.
    ///
    /// | status | reading |
    /// |---|---|
    /// | `Accepted`, `Processed`, `Settled` | paid, guaranteed; the answer has no amount |
    /// | `Declined` | failed: declined |
    /// | `Failed` | failed, by its details where they are a known code |
    /// | `Cancelled`, `Expired` | canceled, expired |
    /// | `Initiated`, `Processing`, unknown | undecided |
    #[must_use]
    pub fn of_request(response: &transfer::Response) -> Option<Self> {
        let word = response.status()?;
        let details = response.status_details.as_ref();
        let mut drift = Vec::new();
        let reading = match TransactionStatus::from(word) {
            TransactionStatus::Initiated | TransactionStatus::Processing => Reading::Undecided,
            TransactionStatus::Unknown(word) => {
                drift.push(Drift::new(DriftKind::TransactionStatus, &word));
                Reading::Undecided
            }
            TransactionStatus::Accepted
            | TransactionStatus::Processed
            | TransactionStatus::Settled => Reading::Paid {
                amount: None,
                guaranteed: true,
            },
            TransactionStatus::Declined => failed(FailureCode::Declined, details.or(Some(word))),
            TransactionStatus::Failed => {
                let code = details.map(Code::from);
                failed(failure_of(code.as_ref()), details)
            }
            TransactionStatus::Cancelled => Reading::Canceled,
            TransactionStatus::Expired => Reading::Expired,
        };
        Some(Self {
            reading,
            said: said(word, details),
            drift,
            sample: None,
        })
    }
}
