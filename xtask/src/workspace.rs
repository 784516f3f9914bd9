//! Where things are: asked of cargo, so that `CARGO_TARGET_DIR` and the like are honoured.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::failure::Failure;
use crate::site::Kind;
use crate::tool;

/// The checkout of the sources and the directory that builds go to.
#[derive(Debug, Deserialize)]
pub(crate) struct Workspace {
    #[serde(rename = "workspace_root")]
    root: PathBuf,
    #[serde(rename = "target_directory")]
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo, from the package that this program was compiled from.
    pub(crate) fn find() -> Result<Workspace, Failure> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let mut cargo = tool::cargo();
        cargo
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .arg("--manifest-path")
            .arg(here.join("Cargo.toml"));
        let answer = tool::capture(&mut cargo)?;
        serde_json::from_str(&answer).map_err(|error| Failure::Nonsense {
            command: "cargo metadata".to_owned(),
            detail: error.to_string(),
        })
    }

    /// Cargo at the root of the sources, with its target directory where ours is even when
    /// that was given as a relative path.
    pub(crate) fn cargo(&self) -> Command {
        let mut cargo = tool::cargo();
        cargo
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", &self.target);
        cargo
    }

    /// The root of the sources.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Cargo's target directory.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The home of the browser tests and of the npm packages.
    pub(crate) fn end2end(&self) -> PathBuf {
        self.root.join("end2end")
    }

    /// The executable that `cargo xtask build` makes.
    pub(crate) fn executable(&self, kind: Kind) -> PathBuf {
        let name = format!("guichet{}", std::env::consts::EXE_SUFFIX);
        self.target.join(kind.server_folder()).join(name)
    }
}
