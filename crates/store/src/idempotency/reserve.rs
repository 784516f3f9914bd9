use std::time::Duration;

use payment::{MerchantId, Timestamp};

use super::{IdempotencyKey, RememberError, Remembered};
use crate::{Digest, Store, StoreError, database::Connection, writer::Write};

/// How long a request may be under way before it counts as cut short by a crash. What it would
/// have done is written together with its answer, so a reservation without an answer has done
/// nothing.
pub const RESERVATION_TIME: Duration = Duration::from_secs(60);

/// A request that is about to be carried out under a key.
#[derive(Clone, Debug)]
pub struct NewReservation {
    /// The request's name.
    pub key: IdempotencyKey,
    /// The digest of the request: of everything in it that makes it another request.
    pub request: Digest,
    /// Sixteen bytes that nobody else draws: they tell this holder of the key from another
    /// who takes over after it.
    pub holder: [u8; 16],
    /// When.
    pub at: Timestamp,
}

impl NewReservation {
    /// What the caller holds if it got the key: to give it back where that is not known.
    #[must_use]
    pub fn held(&self) -> Reservation {
        Reservation {
            key: self.key.clone(),
            holder: self.holder,
        }
    }
}

/// The right to answer under a key. Only who holds it when the answer is written has its
/// effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    pub(super) key: IdempotencyKey,
    pub(super) holder: [u8; 16],
}

impl Reservation {
    /// The request's name.
    #[must_use]
    pub const fn key(&self) -> &IdempotencyKey {
        &self.key
    }
}

/// How a key stands for a request that wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// It is the caller's, to be answered or given back.
    Yours(Reservation),
    /// It was answered before.
    Answered(Remembered),
    /// The same request is under way, or was cut short. Where it is not answered, the key is
    /// free again at that moment.
    UnderWay {
        /// When the reservation ends.
        until: Timestamp,
    },
    /// It was used for another request.
    OtherRequest,
}

type Row = (Vec<u8>, i64, Option<i64>, Option<Vec<u8>>);

const READ: &str = "SELECT request_digest, reserved_at, status, body FROM idempotency
                    WHERE merchant = $1 AND key = $2";

/// What a row says to a request that does not hold it.
fn standing(row: Row, request: &Digest) -> Result<Reserved, StoreError> {
    let (held_by, reserved_at, status, body) = row;
    if held_by != request.as_sql() {
        return Ok(Reserved::OtherRequest);
    }
    let (Some(status), Some(body)) = (status, body) else {
        return Ok(Reserved::UnderWay {
            until: Timestamp::from_micros(reserved_at).plus(RESERVATION_TIME),
        });
    };
    let status = u16::try_from(status).map_err(|_| StoreError::corrupt("idempotency", "status"))?;
    Ok(Reserved::Answered(Remembered { status, body }))
}

impl Store {
    /// How the key stands for this request, without asking for it. `None` when nobody has
    /// used it, and [`Reserved::UnderWay`] also for a reservation that may have run out:
    /// [`reserve`](Self::reserve) tells.
    pub async fn idempotency(
        &self,
        merchant: &MerchantId,
        key: &IdempotencyKey,
        request: &Digest,
    ) -> Result<Option<Reserved>, StoreError> {
        let row: Option<Row> = sqlx::query_as(READ)
            .bind(merchant.as_str())
            .bind(key.as_str())
            .fetch_optional(self.readers())
            .await?;
        row.map(|row| standing(row, request)).transpose()
    }

    /// Asks for the key. One caller gets it; whoever comes with the same request while it is
    /// held hears so, and may take it over [`RESERVATION_TIME`] after that.
    pub async fn reserve(
        &self,
        merchant: &MerchantId,
        new: NewReservation,
    ) -> Result<Reserved, RememberError> {
        self.write(Reserve {
            merchant: merchant.clone(),
            new,
        })
        .await
    }

    /// Gives a key back that was not answered under, because the request was refused: it may
    /// be used again at once. Whether it was still held.
    pub async fn release(
        &self,
        merchant: &MerchantId,
        reservation: Reservation,
    ) -> Result<bool, StoreError> {
        self.write(Release {
            merchant: merchant.clone(),
            reservation,
        })
        .await
    }
}

struct Reserve {
    merchant: MerchantId,
    new: NewReservation,
}

impl Write for Reserve {
    type Output = Reserved;
    type Error = RememberError;

    async fn write(&self, db: &mut Connection) -> Result<Reserved, RememberError> {
        let NewReservation {
            key,
            request,
            holder,
            at,
        } = &self.new;
        let done = sqlx::query(
            "INSERT INTO idempotency (merchant, key, request_digest, holder, reserved_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (merchant, key) DO UPDATE
                 SET holder = excluded.holder, reserved_at = excluded.reserved_at
                 WHERE idempotency.holder IS NOT NULL
                   AND idempotency.request_digest = excluded.request_digest
                   AND idempotency.reserved_at <= $6",
        )
        .bind(self.merchant.as_str())
        .bind(key.as_str())
        .bind(request.as_sql())
        .bind(holder.as_slice())
        .bind(at.as_micros())
        .bind(at.minus(RESERVATION_TIME).as_micros())
        .execute(&mut *db)
        .await?;
        if done.rows_affected() == 1 {
            return Ok(Reserved::Yours(self.new.held()));
        }
        let row: Option<Row> = sqlx::query_as(READ)
            .bind(self.merchant.as_str())
            .bind(key.as_str())
            .fetch_optional(db)
            .await?;
        // Where several write at once, its holder may have given it back in between.
        match row {
            Some(row) => Ok(standing(row, request)?),
            None => Ok(Reserved::UnderWay { until: *at }),
        }
    }
}

struct Release {
    merchant: MerchantId,
    reservation: Reservation,
}

impl Write for Release {
    type Output = bool;
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<bool, StoreError> {
        let done =
            sqlx::query("DELETE FROM idempotency WHERE merchant = $1 AND key = $2 AND holder = $3")
                .bind(self.merchant.as_str())
                .bind(self.reservation.key.as_str())
                .bind(self.reservation.holder.as_slice())
                .execute(db)
                .await?;
        Ok(done.rows_affected() == 1)
    }
}
