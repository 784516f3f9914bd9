//! EFT, first version: debits from (and credits to) an account that is known, the agreement
//! that allows a debit, and the contacts that accounts can belong to `[E1-idx]`.
//!
//! The pages are marked "work in progress". Every call carries `x-client-id` and no token.

mod answer;
mod body;
pub mod contact;
pub mod debit;
pub mod institution;
pub mod pad;
pub mod request;
pub mod schedule;
mod status;
mod text;
pub mod transaction;

pub use body::Body;
pub use debit::{Debit, NewDebit};
pub use pad::PadLink;
pub use schedule::ScheduleId;
pub use status::{EftStatus, PadStatus, PaymentStatus};
pub use text::{CrossReference, Description, TransactionCode, TransactionsCount};
pub use transaction::{
    Account, Direction, Fault, Faults, Frequency, Holder, NewTransaction, Timing, Until,
};

/// The path of the payment requests, shared with e-Transfer `[E1-idx, ET-gpr]`.
pub const PAYMENT_REQUESTS: [&str; 3] = ["api", "v1", "paymentrequests"];

/// The path of the schedules `[E1-sched]`.
pub const SCHEDULES: [&str; 3] = ["api", "v1", "schedules"];

/// The path of the debit agreements `[E1-pad]`.
pub const PADS: [&str; 3] = ["api", "v1", "pads"];

/// The path of the transactions `[E1-tx]`.
pub const TRANSACTIONS: [&str; 3] = ["api", "v1", "transactions"];

/// The path of the contacts `[E1-idx]`.
pub const CONTACTS: [&str; 3] = ["api", "v1", "contacts"];

/// The path of the banks `[E1-idx]`.
pub const INSTITUTIONS: [&str; 3] = ["api", "v1", "institutions"];
