use std::time::Duration;

use tokio::{
    sync::Mutex,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::Health;
use crate::{
    StoreError,
    check::Probe,
    database::{Connection, Fault, TimeLimits, cause, postgres, within},
    url::PostgresUrl,
    writer::Writer,
};

/// How often to look after a server.
const BEAT: Duration = Duration::from_secs(1);

/// How often to look after a file that ails. Whoever writes to it finds out as well.
const SLOW_BEAT: Duration = Duration::from_secs(5);

/// However many doubt: no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// The look every now and then. It ends with this.
#[derive(Debug)]
pub(crate) struct Pulse(Mutex<JoinSet<()>>);

impl Pulse {
    /// A file is always there. It is looked after from when something ails it until it is well.
    pub(crate) fn of_file(writer: Writer) -> Self {
        Self::start(async move {
            let health = writer.health().clone();
            loop {
                health.in_doubt().await;
                // The writer takes note of what goes wrong.
                if writer.write(Probe).await.is_ok() {
                    health.is_well();
                }
                sleep(PAUSE).await;
                rest(&health, SLOW_BEAT).await;
            }
        })
    }

    /// A server can go at any time, and be replaced.
    pub(crate) fn of_server(url: PostgresUrl, limits: TimeLimits, health: Health) -> Self {
        let mut watch = Watch {
            url,
            limits,
            health,
            connection: None,
        };
        Self::start(async move {
            loop {
                watch.look().await;
                sleep(PAUSE).await;
                rest(&watch.health, BEAT).await;
            }
        })
    }

    fn start(looking: impl Future<Output = ()> + Send + 'static) -> Self {
        let mut tasks = JoinSet::new();
        tasks.spawn(looking);
        Self(Mutex::new(tasks))
    }

    pub(crate) async fn stop(&self) {
        self.0.lock().await.shutdown().await;
    }
}

/// Until the next beat, or until somebody doubts.
async fn rest(health: &Health, beat: Duration) {
    drop(timeout(beat, health.0.doubt.notified()).await);
}

/// Who looks after a server, on a connection of its own.
struct Watch {
    url: PostgresUrl,
    limits: TimeLimits,
    health: Health,
    connection: Option<Connection>,
}

impl Watch {
    async fn look(&mut self) {
        match self.sees_writable().await {
            Ok(true) if !self.health.is_in_doubt() => {}
            Ok(true) => match self.probe().await {
                Ok(()) => self.health.is_well(),
                Err(error) => self.fails(error),
            },
            Ok(false) => {
                // It may lead to a server that was replaced: the next one finds the new one.
                self.connection = None;
                self.health.ails(StoreError::ReadOnly);
            }
            Err(error) => self.fails(error),
        }
    }

    fn fails(&mut self, error: sqlx::Error) {
        self.connection = None;
        if Fault::of(&error) == Fault::Unreachable {
            self.health.left(&cause(error));
        } else {
            self.health.ails(error.into());
        }
    }

    /// Whether it takes writes. A connection that does not answer is replaced before anything
    /// is said: it may be the connection alone that is gone.
    async fn sees_writable(&mut self) -> Result<bool, sqlx::Error> {
        if let Some(connection) = &mut self.connection
            && let Ok(writable) = is_writable(connection, self.limits.look).await
        {
            return Ok(writable);
        }
        self.connection = None;
        let connection = postgres::connect_within(self.limits.look * 2, &self.url).await?;
        is_writable(self.connection.insert(connection), self.limits.look).await
    }

    async fn probe(&mut self) -> Result<(), sqlx::Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            gone @ None => {
                gone.insert(postgres::connect_within(self.limits.look * 2, &self.url).await?)
            }
        };
        within(self.limits.turn, Probe::run(connection)).await
    }
}

async fn is_writable(connection: &mut Connection, limit: Duration) -> Result<bool, sqlx::Error> {
    let asked = sqlx::query_scalar("SELECT current_setting('transaction_read_only')");
    let read_only: String = within(limit, asked.fetch_one(connection)).await?;
    Ok(read_only == "off")
}
