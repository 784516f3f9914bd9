//! `GET /dashboard`

use axum::response::Response;
use dashboard::page;
use http::StatusCode;
use store::Power;

use super::{Access, Route, Signed, document};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/dashboard", Access::Member(Power::Look), show)]
}

async fn show(signed: Signed) -> Response {
    document(StatusCode::OK, page::home::render(&signed.frame))
}
