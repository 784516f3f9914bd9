//! How merchants' pages look. The store does not look into it.

use std::time::Duration;

use payment::{MerchantId, Mode, Timestamp};

mod change;

pub use self::change::{BrandChange, LogoChange};
use crate::{Digest, Store, StoreError};

/// How many former logos of a merchant's mode are kept: whoever changes theirs all day does not
/// fill the disk.
pub const FORMER_LOGOS: u32 = 10;

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

impl StoredBrand {
    /// When it was changed last, where it ever was.
    #[must_use]
    pub fn changed_at(&self) -> Option<Timestamp> {
        let chosen = self.chosen.as_ref().map(|(_, at)| *at);
        chosen.max(self.logo.map(|logo| logo.changed_at))
    }

    /// When a change of it that is made now is noted to be made: later than the one before, also
    /// where another server's clock was ahead then.
    #[must_use]
    pub fn changed_next(&self, now: Timestamp) -> Timestamp {
        after(self.changed_at(), now)
    }
}

/// A look is told from another by when it was changed: no two changes are of one moment.
fn after(before: Option<Timestamp>, now: Timestamp) -> Timestamp {
    before.map_or(now, |before| now.max(before.plus(Duration::from_micros(1))))
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

    /// The bytes of the merchant's logo of this digest: the one that it has, or one that it had
    /// until not long ago.
    pub async fn logo(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        digest: &Digest,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT png FROM logo WHERE merchant = $1 AND mode = $2 AND digest = $3
             UNION ALL
             SELECT png FROM former_logo WHERE merchant = $1 AND mode = $2 AND digest = $3
             LIMIT 1",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(digest.as_sql())
        .fetch_optional(self.readers())
        .await?)
    }
}
