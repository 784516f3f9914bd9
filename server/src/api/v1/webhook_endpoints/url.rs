use url::{Host, Url};

use crate::{
    api::fields::Wrong,
    config::NotificationsConfig,
    notify::{Policy, TargetFault, target},
    problem::FaultCode,
};

const MAX_CHARS: usize = 2048;

const NOT_AN_ADDRESS: Wrong =
    Wrong::new(FaultCode::Invalid, "must be an absolute https:// address");
const NOT_PUBLIC: Wrong = Wrong::new(FaultCode::Invalid, "must be on the public internet");

/// Where a merchant is to be notified. What a name leads to shows when it is called; what can
/// be told from the address alone is told here.
///
/// Kept in the form that it is called in: ASCII, with the host in lower case.
pub(super) fn read(text: &str, config: &NotificationsConfig) -> Result<String, Wrong> {
    if text.chars().count() > MAX_CHARS {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 2048 characters",
        ));
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(NOT_AN_ADDRESS);
    }
    let policy = config.policy();
    let url = target(text, policy).map_err(|fault| match fault {
        TargetFault::NotUrl => NOT_AN_ADDRESS,
        TargetFault::NotHttps => Wrong::new(FaultCode::Unsupported, "must be https://"),
        TargetFault::Credentials => Wrong::new(
            FaultCode::Invalid,
            "must not hold a user name or a password",
        ),
        TargetFault::NotPublic => NOT_PUBLIC,
    })?;
    if url.fragment().is_some() {
        return Err(Wrong::new(
            FaultCode::Invalid,
            "must not have a fragment, which is never sent",
        ));
    }
    match policy {
        Policy::Public if is_this_machine(&url) => Err(NOT_PUBLIC),
        Policy::Public | Policy::Anywhere => written(url),
    }
}

/// The one name that every resolver brings home [RFC 6761].
fn is_this_machine(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else {
        return false;
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    name == "localhost" || name.ends_with(".localhost")
}

fn written(url: Url) -> Result<String, Wrong> {
    let written = String::from(url);
    if written.len() > MAX_CHARS {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 2048 characters once it is percent-encoded",
        ));
    }
    Ok(written)
}
