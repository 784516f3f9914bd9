use tempfile::TempDir;

use crate::program::{Program, guichet};

#[test]
fn the_ready_line_tells_how_to_sign_in() {
    let twin = Program::start(guichet(&["twin", "--addr", "127.0.0.1:0", "--json"]));
    assert!(twin.told("url").starts_with("http://127.0.0.1:"));
    for name in ["client_id", "client_secret", "api_key", "customer_id"] {
        assert!(!twin.told(name).is_empty(), "{name}");
    }
    assert_eq!(twin.ready.as_object().unwrap().len(), 5);
}

#[test]
fn credentials_last_as_long_as_the_folder_or_the_seed() {
    let folder = TempDir::new().unwrap();
    let told = |args: &[&str]| {
        let twin = Program::start(guichet(
            &[&["twin", "--addr", "127.0.0.1:0", "--json"], args].concat(),
        ));
        twin.told("client_secret")
    };
    let kept = ["--data", folder.path().to_str().unwrap()];
    assert_eq!(told(&kept), told(&kept));
    assert_eq!(told(&["--seed", "7"]), told(&["--seed", "7"]));
    assert_ne!(told(&["--seed", "7"]), told(&["--seed", "8"]));
    assert_ne!(told(&[]), told(&[]));
}
