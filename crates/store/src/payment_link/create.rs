use std::fmt;

use payment::PaymentLink;

use super::row;
use crate::{
    AnswerError, Digest, NewAudit, Remember, Store, StoreError, database::Connection,
    idempotency::Answered, people::Noted, writer::Write,
};

/// A payment link to be kept.
#[derive(Clone)]
pub struct NewPaymentLink {
    /// The link.
    pub link: PaymentLink,
    /// What the forms on its page are told apart by.
    pub secret: [u8; 32],
}

/// Without the secret.
impl fmt::Debug for NewPaymentLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPaymentLink")
            .field("link", &self.link)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Keeps a new link, with the answer to whoever asked for it.
    pub async fn create_payment_link(
        &self,
        new: NewPaymentLink,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<StoreError>> {
        let offer = serde_json::json!(new.link.offer).to_string();
        self.write(Answered {
            merchant: new.link.merchant.clone(),
            write: Create { new, offer },
            answer,
            is_done: |()| true,
        })
        .await
    }

    /// The same, with what the audit log says of it.
    pub async fn create_payment_link_and_note(
        &self,
        new: NewPaymentLink,
        note: NewAudit,
    ) -> Result<(), StoreError> {
        let offer = serde_json::json!(new.link.offer).to_string();
        self.write(Noted::always(Create { new, offer }, vec![note]))
            .await
    }
}

struct Create {
    new: NewPaymentLink,
    offer: String,
}

impl Write for Create {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let NewPaymentLink { link, secret } = &self.new;
        let PaymentLink {
            id,
            merchant,
            mode,
            token,
            offer: _,
            switch,
            expires_at,
            max_uses,
            created_at,
        } = link;
        sqlx::query(
            "INSERT INTO payment_link
                 (id, merchant, mode, token, token_digest, secret, offer, switch, expires_at,
                  max_uses, revision, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11)",
        )
        .bind(id.as_str())
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(token.as_str())
        .bind(Digest::of(token.as_str()).as_sql())
        .bind(secret.as_slice())
        .bind(&self.offer)
        .bind(row::switch(*switch))
        .bind(expires_at.map(payment::Timestamp::as_micros))
        .bind(row::uses(*max_uses))
        .bind(created_at.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}
