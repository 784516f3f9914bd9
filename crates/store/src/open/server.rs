//! A database that any number of servers share: brought up to date by one of them.

use sqlx::{Connection as _, migrate::Migrator};

use super::{Neighbours, OpenError, Opened, Writing, error::opening, run};
use crate::{
    StoreUrl,
    database::{Connection, PATIENCE, Readers, TimeLimits, postgres, within},
    health::Health,
    url::PostgresUrl,
};

static STEPS: Migrator = Migrator {
    // Ours is held until all is committed, and works through a pooler.
    locking: false,
    ..sqlx::migrate!("migrations/postgres")
};

pub(super) async fn open(
    url: &StoreUrl,
    server: &PostgresUrl,
    limits: TimeLimits,
) -> Result<Opened, OpenError> {
    let failed = |error| opening(url, error);
    let mut connection = postgres::connect(server).await.map_err(failed)?;
    let schema = migrate(url, &mut connection).await?;
    connection.close().await.map_err(failed)?;
    let health = Health::of_server();
    let writers = postgres::writers(server, limits.look).map_err(failed)?;
    let readers = postgres::readers(server, limits.look).map_err(failed)?;
    Ok(Opened {
        writing: Writing::Together(writers),
        readers: Readers::of_server(readers, health.clone(), limits.statements),
        health,
        neighbours: Some(Neighbours {
            url: server.clone(),
            schema,
        }),
    })
}

/// What servers that start at once take turns by. The number is the first eight letters of
/// our name; a lock belongs to one database, so other programs are not in the way.
const TURN: i64 = i64::from_be_bytes(*b"guichet\0");

/// Runs inside one transaction, too. Answers with the schema that the tables are in.
async fn migrate(url: &StoreUrl, connection: &mut Connection) -> Result<String, OpenError> {
    let failed = |error| opening(url, error);
    let mut transaction = connection.begin().await.map_err(failed)?;
    let asked = sqlx::query_scalar("SELECT CASE WHEN pg_is_in_recovery() THEN 1 ELSE 0 END");
    // What comes after this may wait for another server that brings the tables up to date.
    let standby: i64 = within(PATIENCE, asked.fetch_one(&mut *transaction))
        .await
        .map_err(failed)?;
    if standby == 1 {
        return Err(OpenError::ReadOnly { url: url.clone() });
    }
    sqlx::query("SELECT pg_advisory_xact_lock($1)")
        .bind(TURN)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
    let schema: Option<String> = sqlx::query_scalar("SELECT CAST(current_schema() AS TEXT)")
        .fetch_one(&mut *transaction)
        .await
        .map_err(failed)?;
    let Some(schema) = schema else {
        return Err(OpenError::NoSchema { url: url.clone() });
    };
    let (tables, ours): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE tablename = '_sqlx_migrations')
         FROM pg_tables WHERE schemaname = current_schema()",
    )
    .fetch_one(&mut *transaction)
    .await
    .map_err(failed)?;
    if tables > 0 && ours == 0 {
        return Err(OpenError::Foreign { url: url.clone() });
    }
    run(url, &STEPS, &mut transaction).await?;
    transaction.commit().await.map_err(failed)?;
    Ok(schema)
}
