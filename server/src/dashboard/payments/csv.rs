use std::io;

use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    response::{IntoResponse as _, Redirect, Response},
};
use dashboard::{
    page::payments::PATH,
    payments::{Filter, csv_head, csv_row},
};
use futures::{Stream, stream};
use http::{HeaderValue, header};
use payment::{Locale, Mode};
use store::{ListFilter, Store};
use url::form_urlencoded;

use super::asked;
use crate::{dashboard::Signed, state::AppState};

/// How many payments are read at a time. No more are ever held.
const AT_A_TIME: u32 = 1_000;

/// By which some spreadsheets know that a file is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// `GET /dashboard/payments.csv`: everything that the list is narrowed to, however much it is.
/// With `bom=1`, it begins with a byte order mark. A filter with a fault in it leads to the list,
/// which says what is wrong: a file does not tell that it was not narrowed.
pub(super) async fn csv(
    State(state): State<AppState>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let has_mark =
        form_urlencoded::parse(query.as_bytes()).any(|(name, value)| name == "bom" && value == "1");
    let filter = Filter::read(&query).first_page();
    if !filter.faults().is_empty() {
        return Redirect::to(&filter.address(PATH)).into_response();
    }
    let mut beginning = String::new();
    if has_mark {
        beginning.push_str(BYTE_ORDER_MARK);
    }
    beginning.push_str(&csv_head(signed.locale));
    let rest = Rest {
        store: state.store.clone(),
        next: Some(asked(&signed, &filter, AT_A_TIME)),
        locale: signed.locale,
        beginning: Some(beginning),
    };
    let mut response = Body::from_stream(rest.lines()).into_response();
    let headers = response.headers_mut();
    let name = match signed.mode {
        Mode::Test => "attachment; filename=\"payments-test.csv\"",
        Mode::Live => "attachment; filename=\"payments-live.csv\"",
    };
    for (header, value) in [
        (
            header::CONTENT_TYPE,
            "text/csv; charset=utf-8; header=present",
        ),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ),
    ] {
        headers.insert(header, HeaderValue::from_static(value));
    }
    response
}

/// What of a file is still to come.
struct Rest {
    store: Store,
    next: Option<ListFilter>,
    locale: Locale,
    beginning: Option<String>,
}

impl Rest {
    fn lines(self) -> impl Stream<Item = Result<Bytes, io::Error>> + Send {
        stream::try_unfold(self, |mut rest| async move {
            let Some(asked) = rest.next.take() else {
                return Ok(None);
            };
            // Whoever takes the file away must see that it is cut: a file that ends well is whole.
            let rows = rest.store.list(&asked).await.map_err(|error| {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "a file of payments was cut short"
                );
                io::Error::other("the store failed")
            })?;
            let mut lines = rest.beginning.take().unwrap_or_default();
            for row in &rows {
                lines.push_str(&csv_row(row, rest.locale));
            }
            let is_full = u32::try_from(rows.len()).is_ok_and(|count| count == AT_A_TIME);
            rest.next = rows.last().filter(|_| is_full).map(|last| ListFilter {
                after: Some(last.id.clone()),
                ..asked
            });
            Ok(Some((Bytes::from(lines), rest)))
        })
    }
}
