use payment::{
    AttemptId, AttemptState, CanceledBy, Delivery, End, GuaranteeAnswer, Locale, Method, Money,
    Name, StepName,
};
use serde::Serialize;

use super::failure::Failure;
use crate::clock::rfc3339;

/// One try to pay.
#[derive(Serialize)]
pub(super) struct Attempt<'a> {
    id: &'a AttemptId,
    method: Method,
    status: AttemptStatus,
    amount: Money,
    locale: Locale,
    delivery: Delivery,
    created_at: String,
    ended_at: Option<String>,
    /// The account that the customer linked and chose.
    account: Option<Account<'a>>,
    /// What was answered to the provider's guarantee.
    guarantee: Option<GuaranteeAnswer>,
    failure: Option<Failure<'a>>,
    canceled_by: Option<CanceledBy>,
    last_step: Option<&'a str>,
}

/// What a merchant may see of an account. What the bank calls it stays out: some banks put
/// the holder's name there.
#[derive(Serialize)]
struct Account<'a> {
    institution: &'a Name,
    last_digits: &'a str,
}

/// Where an attempt stands.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
enum AttemptStatus {
    Opening,
    Linking,
    Processing,
    Paid,
    Failed,
    Canceled,
    Superseded,
}

impl<'a> Attempt<'a> {
    pub(super) fn of(attempt: &'a payment::Attempt) -> Self {
        let (status, ended_at) = match &attempt.state {
            AttemptState::Opening => (AttemptStatus::Opening, None),
            AttemptState::Linking(_) => (AttemptStatus::Linking, None),
            AttemptState::Live => (AttemptStatus::Processing, None),
            AttemptState::Ended { end, at } => {
                let status = match end {
                    End::Paid { .. } => AttemptStatus::Paid,
                    End::Failed(_) => AttemptStatus::Failed,
                    End::Canceled(_) => AttemptStatus::Canceled,
                    End::Superseded => AttemptStatus::Superseded,
                };
                (status, Some(rfc3339(*at)))
            }
        };
        let (failure, canceled_by) = match attempt.end() {
            Some(End::Failed(failure)) => (Some(failure), None),
            Some(End::Canceled(by)) => (None, Some(*by)),
            Some(End::Paid { .. } | End::Superseded) | None => (None, None),
        };
        Self {
            id: &attempt.id,
            method: attempt.method,
            status,
            amount: attempt.amount,
            locale: attempt.locale,
            delivery: attempt.delivery,
            created_at: rfc3339(attempt.started_at),
            ended_at,
            account: attempt.account.as_ref().map(Account::of),
            guarantee: attempt.guarantee,
            failure: failure.map(Failure::of),
            canceled_by,
            last_step: attempt.last_step().map(StepName::as_str),
        }
    }
}

impl<'a> Account<'a> {
    fn of(account: &'a payment::LinkedAccount) -> Self {
        Self {
            institution: &account.institution,
            last_digits: account.masked(),
        }
    }
}
