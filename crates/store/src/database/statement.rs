use sqlx::{
    Arguments as _, AssertSqlSafe, Encode, FromRow, Type,
    any::{AnyArguments, AnyQueryResult, AnyRow},
};

use super::{Connection, Database, Readers};

/// A statement that is put together as it goes. The driver's own builder writes `?`, which
/// PostgreSQL does not take.
#[derive(Default)]
pub(crate) struct Statement {
    text: String,
    arguments: AnyArguments,
    fault: Option<sqlx::Error>,
}

impl Statement {
    pub(crate) fn new(text: &'static str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn push(&mut self, text: &'static str) -> &mut Self {
        self.text.push_str(text);
        self
    }

    /// A place for this value.
    pub(crate) fn bind<'t>(
        &mut self,
        value: impl Encode<'t, Database> + Type<Database>,
    ) -> &mut Self {
        if let Err(error) = self.arguments.add(value) {
            self.fault = Some(sqlx::Error::Encode(error));
        }
        self.text.push('$');
        self.text.push_str(&self.arguments.len().to_string());
        self
    }

    /// A place for each of these values, with commas between them.
    pub(crate) fn bind_all<'t>(
        &mut self,
        values: impl IntoIterator<Item = impl Encode<'t, Database> + Type<Database>>,
    ) -> &mut Self {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(value);
        }
        self
    }

    pub(crate) async fn execute(self, db: &mut Connection) -> Result<AnyQueryResult, sqlx::Error> {
        match self.fault {
            Some(fault) => Err(fault),
            None => {
                sqlx::query_with(AssertSqlSafe(self.text), self.arguments)
                    .execute(db)
                    .await
            }
        }
    }

    /// The same on a connection that writes.
    pub(crate) async fn fetch_all_by<R>(self, db: &mut Connection) -> Result<Vec<R>, sqlx::Error>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        match self.fault {
            Some(fault) => Err(fault),
            None => {
                sqlx::query_as_with(AssertSqlSafe(self.text), self.arguments)
                    .fetch_all(db)
                    .await
            }
        }
    }

    pub(crate) async fn fetch_all<R>(self, readers: &Readers) -> Result<Vec<R>, sqlx::Error>
    where
        R: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
    {
        match self.fault {
            Some(fault) => Err(fault),
            // Only texts of the program's own are in it.
            None => {
                sqlx::query_as_with(AssertSqlSafe(self.text), self.arguments)
                    .fetch_all(readers)
                    .await
            }
        }
    }
}
