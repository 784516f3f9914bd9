//! `verify-receipt` and `receipt-key`, as an auditor and an operator use them.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::Stdio,
};

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    house::{Answer, House},
    payer::Payer,
    program::{guichet, run, stderr, stdout},
};

/// Where a demonstration has its store.
const STORE: &str = "guichet.db";

const KEYS: &str = "/.well-known/guichet-receipt-keys.json";

/// The keys as the server publishes them, in a file of that name.
async fn keys(house: &House, name: &str) -> PathBuf {
    let answer = Answer::of(house.anonymous(Method::GET, KEYS)).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "application/jwk-set+json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let path = house.config().with_file_name(name);
    fs::write(&path, answer.text).unwrap();
    path
}

/// How checking a code ends: the exit code and the line of JSON.
fn check(code: &str, keys: &Path) -> (i32, Value) {
    let keys = keys.to_str().unwrap();
    let output = run(&["verify-receipt", "--json", "--keys", keys, code]);
    let told = serde_json::from_str(&stdout(&output)).unwrap_or(Value::Null);
    (output.status.code().unwrap(), told)
}

#[tokio::test]
async fn anybody_can_check_a_receipt_with_the_published_keys_alone() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let (code, keys) = (payer.code(&house).await, keys(&house, "keys.json").await);
    let (exit, told) = check(&code, &keys);
    assert_eq!(exit, 0);
    let checkout = payer.checkout().await;
    assert_eq!(told["valid"], true);
    assert_eq!(told["checkout"], payer.id.as_str());
    assert_eq!(told["merchant"], house.merchant.as_str());
    assert_eq!(told["amount"], 25_000);
    assert_eq!(told["state"], "paid");
    assert_eq!(told["guaranteed"], true);
    assert_eq!(told["mode"], "test");
    assert_eq!(told["paid_at"], checkout["payment"]["paid_at"]);

    // In words, and as it is pasted: the whole page.
    let page = payer.below(&house, "receipt").await.text;
    let mut child = guichet(&["verify-receipt", "--keys", keys.to_str().unwrap(), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(page.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let said = stdout(&output);
    for part in [
        "Valid",
        "$250.00 CAD",
        "paid; guaranteed",
        "no money moved",
        &payer.id,
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // And in pieces, without its hyphens.
    let pieces: Vec<_> = code.split('-').collect();
    let keys = keys.to_str().unwrap();
    let output = run(&[&["verify-receipt", "--keys", keys], pieces.as_slice()].concat());
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test]
async fn a_code_that_proves_nothing_ends_with_one_and_says_why() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let (code, keys) = (payer.code(&house).await, keys(&house, "keys.json").await);
    let mut forged = code.clone();
    // The seventieth symbol: the amount's last bits.
    let at = 3 + 14 + 69;
    let other = if forged.as_bytes()[at] == b'7' {
        "8"
    } else {
        "7"
    };
    forged.replace_range(at..=at, other);
    for (code, reason) in [
        (forged.as_str(), "forged"),
        (&code[..code.len() - 8], "cut_off"),
        ("a receipt without a code", "no_code"),
    ] {
        let (exit, told) = check(code, &keys);
        assert_eq!((exit, &told["reason"]), (1, &json!(reason)), "{told}");
        assert_eq!(told["valid"], false);
    }
    let strangers = House::open();
    let elsewhere = self::keys(&strangers, "keys.json").await;
    let (exit, told) = check(&code, &elsewhere);
    assert_eq!((exit, &told["reason"]), (1, &json!("unknown_key")));
    let said = run(&["verify-receipt", "--keys", keys.to_str().unwrap(), &forged]);
    assert!(stdout(&said).starts_with("Not valid: the signature does not fit"));
}

#[tokio::test]
async fn without_keys_or_a_code_it_ends_with_two() {
    let house = House::open();
    let keys = keys(&house, "keys.json").await;
    let missing = keys.with_file_name("nothing.json");
    let garbled = keys.with_file_name("garbled.json");
    fs::write(&garbled, "[]").unwrap();
    let empty = keys.with_file_name("empty");
    fs::create_dir_all(&empty).unwrap();
    let broken = keys.with_file_name("broken");
    fs::create_dir_all(&broken).unwrap();
    fs::write(
        broken.join(STORE),
        "no database at all, but long enough to be read",
    )
    .unwrap();
    let text = |path: &PathBuf| path.to_str().unwrap().to_owned();
    for args in [
        vec!["--keys".to_owned(), text(&missing), "RC1-A".to_owned()],
        vec!["--keys".to_owned(), text(&garbled), "RC1-A".to_owned()],
        vec!["--data".to_owned(), text(&empty), "RC1-A".to_owned()],
        vec!["--data".to_owned(), text(&broken), "RC1-A".to_owned()],
        vec!["--config".to_owned(), text(&missing), "RC1-A".to_owned()],
        vec!["--keys".to_owned(), text(&keys)],
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = run(&[&["verify-receipt"], args.as_slice()].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?} {output:?}");
        assert!(!stderr(&output).is_empty());
    }
}

#[tokio::test]
async fn after_a_rotation_old_receipts_are_good_and_new_ones_have_the_new_key() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let old = payer.code(&house).await;
    assert_eq!(old, payer.code(&house).await, "a receipt has one code");
    let before = keys(&house, "before.json").await;
    let shown = house.administer(&["receipt-key", "show", "--json"]);
    let published = fs::read_to_string(&before).unwrap();
    assert_eq!(shown, serde_json::from_str::<Value>(&published).unwrap());

    let rotated = house.administer(&["receipt-key", "rotate", "--json"]);
    let kids = rotated["keys"].as_array().unwrap();
    assert_eq!(kids.len(), 2);
    assert_eq!(kids[0]["retired_at"], Value::Null);
    assert_ne!(kids[1]["retired_at"], Value::Null);
    assert_eq!(kids[1]["kid"], shown["keys"][0]["kid"]);

    let (new, after) = (payer.code(&house).await, keys(&house, "after.json").await);
    assert_ne!(old, new);
    let (exit, told) = check(&old, &after);
    assert_eq!((exit, &told["key"]), (0, &kids[1]["kid"]));
    let (exit, told) = check(&new, &after);
    assert_eq!((exit, &told["key"]), (0, &kids[0]["kid"]));
    let (exit, told) = check(&new, &before);
    assert_eq!((exit, &told["reason"]), (1, &json!("unknown_key")));

    // The operator needs no file.
    let config = house.config();
    let output = run(&["verify-receipt", "--config", config.to_str().unwrap(), &old]);
    assert!(output.status.success(), "{output:?}");
}

#[tokio::test]
async fn a_key_that_was_revoked_proves_nothing_whoever_signed_with_it() {
    let house = House::with_twin();
    let payer = Payer::new(&house).await;
    payer.pay(&house).await;
    let (old, before) = (payer.code(&house).await, keys(&house, "before.json").await);
    let shown = house.administer(&["receipt-key", "show", "--json"]);
    assert_eq!(shown["revoked"], Value::Null);
    let kid = shown["keys"][0]["kid"].as_str().unwrap();
    let told = house.administer(&["receipt-key", "revoke", kid, "--json"]);
    assert_eq!(told["keys"].as_array().unwrap().len(), 1);
    assert_ne!(told["keys"][0]["kid"], kid, "another signs in its place");
    assert_eq!(told["revoked"][0]["kid"], kid);

    let after = keys(&house, "after.json").await;
    let published: Value = serde_json::from_str(&fs::read_to_string(&after).unwrap()).unwrap();
    assert_eq!(published, told);
    let (exit, said) = check(&old, &after);
    assert_eq!((exit, &said["reason"]), (1, &json!("revoked")), "{said}");
    assert_eq!(said["valid"], false);
    // Whoever kept the keys of before has not heard of it yet.
    assert_eq!(check(&old, &before).0, 0);
    let config = house.config();
    let config = config.to_str().unwrap();
    let output = run(&["verify-receipt", "--config", config, &old]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("which was revoked"), "{output:?}");
    // The receipt's page has a new code, and paper.
    let new = payer.code(&house).await;
    assert_ne!(new, old);
    assert_eq!(check(&new, &after).0, 0);
    assert_eq!(payer.below(&house, "receipt.pdf").await.status, 200);

    for (key, exit) in [(kid, 1), ("00000000", 1), ("no-key", 2)] {
        let output = run(&["receipt-key", "revoke", key, "--config", config]);
        assert_eq!(output.status.code(), Some(exit), "{key} {output:?}");
    }
    let shown = run(&["receipt-key", "show", "--config", config]);
    assert_eq!(stdout(&shown).matches("revoked ").count(), 1);
    // One that signs no more can be revoked as well, and the one that signs stays.
    house.administer(&["receipt-key", "rotate", "--json"]);
    let signs = payer.code(&house).await;
    let retired = told["keys"][0]["kid"].as_str().unwrap();
    let told = house.administer(&["receipt-key", "revoke", retired, "--json"]);
    assert_eq!(told["revoked"].as_array().unwrap().len(), 2);
    assert_eq!(payer.code(&house).await, signs);
}

#[tokio::test]
async fn what_signs_is_kept_under_a_seal_and_shown_by_nobody() {
    let house = House::open();
    let mut door = house.back_door().await;
    let row: (Option<Vec<u8>>, Option<Vec<u8>>) =
        sqlx::query_as("SELECT seed, sealed FROM receipt_key WHERE signs = 1")
            .fetch_one(&mut door)
            .await
            .unwrap();
    assert!(row.0.is_none());
    assert!(row.1.is_some_and(|sealed| sealed.len() > 32));
    let config = house.config();
    let shown = run(&["receipt-key", "show", "--config", config.to_str().unwrap()]);
    let shown = stdout(&shown);
    assert_eq!(shown.lines().count(), 1);
    assert!(shown.trim_end().ends_with("signs"), "{shown}");
}
