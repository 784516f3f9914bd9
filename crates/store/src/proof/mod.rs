//! What can be proved of a store: that nothing in it was touched since it was written, and
//! that its rows are what its logs tell.

mod engine;
mod fault;
mod log;
mod page;
mod report;
mod row;

pub use fault::{Column, Fault};
pub use report::{Finding, MAX_FINDINGS, Place, Report};

use crate::{
    Store, StoreError,
    database::{Connection, Engine},
};

/// What is to be proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    /// That nothing was touched.
    Verify,
    /// That the rows are what the logs tell.
    Replay,
}

impl Store {
    /// Looks at the whole store: that the engine finds its file sound, that no event was
    /// touched, taken out or put in, and that every row beside the logs is what they tell.
    ///
    /// Nothing is written. Memory is bounded by a page of checkouts. A server may be at work
    /// on the same store; of a checkout that moves, one of its states is looked at.
    pub async fn verify(&self) -> Result<Report, StoreError> {
        self.prove(Aim::Verify, &mut |_| {}).await
    }

    /// Like [`verify`](Self::verify), and tells in between how far it is.
    pub async fn verify_watched(
        &self,
        watch: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Report, StoreError> {
        self.prove(Aim::Verify, watch).await
    }

    /// Rebuilds every row beside the logs from the logs, and compares it with the one that
    /// is there, bit for bit. Nothing is written.
    pub async fn replay(&self) -> Result<Report, StoreError> {
        self.prove(Aim::Replay, &mut |_| {}).await
    }

    /// Like [`replay`](Self::replay), and tells in between how far it is.
    pub async fn replay_watched(
        &self,
        watch: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Report, StoreError> {
        self.prove(Aim::Replay, watch).await
    }

    async fn prove(
        &self,
        aim: Aim,
        watch: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<Report, StoreError> {
        let mut report = Report::default();
        let mut connection = self.readers().lend().await?;
        let db: &mut Connection = &mut connection;
        let proving = async {
            match aim {
                Aim::Verify => engine::check(db, &mut report).await?,
                Aim::Replay => {}
            }
            page::walk(db, aim, &mut report, watch).await
        };
        // It has no limit, and goes on for as long as there is somebody to ask.
        tokio::select! {
            biased;
            absence = self.writer().health().away() => return Err(absence.into()),
            proved = Box::pin(proving) => proved?,
        }
        connection.give_back();
        Ok(report)
    }
}

impl Engine {
    /// How a transaction begins that only reads, and sees one state of everything.
    const fn begin_reading(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }
}
