//! How looks and logos change.

use payment::{MerchantId, Mode, Timestamp};

use super::{FORMER_LOGOS, NewLogo, after};
use crate::{
    AnswerError, Digest, NewAudit, Remember, Store, StoreError, database::Connection,
    idempotency::Answered, merchant::take_turn, people::Noted, writer::Write,
};

/// What becomes of the logo.
#[derive(Clone, Debug)]
pub enum LogoChange {
    /// It stays, or there stays none.
    Keep,
    /// Another takes its place.
    Put(NewLogo),
    /// It is taken away.
    Remove,
}

/// A look as somebody edited it.
#[derive(Clone, Debug)]
pub struct BrandChange {
    /// Whose.
    pub merchant: MerchantId,
    /// On which pages.
    pub mode: Mode,
    /// When the look that they began with was changed: see [`super::StoredBrand::changed_at`].
    pub seen: Option<Timestamp>,
    /// The look: JSON.
    pub look: String,
    /// The logo.
    pub logo: LogoChange,
    /// Now.
    pub now: Timestamp,
}

impl Store {
    /// Has the merchant's pages of that mode look like this: JSON. The answer to whoever asked
    /// is kept with it.
    pub async fn put_brand(
        &self,
        merchant: MerchantId,
        mode: Mode,
        look: String,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<StoreError>> {
        self.write(Answered {
            merchant: merchant.clone(),
            write: PutBrand {
                merchant,
                mode,
                look,
                now,
            },
            answer,
            is_done: |()| true,
        })
        .await
    }

    /// Keeps a logo in the place of the one before, with the answer to whoever asked.
    pub async fn put_logo(
        &self,
        new: NewLogo,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<StoreError>> {
        self.write(Answered {
            merchant: new.merchant.clone(),
            write: PutLogo(new),
            answer,
            is_done: |()| true,
        })
        .await
    }

    /// Takes a logo away, where there is one, with the answer to whoever asked.
    pub async fn remove_logo(
        &self,
        merchant: MerchantId,
        mode: Mode,
        now: Timestamp,
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<StoreError>> {
        self.write(Answered {
            merchant: merchant.clone(),
            write: RemoveLogo {
                merchant,
                mode,
                now,
            },
            answer,
            is_done: |()| true,
        })
        .await
    }

    /// Has the pages look as somebody edited them, with what the audit log says of it. Whether
    /// they still looked as they did when that began: if not, nothing is written.
    pub async fn change_brand_and_note(
        &self,
        change: BrandChange,
        notes: Vec<NewAudit>,
    ) -> Result<bool, StoreError> {
        self.write(Noted::when(|is_done| *is_done, change, notes))
            .await
    }

    /// Forgets logos that another took the place of before then.
    pub async fn forget_former_logos(&self, before: Timestamp) -> Result<u64, StoreError> {
        self.write(Forget(before)).await
    }
}

/// Where a merchant's look of a mode stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    merchant: &'a MerchantId,
    mode: Mode,
    now: Timestamp,
}

impl Place<'_> {
    /// Waits for its turn to change it. When it was changed before.
    async fn begin(self, db: &mut Connection) -> Result<Option<Timestamp>, StoreError> {
        take_turn(&mut *db, self.merchant).await?;
        let at = self.changed_at(db).await?;
        Ok(at.map(Timestamp::from_micros))
    }

    /// The same, changed later than before by its own clock, whatever servers' clocks say.
    fn since(self, before: Option<Timestamp>) -> Self {
        Self {
            now: after(before, self.now),
            ..self
        }
    }

    async fn changed_at(self, db: &mut Connection) -> Result<Option<i64>, StoreError> {
        let at: Option<i64> = sqlx::query_scalar(
            "SELECT MAX(changed_at) FROM (
                 SELECT changed_at FROM brand WHERE merchant = $1 AND mode = $2
                 UNION ALL
                 SELECT changed_at FROM logo WHERE merchant = $1 AND mode = $2
             ) AS changes",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .fetch_one(db)
        .await?;
        Ok(at)
    }

    async fn put_look(self, db: &mut Connection, look: &str) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO brand (merchant, mode, look, changed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (merchant, mode) DO UPDATE
             SET look = excluded.look, changed_at = excluded.changed_at",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(look)
        .bind(self.now.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }

    async fn put_logo(self, db: &mut Connection, new: &NewLogo) -> Result<(), StoreError> {
        let digest = Digest::of(&new.png);
        self.keep_former(&mut *db, Some(&digest)).await?;
        sqlx::query(
            "INSERT INTO logo (merchant, mode, digest, width, height, png, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (merchant, mode) DO UPDATE
             SET digest = excluded.digest, width = excluded.width, height = excluded.height,
                 png = excluded.png, changed_at = excluded.changed_at",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(digest.as_sql())
        .bind(i64::from(new.width))
        .bind(i64::from(new.height))
        .bind(new.png.as_slice())
        .bind(self.now.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }

    async fn remove_logo(self, db: &mut Connection) -> Result<(), StoreError> {
        self.keep_former(&mut *db, None).await?;
        sqlx::query("DELETE FROM logo WHERE merchant = $1 AND mode = $2")
            .bind(self.merchant.as_str())
            .bind(self.mode.as_str())
            .execute(db)
            .await?;
        Ok(())
    }

    /// Keeps the logo that is about to go, and the last few before it.
    async fn keep_former(
        self,
        db: &mut Connection,
        next: Option<&Digest>,
    ) -> Result<(), StoreError> {
        // A digest that no logo has: every one of them is another.
        let next = next.map_or_else(Vec::new, |next| next.as_bytes().to_vec());
        sqlx::query(
            "INSERT INTO former_logo (merchant, mode, digest, png, left_at)
             SELECT merchant, mode, digest, png, $3 FROM logo
             WHERE merchant = $1 AND mode = $2 AND digest <> $4
             ON CONFLICT (merchant, mode, digest) DO UPDATE SET left_at = excluded.left_at",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(self.now.as_micros())
        .bind(next)
        .execute(&mut *db)
        .await?;
        sqlx::query(
            "DELETE FROM former_logo WHERE merchant = $1 AND mode = $2 AND digest NOT IN (
                 SELECT digest FROM former_logo WHERE merchant = $1 AND mode = $2
                 ORDER BY left_at DESC, digest LIMIT $3
             )",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(i64::from(FORMER_LOGOS))
        .execute(db)
        .await?;
        Ok(())
    }
}

struct PutBrand {
    merchant: MerchantId,
    mode: Mode,
    look: String,
    now: Timestamp,
}

impl Write for PutBrand {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let place = Place {
            merchant: &self.merchant,
            mode: self.mode,
            now: self.now,
        };
        let before = place.begin(&mut *db).await?;
        place.since(before).put_look(db, &self.look).await
    }
}

struct PutLogo(NewLogo);

impl Write for PutLogo {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let place = Place {
            merchant: &self.0.merchant,
            mode: self.0.mode,
            now: self.0.changed_at,
        };
        let before = place.begin(&mut *db).await?;
        place.since(before).put_logo(db, &self.0).await
    }
}

struct RemoveLogo {
    merchant: MerchantId,
    mode: Mode,
    now: Timestamp,
}

impl Write for RemoveLogo {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let place = Place {
            merchant: &self.merchant,
            mode: self.mode,
            now: self.now,
        };
        let before = place.begin(&mut *db).await?;
        place.since(before).remove_logo(db).await
    }
}

impl Write for BrandChange {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let place = Place {
            merchant: &self.merchant,
            mode: self.mode,
            now: self.now,
        };
        let before = place.begin(&mut *db).await?;
        if before != self.seen {
            return Ok(false);
        }
        let place = place.since(before);
        place.put_look(&mut *db, &self.look).await?;
        match &self.logo {
            LogoChange::Keep => {}
            LogoChange::Put(new) => place.put_logo(db, new).await?,
            LogoChange::Remove => place.remove_logo(db).await?,
        }
        Ok(true)
    }
}

struct Forget(Timestamp);

impl Write for Forget {
    type Output = u64;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<u64, StoreError> {
        let gone = sqlx::query("DELETE FROM former_logo WHERE left_at < $1")
            .bind(self.0.as_micros())
            .execute(db)
            .await?;
        Ok(gone.rows_affected())
    }
}
