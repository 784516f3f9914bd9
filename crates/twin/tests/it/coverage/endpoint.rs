//! The endpoints of the provider.

use super::fact::{Fact, Place};

/// An endpoint: what it is called, what it is for, who says so, and what it is found by.
struct Endpoint {
    name: &'static str,
    meaning: &'static str,
    source: &'static str,
    client: &'static [&'static str],
    twin: &'static [&'static str],
    test: &'static [&'static str],
}

pub(super) fn facts() -> Vec<Fact> {
    ENDPOINTS
        .iter()
        .map(|endpoint| Fact {
            name: endpoint.name.to_owned(),
            meaning: endpoint.meaning.to_owned(),
            source: endpoint.source.to_owned(),
            client: if endpoint.client.is_empty() {
                Place::perhaps(endpoint.client)
            } else {
                Place::at(endpoint.client)
            },
            twin: Place::at(endpoint.twin),
            test: Place::at(endpoint.test),
        })
        .collect()
}

const ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        name: "POST /api/v1/authorize",
        meaning: "a token for credentials",
        source: "AUTH",
        client: &["`POST /api/v1/authorize`"],
        twin: &["/api/v1/authorize"],
        test: &["/api/v1/authorize"],
    },
    Endpoint {
        name: "POST /api/v2/sessions",
        meaning: "a session of any product",
        source: "ET-init, G-init, E2-init",
        client: &["`POST /api/v2/sessions`"],
        twin: &["\"/api/v2/sessions\""],
        test: &["/api/v2/sessions\""],
    },
    Endpoint {
        name: "GET /api/v2/sessions/{sessionId}/status",
        meaning: "how a debit's session stands",
        source: "G-stat",
        client: &["`GET /api/v2/sessions/{sessionId}/status`"],
        twin: &["/api/v2/sessions/{id}/status"],
        test: &["/status\"", ".status("],
    },
    Endpoint {
        name: "GET /api/v2/sessions/{sessionId}/details",
        meaning: "everything about a session",
        source: "ET-det, G-det, E2-det",
        client: &["`GET /api/v2/sessions/{sessionId}/details`"],
        twin: &["/api/v2/sessions/{id}/details"],
        test: &["/details\"", ".details("],
    },
    Endpoint {
        name: "POST /api/v2/sessions/{sessionId}/cancel",
        meaning: "calls a session off",
        source: "G-can, ET-can",
        client: &["`POST /api/v2/sessions/{sessionId}/cancel`"],
        twin: &["/api/v2/sessions/{id}/cancel"],
        test: &["/cancel\"", ".cancel("],
    },
    Endpoint {
        name: "POST /api/v2/sessions/{sessionId}/guarantees/confirm",
        meaning: "accepts or refuses an issued guarantee",
        source: "G-conf",
        client: &["`POST /api/v2/sessions/{sessionId}/guarantees/confirm`"],
        twin: &["/guarantees/confirm"],
        test: &["guarantees/confirm", "confirm_guarantee("],
    },
    Endpoint {
        name: "POST /api/v1/sessions/initiate",
        meaning: "an e-Transfer session, first version",
        source: "ET-init-v1",
        client: &["/api/v1/sessions/initiate"],
        twin: &["/api/v1/sessions/initiate"],
        test: &["/api/v1/sessions/initiate", "sessions/initiate"],
    },
    Endpoint {
        name: "POST /api/v1/sessions/sendrequest",
        meaning: "the same, with the link sent by e-mail",
        source: "ET-send",
        client: &["/api/v1/sessions/sendrequest"],
        twin: &["/api/v1/sessions/sendrequest"],
        test: &["sessions/sendrequest"],
    },
    Endpoint {
        name: "POST /api/v1/paymentrequests",
        meaning: "activates the request of a session",
        source: "ET-ppr",
        client: &["`POST /api/v1/paymentrequests`"],
        twin: &["\"/api/v1/paymentrequests\""],
        test: &["/api/v1/paymentrequests\""],
    },
    Endpoint {
        name: "GET /api/v1/paymentrequests/{requestId}",
        meaning: "how a payment request stands",
        source: "ET-gpr, E1-idx",
        client: &["/api/v1/paymentrequests/{"],
        twin: &["/api/v1/paymentrequests/{id}\""],
        test: &["/api/v1/paymentrequests/{"],
    },
    Endpoint {
        name: "POST /api/v1/paymentrequests/{requestId}/cancel",
        meaning: "calls a payment request off",
        source: "E1-idx, CL-2026-05",
        client: &["/cancel`"],
        twin: &["/api/v1/paymentrequests/{id}/cancel"],
        test: &["/cancel\""],
    },
    Endpoint {
        name: "POST /api/v1/transactions",
        meaning: "one debit or credit from or to an account",
        source: "E1-tx",
        client: &["/api/v1/transactions"],
        twin: &["/api/v1/transactions"],
        test: &["/api/v1/transactions"],
    },
    Endpoint {
        name: "GET /api/v1/schedules/{id}",
        meaning: "a schedule and its agreement",
        source: "E1-sched",
        client: &["/api/v1/schedules/{"],
        twin: &["/api/v1/schedules/{id}\""],
        test: &["/api/v1/schedules/"],
    },
    Endpoint {
        name: "POST /api/v1/schedules/{id}/cancel",
        meaning: "ends a schedule",
        source: "E1-idx",
        client: &["cancel_schedule"],
        twin: &["/api/v1/schedules/{id}/cancel"],
        test: &["cancel_schedule", "/api/v1/schedules/{schedule}/cancel"],
    },
    Endpoint {
        name: "GET /api/v1/contacts/{id}",
        meaning: "a payer or payee and their accounts; changes to them are unverified",
        source: "E1-idx",
        client: &["\"contacts\""],
        twin: &["/api/v1/contacts/{id}"],
        test: &["/api/v1/contacts/"],
    },
    Endpoint {
        name: "GET /api/v1/pads/{padId}",
        meaning: "where a debit agreement is signed",
        source: "E1-pad",
        client: &["/api/v1/pads/{"],
        twin: &["/api/v1/pads/{"],
        test: &["/api/v1/pads/"],
    },
    Endpoint {
        name: "GET /api/v1/institutions",
        meaning: "the banks that can be debited",
        source: "E1-idx",
        client: &["/api/v1/institutions"],
        twin: &["/api/v1/institutions"],
        test: &["/api/v1/institutions"],
    },
    Endpoint {
        name: "POST …/GenerateAuthorizeToken",
        meaning: "lets the account-linking frame be opened once",
        source: "C-auth",
        client: &["GenerateAuthorizeToken"],
        twin: &["GenerateAuthorizeToken"],
        test: &["GenerateAuthorizeToken"],
    },
    Endpoint {
        name: "POST …/Authorize",
        meaning: "a login's id for a request's",
        source: "PAY-start",
        client: &["/Authorize`"],
        twin: &["/Authorize\""],
        test: &["/Authorize\"", "Authorize"],
    },
    Endpoint {
        name: "POST …/GetAccountsDetail",
        meaning: "the accounts of a login, or that they are being read",
        source: "PAY-start",
        client: &["GetAccountsDetail"],
        twin: &["GetAccountsDetail"],
        test: &["GetAccountsDetail"],
    },
    Endpoint {
        name: "GET …/GetAccountsDetailAsync/{requestId}",
        meaning: "the same, asked again every 10 s for at most 30 min",
        source: "PAY-start",
        client: &["GetAccountsDetailAsync"],
        twin: &["GetAccountsDetailAsync"],
        test: &["GetAccountsDetailAsync"],
    },
    Endpoint {
        name: "GET /api/v1/reports",
        meaning: "the daily reports; the path is an assumption",
        source: "RPT-api",
        client: &["\"reports\""],
        twin: &["\"/api/v1/reports\""],
        test: &["/api/v1/reports"],
    },
    Endpoint {
        name: "GET /api/v1/reports/{id}",
        meaning: "a link to one report; the path is an assumption",
        source: "RPT-api",
        client: &["\"reports\""],
        twin: &["/api/v1/reports/{id}"],
        test: &["/api/v1/reports/"],
    },
    Endpoint {
        name: "GET /app/?sessionId={sessionId}",
        meaning: "the hosted page of a session",
        source: "ET-init, G-widget",
        // The client opens no page: its address stands in the configuration.
        client: &[],
        twin: &["/app/"],
        test: &["/app/?sessionId="],
    },
    Endpoint {
        name: "GET /v2/?authorizeToken={token}",
        meaning: "the account-linking frame",
        source: "C-par",
        client: &["authorizeToken"],
        twin: &["\"/v2/\""],
        test: &["/v2/?authorizeToken="],
    },
];
