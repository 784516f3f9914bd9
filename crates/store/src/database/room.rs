use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

/// What SQLite needs at least to go on: a page of each of its files, and the index that it
/// shares among connections.
const ROOM: usize = 64 * 1024;

/// Whether the disk of this file is full. SQLite says so itself only where a page does not
/// fit; of all else that does not it says no more than that it failed. So it is tried, beside
/// the file.
pub(crate) fn is_full(path: &Path) -> bool {
    let beside = beside(path);
    let tried = File::create(&beside).and_then(|mut file| {
        file.write_all(&[0; ROOM])?;
        file.sync_all()
    });
    // Where it was not made there is nothing to remove.
    drop(fs::remove_file(beside));
    tried.is_err_and(|error| says_full(&error))
}

/// Whether that is what the system says.
pub(crate) fn says_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
    )
}

fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-room");
    name.into()
}
