use payment::MerchantId;
use secrecy::{ExposeSecret as _, SecretString};

use super::webhook_place;
use crate::{
    NewAudit, Store, StoreError, database::Connection, people::Noted, seal::Sealed, writer::Write,
};

impl Store {
    /// Gives a merchant another secret of its own that the provider signs with, in the place of
    /// the one before, with what the audit log says of it. Answers whether there is such a
    /// merchant.
    pub async fn set_webhook_secret(
        &self,
        merchant: &MerchantId,
        secret: SecretString,
        note: NewAudit,
    ) -> Result<bool, StoreError> {
        let bytes = secret.expose_secret().as_bytes();
        let set = Set {
            sealed: self.sealing().seal(webhook_place(merchant), bytes),
            merchant: merchant.clone(),
            secret,
        };
        self.write(Noted::when(|found| *found, set, vec![note]))
            .await
    }
}

struct Set {
    merchant: MerchantId,
    secret: SecretString,
    sealed: Option<Sealed>,
}

impl Write for Set {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let clear = match &self.sealed {
            Some(_) => None,
            None => Some(self.secret.expose_secret()),
        };
        let done = sqlx::query(
            "UPDATE merchant SET webhook_secret = $2, webhook_sealed = $3 WHERE id = $1",
        )
        .bind(self.merchant.as_str())
        .bind(clear)
        .bind(self.sealed.as_ref().map(Sealed::as_bytes))
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}
