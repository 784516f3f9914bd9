use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use payment::Money;
use serde::Serialize;
use uuid::Uuid;

use super::{authenticate::authenticate, session_id};
use crate::{
    Twin, clock,
    fault::Subject,
    journey::Holding,
    problem::Problem,
    session::{
        Account, Address, Cause, Consent, Delivery, Direction, Language, Limits, Phase, Product,
        Rail, Redirect, Session, Transfer,
    },
};

/// `GET /api/v2/sessions/{sessionId}/details` `[ET-det, G-det, E2-det]`.
pub(super) async fn details(
    State(twin): State<Twin>,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Json<Details>, Problem> {
    twin.with(|book, now| {
        authenticate(&headers, &twin.settings().credentials, book, now)?;
        let session = book
            .session_as_read(session_id(&id)?)
            .ok_or_else(Problem::no_session)?;
        let accepted = session.transfer() == Some(Transfer::Accepted);
        let transfer = if accepted && book.faults.strike_processing_read(&Subject::of(&session)) {
            Some(Transfer::Processing)
        } else {
            session.transfer()
        };
        Ok(Json(Details::of(&session, transfer)))
    })
}

/// Everything there is to know about a session.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Details {
    session_id: Uuid,
    reference_id: Option<String>,
    #[serde(with = "flinks::amount::optional")]
    amount: Option<Money>,
    #[serde(rename = "type")]
    kind: &'static str,
    direction: Direction,
    currency: &'static str,
    status: &'static str,
    status_details: Option<&'static str>,
    step: Step,
    options: Options,
    payor: Payor,
    payee: Option<Payee>,
    #[serde(skip_serializing_if = "Option::is_none")]
    schedule: Option<Schedule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guarantee_details: Option<Guarantee>,
    user_details: User,
    created_at: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Step {
    current: &'static str,
    aggregation_request_id: Option<Uuid>,
    pad_id: Option<Uuid>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    guarantee: Enabled,
    notification_preferences: Notification,
    show_consent_screen: bool,
    limits: Option<Limits>,
    amount_modification: Option<bool>,
    redirect_preferences: Option<Redirect>,
}

#[derive(Serialize)]
struct Enabled {
    enable: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notification {
    language: Option<Language>,
    send_interac_link: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Payor {
    first_name: String,
    middle_name: Option<String>,
    last_name: String,
    email: Option<String>,
    /// Nothing before the customer has signed in at a bank.
    account: Option<Linked>,
    address: Option<Address>,
}

/// The customer's account; its number is masked.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Linked {
    institution_code: &'static str,
    transit_number: &'static str,
    account_number: String,
    account_label: String,
    #[serde(with = "flinks::amount::optional")]
    available_balance: Option<Money>,
}

#[derive(Serialize)]
struct Payee {
    account: Account,
}

#[derive(Serialize)]
struct Schedule {
    transactions: Vec<Transaction>,
}

#[derive(Serialize)]
struct Transaction {
    id: Uuid,
    status: &'static str,
}

/// Assumption: the risk levels are always the one documented value, `Unknown`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Guarantee {
    guarantee_offered: bool,
    guarantee_accepted: bool,
    #[serde(with = "flinks::amount::optional")]
    highest_debit_amount_to_guarantee: Option<Money>,
    overall_risk_level: &'static str,
    transaction_risk_level: &'static str,
    user_risk_level: &'static str,
    other_risk_level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct User {
    matching_performed: bool,
    name_match: u8,
}

impl Details {
    fn of(session: &Session, transfer: Option<Transfer>) -> Self {
        let said = session.said();
        let order = &session.order;
        Self {
            session_id: session.id,
            reference_id: order.reference.clone(),
            amount: session.amount,
            kind: session.product.word(),
            direction: order.direction,
            currency: "CAD",
            status: said.status,
            status_details: said.details,
            step: Step::of(session),
            options: Options {
                guarantee: Enabled {
                    enable: session.product == Product::GuaranteedEft,
                },
                notification_preferences: Notification {
                    language: order.options.language,
                    send_interac_link: order.options.delivery == Delivery::Email,
                },
                show_consent_screen: order.options.consent == Consent::Shown,
                limits: order.options.limits,
                amount_modification: order.options.amount_modification,
                redirect_preferences: order.options.redirect.clone(),
            },
            payor: Payor {
                first_name: order.payor.first_name.clone(),
                middle_name: order.payor.middle_name.clone(),
                last_name: order.payor.last_name.clone(),
                email: order.payor.email.clone(),
                account: Linked::of(session),
                address: order.payor.address.clone(),
            },
            payee: order.payee.clone().map(|account| Payee { account }),
            schedule: (session.product == Product::ETransfer).then(|| Schedule {
                transactions: transfer
                    .map(|transfer| Transaction {
                        id: session.marks.transaction,
                        status: transfer.word(),
                    })
                    .into_iter()
                    .collect(),
            }),
            guarantee_details: Guarantee::of(session),
            user_details: User::of(session),
            created_at: clock::written(session.created_at),
        }
    }
}

impl Step {
    fn of(session: &Session) -> Self {
        let screen = session.screen();
        let linked = session.journey.account.is_some();
        let agreed = matches!(session.phase(), Phase::AgreementMissing | Phase::Completed);
        Self {
            current: match session.phase() {
                Phase::Initiated => "Start",
                Phase::InProgress
                | Phase::Completed
                | Phase::AgreementMissing
                | Phase::Failed(_)
                | Phase::Canceled
                | Phase::Expired => screen.step(),
            },
            aggregation_request_id: linked.then_some(session.marks.aggregation),
            pad_id: (agreed && session.product.rail() == Rail::Eft)
                .then_some(session.marks.agreement),
        }
    }
}

impl Linked {
    fn of(session: &Session) -> Option<Self> {
        let bank = session.journey.institution?;
        let holding = Holding::chosen(session)?;
        Some(Self {
            institution_code: bank.code(),
            transit_number: "00001",
            account_number: format!("****{}", holding.last_digits),
            account_label: format!("{} (****{})", holding.kind.label(), holding.last_digits),
            available_balance: Some(holding.balance),
        })
    }
}

impl Guarantee {
    fn of(session: &Session) -> Option<Self> {
        if session.product != Product::GuaranteedEft {
            return None;
        }
        let offered = matches!(session.phase(), Phase::AgreementMissing | Phase::Completed)
            || session.journey.offered.is_some()
            || session.awaits_guarantee();
        Some(Self {
            guarantee_offered: offered,
            guarantee_accepted: session.guarantee() == crate::session::Guarantee::Accepted
                || session.phase() == Phase::Completed,
            highest_debit_amount_to_guarantee: session
                .journey
                .offered
                .or(session.amount)
                .filter(|_| offered),
            overall_risk_level: "Unknown",
            transaction_risk_level: "Unknown",
            user_risk_level: "Unknown",
            other_risk_level: "Unknown",
        })
    }
}

impl User {
    fn of(session: &Session) -> Self {
        let mismatch = session.phase() == Phase::Failed(Cause::NameMismatch);
        let performed = session.journey.account.is_some() || mismatch;
        let matched = performed && !mismatch && session.holder_is_payor();
        Self {
            matching_performed: performed,
            name_match: if matched { 100 } else { 0 },
        }
    }
}
