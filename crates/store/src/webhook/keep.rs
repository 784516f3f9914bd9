//! Many notifications in one transaction, and a few statements for all of them.

use std::collections::{BTreeMap, BTreeSet};

use payment::{CheckoutId, MerchantId, Mode, Timestamp, Work};

use super::{NewWebhook, RecordError, WebhookReceipt, WebhookScope};
use crate::{
    Digest, NewTask, StoreError,
    change::News,
    database::{Connection, Statement},
    task,
    writer::Write,
};

/// How many rows one statement writes. Few lengths, so that the database has prepared each of
/// them before.
const PORTIONS: [usize; 4] = [64, 16, 4, 1];

/// What is to be kept, with what names it.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    webhook: NewWebhook,
    scope: WebhookScope,
    digest: Digest,
    session: Option<Digest>,
}

impl Letter {
    pub(super) fn of(webhook: NewWebhook, scope: WebhookScope) -> Self {
        Self {
            digest: Digest::of(webhook.body.as_bytes()),
            session: webhook.session.as_ref().map(|it| Digest::of(it.as_str())),
            webhook,
            scope,
        }
    }

    /// The checkout that it is about, where it may be.
    fn finds<'a>(&self, sessions: &'a Sessions) -> Option<&'a CheckoutId> {
        let known = sessions.get(&self.session?)?;
        let is_in_scope = match &self.scope {
            WebhookScope::Account { modes } => {
                !known.has_own_account && modes.contains(&known.mode)
            }
            WebhookScope::Merchant { modes } => {
                known.merchant == self.webhook.merchant && modes.contains(&known.mode)
            }
        };
        is_in_scope.then_some(&known.checkout)
    }
}

/// Whose the sessions are.
type Sessions = BTreeMap<Digest, Known>;

/// Whose a session is.
struct Known {
    checkout: CheckoutId,
    merchant: MerchantId,
    mode: Mode,
    /// Whether another account than the merchant's own has nothing to say about it.
    has_own_account: bool,
}

/// Answers for each, in their order: `None` where nobody knows the session.
pub(super) struct KeepAll(pub(super) Vec<Letter>);

impl Write for KeepAll {
    type Output = Vec<Option<WebhookReceipt>>;
    type Error = RecordError;

    async fn write(&self, db: &mut Connection) -> Result<Self::Output, RecordError> {
        let sessions = sessions(db, &self.0).await?;
        // Each body once, and in one order for everybody who writes at the same time.
        let mut rows: BTreeMap<(&MerchantId, Digest), (&Letter, &CheckoutId)> = BTreeMap::new();
        for letter in &self.0 {
            if let Some(checkout) = letter.finds(&sessions) {
                let key = (&letter.webhook.merchant, letter.digest);
                rows.entry(key).or_insert((letter, checkout));
            }
        }
        let mut fresh = insert(db, &rows.values().copied().collect::<Vec<_>>()).await?;
        let concerned: BTreeSet<_> = rows
            .iter()
            .filter(|((_, digest), _)| fresh.contains(digest))
            .map(|(_, (_, checkout))| *checkout)
            .collect();
        let due_at = self.0.iter().map(|it| it.webhook.received_at).min();
        if let Some(due_at) = due_at {
            schedule(db, &concerned.into_iter().collect::<Vec<_>>(), due_at).await?;
        }
        let receipt = |letter: &Letter| {
            letter.finds(&sessions)?;
            // Of one body that came twice at once, the first is news.
            Some(if fresh.remove(&letter.digest) {
                WebhookReceipt::Stored(None)
            } else {
                WebhookReceipt::Repeated
            })
        };
        Ok(self.0.iter().map(receipt).collect())
    }

    fn news(&self, receipts: &Self::Output) -> News {
        News {
            tasks: receipts
                .iter()
                .any(|receipt| matches!(receipt, Some(WebhookReceipt::Stored(_)))),
            ..News::default()
        }
    }
}

/// A session's digest, its checkout, whose that is, in which mode, and since when its merchant
/// has an account of its own for it.
type SessionRow = (Vec<u8>, String, String, String, Option<i64>);

async fn sessions(db: &mut Connection, letters: &[Letter]) -> Result<Sessions, RecordError> {
    let digests: BTreeSet<_> = letters.iter().filter_map(|it| it.session).collect();
    let digests: Vec<_> = digests.into_iter().collect();
    let mut sessions = Sessions::new();
    for portion in portions(&digests) {
        let mut select = Statement::new(
            "SELECT session.digest, checkout.id, checkout.merchant, checkout.mode, account.set_at
             FROM session JOIN checkout ON checkout.id = session.checkout
             LEFT JOIN account
                 ON account.merchant = checkout.merchant AND account.mode = checkout.mode
             WHERE session.digest IN (",
        );
        select
            .bind_all(portion.iter().map(Digest::as_sql))
            .push(")");
        let rows: Vec<SessionRow> = select.fetch_all_by(db).await?;
        for (digest, checkout, merchant, mode, own_account) in rows {
            let corrupt = |column| move || StoreError::corrupt("session", column);
            let digest = Digest::from_sql(&digest).ok_or_else(corrupt("digest"))?;
            let known = Known {
                checkout: checkout.parse().ok().ok_or_else(corrupt("checkout"))?,
                merchant: merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
                mode: mode.parse().ok().ok_or_else(corrupt("mode"))?,
                has_own_account: own_account.is_some(),
            };
            sessions.insert(digest, known);
        }
    }
    Ok(sessions)
}

/// Keeps them; those that are to be taken in because of that.
async fn insert(
    db: &mut Connection,
    rows: &[(&Letter, &CheckoutId)],
) -> Result<BTreeSet<Digest>, RecordError> {
    let mut fresh = BTreeSet::new();
    for portion in portions(rows) {
        let mut insert = Statement::new(
            "INSERT INTO webhook
                 (merchant, digest, session_digest, body, received_at, checkout, waiting)
             VALUES ",
        );
        for (place, (letter, checkout)) in portion.iter().enumerate() {
            let webhook = &letter.webhook;
            insert.push(if place == 0 { "(" } else { ", (" });
            insert.bind(webhook.merchant.as_str()).push(", ");
            insert.bind(letter.digest.as_sql()).push(", ");
            insert
                .bind(letter.session.as_ref().map(Digest::as_sql))
                .push(", ");
            insert.bind(webhook.body.as_bytes()).push(", ");
            insert.bind(webhook.received_at.as_micros()).push(", ");
            insert.bind(checkout.as_str()).push(", 1)");
        }
        // A repeat can bring the consequence that was not known at first.
        insert.push(
            " ON CONFLICT (merchant, digest) DO UPDATE SET
                 repeats = webhook.repeats + 1,
                 waiting = CASE WHEN webhook.checkout IS NULL THEN 1 ELSE webhook.waiting END,
                 checkout = COALESCE(webhook.checkout, excluded.checkout)
             RETURNING digest, repeats, waiting",
        );
        let kept: Vec<(Vec<u8>, i64, i64)> = insert.fetch_all_by(db).await?;
        for (digest, repeats, waiting) in kept {
            let digest = Digest::from_sql(&digest)
                .ok_or_else(|| StoreError::corrupt("webhook", "digest"))?;
            if repeats == 0 || waiting == 1 {
                fresh.insert(digest);
            }
        }
    }
    Ok(fresh)
}

async fn schedule(
    db: &mut Connection,
    checkouts: &[&CheckoutId],
    due_at: Timestamp,
) -> Result<(), RecordError> {
    let task = NewTask {
        work: Work::TakeWebhooks,
        due_at,
    };
    for portion in portions(checkouts) {
        task::schedule_for_all(db, portion, &task).await?;
    }
    Ok(())
}

/// Slices of the lengths that statements have.
fn portions<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let length = PORTIONS.into_iter().find(|length| *length <= rows.len())?;
        let (portion, rest) = rows.split_at(length);
        rows = rest;
        Some(portion)
    })
}
