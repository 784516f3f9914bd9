//! Every exchange as a readable file: `0001-post-api-v2-sessions.http`. A file that cannot be
//! written is a line in the log; the exchange goes on.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use axum::http::{HeaderMap, Method, StatusCode};
use uuid::Uuid;

use crate::{cut::Cut, mask, request::is_form};

/// Writes exchanges into a folder, numbered in the order in which they began.
#[derive(Debug)]
pub(crate) struct Recorder {
    folder: PathBuf,
    last: AtomicU64,
}

/// A request to the API and its answer.
pub(crate) struct Exchange<'a> {
    pub(crate) method: &'a Method,
    pub(crate) target: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a [u8],
    pub(crate) status: StatusCode,
    pub(crate) answer_headers: &'a HeaderMap,
    pub(crate) answer: &'a [u8],
    pub(crate) cut: Option<Cut>,
}

/// A webhook and how it was answered.
pub(crate) struct Sent<'a> {
    pub(crate) signature: (&'a str, &'a str),
    pub(crate) body: &'a str,
    pub(crate) answered: Option<u16>,
}

impl Recorder {
    /// Goes on after the last file that is in the folder already.
    pub(crate) fn open(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut last = 0;
        for file in fs::read_dir(folder)? {
            let name = file?.file_name();
            let number = name
                .to_str()
                .and_then(|name| name.split('-').next()?.parse().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(Self {
            folder: folder.to_owned(),
            last: AtomicU64::new(last),
        })
    }

    /// The number of the exchange that begins now.
    pub(crate) fn begin(&self) -> u64 {
        self.last.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Writes an exchange.
    pub(crate) async fn exchange(&self, number: u64, exchange: &Exchange<'_>) {
        let path = exchange.target.split('?').next().unwrap_or_default();
        let name = format!("{} {path}", exchange.method);
        self.write(number, &name, exchange.written()).await;
    }

    /// Writes a webhook.
    pub(crate) async fn webhook(&self, sent: Sent<'_>) {
        self.write(self.begin(), "webhook", sent.written()).await;
    }

    async fn write(&self, number: u64, name: &str, text: String) {
        let path = self.folder.join(format!("{number:04}-{}.http", slug(name)));
        let written = tokio::fs::write(&path, text).await;
        if let Err(error) = written {
            tracing::warn!(%error, number, "an exchange was not recorded");
        }
    }
}

/// Small letters, digits and hyphens; what is different each time is left out.
fn slug(name: &str) -> String {
    let parts: Vec<String> = name
        .split(['/', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| match part.parse::<Uuid>() {
            Ok(_) => "id".to_owned(),
            Err(_) => part
                .chars()
                .filter(char::is_ascii_alphanumeric)
                .take(40)
                .collect::<String>()
                .to_ascii_lowercase(),
        })
        .collect();
    parts.join("-")
}

impl Exchange<'_> {
    fn written(&self) -> String {
        let mut text = format!("{} {} HTTP/1.1\n", self.method, self.target);
        write_headers(&mut text, self.headers);
        let body = String::from_utf8_lossy(self.body);
        let body = if is_form(self.headers) {
            mask::form(&body)
        } else {
            body.into_owned()
        };
        write_body(&mut text, &body);
        text.push('\n');
        if self.cut == Some(Cut::Reset) {
            text.push_str("(the connection was closed without an answer)\n");
            return text;
        }
        write_status(&mut text, self.status);
        write_headers(&mut text, self.answer_headers);
        let answer = String::from_utf8_lossy(self.answer);
        match self.cut {
            Some(Cut::HalfBody) => {
                let half = String::from_utf8_lossy(&self.answer[..self.answer.len() / 2]);
                write_body(&mut text, &mask::json(&half));
                text.push_str("(the connection was closed here)\n");
            }
            Some(Cut::Reset) | None => write_body(&mut text, &mask::json(&answer)),
        }
        text
    }
}

impl Sent<'_> {
    fn written(&self) -> String {
        let (name, value) = self.signature;
        let mut text = format!(
            "POST (the webhook's address) HTTP/1.1\ncontent-type: application/json; charset=utf-8\n{}: {value}\n",
            name.to_ascii_lowercase()
        );
        write_body(&mut text, self.body);
        text.push('\n');
        match self.answered.map(StatusCode::from_u16) {
            Some(Ok(status)) => write_status(&mut text, status),
            Some(Err(_)) | None => text.push_str("(no answer)\n"),
        }
        text
    }
}

fn write_status(text: &mut String, status: StatusCode) {
    let reason = status.canonical_reason().unwrap_or_default();
    // Writing to a String cannot fail.
    let _ = writeln!(text, "HTTP/1.1 {} {reason}", status.as_u16());
}

fn write_headers(text: &mut String, headers: &HeaderMap) {
    for header in headers {
        let (name, value) = mask::header(header);
        let _ = writeln!(text, "{name}: {value}");
    }
}

fn write_body(text: &mut String, body: &str) {
    if !body.is_empty() {
        text.push('\n');
        text.push_str(&indented(body));
        text.push('\n');
    }
}

/// JSON with a member to a line, letter by letter otherwise; any other text as it is.
fn indented(text: &str) -> String {
    if serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
        return text.to_owned();
    }
    let mut lines = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if quoted {
            lines.push(letter);
            quoted = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            continue;
        }
        match letter {
            '"' => {
                quoted = true;
                lines.push(letter);
            }
            '{' | '[' if matches!(letters.peek(), Some('}' | ']')) => lines.push(letter),
            '{' | '[' => {
                depth += 1;
                lines.push(letter);
                new_line(&mut lines, depth);
            }
            '}' | ']' if lines.ends_with(['{', '[']) => lines.push(letter),
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut lines, depth);
                lines.push(letter);
            }
            ',' => {
                lines.push(letter);
                new_line(&mut lines, depth);
            }
            ':' => lines.push_str(": "),
            blank if blank.is_ascii_whitespace() => {}
            other => lines.push(other),
        }
    }
    lines
}

fn new_line(lines: &mut String, depth: usize) {
    lines.push('\n');
    for _ in 0..depth {
        lines.push_str("  ");
    }
}
