//! To a real receiver, by names that only the test knows.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use axum::{Router, routing::any};
use http::{HeaderMap, StatusCode, header};
use tokio::net::TcpListener;

use super::*;

/// Answers with these addresses, one list a question, the last one for ever.
struct Changing {
    answers: Mutex<Vec<Vec<SocketAddr>>>,
    asked: AtomicUsize,
}

#[async_trait]
impl Lookup for Changing {
    async fn lookup(&self, _name: &str) -> io::Result<Vec<SocketAddr>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut answers = self.answers.lock().expect("not poisoned");
        Ok(if answers.len() > 1 {
            answers.remove(0)
        } else {
            answers[0].clone()
        })
    }
}

const SECRET: [u8; 32] = [7; 32];

fn config(allow_private: bool) -> NotificationsConfig {
    NotificationsConfig {
        timeout: Duration::from_millis(300),
        allow_private,
    }
}

fn post(allow_private: bool, answers: Vec<Vec<SocketAddr>>) -> (Post, Arc<Changing>) {
    let lookup = Arc::new(Changing {
        answers: Mutex::new(answers),
        asked: AtomicUsize::new(0),
    });
    let post = Post::of(&config(allow_private), lookup.clone(), |it| {
        it.tls_certs_only([])
    });
    (post.expect("it opens"), lookup)
}

async fn receiver(answer: Router) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let listener = listener.expect("a free port");
    let address = listener.local_addr().expect("bound");
    tokio::spawn(async move { axum::serve(listener, answer).await });
    address
}

async fn send(post: &Post, url: &str) -> Answer {
    let secret = EndpointSecret::new(SECRET, SECRET);
    let body = br#"{"type":"checkout.paid"}"#;
    let id = EventId::from_bytes([1; 16]);
    let now = Timestamp::from_micros(1_000_000);
    post.exchange(url, &id, body.to_vec(), &[secret], now).await
}

fn at(ip: Ipv4Addr, address: SocketAddr) -> SocketAddr {
    SocketAddr::from((ip, address.port()))
}

#[tokio::test]
async fn the_connection_goes_to_the_address_that_was_looked_at() {
    let here = receiver(Router::new().fallback(any(|headers: HeaderMap| async move {
        headers[header::HOST]
            .to_str()
            .unwrap_or_default()
            .to_owned()
    })))
    .await;
    // Whoever asked a second time would be led elsewhere.
    let elsewhere = at(Ipv4Addr::new(127, 0, 0, 2), here);
    let (post, lookup) = post(true, vec![vec![here], vec![elsewhere]]);
    let answer = send(&post, &format!("http://shop.example:{}/hooks", here.port())).await;
    assert_eq!(answer.outcome, TryOutcome::Delivered);
    let host = String::from_utf8_lossy(&answer.body).into_owned();
    assert_eq!(host, format!("shop.example:{}", here.port()));
    assert_eq!(lookup.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_name_that_leads_home_is_refused_and_nothing_is_sent() {
    static CAME: AtomicUsize = AtomicUsize::new(0);
    let here = receiver(Router::new().fallback(any(|| async {
        CAME.fetch_add(1, Ordering::SeqCst);
    })))
    .await;
    let public = at(Ipv4Addr::new(93, 184, 216, 34), here);
    for answers in [vec![here], vec![public, here], vec![here, public]] {
        let (post, _) = post(false, vec![answers]);
        let answer = send(&post, &format!("https://shop.example:{}/", here.port())).await;
        assert_eq!(answer.outcome, TryOutcome::AddressRefused);
        assert_eq!(answer.status, None);
    }
    let (post, lookup) = post(false, vec![vec![here]]);
    for url in [
        "https://127.0.0.1/",
        "http://shop.example/",
        "https://[::1]/",
    ] {
        assert_eq!(send(&post, url).await.outcome, TryOutcome::AddressRefused);
    }
    assert_eq!(lookup.asked.load(Ordering::SeqCst), 0);
    assert_eq!(CAME.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let here = receiver(Router::new().fallback(any(|| async {
        (
            StatusCode::TEMPORARY_REDIRECT,
            [(header::LOCATION, "http://169.254.169.254/")],
        )
    })))
    .await;
    let (post, lookup) = post(true, vec![vec![here]]);
    let answer = send(&post, &format!("http://shop.example:{}/", here.port())).await;
    assert_eq!(answer.outcome, TryOutcome::Refused);
    assert_eq!(answer.status, Some(StatusCode::TEMPORARY_REDIRECT));
    assert_eq!(lookup.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn of_a_long_answer_the_beginning_is_kept() {
    let here = receiver(Router::new().fallback(any(|| async { "x".repeat(1_000_000) }))).await;
    let (post, _) = post(true, vec![vec![here]]);
    let answer = send(&post, &format!("http://shop.example:{}/", here.port())).await;
    assert_eq!(answer.outcome, TryOutcome::Delivered);
    assert_eq!(answer.body, "x".repeat(MAX_ANSWER).into_bytes());
}

#[tokio::test]
async fn who_does_not_answer_in_time_and_who_is_not_there_are_told_apart() {
    let here = receiver(Router::new().fallback(any(|| async {
        std::future::pending::<()>().await;
    })))
    .await;
    let (post, _) = post(true, vec![vec![here]]);
    let url = format!("http://shop.example:{}/", here.port());
    assert_eq!(send(&post, &url).await.outcome, TryOutcome::TimedOut);

    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
    let free = listener.expect("a free port").local_addr().expect("bound");
    let url = format!("http://127.0.0.1:{}/", free.port());
    assert_eq!(send(&post, &url).await.outcome, TryOutcome::Unreachable);
}

#[tokio::test]
async fn an_answer_that_never_ends_counts_by_its_status() {
    let here = receiver(Router::new().fallback(any(|| async {
        let begun = futures::stream::once(async { Ok::<_, io::Error>("thanks") });
        let never = futures::stream::pending();
        axum::body::Body::from_stream(futures::StreamExt::chain(begun, never))
    })))
    .await;
    let (post, _) = post(true, vec![vec![here]]);
    let answer = send(&post, &format!("http://shop.example:{}/", here.port())).await;
    assert_eq!(answer.outcome, TryOutcome::Delivered);
    assert_eq!(answer.body, b"thanks");
}
