//! Reports `[RPT-api, ET-guide]`: a list, one report with a link that works for a while, and
//! the file behind it.
//!
//! Assumption: the paths, the fields and the columns; the provider's were not seen.

mod file;
mod kind;
mod list;
mod one;
mod row;

use axum::{Router, routing::get};

use crate::Twin;

pub(super) fn router() -> Router<Twin> {
    Router::new()
        .route("/api/v1/reports", get(list::list))
        .route("/api/v1/reports/{id}", get(one::one))
        .route("/reports/{file}", get(file::download))
}
