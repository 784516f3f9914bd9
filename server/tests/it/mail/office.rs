//! A mail server, with a will of its own.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use mailparse::{MailHeaderMap as _, ParsedMail};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};
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
    calls: Mutex<usize>,
    /// How many conversations are over.
    over: Mutex<usize>,
    tls: Option<TlsAcceptor>,
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
                        serve(&shared, stream).await;
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

    /// The only letter that it took.
    pub(crate) fn only(&self) -> Letter {
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

/// The end of a conversation.
struct Over;

async fn serve(shared: &Shared, stream: TcpStream) {
    let next = shared.next.lock().unwrap().pop_front();
    let then = || shared.then.lock().unwrap().clone();
    let mood = next.or_else(then).unwrap_or(Mood::Takes);
    let mut talk = Talk {
        shared,
        mood,
        stream: BufReader::new(stream),
        offers: shared.tls.is_some(),
    };
    if talk.greet().await.is_err() {
        return;
    }
    match talk.hear().await {
        Ok(Heard::StartTls) => {}
        Ok(Heard::Goodbye) | Err(Over) => return,
    }
    let (mood, plain) = (talk.mood, talk.stream.into_inner());
    let Ok(stream) = shared.tls.as_ref().unwrap().accept(plain).await else {
        return;
    };
    let mut talk = Talk {
        shared,
        mood,
        stream: BufReader::new(stream),
        offers: false,
    };
    drop(talk.hear().await);
}

enum Heard {
    StartTls,
    Goodbye,
}

struct Talk<'a, S> {
    shared: &'a Shared,
    mood: Mood,
    stream: BufReader<S>,
    offers: bool,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Talk<'_, S> {
    async fn greet(&mut self) -> Result<(), Over> {
        self.answer(Stage::Greeting, "220 post.example ESMTP").await
    }

    async fn say(&mut self, line: &str) -> Result<(), Over> {
        let line = format!("{line}\r\n");
        let written = self.stream.get_mut().write_all(line.as_bytes()).await;
        written.map_err(|_| Over)
    }

    async fn answer(&mut self, stage: Stage, usual: &str) -> Result<(), Over> {
        match self.mood.clone() {
            Mood::Says(at, reply) if at == stage => self.say(reply).await,
            Mood::Hangs(at) if at == stage => std::future::pending().await,
            Mood::Drops(at) if at == stage => Err(Over),
            Mood::Takes | Mood::Says(..) | Mood::Hangs(_) | Mood::Drops(_) => self.say(usual).await,
        }
    }

    async fn line(&mut self) -> Result<String, Over> {
        let mut line = Vec::new();
        match self.stream.read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => Err(Over),
            Ok(_) => Ok(String::from_utf8_lossy(&line).trim_end().to_owned()),
        }
    }

    async fn hear(&mut self) -> Result<Heard, Over> {
        let (mut from, mut to) = (String::new(), Vec::new());
        loop {
            let line = self.line().await?;
            self.shared.said.lock().unwrap().push(line.clone());
            let word = line.split([' ', ':']).next().unwrap().to_ascii_uppercase();
            match word.as_str() {
                "EHLO" => {
                    self.say("250-post.example").await?;
                    if self.offers {
                        self.say("250-STARTTLS").await?;
                    }
                    self.say("250 AUTH PLAIN LOGIN").await?;
                }
                "STARTTLS" => {
                    self.say("220 go on").await?;
                    return Ok(Heard::StartTls);
                }
                "AUTH" => {
                    use base64::{Engine as _, engine::general_purpose::STANDARD};
                    let plain = line.rsplit(' ').next().unwrap();
                    let plain = STANDARD.decode(plain).unwrap();
                    let is_good = self
                        .shared
                        .password
                        .is_some_and(|it| plain.ends_with(it.as_bytes()));
                    self.say(if is_good {
                        "235 in"
                    } else {
                        "535 who are you?"
                    })
                    .await?;
                }
                "MAIL" => {
                    from = line;
                    self.answer(Stage::Sender, "250 fine").await?;
                }
                "RCPT" => {
                    to.push(line);
                    self.answer(Stage::Recipient, "250 fine").await?;
                }
                "DATA" => {
                    self.say("354 go on").await?;
                    let bytes = self.letter().await?;
                    self.answer(Stage::Letter, "250 taken").await?;
                    let is_taken = match self.mood {
                        Mood::Says(at, _) => at != Stage::Letter,
                        Mood::Takes | Mood::Hangs(_) | Mood::Drops(_) => true,
                    };
                    if is_taken {
                        let (from, to) = (from.clone(), to.clone());
                        let letter = Letter { from, to, bytes };
                        self.shared.took.lock().unwrap().push(letter);
                    }
                }
                "QUIT" => {
                    self.answer(Stage::Goodbye, "221 bye").await?;
                    return Ok(Heard::Goodbye);
                }
                _ => self.say("502 what?").await?,
            }
        }
    }

    async fn letter(&mut self) -> Result<Vec<u8>, Over> {
        let mut bytes = Vec::new();
        loop {
            let line = self.line().await?;
            match self.mood {
                Mood::Drops(Stage::Middle) => return Err(Over),
                Mood::Hangs(Stage::Middle) => std::future::pending().await,
                Mood::Takes | Mood::Says(..) | Mood::Hangs(_) | Mood::Drops(_) => {}
            }
            if line == "." {
                return Ok(bytes);
            }
            let line = line.strip_prefix('.').unwrap_or(&line);
            bytes.extend_from_slice(line.as_bytes());
            bytes.extend_from_slice(b"\r\n");
        }
    }
}
