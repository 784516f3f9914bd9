//! Work that must happen later. A task is a row that is claimed under a lease: a worker
//! that dies gives it back by letting the lease run out.

mod claim;
mod release;
mod renew;
mod schedule;

pub use claim::Claimed;
pub use release::Released;
pub use renew::Lease;
pub use schedule::{NewTask, ScheduleError};
pub(crate) use schedule::{insert as schedule, insert_for_all as schedule_for_all};
