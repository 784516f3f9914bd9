use sqlx::Connection as _;

use super::place::{Place, Server};

/// What an earlier version left, with its tables at step 7.
const LAYOUT_7: &str = include_str!("../../../../crates/store/tests/fixtures/layout_7.sql");

#[tokio::test]
async fn the_file_of_an_older_version_is_brought_up_to_date_proved_and_served() {
    let place = Place::file();
    std::fs::write(place.path(), "").unwrap();
    let mut door = place.back_door().await;
    sqlx::raw_sql(LAYOUT_7).execute(&mut door).await.unwrap();
    let merchant: String = sqlx::query_scalar("SELECT id FROM merchant")
        .fetch_one(&mut door)
        .await
        .unwrap();
    door.close().await.unwrap();
    let (code, report) = place.told(&["verify", "--json"]);
    assert_eq!((code, &report["events"]), (Some(0), &11.into()), "{report}");
    let (code, _) = place.told(&["replay", "--json"]);
    assert_eq!(code, Some(0));

    let args = [
        "key",
        "create",
        "--merchant",
        &merchant,
        "--mode",
        "test",
        "--json",
    ];
    let (_, key) = place.told(&args);
    let key = key["api_key"].as_str().unwrap().to_owned();
    let server = Server::start(place.command(&["serve", "--json"]), key);
    let list = server.get("/v1/checkouts").await.json();
    let statuses: Vec<_> = list["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|checkout| checkout["status"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(statuses.len(), 3);
    assert!(statuses.contains(&"paid".to_owned()), "{statuses:?}");
    assert_eq!(server.order("new").await.status, 201);
}
