use std::time::Duration;

use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::{file, kind::Report};
use crate::{
    Twin,
    api::{authenticate::authenticate_reports, origin::origin},
    clock,
    problem::Problem,
};

/// How long a link works. Assumption: the provider says that it is limited, not how long.
const LINK_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// A report with the link to its file `[RPT-api]`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct One {
    id: Uuid,
    #[serde(rename = "type")]
    kind: &'static str,
    start_date: String,
    end_date: String,
    file_name: String,
    download_link: String,
    expires_at: String,
}

/// `GET /api/v1/reports/{id}`.
pub(super) async fn one(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<One>, Problem> {
    let credentials = &twin.settings().credentials;
    authenticate_reports(&headers, credentials)?;
    let id: Uuid = id.parse().map_err(|_| unknown())?;
    let origin = origin(&twin, &headers);
    twin.with(|book, now| {
        let report = Report::by_id(id, book, now).ok_or_else(unknown)?;
        let until = now.saturating_add(LINK_LIFETIME).unwrap_or(Timestamp::MAX);
        let link = file::link(report, until, credentials);
        Ok(Json(One {
            id,
            kind: report.kind.word(),
            start_date: report.day.to_string(),
            end_date: report.day.to_string(),
            file_name: report.file_name(&credentials.client_id),
            download_link: format!("{origin}{link}"),
            expires_at: clock::written(until),
        }))
    })
}

/// There is no such report.
pub(super) fn unknown() -> Problem {
    Problem::not_found("Report not found")
}
