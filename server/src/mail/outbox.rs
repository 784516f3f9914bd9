//! A demonstration's outbox: letters lie in a folder, to be looked at.

use std::{
    io,
    path::{Path, PathBuf},
};

use payment::{LetterId, Locale, Timestamp};
use serde::{Deserialize, Serialize};
use store::LetterOutcome;

use super::Written;

/// How many letters are kept: the newest.
const KEPT: usize = 100;

/// The folder.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    folder: PathBuf,
}

/// A letter in it, as it is shown.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: LetterId,
    /// Since when it was to be sent.
    pub(crate) at: Timestamp,
    pub(crate) locale: Locale,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
    /// What the attached file is called.
    pub(crate) attached: Option<String>,
}

impl Outbox {
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// Puts a letter there: the message as a mail server would have got it, and what the pages
    /// show of it. One that comes twice takes its own place.
    pub(super) async fn keep(&self, letter: &Written, message: &[u8]) -> LetterOutcome {
        match self.put(letter, message).await {
            Ok(()) => LetterOutcome::Sent,
            Err(error) => {
                tracing::error!(%error, "the outbox could not be written to");
                LetterOutcome::Unwritten
            }
        }
    }

    async fn put(&self, letter: &Written, message: &[u8]) -> io::Result<()> {
        tokio::fs::create_dir_all(&self.folder).await?;
        let entry = Entry {
            id: letter.id.clone(),
            at: letter.at,
            locale: letter.locale,
            from: letter.shop.clone(),
            to: letter.to.clone(),
            subject: letter.subject.clone(),
            text: letter.text.clone(),
            html: letter.html.clone(),
            attached: letter.attachment.as_ref().map(|it| it.name.clone()),
        };
        let shown = serde_json::to_vec(&entry).map_err(io::Error::other)?;
        tokio::fs::write(self.file(&letter.id, "eml"), message).await?;
        if let Some(attachment) = &letter.attachment {
            tokio::fs::write(self.file(&letter.id, "pdf"), &attachment.bytes).await?;
        }
        // Last, and in one move: what is listed is whole.
        let whole = self.file(&letter.id, "json");
        let part = self.file(&letter.id, "part");
        tokio::fs::write(&part, shown).await?;
        tokio::fs::rename(part, whole).await?;
        self.thin_out().await
    }

    fn file(&self, id: &LetterId, kind: &str) -> PathBuf {
        self.folder.join(format!("{id}.{kind}"))
    }

    /// The letters, newest first.
    pub(crate) async fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut folder = match tokio::fs::read_dir(&self.folder).await {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut entries = Vec::new();
        while let Some(file) = folder.next_entry().await? {
            let path = file.path();
            if path.extension().is_some_and(|kind| kind == "json")
                && let Ok(bytes) = tokio::fs::read(&path).await
                && let Ok(entry) = serde_json::from_slice::<Entry>(&bytes)
            {
                entries.push(entry);
            }
        }
        entries.sort_by(|a, b| (b.at, b.id.as_str()).cmp(&(a.at, a.id.as_str())));
        Ok(entries)
    }

    /// One of them.
    pub(crate) async fn entry(&self, id: &LetterId) -> Option<Entry> {
        let bytes = tokio::fs::read(self.file(id, "json")).await.ok()?;
        serde_json::from_slice(&bytes).ok()
    }

    /// What is attached to one.
    pub(crate) async fn attachment(&self, id: &LetterId) -> Option<Vec<u8>> {
        tokio::fs::read(self.file(id, "pdf")).await.ok()
    }

    /// One as a mail server would have got it.
    pub(crate) async fn message(&self, id: &LetterId) -> Option<Vec<u8>> {
        tokio::fs::read(self.file(id, "eml")).await.ok()
    }

    async fn thin_out(&self) -> io::Result<()> {
        for old in self.entries().await?.iter().skip(KEPT) {
            for kind in ["json", "eml", "pdf"] {
                match tokio::fs::remove_file(self.file(&old.id, kind)).await {
                    Ok(()) => {}
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(())
    }
}
