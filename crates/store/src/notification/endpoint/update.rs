use std::fmt;

use payment::{EndpointId, MerchantId, Timestamp};

use super::{
    super::{DisabledReason, Kinds},
    disable::{disable, enable},
};
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError, change::News, database::Connection,
    idempotency::Answered, people::Noted, writer::Write,
};

/// What is to change about an endpoint. What is `None` stays.
#[derive(Clone, Default)]
pub struct EndpointChange {
    /// Where it is.
    pub url: Option<String>,
    /// What its owner tells it by.
    pub description: Option<String>,
    /// What it wants to be told of, from now on.
    pub kinds: Option<Kinds>,
    /// Whether it is sent anything. Disabling it makes dead letters of what is waiting;
    /// enabling it brings none of them back by itself.
    pub enabled: Option<bool>,
}

/// Without the address, which may hold a secret, and what its owner wrote beside it.
impl fmt::Debug for EndpointChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EndpointChange")
            .field("kinds", &self.kinds)
            .field("enabled", &self.enabled)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Changes an endpoint. Answers whether there is such a one. Another address starts with
    /// a clean slate: what failed at the one before says nothing about it.
    pub async fn update_endpoint(
        &self,
        id: &EndpointId,
        change: EndpointChange,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.give_up_before(id, &change, now).await?;
        let enabled = change.enabled;
        let update = Update {
            id: id.clone(),
            change,
            now,
        };
        let found = self.write(update).await?;
        self.give_up_after(id, enabled, now).await;
        Ok(found)
    }

    /// The same, with the answer to whoever asked for it.
    pub async fn update_endpoint_and_answer(
        &self,
        merchant: &MerchantId,
        id: &EndpointId,
        change: EndpointChange,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.give_up_before(id, &change, now).await?;
        let enabled = change.enabled;
        let found = self
            .write(Answered {
                write: Update {
                    id: id.clone(),
                    change,
                    now,
                },
                merchant: merchant.clone(),
                answer,
                is_done: |found| *found,
            })
            .await?;
        self.give_up_after(id, enabled, now).await;
        Ok(found)
    }

    /// The same, with what the audit log says of it.
    pub async fn update_endpoint_and_note(
        &self,
        id: &EndpointId,
        change: EndpointChange,
        now: Timestamp,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        self.give_up_before(id, &change, now).await?;
        let enabled = change.enabled;
        let update = Update {
            id: id.clone(),
            change,
            now,
        };
        let noted = Noted::when(|found| *found, update, vec![note]);
        let found = self.write(noted).await?;
        self.give_up_after(id, enabled, now).await;
        Ok(found)
    }

    /// What waited when an endpoint was disabled does not come back with it.
    async fn give_up_before(
        &self,
        id: &EndpointId,
        change: &EndpointChange,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if change.enabled == Some(true) {
            self.give_up_all(id, now).await?;
        }
        Ok(())
    }

    async fn give_up_after(&self, id: &EndpointId, enabled: Option<bool>, now: Timestamp) {
        if enabled == Some(false) {
            self.begin_to_give_up(id, now).await;
        }
    }
}

struct Update {
    id: EndpointId,
    change: EndpointChange,
    now: Timestamp,
}

impl Write for Update {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let EndpointChange {
            url,
            description,
            kinds,
            enabled,
        } = &self.change;
        let done = sqlx::query(
            "UPDATE endpoint SET
                 url = COALESCE($2, url),
                 description = COALESCE($3, description),
                 kinds = COALESCE($4, kinds),
                 failures = CASE WHEN $2 IS NULL OR $2 = url THEN failures ELSE 0 END,
                 failed_at = CASE WHEN $2 IS NULL OR $2 = url THEN failed_at END,
                 failing_since = CASE WHEN $2 IS NULL OR $2 = url THEN failing_since END
             WHERE id = $1 AND deleted_at IS NULL",
        )
        .bind(self.id.as_str())
        .bind(url.as_deref())
        .bind(description.as_deref())
        .bind(kinds.as_ref().map(Kinds::to_sql))
        .execute(&mut *db)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        match enabled {
            None => {}
            Some(true) => enable(db, &self.id, self.now).await?,
            Some(false) => {
                disable(db, &self.id, DisabledReason::Merchant, self.now).await?;
            }
        }
        Ok(true)
    }

    fn news(&self, _found: &bool) -> News {
        News {
            deliveries: true,
            ..News::default()
        }
    }
}
