//! As much HTTP as measuring a page on this machine needs.
//!
//! HTTP/1.0, so that the body is simply all that comes until the end: no chunks to undo, and
//! the bytes counted are those that a browser would get.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use crate::failure::Failure;

const PATIENCE: Duration = Duration::from_secs(30);

/// Gets the body behind a URL, as it comes, in one content coding (`br` or `identity`).
pub(crate) fn get(url: &str, coding: &str) -> Result<Vec<u8>, Failure> {
    send(
        url,
        "GET",
        &[("accept", "*/*"), ("accept-encoding", coding)],
        "",
    )
}

/// Posts JSON with an API key.
pub(crate) fn post_json(url: &str, api_key: &str, body: &str) -> Result<Vec<u8>, Failure> {
    let key = format!("Bearer {api_key}");
    let headers = [
        ("content-type", "application/json"),
        ("authorization", &key),
    ];
    send(url, "POST", &headers, body)
}

fn send(url: &str, method: &str, headers: &[(&str, &str)], body: &str) -> Result<Vec<u8>, Failure> {
    let failed = |why: String| Failure::Demo(format!("{method} {url}: {why}"));
    let (host, path) = url
        .strip_prefix("http://")
        .map(|rest| rest.split_at(rest.find('/').unwrap_or(rest.len())))
        .ok_or_else(|| failed("not a plain http address".to_owned()))?;
    let path = if path.is_empty() { "/" } else { path };

    let mut request = format!(
        "{method} {path} HTTP/1.0\r\nhost: {host}\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    request += "\r\n";
    request += body;

    let mut answer = Vec::new();
    TcpStream::connect(host)
        .and_then(|mut stream| {
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.write_all(request.as_bytes())?;
            stream.read_to_end(&mut answer)
        })
        .map_err(|error| failed(error.to_string()))?;
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .ok_or_else(|| failed("no answer".to_owned()))?;
    let body = answer.split_off(end + 4);
    let head = String::from_utf8_lossy(&answer);
    let status = head.split(' ').nth(1).unwrap_or_default();
    if !status.starts_with('2') {
        return Err(failed(format!(
            "status {status}: {}",
            String::from_utf8_lossy(&body)
        )));
    }
    Ok(body)
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
}
