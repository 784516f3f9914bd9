use serde_json::Value;

use crate::house::{House, order};

#[tokio::test]
async fn a_log_has_a_line_per_request_and_per_fact_and_no_secret() {
    let house = House::open();
    let checkout = house.checkout(&order()).await;
    let id = checkout["id"].as_str().unwrap().to_owned();
    let url = checkout["url"].as_str().unwrap().to_owned();
    let token = url.rsplit('/').next().unwrap().to_owned();
    house.fetch(&url).await;
    house.get(&format!("/v1/checkouts/{id}?canary=1")).await;
    let key = house.api_key.clone();
    let log = house.close();

    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let facts: Vec<_> = lines
        .iter()
        .filter(|line| line["message"] == "fact")
        .collect();
    assert_eq!(facts.len(), 1, "{log}");
    assert_eq!(
        (&facts[0]["event"], &facts[0]["checkout_id"]),
        (&"checkout_created".into(), &id.as_str().into())
    );
    let made = lines
        .iter()
        .find(|line| line["message"] == "request" && line["status"] == 201)
        .unwrap();
    assert_eq!(
        (&made["route"], &made["method"]),
        (&"/v1/checkouts".into(), &"POST".into())
    );
    assert_eq!(made["span"]["checkout_id"], id.as_str());
    assert_eq!(made["span"]["request_id"], facts[0]["span"]["request_id"]);

    let secrets = [
        &key,
        &token,
        "whsec-canary",
        "client_secret",
        "John",
        "Doe",
        "john.doe",
        "9876541",
        "canary",
    ];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}
