use sqlx::Connection as _;

use crate::{
    Digest,
    chain::{Link, Origin},
    database::{Connection, sqlite},
    notification::kept_after,
};

/// The setting that says that every log has its hashes. From then on a missing one is
/// damage, and is not made up for.
const DONE: &str = "chained";

/// How many logs get their hashes in one transaction.
const BATCH: i64 = 200;

/// Gives the logs that an older program wrote into this file their hashes. What it is interrupted in goes
/// on at the next start; of two programs that do it at once, each finds what the other left.
pub(crate) async fn chain_older(db: &mut Connection) -> Result<(), sqlx::Error> {
    let done: Option<String> = sqlx::query_scalar("SELECT value FROM setting WHERE name = $1")
        .bind(DONE)
        .fetch_optional(&mut *db)
        .await?;
    if done.is_some() {
        return Ok(());
    }
    let (mut last, mut logs) = (String::new(), 0_u64);
    loop {
        let mut transaction = db.begin_with(sqlite::BEGIN).await?;
        let batch: Vec<Older> = sqlx::query_as(
            "SELECT id, merchant, mode, token_digest FROM checkout
             WHERE head IS NULL AND id > $1 ORDER BY id LIMIT $2",
        )
        .bind(last.as_str())
        .bind(BATCH)
        .fetch_all(&mut *transaction)
        .await?;
        let Some(end) = batch.last() else {
            let latest: Option<i64> = sqlx::query_scalar("SELECT MAX(at) FROM event")
                .fetch_one(&mut *transaction)
                .await?;
            if let Some(latest) = latest {
                // Of what had happened by then, no merchant was told by this store.
                kept_after(&mut transaction, latest.saturating_add(1)).await?;
            }
            sqlx::query(
                "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            )
            .bind(DONE)
            .bind("1")
            .execute(&mut *transaction)
            .await?;
            transaction.commit().await?;
            break;
        };
        last.clone_from(&end.id);
        for older in &batch {
            older.chain(&mut transaction).await?;
            logs += 1;
        }
        transaction.commit().await?;
    }
    if logs > 0 {
        tracing::info!(logs, "logs of an older version have their hashes now");
    }
    Ok(())
}

/// A checkout whose log has no hashes yet.
#[derive(sqlx::FromRow)]
struct Older {
    id: String,
    merchant: String,
    mode: String,
    token_digest: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct OlderEvent {
    seq: i64,
    at: i64,
    evidence: String,
    r#type: String,
    format: i64,
    body: String,
}

impl Older {
    async fn chain(&self, db: &mut Connection) -> Result<(), sqlx::Error> {
        let events: Vec<OlderEvent> = sqlx::query_as(
            "SELECT seq, at, evidence, type, format, body FROM event
             WHERE checkout = $1 ORDER BY seq",
        )
        .bind(self.id.as_str())
        .fetch_all(&mut *db)
        .await?;
        let mut head: Digest = Origin {
            id: self.id.as_bytes(),
            merchant: self.merchant.as_bytes(),
            mode: self.mode.as_bytes(),
            token_digest: &self.token_digest,
        }
        .hash();
        for event in &events {
            head = Link {
                checkout: self.id.as_bytes(),
                seq: event.seq,
                at: event.at,
                evidence: event.evidence.as_bytes(),
                kind: event.r#type.as_bytes(),
                format: event.format,
                body: event.body.as_bytes(),
                told: None,
            }
            .hash(&head);
            sqlx::query("UPDATE event SET hash = $3 WHERE checkout = $1 AND seq = $2")
                .bind(self.id.as_str())
                .bind(event.seq)
                .bind(head.as_sql())
                .execute(&mut *db)
                .await?;
        }
        sqlx::query("UPDATE checkout SET head = $2 WHERE id = $1")
            .bind(self.id.as_str())
            .bind(head.as_sql())
            .execute(db)
            .await?;
        Ok(())
    }
}
