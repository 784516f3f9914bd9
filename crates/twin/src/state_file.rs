use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::{
    clock::Clock, debit::Debits, link::Links, random::Drawn, session::Session, twin::WeakTwin,
};

/// What a twin remembers over a restart.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Saved {
    pub(crate) clock: Clock,
    pub(crate) drawn: Drawn,
    pub(crate) sessions: Vec<Session>,
    #[serde(default)]
    pub(crate) debits: Debits,
    #[serde(default)]
    pub(crate) links: Links,
}

/// Why the kept sessions cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum StateFileError {
    /// The file is there and cannot be read.
    #[error("cannot read the twin's state file {}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The file holds something else, or sessions of another version of the twin.
    #[error("{} is not a state file of this twin; remove it to start empty", path.display())]
    Foreign {
        /// Which file.
        path: PathBuf,
        /// Where reading it stopped.
        #[source]
        source: serde_json::Error,
    },
}

impl Saved {
    /// Reads the file. `None` when there is none yet.
    pub(crate) fn load(path: &Path) -> Result<Option<Self>, StateFileError> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                return Err(StateFileError::Unreadable {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        serde_json::from_slice(&text)
            .map(Some)
            .map_err(|source| StateFileError::Foreign {
                path: path.to_owned(),
                source,
            })
    }

    /// Writes beside the file and then renames, so that a crash leaves the old or the new.
    fn store(&self, path: &Path) -> io::Result<()> {
        let text = serde_json::to_vec(self).map_err(io::Error::other)?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let beside = path.with_extension("new");
        fs::write(&beside, text)?;
        fs::rename(&beside, path)
    }
}

/// Writes the state file in the background. Changes that come while it writes are written
/// together.
pub(crate) struct Keeper {
    changes: watch::Sender<u64>,
    written: watch::Receiver<u64>,
}

impl Keeper {
    /// Starts writing to `path` whenever something has changed, until the twin is gone.
    pub(crate) fn start(path: PathBuf, twin: WeakTwin) -> Self {
        let (changes, mut seen) = watch::channel(0_u64);
        let (done, written) = watch::channel(0_u64);
        tokio::spawn(async move {
            while seen.changed().await.is_ok() {
                let change = *seen.borrow_and_update();
                let Some(saved) = twin.upgrade().map(|twin| twin.saved()) else {
                    break;
                };
                let path = path.clone();
                let stored = tokio::task::spawn_blocking(move || saved.store(&path)).await;
                if let Err(error) = stored.map_err(io::Error::other).flatten() {
                    // The twin goes on: a test tool that stops because of a full disk
                    // would hide what was being tested.
                    tracing::error!(%error, "the twin's state file cannot be written");
                }
                done.send_replace(change);
            }
        });
        Self { changes, written }
    }

    /// Something has changed.
    pub(crate) fn changed(&self) {
        self.changes.send_modify(|change| *change += 1);
    }

    /// Waits until everything that has changed so far is written.
    pub(crate) async fn kept(&self) {
        let change = *self.changes.borrow();
        // An error means that the writer is gone, and then nothing more will be written.
        let _ = self
            .written
            .clone()
            .wait_for(|written| *written >= change)
            .await;
    }
}
