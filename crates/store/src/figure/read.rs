use payment::{MerchantId, Mode};

use super::{Day, Figure};
use crate::{Store, StoreError};

/// One figure of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFigure {
    /// The day.
    pub day: Day,
    /// What was counted.
    pub figure: Figure,
    /// How many.
    pub count: u64,
    /// How much money, in cents, where it is about money.
    pub cents: u64,
}

impl Store {
    /// A merchant's figures of these days, the first and the last among them, day by day.
    /// Whoever wants those of this moment has everything [counted](Self::count_figures) first.
    pub async fn figures(
        &self,
        merchant: &MerchantId,
        mode: Mode,
        first: Day,
        last: Day,
    ) -> Result<Vec<DayFigure>, StoreError> {
        let rows: Vec<(i64, String, String, i64, i64)> = sqlx::query_as(
            "SELECT day, kind, label, count, cents FROM figure
             WHERE merchant = $1 AND mode = $2 AND day >= $3 AND day <= $4 AND count <> 0
             ORDER BY day, kind, label",
        )
        .bind(merchant.as_str())
        .bind(mode.as_str())
        .bind(first.as_sql())
        .bind(last.as_sql())
        .fetch_all(self.readers())
        .await?;
        let corrupt = |column| StoreError::corrupt("figure", column);
        rows.into_iter()
            .map(|(day, kind, label, count, cents)| {
                Ok(DayFigure {
                    day: Day::from_sql(day).ok_or(corrupt("day"))?,
                    figure: Figure::from_sql(&kind, &label).ok_or(corrupt("kind"))?,
                    count: u64::try_from(count).map_err(|_| corrupt("count"))?,
                    cents: u64::try_from(cents).map_err(|_| corrupt("cents"))?,
                })
            })
            .collect()
    }
}
