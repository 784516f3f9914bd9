//! How the database is doing, as far as reads, writes and a look every now and then have
//! noticed. Whoever asks is told what is known, at once: nobody waits for a database that is
//! known to be away.

mod pulse;

use std::{error::Error, fmt, io, sync::Arc, time::Duration};

use tokio::sync::{Notify, watch};

pub(crate) use self::pulse::Pulse;
use crate::StoreError;

/// How long somebody who asks waits for it to be well again.
const A_MOMENT: Duration = Duration::from_millis(300);

/// How the database is doing.
#[derive(Clone, Debug)]
enum View {
    Well,
    /// Something that was asked of it failed. The next may not.
    Ailing(StoreError),
    /// Nobody answers, also on a new connection.
    Away(Arc<dyn Error + Send + Sync>),
    /// Its file is damaged, and stays so.
    Damaged,
}

impl View {
    const fn is_in_doubt(&self) -> bool {
        match self {
            Self::Ailing(_) | Self::Away(_) => true,
            Self::Well | Self::Damaged => false,
        }
    }
}

/// What is known of one database. Clones know the same.
#[derive(Clone, Debug)]
pub(crate) struct Health(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    view: watch::Sender<View>,
    /// Somebody has reason to doubt that it is well.
    doubt: Notify,
    /// Whether damage is for good: a file has nobody who would mend it meanwhile.
    is_file: bool,
}

/// The file was found damaged. Writing to it could lose more.
#[derive(Debug, thiserror::Error)]
#[error("part of it could not be read")]
struct FoundDamaged;

/// Why nobody answers, for those who ask later.
#[derive(Debug)]
struct Absence(Arc<dyn Error + Send + Sync>);

impl fmt::Display for Absence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Absence {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source()
    }
}

impl Health {
    pub(crate) fn of_file() -> Self {
        Self::new(true)
    }

    pub(crate) fn of_server() -> Self {
        Self::new(false)
    }

    fn new(is_file: bool) -> Self {
        Self(Arc::new(Inner {
            view: watch::Sender::new(View::Well),
            doubt: Notify::new(),
            is_file,
        }))
    }

    /// An error when nothing can, or may, be asked of the database.
    pub(crate) fn admit(&self) -> Result<(), StoreError> {
        match &*self.0.view.borrow() {
            View::Well | View::Ailing(_) => Ok(()),
            View::Away(cause) => Err(StoreError::Unreachable(Arc::clone(cause))),
            View::Damaged => Err(StoreError::Damaged(Arc::new(FoundDamaged))),
        }
    }

    /// What ails it, as far as is known. What is no longer so within a moment is not told.
    pub(crate) async fn verdict(&self) -> Result<(), StoreError> {
        self.admit()?;
        let mut view = self.0.view.subscribe();
        if matches!(&*view.borrow(), View::Ailing(_)) {
            self.doubt();
            let well = view.wait_for(|view| matches!(view, View::Well));
            drop(tokio::time::timeout(A_MOMENT, well).await);
        }
        self.admit()?;
        match &*self.0.view.borrow() {
            View::Ailing(error) => Err(error.clone()),
            View::Well | View::Away(_) | View::Damaged => Ok(()),
        }
    }

    /// Returns once nobody answers any more.
    pub(crate) async fn away(&self) -> sqlx::Error {
        let mut view = self.0.view.subscribe();
        loop {
            if let View::Away(cause) = &*view.borrow_and_update() {
                return sqlx::Error::Io(io::Error::other(Absence(Arc::clone(cause))));
            }
            if view.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Has somebody look how it is doing.
    pub(crate) fn doubt(&self) {
        self.0.doubt.notify_one();
    }

    /// Takes note of an error that the database gave.
    pub(crate) fn notice(&self, error: &StoreError) {
        match error {
            StoreError::Damaged(_) if self.0.is_file => {
                let before = self.0.view.send_replace(View::Damaged);
                if !matches!(before, View::Damaged) {
                    tracing::error!("the database is damaged; nothing more is written to it");
                }
            }
            StoreError::Damaged(_)
            | StoreError::Busy
            | StoreError::DiskFull
            | StoreError::ReadOnly
            | StoreError::Unreachable(_)
            | StoreError::Unsettled(_)
            | StoreError::Database(_) => {
                self.turn(View::Ailing(error.clone()), |view| {
                    matches!(view, View::Well | View::Ailing(_))
                });
                if !self.0.is_file {
                    self.doubt();
                }
            }
            StoreError::Closed
            | StoreError::Contended
            | StoreError::CorruptEvent { .. }
            | StoreError::CorruptRow { .. } => {}
        }
    }

    /// Nobody answers, also on a new connection.
    fn left(&self, cause: &Arc<dyn Error + Send + Sync>) {
        let is_news = self.turn(View::Away(Arc::clone(cause)), |view| {
            matches!(view, View::Well | View::Ailing(_))
        });
        if is_news {
            tracing::error!(%cause, "the database cannot be reached");
        }
    }

    /// It was written to. Not every write shows that it can be: one that changes nothing ends
    /// well on a full disk too.
    fn is_well(&self) {
        let was_away = matches!(&*self.0.view.borrow(), View::Away(_));
        let is_news = self.turn(View::Well, |view| {
            matches!(view, View::Ailing(_) | View::Away(_))
        });
        if is_news && was_away {
            tracing::info!("the database is there again");
        }
    }

    /// It answers, and not as it should.
    fn ails(&self, error: StoreError) {
        self.turn(View::Ailing(error), |view| !matches!(view, View::Damaged));
    }

    fn is_in_doubt(&self) -> bool {
        self.0.view.borrow().is_in_doubt()
    }

    /// Returns once it is in doubt.
    async fn in_doubt(&self) {
        let mut view = self.0.view.subscribe();
        drop(view.wait_for(View::is_in_doubt).await);
    }

    /// Whether the view was one that this one takes the place of.
    fn turn(&self, next: View, from: impl FnOnce(&View) -> bool) -> bool {
        self.0.view.send_if_modified(|view| {
            let turns = from(view);
            if turns {
                *view = next;
            }
            turns
        })
    }
}
