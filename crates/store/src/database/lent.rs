use std::{
    ops::{Deref, DerefMut},
    time::Duration,
};

use sqlx::{Any, pool::PoolConnection};

use super::{Connection, Pool, limit::within};
use crate::health::Health;

/// How long a connection that comes back may take to show that it is sound.
const SOUND: Duration = Duration::from_secs(2);

/// Connections to one database, each of which is lent to one user at a time.
#[derive(Clone, Debug)]
pub(crate) struct Connections {
    pool: Pool,
    health: Health,
}

impl Connections {
    pub(crate) const fn of(pool: Pool, health: Health) -> Self {
        Self { pool, health }
    }

    /// A connection, as soon as one is free. Nobody waits for one to a database that is known
    /// to be away.
    pub(crate) async fn lend(&self) -> Result<Lent, sqlx::Error> {
        tokio::select! {
            biased;
            absence = self.health.away() => Err(absence),
            connection = self.pool.acquire() => {
                let connection = connection.inspect_err(|_| self.health.doubt())?;
                Ok(Lent(Some(connection)))
            }
        }
    }

    pub(crate) const fn health(&self) -> &Health {
        &self.health
    }

    /// Waits for those that are lent, and hangs up.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// A connection of a pool's. It is given back by who is done with it; whoever only lets go of
/// it was in the middle of something, and then it is hung up at once. The pool itself would
/// ask it whether it is sound, and wait for the answer for as long as the network does.
#[derive(Debug)]
pub(crate) struct Lent(Option<PoolConnection<Any>>);

/// It has its connection for as long as anybody can see it.
const LENT: &str = "only its end takes the connection away";

impl Lent {
    /// Back to the pool, where it shows in time that it is sound; else it is hung up.
    pub(crate) fn give_back(mut self) {
        if let Some(mut connection) = self.0.take() {
            // What the pool does by itself otherwise, without end.
            let back = connection.return_to_pool();
            tokio::spawn(within(SOUND, async {
                back.await;
                Ok(())
            }));
        }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        drop(self.0.take().map(PoolConnection::detach));
    }
}

impl Deref for Lent {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.0.as_deref().expect(LENT)
    }
}

impl DerefMut for Lent {
    fn deref_mut(&mut self) -> &mut Connection {
        self.0.as_deref_mut().expect(LENT)
    }
}
