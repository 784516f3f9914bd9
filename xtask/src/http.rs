//! As much HTTP as measuring and crashing a server on this machine needs.
//!
//! HTTP/1.0 for single requests, so that the body is simply all that comes until the end: no
//! chunks to undo, and the bytes counted are those that a browser would get.

use std::fmt;
use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::failure::Failure;

mod line;

pub(crate) use line::Line;

const PATIENCE: Duration = Duration::from_secs(30);

/// How long a connection to this machine may take.
const TO_CONNECT: Duration = Duration::from_secs(2);

/// What is asked.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    method: &'static str,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

/// What came back, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

/// There was no answer, or not all of it.
#[derive(Debug)]
pub(crate) enum Lost {
    /// Nobody was there: nothing has happened.
    Unsent(io::Error),
    /// It was sent, or some of it: what it led to is unknown.
    Unanswered(io::Error),
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Lost::Unsent(error) => write!(f, "not sent: {error}"),
            Lost::Unanswered(error) => write!(f, "not answered: {error}"),
        }
    }
}

impl Request {
    pub(crate) fn get(url: impl Into<String>) -> Request {
        Request {
            method: "GET",
            url: url.into(),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn post(url: impl Into<String>, body: impl Into<Vec<u8>>) -> Request {
        Request {
            method: "POST",
            body: body.into(),
            ..Request::get(url)
        }
    }

    pub(crate) fn delete(url: impl Into<String>) -> Request {
        Request {
            method: "DELETE",
            ..Request::get(url)
        }
    }

    /// The same with JSON as its body.
    pub(crate) fn post_json(url: impl Into<String>, body: impl Into<Vec<u8>>) -> Request {
        Request::post(url, body).with("content-type", "application/json")
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Request {
        self.headers.push((name, value.into()));
        self
    }

    /// The same with an API key.
    pub(crate) fn by(self, api_key: &str) -> Request {
        self.with("authorization", format!("Bearer {api_key}"))
    }

    /// Sends it and waits for the whole answer.
    pub(crate) fn send(&self) -> Result<Answer, Lost> {
        self.send_and(|| ())
    }

    /// The same, doing something between the last byte sent and the first one read.
    pub(crate) fn send_and(&self, once_sent: impl FnOnce()) -> Result<Answer, Lost> {
        let (host, _) = self.place().ok_or_else(|| {
            Lost::Unsent(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not a plain http address",
            ))
        })?;
        let mut stream = connect(host).map_err(Lost::Unsent)?;
        stream
            .write_all(&self.bytes("HTTP/1.0"))
            .map_err(Lost::Unanswered)?;
        once_sent();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).map_err(Lost::Unanswered)?;
        Answer::parse(bytes).ok_or_else(|| {
            Lost::Unanswered(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                "the answer broke off",
            ))
        })
    }

    /// Where it goes: the host with its port, and the path.
    pub(crate) fn place(&self) -> Option<(&str, &str)> {
        let rest = self.url.strip_prefix("http://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        Some((host, if path.is_empty() { "/" } else { path }))
    }

    /// As it goes over the line.
    pub(crate) fn bytes(&self, version: &str) -> Vec<u8> {
        let (host, path) = self.place().unwrap_or_default();
        let mut head = format!(
            "{} {path} {version}\r\nhost: {host}\r\ncontent-length: {}\r\n",
            self.method,
            self.body.len()
        );
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += "\r\n";
        [head.as_bytes(), &self.body].concat()
    }
}

impl Answer {
    /// `None` when some of it is missing.
    fn parse(mut bytes: Vec<u8>) -> Option<Answer> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let body = bytes.split_off(end + 4);
        let head = String::from_utf8_lossy(&bytes);
        let announced = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            let is_it = name.eq_ignore_ascii_case("content-length");
            is_it.then(|| value.trim().parse::<usize>().ok())?
        });
        if announced.is_some_and(|length| length != body.len()) {
            return None;
        }
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Answer { status, body })
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null where it is none.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Gets the body behind a URL, as it comes, in one content coding (`br` or `identity`).
pub(crate) fn get(url: &str, coding: &str) -> Result<Vec<u8>, Failure> {
    succeed(
        &Request::get(url)
            .with("accept", "*/*")
            .with("accept-encoding", coding),
    )
}

/// Posts JSON with an API key.
pub(crate) fn post_json(url: &str, api_key: &str, body: &str) -> Result<Vec<u8>, Failure> {
    succeed(&Request::post_json(url, body).by(api_key))
}

/// The body of an answer that says it went well.
fn succeed(request: &Request) -> Result<Vec<u8>, Failure> {
    let Request { method, url, .. } = request;
    let failed = |why: String| Failure::Demo(format!("{method} {url}: {why}"));
    let answer = request.send().map_err(|lost| failed(lost.to_string()))?;
    if answer.is_success() {
        Ok(answer.body)
    } else {
        Err(failed(format!(
            "status {}: {}",
            answer.status,
            answer.text()
        )))
    }
}

/// A connection on which nothing waits for ever.
fn connect(host: &str) -> io::Result<TcpStream> {
    let addr: SocketAddr = host
        .replace("localhost", "127.0.0.1")
        .parse()
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidInput, "no address of this machine"))?;
    let stream = TcpStream::connect_timeout(&addr, TO_CONNECT)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};
    use std::net::TcpListener;

    use super::*;

    /// Gives one fixed answer to one request; tells what the request was.
    fn answering(answer: &'static str) -> (String, std::thread::JoinHandle<Vec<String>>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/c/a?b=1", listener.local_addr().expect("bound"));
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a request");
            let request = BufReader::new(stream.try_clone().expect("a socket"))
                .lines()
                .map(|line| line.expect("text"))
                .take_while(|line| !line.is_empty())
                .collect();
            stream.write_all(answer.as_bytes()).expect("written");
            request
        });
        (url, server)
    }

    #[test]
    fn the_body_is_all_that_follows_the_head() {
        let (url, server) =
            answering("HTTP/1.0 200 OK\r\nContent-Encoding: br\r\n\r\none\r\n\r\ntwo");
        let answer = get(&url, "br").expect("an answer");
        assert_eq!(answer, b"one\r\n\r\ntwo");
        let request = server.join().expect("served");
        assert_eq!(
            request.first().map(String::as_str),
            Some("GET /c/a?b=1 HTTP/1.0")
        );
        assert!(request.contains(&"accept-encoding: br".to_owned()));
    }

    #[test]
    fn an_answer_that_is_no_success_is_an_error_with_its_text() {
        let (url, server) = answering("HTTP/1.0 422 Unprocessable\r\n\r\namount is missing");
        let failure = post_json(&url, "key", "{}").expect_err("a refusal");
        assert!(
            failure.to_string().contains("422: amount is missing"),
            "{failure}"
        );
        assert!(server.join().is_ok());
    }

    #[test]
    fn an_answer_that_broke_off_is_none() {
        let (url, server) = answering("HTTP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nshort");
        let lost = Request::get(url).send().expect_err("not all of it");
        assert!(matches!(lost, Lost::Unanswered(_)), "{lost}");
        assert!(server.join().is_ok());
    }
}
