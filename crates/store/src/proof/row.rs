//! The rows as they lie in the tables. Bytes and gaps, because damage need not be text.

use futures::stream::BoxStream;
use sqlx::{
    AssertSqlSafe, FromRow,
    any::{AnyArguments, AnyRow},
    query::QueryAs,
};

use crate::database::{Connection, Database, Engine};

/// How many checkouts are looked at in one transaction.
const PAGE: usize = 500;

/// A checkout's row.
#[derive(FromRow)]
pub(super) struct CheckoutRow {
    pub(super) id: Vec<u8>,
    pub(super) merchant: Option<Vec<u8>>,
    pub(super) mode: Option<Vec<u8>>,
    pub(super) token: Option<Vec<u8>>,
    pub(super) token_digest: Option<Vec<u8>>,
    pub(super) version: Option<i64>,
    pub(super) status: Option<Vec<u8>>,
    pub(super) reference: Option<Vec<u8>>,
    pub(super) amount: Option<i64>,
    pub(super) created_at: Option<i64>,
    pub(super) expires_at: Option<i64>,
    pub(super) method: Option<Vec<u8>>,
    pub(super) paid: Option<i64>,
    pub(super) paid_at: Option<i64>,
    pub(super) cases: Option<i64>,
    pub(super) payment_link: Option<Vec<u8>>,
    pub(super) head: Option<Vec<u8>>,
}

/// An event's row.
#[derive(FromRow)]
pub(super) struct EventRow {
    pub(super) checkout: Vec<u8>,
    pub(super) seq: Option<i64>,
    pub(super) at: Option<i64>,
    pub(super) evidence: Option<Vec<u8>>,
    pub(super) kind: Option<Vec<u8>>,
    pub(super) format: Option<i64>,
    pub(super) body: Option<Vec<u8>>,
    pub(super) told: Option<Vec<u8>>,
    pub(super) hash: Option<Vec<u8>>,
}

/// A session's row.
#[derive(FromRow)]
pub(super) struct SessionRow {
    pub(super) checkout: Vec<u8>,
    pub(super) digest: Option<Vec<u8>>,
    pub(super) attempt: Option<Vec<u8>>,
}

/// A notification's row.
#[derive(FromRow)]
pub(super) struct NotificationRow {
    pub(super) checkout: Vec<u8>,
    pub(super) id: Option<Vec<u8>>,
    pub(super) merchant: Option<Vec<u8>>,
    pub(super) mode: Option<Vec<u8>>,
    pub(super) seq: Option<i64>,
    pub(super) kind: Option<Vec<u8>>,
    pub(super) body: Option<Vec<u8>>,
    pub(super) created_at: Option<i64>,
}

/// A stretch of checkouts, in the order of their ids as the database has it.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'a> {
    /// It starts behind this one.
    pub(super) after: &'a [u8],
    /// It ends with this one; `None` reaches to the end.
    pub(super) to: Option<&'a [u8]>,
}

/// The texts of the questions, which differ in how an engine gives a text's bytes.
pub(super) struct Questions {
    checkouts: String,
    events: Bounded,
    sessions: Bounded,
    notifications: Bounded,
}

/// A question about a stretch: with an end, and without. One text for both would keep an
/// engine from using the index up to the end.
struct Bounded {
    to: String,
    on: String,
}

impl Questions {
    pub(super) fn of(engine: Engine) -> Self {
        let text = |column: &str, name: &str| match engine {
            Engine::Sqlite => format!("CAST({column} AS BLOB) AS {name}"),
            Engine::Postgres => format!("convert_to({column}, 'UTF8') AS {name}"),
        };
        let bytes = |column: &str| match engine {
            Engine::Sqlite => format!("CAST({column} AS BLOB) AS {column}"),
            Engine::Postgres => column.to_owned(),
        };
        let number = |column: &str| match engine {
            Engine::Sqlite => format!("CAST({column} AS INTEGER) AS {column}"),
            Engine::Postgres => column.to_owned(),
        };
        let id = |place: &str| match engine {
            Engine::Sqlite => format!("CAST({place} AS TEXT)"),
            Engine::Postgres => format!("convert_from({place}, 'UTF8')"),
        };
        let checkouts = [
            text("id", "id"),
            text("merchant", "merchant"),
            text("mode", "mode"),
            text("token", "token"),
            bytes("token_digest"),
            number("version"),
            text("status", "status"),
            text("reference", "reference"),
            number("amount"),
            number("created_at"),
            number("expires_at"),
            text("method", "method"),
            number("paid"),
            number("paid_at"),
            number("cases"),
            text("payment_link", "payment_link"),
            bytes("head"),
        ];
        let events = [
            text("checkout", "checkout"),
            number("seq"),
            number("at"),
            text("evidence", "evidence"),
            text("type", "kind"),
            number("format"),
            text("body", "body"),
            bytes("told"),
            bytes("hash"),
        ];
        let sessions = [
            text("checkout", "checkout"),
            bytes("digest"),
            text("attempt", "attempt"),
        ];
        let notifications = [
            text("checkout", "checkout"),
            text("id", "id"),
            text("merchant", "merchant"),
            text("mode", "mode"),
            number("seq"),
            text("kind", "kind"),
            bytes("body"),
            number("created_at"),
        ];
        let bounded = |table: &str, columns: &[String], order: &str| {
            let columns = columns.join(", ");
            let (after, to) = (id("$1"), id("$2"));
            // Without its table's name, a column would be what is made of it here, which no
            // index knows.
            let on = format!("SELECT {columns} FROM {table} WHERE {table}.checkout > {after}");
            Bounded {
                to: format!("{on} AND {table}.checkout <= {to} {order}"),
                on: format!("{on} {order}"),
            }
        };
        Self {
            checkouts: format!(
                "SELECT {} FROM checkout WHERE checkout.id > {} ORDER BY checkout.id LIMIT {PAGE}",
                checkouts.join(", "),
                id("$1"),
            ),
            events: bounded("event", &events, "ORDER BY event.checkout, event.seq"),
            sessions: bounded("session", &sessions, ""),
            notifications: bounded("notification", &notifications, ""),
        }
    }

    /// The checkouts behind one, as many as a page takes; and whether there may be more.
    pub(super) async fn checkouts(
        &self,
        db: &mut Connection,
        after: &[u8],
    ) -> Result<(Vec<CheckoutRow>, bool), sqlx::Error> {
        let rows: Vec<CheckoutRow> = sqlx::query_as(AssertSqlSafe(self.checkouts.as_str()))
            .bind(after)
            .fetch_all(db)
            .await?;
        let more = rows.len() >= PAGE;
        Ok((rows, more))
    }

    /// Every event of a stretch, log by log, each in order.
    pub(super) fn events<'a>(
        &self,
        db: &'a mut Connection,
        stretch: Stretch<'a>,
    ) -> BoxStream<'a, Result<EventRow, sqlx::Error>> {
        self.events.about(stretch).fetch(db)
    }

    /// Every session that leads into a stretch.
    pub(super) async fn sessions(
        &self,
        db: &mut Connection,
        stretch: Stretch<'_>,
    ) -> Result<Vec<SessionRow>, sqlx::Error> {
        self.sessions.about(stretch).fetch_all(db).await
    }

    /// Every notification of a stretch.
    pub(super) async fn notifications(
        &self,
        db: &mut Connection,
        stretch: Stretch<'_>,
    ) -> Result<Vec<NotificationRow>, sqlx::Error> {
        self.notifications.about(stretch).fetch_all(db).await
    }
}

type Question<'a, R> = QueryAs<'a, Database, R, AnyArguments>;

impl Bounded {
    fn about<'a, R>(&self, stretch: Stretch<'a>) -> Question<'a, R>
    where
        R: for<'r> FromRow<'r, AnyRow>,
    {
        let text = if stretch.to.is_some() {
            &self.to
        } else {
            &self.on
        };
        // Nothing in it but the columns above.
        let question = sqlx::query_as(AssertSqlSafe(text.as_str())).bind(stretch.after.to_vec());
        match stretch.to {
            Some(to) => question.bind(to.to_vec()),
            None => question,
        }
    }
}
