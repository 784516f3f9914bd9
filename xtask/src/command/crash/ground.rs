//! What the server under test keeps its data in, and how a commit there is cut short.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::proxy::Proxy;
use crate::failure::Failure;
use crate::tool;
use crate::tool::postgres::{self, Durability, Postgres};
use crate::workspace::Workspace;

/// A kind of store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// One file.
    Sqlite,
    /// A PostgreSQL of our own, which makes sure of every commit.
    Postgres,
}

/// A store of that kind, made for one run.
#[derive(Debug)]
pub(super) enum Ground {
    Sqlite {
        file: PathBuf,
        /// What is preloaded to have the disk fail; only Linux has it.
        shim: Option<PathBuf>,
    },
    Postgres {
        postgres: Postgres,
        proxy: Proxy,
    },
}

impl Ground {
    pub(super) fn lay(
        workspace: &Workspace,
        engine: Engine,
        folder: &Path,
    ) -> Result<Ground, Failure> {
        match engine {
            Engine::Sqlite => Ok(Ground::Sqlite {
                file: folder.join("guichet.db"),
                shim: shim(workspace)?,
            }),
            Engine::Postgres => {
                let postgres = Postgres::start(Durability::Full)?;
                let proxy = Proxy::start(&postgres.socket())?;
                Ok(Ground::Postgres { postgres, proxy })
            }
        }
    }

    /// The store's address, without anything in between.
    pub(super) fn url(&self) -> String {
        match self {
            Ground::Sqlite { file, .. } => format!("sqlite://{}", file.display()),
            Ground::Postgres { postgres, .. } => postgres.url(),
        }
    }

    /// What the server is started with, so that it dies with that commit on disk and nobody
    /// told; `None`: not by that.
    pub(super) fn environment(&self, dies_at_commit: Option<u64>) -> Vec<(&'static str, String)> {
        match self {
            Ground::Sqlite { file, shim } => match (shim, dies_at_commit) {
                (Some(shim), Some(commit)) => vec![
                    ("LD_PRELOAD", shim.display().to_string()),
                    ("DISK_PREFIX", file.display().to_string()),
                    ("DISK_KILL_SYNC", commit.to_string()),
                ],
                _ => Vec::new(),
            },
            Ground::Postgres { proxy, .. } => {
                // Whatever it commits before it is ready is let through.
                proxy.hold_after(None);
                vec![("GUICHET__STORE__URL", postgres::url(proxy.folder()))]
            }
        }
    }

    /// Told once the server is ready.
    pub(super) fn arm(&self, dies_at_commit: Option<u64>) {
        match self {
            // It knows since it was started.
            Ground::Sqlite { .. } => {}
            Ground::Postgres { proxy, .. } => proxy.hold_after(dies_at_commit),
        }
    }

    /// Whether a commit is held that the server waits for.
    pub(super) fn holds_commit(&self) -> bool {
        match self {
            Ground::Sqlite { .. } => false,
            Ground::Postgres { proxy, .. } => proxy.is_holding(),
        }
    }
}

/// The library that has the disk of a program fail.
pub(super) fn shim(workspace: &Workspace) -> Result<Option<PathBuf>, Failure> {
    if !cfg!(target_os = "linux") {
        tool::say("Disks fail on demand on Linux only");
        return Ok(None);
    }
    let library = workspace.target().join("crash/disk.so");
    tool::cc::library(&workspace.root().join("xtask/shim/disk.c"), &library)?;
    Ok(Some(library))
}
