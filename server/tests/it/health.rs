use serde_json::json;
use tempfile::TempDir;

use crate::{
    house::{House, fetch},
    program::{Program, guichet},
};

#[tokio::test]
async fn a_server_that_is_up_says_so_at_both_doors() {
    let house = House::open();
    for origin in [house.url(), house.admin_url()] {
        assert_eq!(house.fetch(&format!("{origin}/healthz")).await.status, 200);
        let ready = house.fetch(&format!("{origin}/readyz")).await;
        let expected = json!({
            "ready": true, "stopping": false, "store": "ok", "worker": "ok", "test_account": "ok", "live_account": "not_configured"
        });
        assert_eq!((ready.status, ready.json()), (200, expected));
    }
}

#[test]
fn a_server_without_a_provider_is_up_and_not_ready() {
    let folder = TempDir::new().unwrap();
    let mut command = guichet(&["serve", "--json"]);
    command.env("GUICHET__SERVER__LISTEN", "127.0.0.1:0").env(
        "GUICHET__STORE__URL",
        format!("sqlite://{}/guichet.db", folder.path().display()),
    );
    let server = Program::start(command);
    let (up, ready) = tokio::runtime::Runtime::new().unwrap().block_on(async {
        let get = |path| fetch(format!("{}{path}", server.told("url")));
        (get("/healthz").await, get("/readyz").await)
    });
    assert_eq!((up.status, ready.status), (200, 503));
    assert_eq!(ready.json()["test_account"], "not_configured");
}
