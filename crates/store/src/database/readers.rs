use std::time::Duration;

use futures::{
    FutureExt as _, StreamExt as _, TryStreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use sqlx::{
    Any, Either, Execute, Executor, SqlStr,
    any::{AnyQueryResult, AnyRow, AnyStatement, AnyTypeInfo},
};

use super::{
    Fault, Pool,
    lent::{Connections, Lent},
    limit::within,
};
use crate::health::Health;

/// For a file, whose reads are this process' own work.
const UNLIMITED: Duration = Duration::from_secs(24 * 60 * 60);

/// The connections that read. A read that takes too long fails, and so does one from a
/// database that is known to be away.
#[derive(Clone, Debug)]
pub(crate) struct Readers {
    connections: Connections,
    limit: Duration,
}

impl Readers {
    pub(crate) const fn of_file(pool: Pool, health: Health) -> Self {
        Self::of_server(pool, health, UNLIMITED)
    }

    pub(crate) const fn of_server(pool: Pool, health: Health, limit: Duration) -> Self {
        Self {
            connections: Connections::of(pool, health),
            limit,
        }
    }

    /// A connection for a longer look around, without a limit.
    pub(crate) async fn lend(&self) -> Result<Lent, sqlx::Error> {
        self.connections.lend().await
    }

    pub(crate) async fn close(&self) {
        self.connections.close().await;
    }

    async fn wait<T>(
        &self,
        read: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, sqlx::Error> {
        tokio::select! {
            biased;
            absence = self.connections.health().away() => Err(absence),
            answer = within(self.limit, read) => answer,
        }
    }

    fn end<T>(&self, connection: Lent, answer: &Result<T, sqlx::Error>) {
        match answer {
            Err(error) if Fault::of(error) == Fault::Unreachable => {
                self.connections.health().doubt();
            }
            Ok(_) | Err(_) => connection.give_back(),
        }
    }
}

/// What is read is collected before it is handed on: nobody who is slow to take it holds a
/// connection, or the limit would be on them.
impl<'c> Executor<'c> for &'_ Readers {
    type Database = Any;

    fn fetch_many<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxStream<'e, Result<Either<AnyQueryResult, AnyRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let readers = self.clone();
        let all = async move {
            let mut connection = readers.lend().await?;
            let read = connection.fetch_many(query).try_collect::<Vec<_>>();
            let answer = readers.wait(read).await;
            readers.end(connection, &answer);
            Ok::<_, sqlx::Error>(stream::iter(answer?).map(Ok))
        };
        stream::once(all).try_flatten().boxed()
    }

    fn fetch_optional<'e, 'q: 'e, E>(
        self,
        query: E,
    ) -> BoxFuture<'e, Result<Option<AnyRow>, sqlx::Error>>
    where
        'c: 'e,
        E: 'q + Execute<'q, Any>,
    {
        let readers = self.clone();
        let one = async move {
            let mut connection = readers.lend().await?;
            let answer = readers.wait(connection.fetch_optional(query)).await;
            readers.end(connection, &answer);
            answer
        };
        one.boxed()
    }

    fn prepare_with<'e>(
        self,
        sql: SqlStr,
        parameters: &'e [AnyTypeInfo],
    ) -> BoxFuture<'e, Result<AnyStatement, sqlx::Error>>
    where
        'c: 'e,
    {
        let readers = self.clone();
        let prepared = async move {
            let mut connection = readers.lend().await?;
            let answer = readers.wait(connection.prepare_with(sql, parameters)).await;
            readers.end(connection, &answer);
            answer
        };
        prepared.boxed()
    }

    fn describe<'e>(self, sql: SqlStr) -> BoxFuture<'e, Result<sqlx::Describe<Any>, sqlx::Error>> {
        let readers = self.clone();
        let described = async move {
            let mut connection = readers.lend().await?;
            let answer = readers.wait(connection.describe(sql)).await;
            readers.end(connection, &answer);
            answer
        };
        described.boxed()
    }
}
