use serde::Serialize;
use serde_json::{Value, json};

use crate::{api::openapi::Schema, clock::rfc3339};

/// `"object": "domain"`
#[derive(Debug, Serialize)]
pub(super) struct Domain<'a> {
    object: &'static str,
    host: Option<&'a str>,
    status: Status,
    /// What proves that the host is the merchant's, until it is known to be.
    record: Option<Record<'a>>,
    proven_at: Option<String>,
    created_at: Option<String>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// There is none.
    None,
    /// It is not known whose it is.
    Unproven,
    /// Pages are served there.
    Proven,
}

/// A record of the domain name system.
#[derive(Debug, Serialize)]
struct Record<'a> {
    r#type: &'static str,
    name: String,
    value: &'a str,
}

impl<'a> Domain<'a> {
    pub(super) fn of(domain: Option<&'a store::Domain>) -> Self {
        let Some(domain) = domain else {
            return Self {
                object: "domain",
                host: None,
                status: Status::None,
                record: None,
                proven_at: None,
                created_at: None,
            };
        };
        let host = domain.host.as_str();
        let (status, record) = match domain.proven_at {
            Some(_) => (Status::Proven, None),
            None => {
                let record = Record {
                    r#type: "TXT",
                    name: format!("_guichet.{host}"),
                    value: &domain.challenge,
                };
                (Status::Unproven, Some(record))
            }
        };
        Self {
            object: "domain",
            host: Some(host),
            status,
            record,
            proven_at: domain.proven_at.map(rfc3339),
            created_at: Some(rfc3339(domain.created_at)),
        }
    }
}

pub(super) fn schema() -> Schema {
    Schema::object([
        ("object", Schema::constant("domain")),
        ("host", Schema::text().or_null()),
        (
            "status",
            Schema::one_of(["none", "unproven", "proven"])
                .about("Your pages are served at a host that is `proven`."),
        ),
        (
            "record",
            Schema::object([
                ("type", Schema::constant("TXT")),
                ("name", Schema::text()),
                ("value", Schema::text()),
            ])
            .or_null()
            .about("What proves that the host is yours; `null` once it is known to be."),
        ),
        ("proven_at", Schema::moment().or_null()),
        ("created_at", Schema::moment().or_null()),
    ])
}

pub(super) fn example() -> Value {
    json!({
        "object": "domain", "host": "pay.shop.example", "status": "unproven",
        "record": {
            "type": "TXT", "name": "_guichet.pay.shop.example",
            "value": "guichet-domain=6b1f0d9a4c7e2b835d10f9c2a7e4b6d8"
        },
        "proven_at": null, "created_at": "2026-11-20T15:00:00Z"
    })
}
