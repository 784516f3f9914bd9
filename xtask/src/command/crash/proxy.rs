//! Between the server and PostgreSQL: lets everything through, until it holds back the news
//! that a transaction is committed.

use std::io::{self, Read as _, Write as _};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;

use crate::failure::Failure;
use crate::tool::postgres::SOCKET;

/// How PostgreSQL says that a transaction is committed: the tag of a completed command.
const COMMITTED: &[u8] = b"COMMIT\0";

/// As many commits as there will never be.
const NEVER: u64 = u64::MAX;

/// A socket in a folder of its own.
#[derive(Debug)]
pub(super) struct Proxy {
    folder: PathBuf,
    hold: Arc<Hold>,
}

/// What is held back, and when.
#[derive(Debug)]
struct Hold {
    /// How many more commits are told.
    left: AtomicU64,
    is_holding: AtomicBool,
}

impl Hold {
    /// Whether this news is the one to be held back.
    fn takes(&self, news: &[u8]) -> bool {
        let commits = news
            .windows(COMMITTED.len())
            .filter(|seven| *seven == COMMITTED);
        let count = commits.count() as u64;
        if count == 0 || self.left.load(Ordering::SeqCst) == NEVER {
            return false;
        }
        let before = self
            .left
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                (left != NEVER).then(|| left.saturating_sub(count))
            });
        before.is_ok_and(|left| left <= count)
    }
}

impl Proxy {
    /// Listens beside a server's socket.
    pub(super) fn start(server: &Path) -> Result<Proxy, Failure> {
        let folder = std::env::temp_dir().join(format!("guichet-proxy-{}", std::process::id()));
        _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).map_err(Failure::file("making", &folder))?;
        let socket = folder.join(SOCKET);
        let listener = UnixListener::bind(&socket).map_err(Failure::file("making", &socket))?;
        let hold = Arc::new(Hold {
            left: AtomicU64::new(NEVER),
            is_holding: AtomicBool::new(false),
        });
        let proxy = Proxy {
            folder,
            hold: Arc::clone(&hold),
        };
        let server = server.to_owned();
        thread::spawn(move || {
            for client in listener.incoming().map_while(Result::ok) {
                // A server that is not there is told by a closed connection.
                drop(connect(client, &server, &hold));
            }
        });
        Ok(proxy)
    }

    /// Where its socket is.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Holds back the news of that commit, counted from now, and of all after it; or of none.
    pub(super) fn hold_after(&self, commit: Option<u64>) {
        self.hold.is_holding.store(false, Ordering::SeqCst);
        self.hold
            .left
            .store(commit.unwrap_or(NEVER), Ordering::SeqCst);
    }

    pub(super) fn is_holding(&self) -> bool {
        self.hold.is_holding.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn connect(client: UnixStream, server: &Path, hold: &Arc<Hold>) -> io::Result<()> {
    let server = UnixStream::connect(server)?;
    let (from_client, to_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || pass(&from_client, &to_server, |_| false));
    let hold = Arc::clone(hold);
    thread::spawn(move || {
        pass(&server, &client, |news| {
            let is_held = hold.takes(news);
            if is_held {
                hold.is_holding.store(true, Ordering::SeqCst);
            }
            is_held
        });
    });
    Ok(())
}

/// Passes everything on until one side is gone, in whichever way, and then hangs up on both;
/// what is held back, never.
fn pass(from: &UnixStream, to: &UnixStream, is_held: impl FnMut(&[u8]) -> bool) {
    // How it ended does not matter.
    drop(pump(from, to, is_held));
    for side in [from, to] {
        // It may be gone already.
        drop(side.shutdown(Shutdown::Both));
    }
}

fn pump(
    mut from: &UnixStream,
    mut to: &UnixStream,
    mut is_held: impl FnMut(&[u8]) -> bool,
) -> io::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = from.read(&mut buffer)?;
        let news = buffer.get(..count).unwrap_or_default();
        if news.is_empty() {
            return Ok(());
        }
        if !is_held(news) {
            to.write_all(news)?;
        }
    }
}
