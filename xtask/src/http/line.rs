//! A connection that is kept, for many requests one after the other.

use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;

use super::{Answer, connect};

/// A kept connection. Answers have to announce their length.
#[derive(Debug)]
pub(crate) struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    pub(crate) fn to(host: &str) -> io::Result<Line> {
        Ok(Line {
            stream: connect(host)?,
            buffer: Vec::with_capacity(4096),
        })
    }

    /// Sends what [`Request::bytes`](super::Request::bytes) made for HTTP/1.1, and waits for
    /// the answer.
    pub(crate) fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.send(request)?;
        self.receive()
    }

    /// Sends without waiting for the answer.
    pub(crate) fn send(&mut self, request: &[u8]) -> io::Result<()> {
        self.stream.write_all(request)
    }

    /// Waits for the answer to what was sent.
    pub(crate) fn receive(&mut self) -> io::Result<Answer> {
        let broke_off = || io::Error::new(io::ErrorKind::UnexpectedEof, "the answer broke off");
        let mut chunk = [0; 4096];
        self.buffer.clear();
        loop {
            let count = self.stream.read(&mut chunk)?;
            if count == 0 {
                return Err(broke_off());
            }
            self.buffer.extend_from_slice(&chunk[..count]);
            if let Some(whole) = whole(&self.buffer)
                && self.buffer.len() >= whole
            {
                return Answer::parse(self.buffer.clone()).ok_or_else(broke_off);
            }
        }
    }
}

/// How long an answer is, once its head is there.
fn whole(bytes: &[u8]) -> Option<usize> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let is_it = name.eq_ignore_ascii_case("content-length");
        is_it.then(|| value.trim().parse::<usize>().ok())?
    });
    Some(end + 4 + length.unwrap_or(0))
}
