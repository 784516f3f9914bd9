//! A database server that is not there, and one that goes and comes back.

use std::time::{Duration, Instant};

use store::fresh::{Cable, Fresh, Lost};

use super::place::{Place, Server};
use crate::program::{stderr, stdout};

/// Well under what each of them would wait for a turn, on a machine that does other things too.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Shorter than a key is held whose holder is not heard of any more.
const SOON: Duration = Duration::from_secs(40);

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

/// A server of ours at the near end of a cable, where the tests have a database server; there
/// is nothing to cut in front of a file.
struct Outage {
    cable: Cable,
    place: Place,
    server: Server,
    _fresh: Fresh,
}

impl Outage {
    async fn new() -> Option<Self> {
        let fresh = Fresh::new().unwrap();
        let cable = Cable::to(&fresh).await.unwrap()?;
        let place = Place::at(cable.text().to_owned());
        let server = place.serve();
        Some(Self {
            cable,
            place,
            server,
            _fresh: fresh,
        })
    }

    /// Everybody hears at once that it does not work, and when to come back.
    async fn turns_away(&self, page: &str) {
        self.server.is_ready(false).await;
        let began = Instant::now();
        let ready = self.server.get("/readyz").await;
        assert_eq!(ready.json()["store"], "unreachable", "{}", ready.text);
        let read = self.server.get("/v1/checkouts").await;
        let made = self.server.order("refused").await;
        let shown = self.server.get(page).await;
        for answer in [ready, read, made, shown] {
            assert_eq!(answer.status, 503, "{}", answer.text);
            assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
        }
        assert!(began.elapsed() < 4 * AT_ONCE, "{:?}", began.elapsed());
    }

    async fn goes_and_comes_back(self, goes: impl Fn(&Cable)) {
        let Self {
            cable,
            place,
            server,
            ..
        } = &self;
        let kept = server.order("kept").await;
        assert_eq!(kept.status, 201, "{}", kept.text);
        server.is_ready(true).await;
        let url = kept.json()["url"].as_str().unwrap().to_owned();
        let page = &url[url.find("/c/").unwrap()..];

        goes(cable);
        self.turns_away(page).await;

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
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_goes_and_comes_back_costs_nothing_that_was_answered() {
    if let Some(outage) = Outage::new().await {
        outage.goes_and_comes_back(Cable::cut).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_falls_silent_is_not_waited_for() {
    if let Some(outage) = Outage::new().await {
        outage.goes_and_comes_back(Cable::stall).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_may_have_been_reserved_can_be_used_again_before_it_runs_out() {
    let Some(outage) = Outage::new().await else {
        return;
    };
    let server = &outage.server;
    outage.cable.lose_commits(Lost::Answer);
    let open = server.order("open").await;
    assert_eq!(open.status, 503, "{}", open.text);
    outage.cable.keep_commits();
    let began = Instant::now();
    let made = loop {
        let answer = server.order("open").await;
        if answer.status == 201 {
            break answer;
        }
        assert!(began.elapsed() < SOON, "{}", answer.text);
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert!(!made.headers.contains_key("idempotent-replayed"));
    let list = server.get("/v1/checkouts").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
}
