use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use flinks::webhook;
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;
use uuid::Uuid;

use super::{kind::Report, one::unknown, row};
use crate::{Credentials, Twin, problem::Problem};

/// What makes a link good: until when, signed.
#[derive(Deserialize)]
pub(super) struct Pass {
    until: Option<i64>,
    signature: Option<String>,
}

/// The link to a report's file. Whoever has it may read the file, until then.
pub(super) fn link(report: Report, until: Timestamp, credentials: &Credentials) -> String {
    let id = report.id();
    let until = until.as_second();
    let signature = signature(id, until, credentials);
    format!("/reports/{id}.csv?until={until}&signature={signature}")
}

fn signature(id: Uuid, until: i64, credentials: &Credentials) -> String {
    let secret = SecretString::from(credentials.client_secret.clone());
    let signed = webhook::sign(&secret, format!("{id}/{until}").as_bytes());
    signed.trim_start_matches("sha256=").to_ascii_lowercase()
}

/// `GET /reports/{id}.csv`: the file behind a link.
pub(super) async fn download(
    State(twin): State<Twin>,
    Path(file): Path<String>,
    Query(pass): Query<Pass>,
) -> Result<Response, Problem> {
    let id: Uuid = file
        .strip_suffix(".csv")
        .and_then(|id| id.parse().ok())
        .ok_or_else(unknown)?;
    let credentials = &twin.settings().credentials;
    twin.with(|book, now| {
        let stale =
            || Problem::new(StatusCode::FORBIDDEN).detail("The link does not work any longer");
        let until = pass.until.ok_or_else(stale)?;
        let signed = pass.signature.as_deref() == Some(&signature(id, until, credentials));
        if !signed || until <= now.as_second() {
            return Err(stale());
        }
        let report = Report::by_id(id, book, now).ok_or_else(unknown)?;
        let name = report.file_name(&credentials.client_id);
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (
                header::CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}\""),
            ),
        ];
        Ok((headers, row::csv(&report.rows(book))).into_response())
    })
}
