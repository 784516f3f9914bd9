//! Where notifications arrive: an HTTP server that takes what is posted, or does not.

use std::collections::HashSet;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::failure::Failure;
use crate::house::lock;

/// Posts to addresses that begin like this are read and never answered.
pub(crate) const STALLED: &str = "/stalled";

/// Posts to addresses that begin like this are answered 500 every second time.
pub(crate) const MOODY: &str = "/moody";

/// Posts to addresses that begin like this are answered and not kept.
pub(crate) const UNNOTED: &str = "/unnoted";

/// How long somebody who is never answered is kept waiting.
const STALL: Duration = Duration::from_secs(60);

/// A notification that arrived and was taken.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    pub(crate) at: Instant,
    /// Where it was sent.
    pub(crate) path: String,
    /// Its `webhook-id`.
    pub(crate) id: String,
    pub(crate) body: Vec<u8>,
}

impl Arrival {
    /// What it is about: the kind, and the checkout.
    pub(crate) fn about(&self) -> (String, String) {
        let said: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        (text(&said["type"]), text(&said["data"]["id"]))
    }
}

/// The server and what it took.
#[derive(Debug, Clone)]
pub(crate) struct Sink {
    url: String,
    taken: Arc<(Mutex<Vec<Arrival>>, Condvar)>,
}

impl Sink {
    pub(crate) fn open() -> Result<Sink, Failure> {
        let failed = |error: io::Error| Failure::Demo(format!("no place for a sink: {error}"));
        let listener = TcpListener::bind("127.0.0.1:0").map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let sink = Sink {
            url: format!("http://{address}"),
            taken: Arc::default(),
        };
        let open = sink.clone();
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let sink = open.clone();
                // A sender that hangs up has nothing more to say.
                thread::spawn(move || drop(sink.serve(&stream)));
            }
        });
        Ok(sink)
    }

    /// An address of it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// What was taken so far.
    pub(crate) fn arrivals(&self) -> Vec<Arrival> {
        lock(&self.taken.0).clone()
    }

    /// Forgets what was taken.
    pub(crate) fn empty(&self) {
        lock(&self.taken.0).clear();
    }

    /// Waits until so many were taken. Whether they were, before the patience was over.
    pub(crate) fn wait_for(&self, count: usize, patience: Duration) -> bool {
        let (taken, news) = &*self.taken;
        let guard = lock(taken);
        let waited = news.wait_timeout_while(guard, patience, |taken| taken.len() < count);
        waited.is_ok_and(|(taken, _)| taken.len() >= count)
    }

    fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        let mut refused = HashSet::new();
        while let Some(arrival) = read(&mut reader)? {
            if arrival.path.starts_with(STALLED) {
                thread::sleep(STALL);
                return Ok(());
            }
            let refuses = arrival.path.starts_with(MOODY) && refused.insert(arrival.id.clone());
            let status = if refuses {
                "500 Internal Server Error"
            } else if arrival.path.starts_with(UNNOTED) {
                "200 OK"
            } else {
                let (taken, news) = &*self.taken;
                lock(taken).push(arrival);
                news.notify_all();
                "200 OK"
            };
            let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
            (&mut &*stream).write_all(answer.as_bytes())?;
        }
        Ok(())
    }
}

/// The next request on a connection; `None` at its end.
fn read(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<Arrival>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let (mut id, mut length) = (String::new(), 0);
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        match name.to_ascii_lowercase().as_str() {
            "webhook-id" => id = value.trim().to_owned(),
            "content-length" => length = value.trim().parse().unwrap_or(0),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some(Arrival {
        at: Instant::now(),
        path,
        id,
        body,
    }))
}
