//! What an engine itself can say of its database.

use std::collections::BTreeMap;

use super::{Fault, Place, Report};
use crate::{
    StoreError,
    database::{self, Connection, Engine},
};

/// PostgreSQL watches over its pages and references by itself, where it is told to.
pub(super) async fn check(db: &mut Connection, report: &mut Report) -> Result<(), StoreError> {
    match Engine::of(db) {
        Engine::Sqlite => {
            integrity(db, report).await?;
            references(db, report).await
        }
        Engine::Postgres => Ok(()),
    }
}

async fn integrity(db: &mut Connection, report: &mut Report) -> Result<(), StoreError> {
    let lines: Vec<String> = match sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_all(db)
        .await
    {
        Ok(lines) => lines,
        Err(error) => return unreadable(error, report),
    };
    for line in lines.iter().filter(|line| *line != "ok") {
        report.add(Place::Database, Fault::Damaged(line.replace('\n', " ")));
    }
    Ok(())
}

async fn references(db: &mut Connection, report: &mut Report) -> Result<(), StoreError> {
    let rows: Vec<(String, String)> =
        match sqlx::query_as("SELECT \"table\", parent FROM pragma_foreign_key_check")
            .fetch_all(db)
            .await
        {
            Ok(rows) => rows,
            Err(error) => return unreadable(error, report),
        };
    let mut orphans = BTreeMap::<_, u64>::new();
    for pair in rows {
        *orphans.entry(pair).or_default() += 1;
    }
    for ((table, parent), rows) in orphans {
        let fault = Fault::Orphans {
            table,
            parent,
            rows,
        };
        report.add(Place::Database, fault);
    }
    Ok(())
}

/// Damage is what is looked for; anything else keeps us from looking.
pub(super) fn unreadable(error: sqlx::Error, report: &mut Report) -> Result<(), StoreError> {
    if !is_damage(&error) {
        return Err(error.into());
    }
    report.add(Place::Database, Fault::Unreadable);
    Ok(())
}

pub(super) fn is_damage(error: &sqlx::Error) -> bool {
    use database::Fault::{Damaged, NotADatabase};
    matches!(database::Fault::of(error), Damaged | NotADatabase)
        || matches!(
            error,
            sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_)
        )
}
