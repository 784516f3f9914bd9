use crate::{
    house::House,
    program::{run, stderr, stdout},
};

#[tokio::test]
async fn keys_are_made_listed_and_revoked_and_never_shown_again() {
    let house = House::open();
    let made = house.administer(&[
        "key",
        "create",
        "--merchant",
        &house.merchant,
        "--mode",
        "live",
        "--json",
    ]);
    let (id, key) = (
        made["key_id"].as_str().unwrap(),
        made["api_key"].as_str().unwrap(),
    );
    assert!(key.starts_with("gk_live_"));

    let config = house.config();
    let config = config.to_str().unwrap();
    let list = || {
        stdout(&run(&[
            "key",
            "list",
            "--merchant",
            &house.merchant,
            "--config",
            config,
        ]))
    };
    assert!(list().contains(id) && list().contains(&key[key.len() - 4..]) && !list().contains(key));
    assert!(
        run(&["key", "revoke", id, "--config", config])
            .status
            .success()
    );
    assert!(list().contains("revoked"));
    let again = run(&["key", "revoke", id, "--config", config]);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains(id));
}

#[tokio::test]
async fn a_key_needs_a_merchant_that_exists() {
    let house = House::open();
    let config = house.config();
    let absent = "mer_00000000000000000000000000";
    for action in ["create", "list"] {
        let output = run(&[
            "key",
            action,
            "--merchant",
            absent,
            "--config",
            config.to_str().unwrap(),
        ]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains("no such merchant"), "{output:?}");
    }
}
