use flinks::connect::FlinksCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A request for the data of a login, made by `Authorize`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct DataRequest {
    /// The `RequestId`.
    pub(crate) id: Uuid,
    /// The login that it reads.
    pub(crate) login: Uuid,
    readiness: Readiness,
    transactions: Transactions,
}

/// Whether the accounts come with what moved on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Transactions {
    /// They do, as in the provider's example.
    Shown,
    /// They do not: nobody wanted them.
    LeftOut,
}

/// How long the data is waited for, counted in reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Readiness {
    /// A security question has to be answered first: the place of it in the list.
    Questioned(usize),
    /// So many reads are answered `OPERATION_PENDING`, and then so many
    /// `OPERATION_DISPATCHED`.
    Waiting {
        /// Reads that are still `OPERATION_PENDING`.
        pending: u32,
        /// Reads that are `OPERATION_DISPATCHED` after those.
        dispatched: u32,
    },
}

impl DataRequest {
    pub(super) const fn new(id: Uuid, login: Uuid, readiness: Readiness) -> Self {
        Self {
            id,
            login,
            readiness,
            transactions: Transactions::Shown,
        }
    }

    /// Where the request stands.
    pub(crate) const fn readiness(&self) -> Readiness {
        self.readiness
    }

    /// Whether what moved on the accounts is wanted.
    pub(crate) const fn transactions(&self) -> Transactions {
        self.transactions
    }

    /// Nobody wants to know what moved on the accounts.
    pub(crate) const fn leave_transactions_out(&mut self) {
        self.transactions = Transactions::LeftOut;
    }

    /// The question was answered; the data is collected from here on.
    pub(crate) const fn collect(&mut self, readiness: Readiness) {
        self.readiness = readiness;
    }

    /// One read: the code that puts the reader off, or nothing when the data is there.
    pub(crate) const fn read(&mut self) -> Option<FlinksCode> {
        match &mut self.readiness {
            Readiness::Waiting { pending, .. } if *pending > 0 => {
                *pending -= 1;
                Some(FlinksCode::OperationPending)
            }
            Readiness::Waiting { dispatched, .. } if *dispatched > 0 => {
                *dispatched -= 1;
                Some(FlinksCode::OperationDispatched)
            }
            Readiness::Waiting { .. } => None,
            Readiness::Questioned(_) => Some(FlinksCode::OperationPending),
        }
    }
}
