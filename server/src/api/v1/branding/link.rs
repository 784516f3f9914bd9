use url::{Host, Url};

use crate::{api::fields::Wrong, problem::FaultCode};

const MAX_CHARS: usize = 2048;
const MAX_HOST: usize = 253;

const NOT_AN_ADDRESS: Wrong =
    Wrong::new(FaultCode::Invalid, "must be an absolute https:// address");
const NOT_A_DOMAIN: Wrong = Wrong::new(
    FaultCode::Invalid,
    "must be a domain alone, such as shop.example",
);

/// A page of the shop's: an absolute `https` address without credentials, in the form that
/// browsers bring it to.
pub(super) fn page(text: &str) -> Result<String, Wrong> {
    if text.chars().count() > MAX_CHARS {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 2048 characters",
        ));
    }
    if text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(NOT_AN_ADDRESS);
    }
    let url: Url = text.parse().map_err(|_| NOT_AN_ADDRESS)?;
    match url.scheme() {
        "https" => {}
        "http" => return Err(Wrong::new(FaultCode::Unsupported, "must be https://")),
        _ => return Err(NOT_AN_ADDRESS),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Wrong::new(
            FaultCode::Invalid,
            "must not hold a user name or a password",
        ));
    }
    let written = String::from(url);
    if written.len() > MAX_CHARS {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 2048 characters once it is percent-encoded",
        ));
    }
    Ok(written)
}

/// The shop's domain, as it is shown: a name with a dot in it, and nothing around it.
pub(super) fn domain(text: &str) -> Result<String, Wrong> {
    if text.len() > MAX_HOST {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 253 characters",
        ));
    }
    match Host::parse(text) {
        Ok(Host::Domain(name)) if name.contains('.') && !name.ends_with('.') => {
            Ok(text.to_lowercase())
        }
        Ok(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) | Err(_) => Err(NOT_A_DOMAIN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_pages_are_linked_to() {
        assert_eq!(
            page("https://shop.example/é").ok().as_deref(),
            Some("https://shop.example/%C3%A9")
        );
        for text in [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "http://shop.example/",
            "//shop.example/",
            "/terms",
            "https://",
            "https://user:pass@shop.example/",
            "https://shop.example/\r\nx",
            "https://shop.example/a b",
            "ftp://shop.example/",
        ] {
            assert!(page(text).is_err(), "{text:?}");
        }
        assert!(page(&format!("https://shop.example/{}", "a".repeat(2048))).is_err());
        assert!(page(&format!("https://shop.example/{}", "é".repeat(1000))).is_err());
    }

    #[test]
    fn a_domain_is_a_name_and_nothing_else() {
        for text in ["shop.example", "Épicerie.example", "a.b.c"] {
            assert_eq!(domain(text).ok(), Some(text.to_lowercase()));
        }
        for text in [
            "",
            "localhost",
            "127.0.0.1",
            "[::1]",
            "https://shop.example",
            "shop.example/",
            "shop.example:443",
            "shop .example",
            "shop.example.",
            "<b>.example",
        ] {
            assert!(domain(text).is_err(), "{text:?}");
        }
    }
}
