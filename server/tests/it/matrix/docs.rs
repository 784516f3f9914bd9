//! `docs/faults.md`.

use std::{env, fs, path::Path};

use super::table::Table;

/// The page is what was lived through; it is written anew when that is asked for.
pub(super) fn are_what_was_lived_through(start: &Table, bank: &Table, post: &Table) {
    let (start, bank, post) = (start.written(), bank.written(), post.written());
    let page = format!("{HEAD}{start}{BANK}{bank}{POST}{post}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/faults.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("docs/faults.md can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/faults.md is behind: UPDATE_DOCS=1 cargo test -p server --test it matrix\n{page}"
    );
}

const HEAD: &str = "\
# When the provider is in trouble

<!-- Written by `UPDATE_DOCS=1 cargo test -p server --test it matrix`. Do not edit by hand. -->

Each row is a fault of [the twin](../crates/twin/README.md), or of the mail server. Each cell is one whole payment with
it: the screens that a customer without scripts sees who does what the page says and looks at it
every ten seconds; how long after the start the payment was proved; and how much of that was
after the customer was through at the bank. A customer whose payment did not begin, or failed,
tries again at once, and once more when the trouble is over.

Time is virtual: the servers' clock is moved to the next thing that is due. No message of the
bank's frame ever reaches the page, so webhooks and reads are all there is; in the last row of
the first table not even webhooks come.

In every cell money moved once, the checkout is paid by it, no case was opened, and nothing is
left at the provider that somebody could still pay.

## Trouble from the start, for five minutes

";

const POST: &str = "
## The mail server in trouble, all the while

No payment waits for it, and no page says otherwise than without it. What becomes of the letters:
[when the mail server is in trouble](mail.md#when-the-mail-server-is-in-trouble).

";

const BANK: &str = "
## Trouble once the customer is about to pay, for five minutes

For `guaranteed_eft` and `e_transfer` it begins on the bank's page; for `eft` when the account is
chosen and the debit not yet asked for.

";
