//! One conversation with it.

use tokio::{
    io::{AsyncBufReadExt as _, AsyncRead, AsyncWrite, AsyncWriteExt as _, BufReader},
    net::TcpStream,
};

use super::{Letter, Mood, Shared, Stage};

/// The end of a conversation.
struct Over;

pub(super) async fn serve(shared: &Shared, stream: TcpStream) {
    let next = shared.next.lock().unwrap().pop_front();
    let then = || shared.then.lock().unwrap().clone();
    let mood = next.or_else(then).unwrap_or(Mood::Takes);
    if shared.is_wrapped {
        return wrapped(shared, mood, stream).await;
    }
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

/// A conversation that nobody can listen to from its first word on.
async fn wrapped(shared: &Shared, mood: Mood, stream: TcpStream) {
    let Ok(stream) = shared.tls.as_ref().unwrap().accept(stream).await else {
        return;
    };
    let mut talk = Talk {
        shared,
        mood,
        stream: BufReader::new(stream),
        offers: false,
    };
    if talk.greet().await.is_ok() {
        drop(talk.hear().await);
    }
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
                    let (from, to) = (from.clone(), to.clone());
                    let letter = Letter { from, to, bytes };
                    self.shared.heard.lock().unwrap().push(letter.clone());
                    self.answer(Stage::Letter, "250 taken").await?;
                    let is_taken = match self.mood {
                        Mood::Says(at, _) => at != Stage::Letter,
                        Mood::Takes | Mood::Hangs(_) | Mood::Drops(_) => true,
                    };
                    if is_taken {
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
