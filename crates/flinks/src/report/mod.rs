//! The daily reports: the list, one of them, and the rows of its file `[RPT-api, ET-guide]`.

mod column;
mod csv;
mod list;

pub use column::Column;
pub use csv::{Report, Row, RowFault, RowProblem, read, rows};
pub use list::{Link, LinkAnswer, ListAnswer, Listed, ReportId, ReportKind};

/// The path of the list. Assumption: the page does not show it.
pub const PATH: [&str; 3] = ["api", "v1", "reports"];

/// The largest file that is read, in bytes. Ours: some 200,000 payments.
pub const MAX_FILE: usize = 32 * 1024 * 1024;
