//! Several servers on one PostgreSQL: how each hears what the others wrote.
//!
//! `NOTIFY` wakes, and nothing depends on it. It is sent after the commit, outside the
//! transaction that it tells of, many news in one: its own commit takes a lock that the whole
//! server has only one of. What gets lost on the way, or is never sent because a server died,
//! is found by asking: about once a second where nothing is heard, a few times a minute where
//! something is.

mod listen;
mod message;
mod poll;
mod tell;

use std::{
    hash::{BuildHasher as _, RandomState},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{Mutex, mpsc},
    task::JoinSet,
    time::Instant,
};

use crate::{Digest, change::Feed, database::Readers, open::Neighbours};

/// How much news may wait to be sent.
const OUTBOX: usize = 1_024;

/// A silence that long means that nothing is heard at all.
const SILENCE: Duration = Duration::from_secs(8);

/// What the tasks of one server share.
#[derive(Clone, Debug)]
struct Post {
    feed: Feed,
    readers: Readers,
    channel: Arc<str>,
    /// By which this server knows its own messages again.
    sender: u64,
    hearing: Arc<Hearing>,
}

/// When anything was heard last, in milliseconds after the beginning; 0 when nothing was.
#[derive(Debug)]
struct Hearing {
    beginning: Instant,
    last: AtomicU64,
}

impl Hearing {
    fn heard(&self) {
        let now = u64::try_from(self.beginning.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last.store(now.max(1), Ordering::Relaxed);
    }

    fn is_deaf(&self) -> bool {
        let last = self.last.load(Ordering::Relaxed);
        last == 0 || self.beginning.elapsed() > Duration::from_millis(last) + SILENCE
    }
}

/// The part in it of one server.
#[derive(Debug)]
pub(crate) struct Neighbourhood(Mutex<JoinSet<()>>);

impl Neighbourhood {
    pub(crate) async fn leave(&self) {
        self.0.lock().await.shutdown().await;
    }
}

/// Starts to listen, to tell and to ask. It ends with what is returned.
pub(crate) fn join(neighbours: &Neighbours, readers: &Readers) -> (Feed, Neighbourhood) {
    let (outbox, waiting) = mpsc::channel(OUTBOX);
    let feed = Feed::new(Some(outbox.clone()));
    let post = Post {
        feed: feed.clone(),
        readers: readers.clone(),
        channel: channel(&neighbours.schema).into(),
        sender: RandomState::new().hash_one(&neighbours.schema),
        hearing: Arc::new(Hearing {
            beginning: Instant::now(),
            last: AtomicU64::new(0),
        }),
    };
    let mut tasks = JoinSet::new();
    tasks.spawn(tell::run(post.clone(), waiting));
    tasks.spawn(listen::run(post.clone(), neighbours.url.clone()));
    tasks.spawn(poll::run(post, outbox));
    (feed, Neighbourhood(Mutex::new(tasks)))
}

/// Channels belong to a database, and a database can have several installations, each in a
/// schema of its own.
fn channel(schema: &str) -> String {
    use std::fmt::Write as _;
    let mut name = String::from("guichet_");
    for byte in Digest::of(schema).as_bytes().iter().take(8) {
        write!(name, "{byte:02x}").expect("a string takes all that is written to it");
    }
    name
}
