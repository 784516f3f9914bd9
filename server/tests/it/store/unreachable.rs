//! A database server that is not there, and one that goes and comes back.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use store::fresh::{Fresh, TEST_STORE};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream, UnixStream},
    task::JoinSet,
};
use tokio_util::task::AbortOnDropHandle;

use super::place::Place;
use crate::program::{stderr, stdout};

#[test]
fn a_server_that_is_not_there_is_said_so_and_its_password_is_not() {
    let place = Place::at("postgres://guichet:canary@127.0.0.1:9/guichet".into());
    let ended = place.run(&["serve"]);
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
    let doctor = place.run(&["doctor", "--offline"]);
    assert_eq!(doctor.status.code(), Some(1), "{doctor:?}");
    let verify = place.run(&["verify"]);
    assert_eq!(verify.status.code(), Some(1), "{verify:?}");
    for said in [stderr(&ended), stdout(&doctor), stderr(&verify)] {
        assert!(said.contains("cannot reach"), "{said}");
        assert!(!said.contains("canary"), "{said}");
    }
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

/// Passes everything on, until it is cut.
struct Cable {
    addr: SocketAddr,
    /// Everybody who is connected; `None` while nobody gets through.
    through: Arc<Mutex<Option<JoinSet<io::Result<()>>>>>,
    _accepting: AbortOnDropHandle<()>,
}

impl Cable {
    async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let through = Arc::new(Mutex::new(Some(JoinSet::new())));
        let accepting = tokio::spawn({
            let through = Arc::clone(&through);
            async move {
                while let Ok((mut near, _)) = listener.accept().await {
                    let server = server.clone();
                    if let Some(through) = through.lock().unwrap().as_mut() {
                        through.spawn(async move {
                            match socket(&server) {
                                Some(path) => {
                                    let mut far = UnixStream::connect(path).await?;
                                    copy_bidirectional(&mut near, &mut far).await?;
                                }
                                None => {
                                    let mut far = TcpStream::connect(server).await?;
                                    copy_bidirectional(&mut near, &mut far).await?;
                                }
                            }
                            Ok(())
                        });
                    }
                }
            }
        });
        Self {
            addr,
            through,
            _accepting: AbortOnDropHandle::new(accepting),
        }
    }

    fn cut(&self) {
        *self.through.lock().unwrap() = None;
    }

    fn mend(&self) {
        *self.through.lock().unwrap() = Some(JoinSet::new());
    }
}

/// Where the tests have a database server; there is nothing to cut in front of a file.
#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_goes_and_comes_back_costs_nothing_that_was_answered() {
    if std::env::var(TEST_STORE).is_err() {
        return;
    }
    let fresh = Fresh::new().unwrap();
    let (before, rest) = fresh.text().split_once('@').unwrap();
    let (server, database) = rest.split_once('/').unwrap();
    let cable = Cable::to(server.to_owned()).await;
    let place = Place::at(format!("{before}@{}/{database}", cable.addr));
    let server = place.serve();
    let kept = server.order("kept").await;
    assert_eq!(kept.status, 201, "{}", kept.text);
    server.is_ready(true).await;

    cable.cut();
    let refused = server.order("refused").await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    server.is_ready(false).await;

    cable.mend();
    server.is_ready(true).await;
    let id = kept.json()["id"].as_str().unwrap().to_owned();
    let read = server.get(&format!("/v1/checkouts/{id}")).await;
    assert_eq!(read.status, 200, "{}", read.text);
    let made = server.order("refused").await;
    assert_eq!(made.status, 201, "{}", made.text);
    let (code, report) = place.told(&["verify", "--json"]);
    assert_eq!(
        (code, &report["checkouts"]),
        (Some(0), &2.into()),
        "{report}"
    );
}
