use crate::program::{run, stdout};

#[test]
fn help_mentions_every_command_and_shows_examples() {
    let help = stdout(&run(&["--help"]));
    for word in [
        "serve",
        "demo",
        "twin",
        "doctor",
        "grade",
        "merchant",
        "key",
        "Examples:",
        "GUICHET__FLINKS__BASE_URL",
    ] {
        assert!(help.contains(word), "{word}\n{help}");
    }
    for command in [
        &["serve"][..],
        &["demo"],
        &["twin"],
        &["doctor"],
        &["grade"],
        &["merchant", "create"],
        &["merchant", "list"],
        &["key", "create"],
        &["key", "list"],
        &["key", "revoke"],
        &["letter", "list"],
        &["letter", "resend"],
        &["user", "add"],
        &["user", "recover"],
        &["user", "list"],
        &["receipt-key", "show"],
        &["receipt-key", "rotate"],
        &["receipt-key", "revoke"],
        &["verify-receipt"],
    ] {
        let output = run(&[command, &["--help"]].concat());
        assert!(output.status.success(), "{command:?}");
        assert!(stdout(&output).contains("Usage: guichet"), "{command:?}");
    }
    assert!(stdout(&run(&["--version"])).starts_with("guichet "));
}

#[test]
fn a_command_that_does_not_exist_is_a_usage_error() {
    assert_eq!(run(&["srve"]).status.code(), Some(2));
}
