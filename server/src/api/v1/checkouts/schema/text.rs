//! The texts that a merchant sends, as regular expressions that browsers, Python and Rust read
//! alike. They say what is taken once the white space around it is off.

use flinks::limits::{NAME_CHARS, PHONE_DIGITS};

use crate::api::openapi::Schema;

/// White space that is taken off both ends.
const SPACE: &str =
    r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000";
/// What no line holds: controls, and marks that turn text around.
const HIDDEN: &str = r"\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff";
/// Letters and digits of an e-mail address. Those of other scripts are taken too.
const LETTER: &str = r"A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f";
/// The name of a host, in the form that browsers bring it to, or four numbers.
const HOST: &str = r"(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?|(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]))";
const PORT: &str = "(?::[1-9][0-9]{0,3}|:[1-5][0-9]{4})?";

/// One line without `<` and `>`.
pub(in crate::api::v1) fn line() -> Schema {
    line_up_to(NAME_CHARS).about(
        "1 to 100 characters on one line, without `<` and `>`. White space around it is taken off.",
    )
}

/// The same, of so many characters at most once the white space around it is off.
pub(in crate::api::v1) fn line_up_to(most: usize) -> Schema {
    let inner = format!("[^<>{HIDDEN}]");
    let end = format!("[^<>{HIDDEN}{SPACE}]");
    Schema::pattern(&format!(
        "^[{SPACE}]*{end}(?:{inner}{{0,{}}}{end})?[{SPACE}]*$",
        most - 2
    ))
}

/// The same, or nothing.
pub(in crate::api::v1) fn optional_line() -> Schema {
    let inner = format!("[^<>{HIDDEN}]");
    let end = format!("[^<>{HIDDEN}{SPACE}]");
    Schema::pattern(&format!(
        "^[{SPACE}]*(?:{end}(?:{inner}{{0,{}}}{end})?[{SPACE}]*)?$",
        NAME_CHARS - 2
    ))
    .about("Up to 100 characters on one line, without `<` and `>`.")
}

/// Something whose dots stand between letters, one `@`, a domain with a dot.
pub(super) fn email() -> Schema {
    let atom = format!("[{LETTER}!#$%&'*+/=?^_`{{|}}~-]+");
    let label = format!("[{LETTER}](?:[{LETTER}-]*[{LETTER}])?");
    Schema::pattern(&format!(r"^{atom}(?:\.{atom})*@{label}(?:\.{label})+$"))
        .with("maxLength", NAME_CHARS)
        .about("At most 64 bytes before the `@`, and 63 in each part of what follows it.")
}

/// So many digits.
pub(super) fn digits(fewest: usize, most: usize) -> Schema {
    Schema::pattern(&if fewest == most {
        format!("^[0-9]{{{most}}}$")
    } else {
        format!("^[0-9]{{{fewest},{most}}}$")
    })
}

/// A telephone number.
pub(super) fn phone() -> Schema {
    digits(1, PHONE_DIGITS)
}

/// A day of the calendar from 1900 on.
pub(super) fn date() -> Schema {
    const YEAR: &str = "(?:19|[2-9][0-9])[0-9]{2}";
    const LEAP: &str = "(?:(?:19|[2-9][0-9])(?:0[48]|[2468][048]|[13579][26])|2000|2400)-02-29";
    Schema::pattern(&format!(
        "^(?:{YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|{LEAP})$"
    ))
    .about("A real date, `YYYY-MM-DD`.")
}

/// Where a customer may be sent on to.
pub(in crate::api::v1) fn return_url() -> Schema {
    Schema::pattern(&format!("^https?://{HOST}{PORT}(?:[/?#][!-~]*)?$"))
        .with("maxLength", 2048)
        .about("An absolute address, percent-encoded where it is not ASCII, without a user name or a password. In live mode `https://` only.")
}

/// Where a merchant may be notified.
pub(in crate::api::v1) fn hook_url() -> Schema {
    Schema::pattern(&format!("^https?://{HOST}{PORT}(?:[/?][!-\"$-\\[\\]-~]*)?$"))
        .with("maxLength", 2048)
        .about("An absolute `https://` address on the public internet, percent-encoded where it is not ASCII, without a user name, a password or a fragment. An installation may take `http://` and private networks too, as the demo does.")
}

/// A page of whom may show a checkout.
pub(in crate::api::v1) fn origin() -> Schema {
    Schema::pattern(&format!("^https://{HOST}{PORT}/?$"))
        .with("maxLength", 255)
        .about("A scheme and a host, and a port where it is not the usual one. In test mode `http://localhost` and loopback addresses too.")
}

/// The merchant's own id of an order.
pub(super) fn order_id() -> Schema {
    let inner = format!("[^{HIDDEN}]");
    let end = format!("[^{HIDDEN}{SPACE}]");
    Schema::pattern(&format!("^{end}(?:{inner}{{0,253}}{end})?$"))
        .about("1 to 255 printable characters, without white space around them.")
}

/// What metadata are called.
pub(super) fn metadata_name() -> Schema {
    Schema::pattern(r"^[^\u0000-\u001f\u007f-\u009f]{1,40}$")
}

/// What metadata hold.
pub(super) fn metadata_text() -> Schema {
    Schema::pattern(r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]{0,500}$")
}
