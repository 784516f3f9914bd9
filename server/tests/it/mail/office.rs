//! A mail server, with a will of its own.

mod talk;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use mailparse::{MailHeaderMap as _, ParsedMail};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_rustls::TlsAcceptor;

/// Longer than anything here takes on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Greeting,
    Sender,
    Recipient,
    /// The letter has been asked for, and its first line has come.
    Middle,
    Letter,
    Goodbye,
}

/// What it does with a letter.
#[derive(Clone, Debug)]
pub(crate) enum Mood {
    Takes,
    /// It says this at that point.
    Says(Stage, &'static str),
    /// It says nothing more from there on.
    Hangs(Stage),
    /// It closes the connection there.
    Drops(Stage),
}

/// One letter that it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) bytes: Vec<u8>,
}

impl Letter {
    pub(crate) fn parsed(&self) -> ParsedMail<'_> {
        mailparse::parse_mail(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> String {
        let mail = self.parsed();
        let values = mail.headers.get_all_values(name);
        assert_eq!(values.len(), 1, "{name}: {values:?}");
        values[0].clone()
    }

    /// The first part of that type, decoded.
    pub(crate) fn part(&self, kind: &str) -> String {
        let mail = self.parsed();
        let part = mail.parts().find(|it| it.ctype.mimetype == kind);
        part.unwrap().get_body().unwrap()
    }
}

/// The server; it ends when it is dropped.
pub(crate) struct Office {
    pub(crate) port: u16,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

#[derive(Default)]
struct Shared {
    next: Mutex<VecDeque<Mood>>,
    then: Mutex<Option<Mood>>,
    /// Everything that was said to it.
    said: Mutex<Vec<String>>,
    took: Mutex<Vec<Letter>>,
    /// The letters that came whole, whatever it said then.
    heard: Mutex<Vec<Letter>>,
    calls: Mutex<usize>,
    /// How many conversations are over.
    over: Mutex<usize>,
    tls: Option<TlsAcceptor>,
    /// Whether it encrypts from the first byte on, rather than when it is asked to.
    is_wrapped: bool,
    password: Option<&'static str>,
}

impl Office {
    /// It takes everything, in the clear.
    pub(crate) async fn open() -> Self {
        Self::with(Shared::default()).await
    }

    /// It offers STARTTLS with that certificate, and lets in whoever has the password.
    pub(crate) async fn sealed(tls: TlsAcceptor, password: &'static str) -> Self {
        Self::with(Shared {
            tls: Some(tls),
            password: Some(password),
            ..Shared::default()
        })
        .await
    }

    /// The same, encrypted from the first byte on.
    pub(crate) async fn wrapped(tls: TlsAcceptor, password: &'static str) -> Self {
        Self::with(Shared {
            tls: Some(tls),
            is_wrapped: true,
            password: Some(password),
            ..Shared::default()
        })
        .await
    }

    async fn with(shared: Shared) -> Self {
        let shared = Arc::new(shared);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let serving = {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move {
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    *shared.calls.lock().unwrap() += 1;
                    let shared = Arc::clone(&shared);
                    tokio::spawn(async move {
                        talk::serve(&shared, stream).await;
                        *shared.over.lock().unwrap() += 1;
                    });
                }
            })
        };
        Self {
            port,
            shared,
            serving,
        }
    }

    /// What a server is told of it.
    pub(crate) fn section(&self, more: &str) -> String {
        format!(
            "[mail]\nhost = \"127.0.0.1\"\nport = {}\nfrom = \"receipts@pay.example\"\n{more}\n",
            self.port
        )
    }

    /// Does this with the next ones.
    pub(crate) fn next(&self, moods: impl IntoIterator<Item = Mood>) {
        self.shared.next.lock().unwrap().extend(moods);
    }

    /// Does this with all others.
    pub(crate) fn then(&self, mood: Mood) {
        *self.shared.then.lock().unwrap() = Some(mood);
    }

    pub(crate) fn took(&self) -> Vec<Letter> {
        self.shared.took.lock().unwrap().clone()
    }

    /// The letters that came whole, taken or not.
    pub(crate) fn heard(&self) -> Vec<Letter> {
        self.shared.heard.lock().unwrap().clone()
    }

    /// The only letter that it took.
    pub(crate) fn single(&self) -> Letter {
        let mut took = self.took();
        assert_eq!(took.len(), 1, "{took:?}");
        took.remove(0)
    }

    pub(crate) fn said(&self) -> Vec<String> {
        self.shared.said.lock().unwrap().clone()
    }

    /// How often somebody connected.
    pub(crate) fn calls(&self) -> usize {
        *self.shared.calls.lock().unwrap()
    }

    /// Returns once somebody has connected so often.
    pub(crate) async fn until(&self, calls: usize) {
        Self::wait(|| self.calls() >= calls).await;
    }

    /// Returns once so many conversations with it are over.
    pub(crate) async fn left(&self, times: usize) {
        Self::wait(|| *self.shared.over.lock().unwrap() >= times).await;
    }

    async fn wait(is_so: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_so() {
            assert!(began.elapsed() < DEADLINE, "it never was so");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
