use super::{
    TransactionStatus,
    transaction::{Reason, Standing},
};
use crate::{
    drift::{Drift, DriftKind},
    session::details,
    word::Word,
};

/// The transactions of a session taken together.
pub(super) struct Transactions {
    pub(super) outcome: Outcome,
    pub(super) any_paid: bool,
    pub(super) any_declined: bool,
    /// Whether the payer or the bank is at one of them, or nobody knows.
    pub(super) any_moving: bool,
    /// The status that says most: the reason why it is over, else one that is paid, else
    /// the first.
    pub(super) telling: Option<Word>,
}

#[derive(Clone, Copy)]
pub(super) enum Outcome {
    Open,
    Paid,
    Over(Reason),
}

impl Transactions {
    pub(super) fn of(response: &details::Response, drift: &mut Vec<Drift>) -> Self {
        let mut any_moving = false;
        let listed: Vec<(&Word, Standing)> = response
            .schedule
            .iter()
            .flat_map(|schedule| schedule.transactions.iter().flatten())
            .map(|transaction| {
                let status = TransactionStatus::from(&transaction.status);
                if let TransactionStatus::Unknown(word) = &status {
                    drift.push(Drift::new(DriftKind::TransactionStatus, word));
                }
                any_moving |= matches!(
                    status,
                    TransactionStatus::Processing | TransactionStatus::Unknown(_)
                );
                (&transaction.status, status.standing())
            })
            .collect();

        let paid = listed.iter().find(|(_, s)| *s == Standing::Paid);
        let over = listed
            .iter()
            .filter_map(|(word, standing)| match standing {
                Standing::Over(reason) => Some((*reason, *word)),
                Standing::Open | Standing::Paid => None,
            })
            .min_by_key(|(reason, _)| *reason);
        let any_open = listed.iter().any(|(_, s)| *s == Standing::Open);

        let outcome = match (paid, over) {
            _ if any_open => Outcome::Open,
            (Some(_), None) => Outcome::Paid,
            (None, Some((reason, _))) => Outcome::Over(reason),
            (Some(_), Some((_, word))) => {
                drift.push(Drift::new(DriftKind::Contradiction, word));
                Outcome::Open
            }
            (None, None) => Outcome::Open,
        };
        let telling = over
            .map(|(_, word)| word)
            .or(paid.map(|(word, _)| *word))
            .or(listed.first().map(|(word, _)| *word));
        Self {
            outcome,
            any_paid: paid.is_some(),
            any_moving,
            any_declined: over.is_some_and(|(reason, _)| reason == Reason::Declined),
            telling: telling.cloned(),
        }
    }
}
