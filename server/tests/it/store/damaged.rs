use std::{
    fs::{File, OpenOptions},
    io::{Seek as _, SeekFrom, Write as _},
};

use sqlx::Connection as _;

use super::place::Place;
use crate::program::{stderr, stdout};

impl Place {
    /// Writes over the page of the file that a table begins with.
    async fn overwrite(&self, table: &str) {
        let mut door = self.back_door().await;
        // What is still beside the file comes into it, or it would hide the damage.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut door)
            .await
            .unwrap();
        let root: i64 = sqlx::query_scalar("SELECT rootpage FROM sqlite_schema WHERE name = $1")
            .bind(table)
            .fetch_one(&mut door)
            .await
            .unwrap();
        let size: i64 = sqlx::query_scalar("PRAGMA page_size")
            .fetch_one(&mut door)
            .await
            .unwrap();
        door.close().await.unwrap();
        let mut file: File = OpenOptions::new().write(true).open(self.path()).unwrap();
        let place = u64::try_from((root - 1) * size).unwrap();
        file.seek(SeekFrom::Start(place)).unwrap();
        file.write_all(&vec![0xAB; usize::try_from(size).unwrap()])
            .unwrap();
        file.sync_all().unwrap();
    }
}

#[tokio::test]
async fn a_damaged_file_is_not_served_and_every_command_says_so() {
    let place = Place::file();
    let server = place.serve();
    assert_eq!(server.order("a").await.status, 201);
    server.program.stop();
    place.overwrite("event").await;

    let ended = place.run(&["serve"]);
    assert_eq!(ended.status.code(), Some(1));
    let said = stderr(&ended);
    assert!(said.contains("the database is damaged"), "{said}");

    let doctor = place.run(&["doctor", "--offline"]);
    assert_eq!(doctor.status.code(), Some(1));
    let said = stdout(&doctor);
    assert!(said.contains("FAIL  store"), "{said}");
    assert!(said.contains("the database is damaged"), "{said}");

    let (code, report) = place.told(&["verify", "--json"]);
    assert_eq!((code, &report["ok"]), (Some(1), &false.into()));
    let findings = report["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .any(|finding| finding["code"] == "damaged" || finding["code"] == "unreadable"),
        "{report}"
    );
}

#[tokio::test]
async fn a_file_that_is_damaged_while_it_is_served_is_written_to_no_more() {
    let place = Place::file();
    let server = place.serve();
    let made = server.order("a").await.json();
    server.is_ready(true).await;
    place.overwrite("event").await;

    let path = format!("/v1/checkouts/{}", made["id"].as_str().unwrap());
    // A connection may still have the page as it was.
    let refused = server.order("b").await;
    let read = server.get(&path).await;
    assert!(
        [refused.status, read.status].contains(&503),
        "{} {}",
        refused.text,
        read.text
    );
    server.is_ready(false).await;
    let refused = server.order("c").await;
    assert_eq!(refused.status, 503, "{}", refused.text);
}

#[tokio::test]
async fn a_log_that_was_touched_is_refused_and_the_others_go_on() {
    let place = Place::file();
    let server = place.serve();
    let touched = server.order("touched").await.json();
    let other = server.order("other").await.json();
    let mut door = place.back_door().await;
    sqlx::query("UPDATE event SET body = replace(body, '25000', '15000') WHERE checkout = $1")
        .bind(touched["id"].as_str().unwrap())
        .execute(&mut door)
        .await
        .unwrap();
    let path = |made: &serde_json::Value| format!("/v1/checkouts/{}", made["id"].as_str().unwrap());
    let refused = server.get(&path(&touched)).await;
    assert_eq!(refused.status, 500, "{}", refused.text);
    assert_eq!(server.get(&path(&other)).await.status, 200);
    server.is_ready(true).await;
    let log = server.program.stop();
    let named = format!(
        "event 1 of {} is not what was written",
        touched["id"].as_str().unwrap()
    );
    assert!(log.contains(&named), "{log}");
}
