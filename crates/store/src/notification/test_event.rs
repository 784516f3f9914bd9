use payment::{EndpointId, EventId, MerchantId, NotificationKind};

use super::outcome::{Try, TryRow};
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError, database::Connection,
    idempotency::Answered, people::Noted, writer::Write,
};

/// How many test events are kept of each endpoint: the newest.
pub const KEPT_TEST_EVENTS: u32 = 20;

/// Something that was sent to an endpoint to see what it answers. Nothing happened, it is told
/// once, and it says nothing of how the endpoint stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestEvent {
    /// The `webhook-id` that it was sent with.
    pub id: EventId,
    /// To which endpoint.
    pub endpoint: EndpointId,
    /// What it gave an example of.
    pub kind: NotificationKind,
    /// What came of it.
    pub r#try: Try,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    endpoint: String,
    kind: String,
    #[sqlx(flatten)]
    tried: TryRow,
}

impl Row {
    fn read(self) -> Result<TestEvent, StoreError> {
        let corrupt = |column| StoreError::corrupt("endpoint_test", column);
        Ok(TestEvent {
            id: self.id.parse().map_err(|_| corrupt("id"))?,
            endpoint: self.endpoint.parse().map_err(|_| corrupt("endpoint"))?,
            kind: self.kind.parse().map_err(|_| corrupt("kind"))?,
            r#try: self.tried.read()?,
        })
    }
}

impl Store {
    /// An endpoint's test events, newest first, as far as they are
    /// [kept](KEPT_TEST_EVENTS).
    pub async fn test_events(&self, endpoint: &EndpointId) -> Result<Vec<TestEvent>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, endpoint, kind, at, outcome, status, took, answer FROM endpoint_test
             WHERE endpoint = $1 ORDER BY at DESC, id DESC LIMIT $2",
        )
        .bind(endpoint.as_str())
        .bind(i64::from(KEPT_TEST_EVENTS))
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Keeps what came of a test event, with the answer to whoever asked for it. Answers whether
    /// its endpoint is still there.
    pub async fn keep_test_event(
        &self,
        merchant: &MerchantId,
        event: TestEvent,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.write(Answered {
            write: Keep(event),
            merchant: merchant.clone(),
            answer,
            is_done: |is_kept| *is_kept,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn keep_test_event_and_note(
        &self,
        event: TestEvent,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        self.write(Noted::when(|is_kept| *is_kept, Keep(event), vec![note]))
            .await
    }
}

struct Keep(TestEvent);

impl Write for Keep {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let TestEvent {
            id,
            endpoint,
            kind,
            r#try:
                Try {
                    at,
                    outcome,
                    status,
                    took,
                    answer,
                },
        } = &self.0;
        // Whoever deletes the endpoint at the same moment takes turns with this one.
        let found =
            sqlx::query("UPDATE endpoint SET url = url WHERE id = $1 AND deleted_at IS NULL")
                .bind(endpoint.as_str())
                .execute(&mut *db)
                .await?;
        if found.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO endpoint_test (id, endpoint, kind, at, outcome, status, took, answer)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.as_str())
        .bind(endpoint.as_str())
        .bind(kind.as_str())
        .bind(at.as_micros())
        .bind(outcome.as_str())
        .bind(status.map(i64::from))
        .bind(i64::try_from(took.as_millis()).unwrap_or(i64::MAX))
        .bind(&answer[..answer.len().min(super::MAX_ANSWER)])
        .execute(&mut *db)
        .await?;
        sqlx::query(
            "DELETE FROM endpoint_test WHERE endpoint = $1 AND id NOT IN (
                 SELECT id FROM endpoint_test WHERE endpoint = $1
                 ORDER BY at DESC, id DESC LIMIT $2)",
        )
        .bind(endpoint.as_str())
        .bind(i64::from(KEPT_TEST_EVENTS))
        .execute(db)
        .await?;
        Ok(true)
    }
}
