//! Merchants' own accounts at the provider, sealed: the store does not look into them.

use payment::{MerchantId, Mode, Timestamp};

use crate::{
    Store, StoreError,
    database::{self, Connection},
    seal::{SealPlace, Sealed},
    writer::Write,
};

/// Whose account, and for which keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountOwner {
    /// The merchant.
    pub merchant: MerchantId,
    /// What the keys act on that it stands behind.
    pub mode: Mode,
}

impl AccountOwner {
    /// What the account is bound to when it is sealed.
    #[must_use]
    pub fn place(&self) -> SealPlace<'_> {
        SealPlace {
            what: "account",
            owner: self.merchant.as_str(),
            which: self.mode.as_str(),
        }
    }
}

/// An account as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedAccount {
    /// Whose.
    pub owner: AccountOwner,
    /// What it consists of.
    pub sealed: Sealed,
    /// When it was set.
    pub set_at: Timestamp,
}

/// Why an account was not kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AccountError {
    /// There is no such merchant.
    #[error("no such merchant")]
    NoSuchMerchant,
    /// Any other reason.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        if database::is_orphan(&error) {
            return Self::NoSuchMerchant;
        }
        Self::Store(error.into())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    merchant: String,
    mode: String,
    sealed: Vec<u8>,
    set_at: i64,
}

impl Row {
    fn read(self) -> Result<SealedAccount, StoreError> {
        let corrupt = |column| move || StoreError::corrupt("account", column);
        Ok(SealedAccount {
            owner: AccountOwner {
                merchant: self.merchant.parse().ok().ok_or_else(corrupt("merchant"))?,
                mode: self.mode.parse().ok().ok_or_else(corrupt("mode"))?,
            },
            sealed: Sealed::from_bytes(self.sealed),
            set_at: Timestamp::from_micros(self.set_at),
        })
    }
}

impl Store {
    /// The merchant's own account of that mode.
    pub async fn account(&self, owner: &AccountOwner) -> Result<Option<SealedAccount>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT merchant, mode, sealed, set_at FROM account WHERE merchant = $1 AND mode = $2",
        )
        .bind(owner.merchant.as_str())
        .bind(owner.mode.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }

    /// Every merchant's own accounts.
    pub async fn accounts(&self) -> Result<Vec<SealedAccount>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT merchant, mode, sealed, set_at FROM account ORDER BY merchant, mode",
        )
        .fetch_all(self.readers())
        .await?;
        rows.into_iter().map(Row::read).collect()
    }

    /// Whether any merchant has an account of its own for that mode.
    pub async fn has_accounts(&self, mode: Mode) -> Result<bool, StoreError> {
        let one: Option<i64> =
            sqlx::query_scalar("SELECT set_at FROM account WHERE mode = $1 LIMIT 1")
                .bind(mode.as_str())
                .fetch_optional(self.readers())
                .await?;
        Ok(one.is_some())
    }

    /// Keeps a merchant's own account, in the place of the one before.
    pub async fn set_account(&self, account: SealedAccount) -> Result<(), AccountError> {
        self.write(Set(account)).await
    }

    /// Keeps the same account under another seal, unless it is no longer what it was. Whether
    /// it was.
    pub async fn reseal_account(
        &self,
        before: SealedAccount,
        sealed: Sealed,
    ) -> Result<bool, StoreError> {
        self.write(Reseal { before, sealed }).await
    }

    /// Forgets a merchant's own account. Whether there was one.
    pub async fn remove_account(&self, owner: &AccountOwner) -> Result<bool, StoreError> {
        self.write(Remove(owner.clone())).await
    }
}

struct Set(SealedAccount);

impl Write for Set {
    type Output = ();
    type Error = AccountError;

    async fn write(&self, db: &mut Connection) -> Result<(), AccountError> {
        let SealedAccount {
            owner,
            sealed,
            set_at,
        } = &self.0;
        sqlx::query(
            "INSERT INTO account (merchant, mode, sealed, set_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (merchant, mode) DO UPDATE SET
                 sealed = excluded.sealed, set_at = excluded.set_at",
        )
        .bind(owner.merchant.as_str())
        .bind(owner.mode.as_str())
        .bind(sealed.as_bytes())
        .bind(set_at.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}

struct Reseal {
    before: SealedAccount,
    sealed: Sealed,
}

impl Write for Reseal {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let owner = &self.before.owner;
        let done = sqlx::query(
            "UPDATE account SET sealed = $4 WHERE merchant = $1 AND mode = $2 AND sealed = $3",
        )
        .bind(owner.merchant.as_str())
        .bind(owner.mode.as_str())
        .bind(self.before.sealed.as_bytes())
        .bind(self.sealed.as_bytes())
        .execute(db)
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

struct Remove(AccountOwner);

impl Write for Remove {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM account WHERE merchant = $1 AND mode = $2")
            .bind(self.0.merchant.as_str())
            .bind(self.0.mode.as_str())
            .execute(db)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}
