//! What requests about checkouts may hold, and what is answered.

pub(in crate::api::v1) mod answer;
mod request;
#[cfg(test)]
mod tests;
pub(in crate::api::v1) mod text;
mod timeline;

use crate::api::openapi::Schema;

pub(crate) fn schemas() -> Vec<(&'static str, Schema)> {
    [answer::schemas(), request::schemas(), timeline::schemas()].concat()
}

/// A page of a list of such things.
pub(in crate::api::v1) fn page(of: &str, prefix: &str) -> Schema {
    Schema::object([
        ("data", Schema::list(&Schema::named(of))),
        (
            "next_cursor",
            crate::api::openapi::variable::id(prefix)
                .or_null()
                .about("`cursor` of the next page; `null` where there is none."),
        ),
    ])
}
