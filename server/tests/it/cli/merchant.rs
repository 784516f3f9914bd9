use serde_json::Value;
use tempfile::TempDir;

use crate::{
    house::House,
    program::{run, stderr, stdout},
};

#[tokio::test]
async fn a_new_merchant_gets_a_key_a_webhook_address_and_the_accounts_secret() {
    let house = House::open();
    let made = house.administer(&["merchant", "create", "--name", "Érable & Pin", "--json"]);
    let text = |name: &str| made[name].as_str().unwrap().to_owned();
    let id = text("merchant_id");
    assert!(id.starts_with("mer_"), "{id}");
    assert!(
        text("api_key").starts_with("gk_test_") && text("api_key").len() == 51,
        "{made}"
    );
    assert!(
        text("flinks_webhook_url").ends_with(&format!("/webhooks/flinks/{id}")),
        "{made}"
    );
    assert_eq!(text("flinks_webhook_secret"), "whsec-canary");
    assert_eq!(made.as_object().unwrap().len(), 4);
    let config = house.config();
    let list = stdout(&run(&[
        "merchant",
        "list",
        "--config",
        config.to_str().unwrap(),
    ]));
    assert!(
        list.contains("Érable & Pin") && list.contains(&id),
        "{list}"
    );
}

#[test]
fn a_merchant_of_a_demo_gets_a_secret_of_its_own() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let made = |name| -> Value {
        let output = run(&[
            "merchant", "create", "--name", name, "--data", data, "--json",
        ]);
        assert!(output.status.success(), "{output:?}");
        serde_json::from_str(&stdout(&output)).unwrap()
    };
    let (one, two) = (made("One"), made("Two"));
    assert_ne!(one["flinks_webhook_secret"], two["flinks_webhook_secret"]);
    assert_eq!(one["flinks_webhook_secret"].as_str().unwrap().len(), 64);
    assert!(
        one["flinks_webhook_url"]
            .as_str()
            .unwrap()
            .starts_with("http://127.0.0.1:")
    );
}

#[test]
fn a_merchant_without_a_name_is_refused() {
    let folder = TempDir::new().unwrap();
    let output = run(&[
        "merchant",
        "create",
        "--name",
        " ",
        "--data",
        folder.path().to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is required"));
}
