use payment::PaymentLink;

use super::row;
use crate::{
    AnswerError, NewAudit, Remember, Store, StoreError, database::Connection,
    idempotency::Answered, people::Noted, writer::Write,
};

impl Store {
    /// Puts a link in the place of what it was at that revision, with the answer to whoever
    /// asked for it. Whether it was still the same: if not, nothing is written.
    pub async fn update_payment_link(
        &self,
        link: &PaymentLink,
        revision: u32,
        answer: Option<Remember>,
    ) -> Result<bool, AnswerError<StoreError>> {
        self.write(Answered {
            merchant: link.merchant.clone(),
            write: Update {
                offer: serde_json::json!(link.offer).to_string(),
                link: link.clone(),
                revision,
            },
            answer,
            is_done: |is_done| *is_done,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn update_payment_link_and_note(
        &self,
        link: &PaymentLink,
        revision: u32,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let update = Update {
            offer: serde_json::json!(link.offer).to_string(),
            link: link.clone(),
            revision,
        };
        self.write(Noted::when(|is_done| *is_done, update, vec![note]))
            .await
    }
}

struct Update {
    link: PaymentLink,
    offer: String,
    revision: u32,
}

impl Write for Update {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let PaymentLink {
            id,
            merchant: _,
            mode: _,
            token: _,
            offer: _,
            switch,
            expires_at,
            max_uses,
            created_at: _,
        } = &self.link;
        let done = sqlx::query(
            "UPDATE payment_link SET offer = $3, switch = $4, expires_at = $5, max_uses = $6,
                 revision = revision + 1
             WHERE id = $1 AND revision = $2",
        )
        .bind(id.as_str())
        .bind(i64::from(self.revision))
        .bind(&self.offer)
        .bind(row::switch(*switch))
        .bind(expires_at.map(payment::Timestamp::as_micros))
        .bind(row::uses(*max_uses))
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}
