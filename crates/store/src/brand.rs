//! How merchants' pages look. The store does not look into it.

use payment::{MerchantId, Mode, Timestamp};

use crate::{
    AnswerError, Digest, Remember, Store, StoreError, database::Connection, idempotency::Answered,
    writer::Write,
};

/// How a merchant's pages look in one mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBrand {
    /// What customers know the merchant as, by the day it was made.
    pub merchant_name: String,
    /// The look that the merchant was made with: JSON.
    pub first: String,
    /// The look that was chosen for this mode since, and when: JSON.
    pub chosen: Option<(String, Timestamp)>,
    /// The picture beside it.
    pub logo: Option<LogoMark>,
}

/// A logo without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogoMark {
    /// Of its bytes.
    pub digest: Digest,
    /// How wide it is shown, in CSS pixels.
    pub width: u16,
    /// How high it is shown, in CSS pixels.
    pub height: u16,
    /// When it was put there.
    pub changed_at: Timestamp,
}

/// A logo to be kept.
#[derive(Clone, Debug)]
pub struct NewLogo {
    /// Whose.
    pub merchant: MerchantId,
    /// On which pages.
    pub mode: Mode,
    /// The picture as it is served.
    pub png: Vec<u8>,
    /// How wide it is shown, in CSS pixels.
    pub width: u16,
    /// How high it is shown, in CSS pixels.
    pub height: u16,
    /// When it was put there.
    pub changed_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    brand: String,
    look: Option<String>,
    look_at: Option<i64>,
    digest: Option<Vec<u8>>,
    width: Option<i64>,
    height: Option<i64>,
    logo_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<StoredBrand, StoreError> {
        let corrupt = |column| StoreError::corrupt("logo", column);
        let pixels = |number: i64, column| u16::try_from(number).map_err(|_| corrupt(column));
        let logo = match (self.digest, self.width, self.height, self.logo_at) {
            (Some(digest), Some(width), Some(height), Some(at)) => Some(LogoMark {
                digest: Digest::from_sql(&digest).ok_or_else(|| corrupt("digest"))?,
                width: pixels(width, "width")?,
                height: pixels(height, "height")?,
                changed_at: Timestamp::from_micros(at),
            }),
            _ => None,
        };
        Ok(StoredBrand {
            merchant_name: self.name,
            first: self.brand,
            chosen: self
                .look
                .zip(self.look_at)
                .map(|(look, at)| (look, Timestamp::from_micros(at))),
            logo,
        })
    }
}

impl Store {
    /// How the merchant's pages look in that mode; `None` when there is no such merchant.
    pub async fn brand(
        &self,
        merchant: &MerchantId,
        mode: Mode,
    ) -> Result<Option<StoredBrand>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT m.name, m.brand, b.look, b.changed_at AS look_at,
                 l.digest, l.width, l.height, l.changed_at AS logo_at
             FROM merchant m
             LEFT JOIN brand b ON b.merchant = m.id AND b.mode = $2
             LEFT JOIN logo l ON l.merchant = m.id AND l.mode = $2
             WHERE m.id = $1",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .fetch_optional(self.readers())
        .await?;
        row.map(Row::read).transpose()
    }

    /// The bytes of the merchant's logo, if that is still the one of this digest.
    pub async fn logo(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        digest: &Digest,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT png FROM logo WHERE merchant = $1 AND mode = $2 AND digest = $3",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(digest.as_sql())
        .fetch_optional(self.readers())
        .await?)
    }

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
        answer: Option<Remember>,
    ) -> Result<(), AnswerError<StoreError>> {
        self.write(Answered {
            merchant: merchant.clone(),
            write: RemoveLogo { merchant, mode },
            answer,
            is_done: |()| true,
        })
        .await
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
        sqlx::query(
            "INSERT INTO brand (merchant, mode, look, changed_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (merchant, mode) DO UPDATE
             SET look = excluded.look, changed_at = excluded.changed_at",
        )
        .bind(self.merchant.as_str())
        .bind(self.mode.as_str())
        .bind(&self.look)
        .bind(self.now.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}

struct PutLogo(NewLogo);

impl Write for PutLogo {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let NewLogo {
            merchant,
            mode,
            png,
            width,
            height,
            changed_at,
        } = &self.0;
        sqlx::query(
            "INSERT INTO logo (merchant, mode, digest, width, height, png, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (merchant, mode) DO UPDATE
             SET digest = excluded.digest, width = excluded.width, height = excluded.height,
                 png = excluded.png, changed_at = excluded.changed_at",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(Digest::of(png).as_sql())
        .bind(i64::from(*width))
        .bind(i64::from(*height))
        .bind(png.as_slice())
        .bind(changed_at.as_micros())
        .execute(db)
        .await?;
        Ok(())
    }
}

struct RemoveLogo {
    merchant: MerchantId,
    mode: Mode,
}

impl Write for RemoveLogo {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM logo WHERE merchant = $1 AND mode = $2")
            .bind(self.merchant.as_str())
            .bind(self.mode.as_str())
            .execute(db)
            .await?;
        Ok(())
    }
}
