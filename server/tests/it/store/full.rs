use std::process::Command;

use super::place::{Place, Server};
use crate::program::{stderr, stdout};

/// A limit on the size of files stands in for a disk that is full, and is lifted again.
struct Room<'a>(&'a Server);

impl Room<'_> {
    fn is(&self, limit: &str) {
        let pid = self.0.program.id().to_string();
        let set = Command::new("prlimit")
            .args(["--pid", &pid, &format!("--fsize={limit}:unlimited")])
            .status();
        assert!(set.unwrap().success());
    }
}

#[tokio::test]
async fn a_disk_without_room_is_said_so_and_is_over_when_there_is_room() {
    let place = Place::file();
    let key = place.key();
    // The system would end a program that writes past the limit, unless it is told not to.
    let command = place.command_after("trap '' XFSZ", &["serve", "--json"]);
    let server = Server::start(command, key);
    let room = Room(&server);
    let kept = server.order("kept").await;
    assert_eq!(kept.status, 201, "{}", kept.text);
    server.is_ready(true).await;

    room.is("0");
    let refused = server.order("refused").await;
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert_eq!(refused.json()["code"], "unavailable");
    server.is_ready(false).await;
    let ready = server.get("/readyz").await.json();
    assert_eq!(ready["store"], "full", "{ready}");
    // What was answered is still there, and can be read.
    let id = kept.json()["id"].as_str().unwrap().to_owned();
    let read = server.get(&format!("/v1/checkouts/{id}")).await;
    assert_eq!(read.status, 200, "{}", read.text);

    room.is("unlimited");
    server.is_ready(true).await;
    for key in ["refused", "after"] {
        let made = server.order(key).await;
        assert_eq!(made.status, 201, "{}", made.text);
    }
    let list = server.get("/v1/checkouts").await.json();
    assert_eq!(list["data"].as_array().unwrap().len(), 3);
    let log = server.program.stop();
    assert!(!log.contains("John"), "{log}");
    let (code, report) = place.told(&["verify", "--json"]);
    assert_eq!((code, &report["ok"]), (Some(0), &true.into()), "{report}");
}

#[test]
fn a_disk_without_room_at_the_start_is_said_to_be_full() {
    let used = Place::file();
    used.key();
    let without_room = "trap '' XFSZ; ulimit -f 0";
    for place in [Place::file(), used] {
        let ended = place.command_after(without_room, &["serve"]).output();
        let ended = ended.unwrap();
        assert_eq!(ended.status.code(), Some(1), "{ended:?}");
        let said = stderr(&ended);
        assert!(said.contains("no room on the disk of"), "{said}");
        let doctor = place.command_after(without_room, &["doctor", "--offline"]);
        let said = stdout(&{ doctor }.output().unwrap());
        assert!(said.contains("no room on the disk of"), "{said}");
        assert!(!place.folder().join("guichet.db-room").exists());
    }
}
