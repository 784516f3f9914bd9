use std::collections::HashMap;

use payment::{Checkout, CheckoutId, MerchantId, Mode, Recorded};

use super::tally::{Sums, tally};
use crate::{
    Store, StoreError, Version,
    database::{Connection, Engine, Statement},
    writer::Write,
};

/// How many checkouts are counted in one transaction.
const BATCH: i64 = 200;

/// How many figures one statement writes.
const AT_ONCE: usize = 500;

/// How far a round of counting came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// To the end: the figures are those of this moment.
    All,
    /// To the end, without checkouts whose logs cannot be read.
    AllButUnreadable,
    /// As far as it was to go. There is more.
    Some,
}

/// Where a round of counting goes on.
#[derive(Clone, Debug, Default)]
pub struct CountedTo {
    checkout: String,
    unreadable: bool,
}

impl Store {
    /// Brings the figures up to what the logs say now, `batches` of two hundred checkouts at
    /// most. Several servers can do it at once: what one has counted, the others do not count
    /// again. A log that cannot be read is passed over, and looked at the next time.
    pub async fn count_figures(&self, batches: u32) -> Result<Counted, StoreError> {
        self.count_figures_from(&mut CountedTo::default(), batches)
            .await
    }

    /// The same from where an earlier round came to, and on from there the next time: so it
    /// comes to an end, however many logs cannot be read.
    pub async fn count_figures_from(
        &self,
        from: &mut CountedTo,
        batches: u32,
    ) -> Result<Counted, StoreError> {
        self.forget_other_tallies().await?;
        for _ in 0..batches {
            let behind: Vec<(String, i64)> = sqlx::query_as(
                "SELECT id, counted FROM checkout WHERE counted < version AND id > $1
                 ORDER BY id LIMIT $2",
            )
            .bind(from.checkout.as_str())
            .bind(BATCH)
            .fetch_all(self.readers())
            .await?;
            let Some((end, _)) = behind.last() else {
                return Ok(from.end());
            };
            let end = end.clone();
            let is_last = i64::try_from(behind.len()).is_ok_and(|count| count < BATCH);
            let mut steps = Vec::with_capacity(behind.len());
            for (id, counted) in behind {
                match self.step(&id, counted).await? {
                    Some(step) => steps.push(step),
                    None => from.unreadable = true,
                }
            }
            self.write(Count { steps }).await?;
            from.checkout = end;
            if is_last {
                return Ok(from.end());
            }
        }
        Ok(Counted::Some)
    }

    /// What is to be counted of a checkout that was counted up to that version.
    async fn step(&self, id: &str, counted: i64) -> Result<Option<Step>, StoreError> {
        let corrupt = |column| StoreError::corrupt("checkout", column);
        let id: CheckoutId = id.parse().map_err(|_| corrupt("id"))?;
        let from = Version::from_sql(counted).unwrap_or(Version::NONE);
        let read = async {
            let Some(loaded) = self.load(&id).await? else {
                return Ok(None);
            };
            // Not further than the checkout that was loaded: the rest is for the next round.
            let log = self.events(&id, Version::NONE).await?;
            let log = log.iter().filter(|logged| logged.seq <= from);
            let log: Vec<&Recorded> = log.map(|logged| &logged.recorded).collect();
            let before = payment::replay(id.clone(), loaded.checkout.merchant.clone(), log);
            Ok(Some((before, loaded)))
        };
        let (before, loaded) = match read.await {
            Ok(Some(read)) => read,
            Ok(None) | Err(StoreError::CorruptEvent { .. } | StoreError::CorruptRow { .. }) => {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let before = before.as_ref().map(tally).unwrap_or_default();
        let Checkout {
            merchant, order, ..
        } = &loaded.checkout;
        Ok(Some(Step {
            merchant: merchant.clone(),
            mode: order.mode,
            from: counted,
            to: loaded.version,
            change: before.to(tally(&loaded.checkout)),
            checkout: id,
        }))
    }
}

/// A checkout's step on, and what the figures change by.
struct Step {
    checkout: CheckoutId,
    merchant: MerchantId,
    mode: Mode,
    from: i64,
    to: Version,
    change: Sums,
}

impl CountedTo {
    const fn end(&self) -> Counted {
        if self.unreadable {
            Counted::AllButUnreadable
        } else {
            Counted::All
        }
    }
}

/// Steps in the order of ids.
struct Count {
    steps: Vec<Step>,
}

impl Write for Count {
    type Output = ();
    type Error = StoreError;

    async fn write(&self, db: &mut Connection) -> Result<(), StoreError> {
        let mut changes: Vec<(&MerchantId, Mode, Sums)> = Vec::new();
        for step in take(db, &self.steps).await? {
            let change = step.change.clone();
            let whose = changes
                .iter_mut()
                .find(|(merchant, mode, _)| **merchant == step.merchant && *mode == step.mode);
            match whose {
                Some((_, _, sums)) => sums.merge(change),
                None => changes.push((&step.merchant, step.mode, change)),
            }
        }
        // Whoever else counts goes through them in the same order.
        changes.sort_by_key(|(merchant, mode, _)| (*merchant, *mode));
        for (merchant, mode, sums) in &changes {
            add(db, merchant, *mode, sums).await?;
        }
        Ok(())
    }
}

/// Moves the marks of those that nobody has counted meanwhile, and answers with them. Payments
/// wait for these rows, so it takes two statements, however many there are.
async fn take<'s>(db: &mut Connection, steps: &'s [Step]) -> Result<Vec<&'s Step>, StoreError> {
    if steps.is_empty() {
        return Ok(Vec::new());
    }
    let mut now = Statement::new("SELECT id, counted FROM checkout WHERE id IN (");
    now.bind_all(steps.iter().map(|step| step.checkout.as_str()))
        // Two servers that count the same take turns, in the same order.
        .push(match Engine::of(db) {
            Engine::Sqlite => ") ORDER BY id",
            Engine::Postgres => ") ORDER BY id FOR NO KEY UPDATE",
        });
    let now: Vec<(String, i64)> = now.fetch_all_by(&mut *db).await?;
    let now: HashMap<String, i64> = now.into_iter().collect();
    let taken: Vec<&Step> = steps
        .iter()
        .filter(|step| now.get(step.checkout.as_str()) == Some(&step.from))
        .collect();
    if taken.is_empty() {
        return Ok(taken);
    }
    let mut mark = Statement::new("UPDATE checkout SET counted = step.column2 FROM (VALUES ");
    for (place, step) in taken.iter().enumerate() {
        mark.push(if place == 0 { "(CAST(" } else { ", (CAST(" })
            .bind(step.checkout.as_str())
            .push(" AS TEXT), CAST(")
            .bind(step.to.as_sql())
            .push(" AS BIGINT))");
    }
    mark.push(") AS step WHERE checkout.id = step.column1");
    mark.execute(&mut *db).await?;
    Ok(taken)
}

async fn add(
    db: &mut Connection,
    merchant: &MerchantId,
    mode: Mode,
    sums: &Sums,
) -> Result<(), StoreError> {
    let sums: Vec<_> = sums.iter().collect();
    for sums in sums.chunks(AT_ONCE) {
        let mut insert = Statement::new(
            "INSERT INTO figure (merchant, mode, day, kind, label, count, cents) VALUES ",
        );
        for (place, (day, kind, label, sum)) in sums.iter().enumerate() {
            insert
                .push(if place == 0 { "(" } else { "), (" })
                .bind(merchant.as_str())
                .push(", ")
                .bind(mode.as_str())
                .push(", ")
                .bind(*day)
                .push(", ")
                .bind(*kind)
                .push(", ")
                .bind((*label).to_owned())
                .push(", ")
                .bind(sum.count)
                .push(", ")
                .bind(sum.cents);
        }
        insert.push(
            ") ON CONFLICT (merchant, mode, day, kind, label) DO UPDATE
             SET count = figure.count + excluded.count, cents = figure.cents + excluded.cents",
        );
        insert.execute(&mut *db).await?;
    }
    Ok(())
}
