//! The way to a database server, to be cut in a test.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
    task::JoinSet,
};

use super::Fresh;

/// What the driver says to commit.
const COMMIT: &[u8] = b"COMMIT";

/// Which half of a commit gets lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The server never hears of it.
    Question,
    /// The server does it, and nobody hears of that.
    Answer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Whole,
    /// What goes in never comes out, and nobody is told.
    Stalled,
    /// The same, of every connection from its next commit on.
    LosesCommits(Lost),
}

/// Passes on everything between a store and its database server, until it is cut or stalls.
#[derive(Debug)]
pub struct Cable {
    url: String,
    through: Arc<Through>,
    _accepting: JoinSet<()>,
}

#[derive(Debug)]
struct Through {
    /// Where the server is: an address, or the folder of its socket.
    server: String,
    state: watch::Sender<State>,
    losses: watch::Sender<u32>,
    /// Everybody who is connected; `None` while nobody gets through.
    connections: Mutex<Option<JoinSet<io::Result<()>>>>,
}

type Reading = Pin<Box<dyn AsyncRead + Send>>;
type Writing = Pin<Box<dyn AsyncWrite + Send>>;

impl Cable {
    /// A cable to the server of this place. `None` where it is a file: there is nothing
    /// between a program and its file.
    pub async fn to(place: &Fresh) -> io::Result<Option<Self>> {
        let Some((before, rest)) = place.text().split_once('@') else {
            return Ok(None);
        };
        let Some((server, database)) = rest.split_once('/') else {
            return Ok(None);
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let addr: SocketAddr = listener.local_addr()?;
        let through = Arc::new(Through {
            server: server.to_owned(),
            state: watch::Sender::new(State::Whole),
            losses: watch::Sender::new(0),
            connections: Mutex::new(Some(JoinSet::new())),
        });
        let mut accepting = JoinSet::new();
        accepting.spawn({
            let through = Arc::clone(&through);
            async move {
                while let Ok((near, _)) = listener.accept().await {
                    through.accept(near);
                }
            }
        });
        Ok(Some(Self {
            url: format!("{before}@{addr}/{database}"),
            through,
            _accepting: accepting,
        }))
    }

    /// The address of the database through this cable.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.url
    }

    /// Hangs up every connection, and every new one at once.
    pub fn cut(&self) {
        self.through.replace(None);
    }

    /// Lets nothing through any more, in neither direction, and hangs nobody up.
    pub fn stall(&self) {
        self.through.state.send_replace(State::Stalled);
    }

    /// Stalls each connection at its next commit.
    pub fn lose_commits(&self, lost: Lost) {
        self.through.state.send_replace(State::LosesCommits(lost));
    }

    /// Returns once a commit was lost.
    pub async fn has_lost(&self) {
        let mut losses = self.through.losses.subscribe();
        // The sender is here.
        drop(losses.wait_for(|losses| *losses > 0).await);
    }

    /// Loses no more commits. Whoever has lost one stays stalled.
    pub fn keep_commits(&self) {
        self.through.state.send_replace(State::Whole);
    }

    /// Lets everybody through who comes from now on. Whoever was connected is hung up.
    pub fn mend(&self) {
        self.through.state.send_replace(State::Whole);
        self.through.replace(Some(JoinSet::new()));
    }
}

impl Through {
    fn replace(&self, connections: Option<JoinSet<io::Result<()>>>) {
        let mut held = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *held = connections;
    }

    fn accept(self: &Arc<Self>, near: TcpStream) {
        let mut held = self
            .connections
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(connections) = held.as_mut() {
            let through = Arc::clone(self);
            connections.spawn(async move { through.pass(near).await });
        }
    }

    async fn pass(&self, near: TcpStream) -> io::Result<()> {
        let (from_far, to_far): (Reading, Writing) = match socket(&self.server) {
            Some(path) => {
                let (from, to) = UnixStream::connect(path).await?.into_split();
                (Box::pin(from), Box::pin(to))
            }
            None => {
                let (from, to) = TcpStream::connect(&self.server).await?.into_split();
                (Box::pin(from), Box::pin(to))
            }
        };
        let (from_near, to_near) = near.into_split();
        let lost = watch::Sender::new(None);
        tokio::select! {
            ended = self.pump(Box::pin(from_near), to_far, Half::Questions, &lost) => ended,
            ended = self.pump(from_far, Box::pin(to_near), Half::Answers, &lost) => ended,
        }
    }

    /// Ends with the half that is hung up first.
    async fn pump(
        &self,
        mut from: Reading,
        mut to: Writing,
        half: Half,
        lost: &watch::Sender<Option<Lost>>,
    ) -> io::Result<()> {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let count = from.read(&mut bytes).await?;
            if count == 0 {
                return Ok(());
            }
            let said = &bytes[..count];
            let state = *self.state.borrow();
            if let (State::LosesCommits(what), Half::Questions) = (state, half)
                && said.windows(COMMIT.len()).any(|words| words == COMMIT)
            {
                lost.send_replace(Some(what));
                self.losses.send_modify(|losses| *losses += 1);
            }
            let passes = match (*lost.borrow(), half) {
                (None, _) => state != State::Stalled,
                (Some(Lost::Question), _) | (Some(Lost::Answer), Half::Answers) => false,
                (Some(Lost::Answer), Half::Questions) => true,
            };
            if passes {
                to.write_all(said).await?;
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Questions,
    Answers,
}

/// The socket that a server listens on, where its address is that of a folder:
/// `%2Frun%2Fpostgresql:5432`.
fn socket(server: &str) -> Option<PathBuf> {
    let (folder, port) = server.split_once(':').unwrap_or((server, "5432"));
    let mut parts = folder.split('%');
    let mut path = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        path.push(u8::from_str_radix(code, 16).ok()?);
        path.extend(rest.as_bytes());
    }
    let folder = PathBuf::from(String::from_utf8(path).ok()?);
    folder
        .is_absolute()
        .then(|| folder.join(format!(".s.PGSQL.{port}")))
}
