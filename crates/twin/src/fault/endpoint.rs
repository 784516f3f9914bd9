use axum::http::Method;
use serde::{Deserialize, Serialize};

/// A documented request, or the webhook that goes the other way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Endpoint {
    /// `POST /api/v1/authorize`
    Authorize,
    /// `POST /api/v2/sessions`
    Create,
    /// `GET /api/v2/sessions/{id}/status`
    Status,
    /// `GET /api/v2/sessions/{id}/details`
    Details,
    /// `POST /api/v2/sessions/{id}/cancel`
    Cancel,
    /// `POST /api/v2/sessions/{id}/guarantees/confirm`
    Confirm,
    /// `POST /api/v1/sessions/initiate`
    Initiate,
    /// `POST /api/v1/sessions/sendrequest`
    SendRequest,
    /// `POST /api/v1/paymentrequests`
    Activate,
    /// `GET /api/v1/paymentrequests/{id}`
    PaymentRequest,
    /// `POST /api/v1/paymentrequests/{id}/cancel`
    CancelPaymentRequest,
    /// `POST /api/v1/transactions`
    Debit,
    /// `GET /api/v1/schedules/{id}`
    Schedule,
    /// `POST /api/v1/schedules/{id}/cancel`
    CancelSchedule,
    /// Anything under `/api/v1/contacts`
    Contact,
    /// `GET /api/v1/pads/{id}`
    Pad,
    /// `GET /api/v1/institutions`
    Institutions,
    /// `GET /api/v1/reports` and everything under it
    Reports,
    /// `POST /v3/{customer}/BankingServices/GenerateAuthorizeToken`
    ConnectToken,
    /// `POST /v3/{customer}/BankingServices/Authorize`
    ConnectAuthorize,
    /// `POST /v3/{customer}/BankingServices/GetAccountsDetail`
    Accounts,
    /// `GET /v3/{customer}/BankingServices/GetAccountsDetailAsync/{id}`
    AccountsAsync,
    /// A webhook on its way out. Only its content can be struck this way.
    Webhook,
}

impl Endpoint {
    /// Which request it is.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let get = *method == Method::GET;
        let post = *method == Method::POST;
        Some(match parts.as_slice() {
            ["api", "v1", "authorize"] if post => Self::Authorize,
            ["api", "v2", "sessions"] if post => Self::Create,
            ["api", "v2", "sessions", _, "status"] if get => Self::Status,
            ["api", "v2", "sessions", _, "details"] if get => Self::Details,
            ["api", "v2", "sessions", _, "cancel"] if post => Self::Cancel,
            ["api", "v2", "sessions", _, "guarantees", "confirm"] if post => Self::Confirm,
            ["api", "v1", "sessions", "initiate"] if post => Self::Initiate,
            ["api", "v1", "sessions", "sendrequest"] if post => Self::SendRequest,
            ["api", "v1", "paymentrequests"] if post => Self::Activate,
            ["api", "v1", "paymentrequests", _] if get => Self::PaymentRequest,
            ["api", "v1", "paymentrequests", _, "cancel"] if post => Self::CancelPaymentRequest,
            ["api", "v1", "transactions"] if post => Self::Debit,
            ["api", "v1", "schedules", _] if get => Self::Schedule,
            ["api", "v1", "schedules", _, "cancel"] if post => Self::CancelSchedule,
            ["api", "v1", "contacts", ..] => Self::Contact,
            ["api", "v1", "pads", _] if get => Self::Pad,
            ["api", "v1", "institutions"] if get => Self::Institutions,
            ["api", "v1", "reports", ..] if get => Self::Reports,
            ["v3", _, "BankingServices", "GenerateAuthorizeToken"] => Self::ConnectToken,
            ["v3", _, "BankingServices", "Authorize"] => Self::ConnectAuthorize,
            ["v3", _, "BankingServices", "GetAccountsDetail"] => Self::Accounts,
            ["v3", _, "BankingServices", "GetAccountsDetailAsync", _] => Self::AccountsAsync,
            _ => return None,
        })
    }

    /// Whether it tells how a payment stands.
    pub(crate) const fn is_reading(self) -> bool {
        match self {
            Self::Status
            | Self::Details
            | Self::PaymentRequest
            | Self::Schedule
            | Self::ConnectAuthorize
            | Self::Accounts
            | Self::AccountsAsync => true,
            Self::Authorize
            | Self::Create
            | Self::Cancel
            | Self::Confirm
            | Self::Initiate
            | Self::SendRequest
            | Self::Activate
            | Self::CancelPaymentRequest
            | Self::Debit
            | Self::CancelSchedule
            | Self::Contact
            | Self::Pad
            | Self::Institutions
            | Self::Reports
            | Self::ConnectToken
            | Self::Webhook => false,
        }
    }

    /// Whether it answers 201 when all is well.
    pub(crate) const fn creates(self) -> bool {
        matches!(self, Self::Create)
    }
}
