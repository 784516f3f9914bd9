use serde::Serialize;
use serde_json::{Value, json};
use store::{Found, ProvenBy};

use crate::{api::openapi::Schema, clock::rfc3339, own_domain::record_name};

/// `"object": "domain"`
#[derive(Debug, Serialize)]
pub(super) struct Domain<'a> {
    object: &'static str,
    host: Option<&'a str>,
    status: Status,
    /// What proves that the host is the merchant's.
    record: Option<Record<'a>>,
    proven_at: Option<String>,
    proven_by: Option<&'static str>,
    last_check: Option<Check>,
    missing_since: Option<String>,
    next_check_at: Option<String>,
    created_at: Option<String>,
}

/// What was found when somebody looked last.
#[derive(Debug, Serialize)]
struct Check {
    at: String,
    result: &'static str,
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
                proven_by: None,
                last_check: None,
                missing_since: None,
                next_check_at: None,
                created_at: None,
            };
        };
        let host = domain.host.as_str();
        let status = match domain.proven {
            Some(_) => Status::Proven,
            None => Status::Unproven,
        };
        let record = Record {
            r#type: "TXT",
            name: record_name(&domain.host),
            value: &domain.challenge,
        };
        Self {
            object: "domain",
            host: Some(host),
            status,
            record: Some(record),
            proven_at: domain.proven.map(|(at, _)| rfc3339(at)),
            proven_by: domain.proven.map(|(_, by)| by.as_str()),
            last_check: domain.last_look.map(|look| Check {
                at: rfc3339(look.at),
                result: look.found.as_str(),
            }),
            missing_since: domain.missing_since.map(rfc3339),
            next_check_at: domain.next_look_at.map(rfc3339),
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
            .about("What proves that the host is yours. Leave it where it is."),
        ),
        ("proven_at", Schema::moment().or_null()),
        (
            "proven_by",
            Schema::one_of(ProvenBy::ALL.map(ProvenBy::as_str))
                .or_null()
                .about("By the record, for as long as it is there; or by the operator's word, until it is taken back."),
        ),
        (
            "last_check",
            Schema::object([
                ("at", Schema::moment()),
                (
                    "result",
                    Schema::one_of(Found::ALL.map(Found::as_str)).about(
                        "`different`: there are other records of the kind. `taken`: the record is there, and the host is another's: where theirs is not, it passes to you when a look ten minutes later says so too. `no_answer`: nobody could say.",
                    ),
                ),
            ])
            .or_null()
            .about("What was found when the record was last looked for."),
        ),
        (
            "missing_since",
            Schema::moment()
                .or_null()
                .about("Since when the record of a proven host is gone. After three days the host is `unproven` again; ten minutes after, where another merchant's is there."),
        ),
        (
            "next_check_at",
            Schema::moment().or_null().about("When it is looked for again by itself."),
        ),
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
        "proven_at": null, "proven_by": null, "last_check": null, "missing_since": null,
        "next_check_at": "2026-11-20T15:00:30Z", "created_at": "2026-11-20T15:00:00Z"
    })
}

pub(super) fn proven_example() -> Value {
    let mut domain = example();
    domain["status"] = json!("proven");
    domain["proven_at"] = json!("2026-11-20T15:04:05Z");
    domain["proven_by"] = json!("record");
    domain["last_check"] = json!({ "at": "2026-11-20T15:04:05Z", "result": "found" });
    domain["next_check_at"] = json!("2026-11-21T15:04:05Z");
    domain
}
