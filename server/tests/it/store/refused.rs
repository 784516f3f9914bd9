//! What is not opened, and left as it is.

use std::fs;

use sqlx::{ConnectOptions as _, Connection as _, sqlite::SqliteConnectOptions};

use super::place::Place;
use crate::program::{stderr, stdout};

/// Neither the server nor the doctor takes it, and both say why.
fn refused(place: &Place, why: &str) {
    let ended = place.run(&["serve"]);
    assert_eq!(ended.status.code(), Some(1), "{ended:?}");
    let said = stderr(&ended);
    assert!(said.contains(why), "{said}");
    let doctor = place.run(&["doctor", "--offline"]);
    assert_eq!(doctor.status.code(), Some(1), "{doctor:?}");
    let said = stdout(&doctor);
    assert!(said.contains("FAIL  store"), "{said}");
    assert!(said.contains(why), "{said}");
    for command in ["verify", "replay"] {
        let ended = place.run(&[command]);
        assert_eq!(ended.status.code(), Some(1), "{ended:?}");
        let said = stderr(&ended);
        assert!(said.contains(why), "{said}");
    }
}

/// A file that the program has used before.
fn used() -> Place {
    let place = Place::file();
    place.key();
    place
}

#[test]
fn a_read_only_file() {
    let place = used();
    let mut permissions = fs::metadata(place.path()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(place.path(), permissions).unwrap();
    refused(&place, "cannot write to");
}

#[test]
fn a_file_in_a_read_only_folder() {
    let place = used();
    let folder = |readonly| {
        let mut permissions = fs::metadata(place.folder()).unwrap().permissions();
        permissions.set_readonly(readonly);
        fs::set_permissions(place.folder(), permissions).unwrap();
    };
    folder(true);
    refused(&place, "cannot write to");
    folder(false);
}

#[test]
fn a_file_that_is_no_database() {
    let place = Place::file();
    let letter = "a letter to a friend\n".repeat(500);
    fs::write(place.path(), &letter).unwrap();
    refused(&place, "is not a database");
    assert_eq!(fs::read_to_string(place.path()).unwrap(), letter);
}

#[test]
fn a_folder_where_the_file_should_be() {
    let place = Place::file();
    fs::create_dir(place.path()).unwrap();
    refused(&place, "cannot reach");
}

#[tokio::test]
async fn the_database_of_another_program() {
    let place = Place::file();
    let options = SqliteConnectOptions::new().filename(place.path());
    let mut other = options.create_if_missing(true).connect().await.unwrap();
    sqlx::query("CREATE TABLE bookmark (url TEXT)")
        .execute(&mut other)
        .await
        .unwrap();
    other.close().await.unwrap();
    refused(&place, "holds the tables of another program");
}

#[tokio::test]
async fn the_file_of_a_newer_version() {
    let place = used();
    let mut door = place.back_door().await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9000, 'from the future', TRUE, x'00', 0)",
    )
    .execute(&mut door)
    .await
    .unwrap();
    door.close().await.unwrap();
    refused(&place, "was written by a newer version of this program");
}

/// There is nothing to prove of what is not there, and looking makes nothing.
#[test]
fn a_file_that_is_not_there_is_not_made_by_who_looks() {
    let place = Place::file();
    for command in ["verify", "replay"] {
        let ended = place.run(&[command]);
        assert_eq!(ended.status.code(), Some(1));
        let said = stderr(&ended);
        assert!(said.contains("there is no store at"), "{said}");
    }
    assert!(!place.path().exists());
}
