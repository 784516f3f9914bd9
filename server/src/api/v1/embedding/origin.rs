use payment::Mode;
use url::{Host, Url};

use crate::{api::fields::Wrong, problem::FaultCode};

const MAX_CHARS: usize = 255;

const NOT_AN_ORIGIN: Wrong = Wrong::new(
    FaultCode::Invalid,
    "must be an origin, such as https://shop.example: a scheme and a host, and a port where it is not the usual one",
);
const TOO_LONG: Wrong = Wrong::new(FaultCode::TooLong, "must be at most 255 characters");
const NOT_HTTPS: Wrong = Wrong::new(
    FaultCode::Unsupported,
    "must be https://; in test mode localhost may be http:// too",
);

/// An origin as browsers write it: ASCII, lower case, without the port that goes without
/// saying. No `*`: a page speaks to one exact origin.
pub(super) fn read(text: &str, mode: Mode) -> Result<String, Wrong> {
    if text.chars().count() > MAX_CHARS {
        return Err(TOO_LONG);
    }
    // `Url` would strip and mend; an origin with something around it is not one.
    let is_plain = text.chars().all(|c| !c.is_whitespace() && !c.is_control());
    let url = Url::parse(text)
        .ok()
        .filter(|_| is_plain)
        .ok_or(NOT_AN_ORIGIN)?;
    match url.scheme() {
        "https" => {}
        "http" if mode == Mode::Test && is_loopback(&url) => {}
        "http" => return Err(NOT_HTTPS),
        _ => return Err(NOT_AN_ORIGIN),
    }
    let is_bare = url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    let is_host = match url.host() {
        // A wildcard or a semicolon would mean something else where it stands in a header.
        Some(Host::Domain(name)) => name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    };
    if !is_bare || !is_host {
        return Err(NOT_AN_ORIGIN);
    }
    Ok(url.origin().ascii_serialization())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for (text, origin) in [
            ("https://Shop.Example", "https://shop.example"),
            ("https://shop.example:443/", "https://shop.example"),
            ("https://shop.example:8443", "https://shop.example:8443"),
            (
                "https://épicerie.example",
                "https://xn--picerie-9xa.example",
            ),
            ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ] {
            for mode in [Mode::Test, Mode::Live] {
                assert_eq!(read(text, mode).ok().as_deref(), Some(origin), "{text}");
            }
        }
        for text in [
            "http://localhost:3000",
            "http://127.0.0.1:5173",
            "http://[::1]:80",
        ] {
            assert!(read(text, Mode::Test).is_ok(), "{text}");
            assert!(read(text, Mode::Live).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_more_or_less_than_an_origin_is_none() {
        for text in [
            "",
            "*",
            "null",
            "shop.example",
            "//shop.example",
            "https://",
            "https://*.shop.example",
            "https://*",
            "https://shop.example/cart",
            "https://shop.example?a",
            "https://shop.example#a",
            "https://user@shop.example",
            "https://:secret@shop.example",
            "https://shop.example;script-src",
            "https://shop.example'none'",
            " https://shop.example",
            "https://shop.example\n",
            "https://shop.\texample",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://shop.example",
            "file:///etc",
            "http://shop.example",
            "http://localhost.shop.example",
        ] {
            assert!(read(text, Mode::Test).is_err(), "{text}");
        }
        assert!(read(&format!("https://{}.example", "a".repeat(260)), Mode::Test).is_err());
    }
}
