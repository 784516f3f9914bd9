//! The list of what is in a site, for `server/build.rs`, as `manifest.json`.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Kind, precompress};
use crate::failure::Failure;

const NAME: &str = "manifest.json";

/// What is in a site.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The stylesheet, inlined in the head of every page.
    pub(super) css: Inline,
    /// The script that keeps early messages, inlined in the head too.
    pub(super) early: Inline,
    /// File name of the module that starts the islands.
    pub(super) start: String,
    /// File name of the JavaScript that loads the WebAssembly.
    pub(super) glue: String,
    /// File name of the WebAssembly.
    pub(super) wasm: String,
    /// What the dashboard's pages load.
    pub(super) dashboard: Dashboard,
    /// All files to serve; each has a `.br` and a `.gz` beside it.
    pub(super) assets: Vec<String>,
    /// What all of it was made from.
    pub(super) fingerprint: String,
}

/// What the dashboard's pages load.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Dashboard {
    /// File name of the stylesheet.
    pub(super) style: String,
    /// File name of the script.
    pub(super) script: String,
}

/// A text that is put into the page itself and allowed there by its hash.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Inline {
    /// File name it had, for error messages.
    name: String,
    /// The text.
    text: String,
    /// Its source expression for the content security policy, without quotes.
    hash: String,
}

impl Inline {
    pub(super) fn new(name: &str, text: &str) -> Inline {
        let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        Inline {
            name: name.to_owned(),
            text: text.to_owned(),
            hash: format!("sha256-{digest}"),
        }
    }
}

impl Manifest {
    /// The manifest in this folder, if there is one that we understand.
    pub(super) fn read(folder: &Path) -> Option<Manifest> {
        let text = std::fs::read(folder.join(NAME)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), Failure> {
        let path = folder.join(NAME);
        let text =
            serde_json::to_string_pretty(self).map_err(|error| Failure::source(&path, &error))?;
        std::fs::write(&path, text).map_err(Failure::file("writing", &path))
    }
}

/// Where files to serve are put, each under a name that changes with its content.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    kind: Kind,
    names: Vec<String>,
}

impl Shelf {
    pub(super) fn new(folder: &Path, kind: Kind) -> Shelf {
        Shelf {
            folder: folder.to_owned(),
            kind,
            names: Vec::new(),
        }
    }

    /// Writes a file and its compressed twins; gives the hashed name.
    pub(super) fn put(
        &mut self,
        stem: &str,
        extension: &str,
        bytes: &[u8],
    ) -> Result<String, Failure> {
        let digest = hex::encode(Sha256::digest(bytes));
        let name = format!("{stem}-{}.{extension}", &digest[..16]);
        let path = self.folder.join(&name);
        let write = |path: PathBuf, bytes: &[u8]| {
            std::fs::write(&path, bytes).map_err(Failure::file("writing", &path))
        };
        write(
            path.with_extension(format!("{extension}.br")),
            &precompress::brotli(bytes, self.kind),
        )?;
        write(
            path.with_extension(format!("{extension}.gz")),
            &precompress::gzip(bytes, self.kind),
        )?;
        write(path, bytes)?;
        self.names.push(name.clone());
        Ok(name)
    }

    /// The names of all files put here.
    pub(super) fn names(self) -> Vec<String> {
        self.names
    }
}
