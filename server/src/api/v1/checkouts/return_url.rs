use payment::Mode;
use url::Url;

use crate::{api::fields::Wrong, problem::FaultCode};

const MAX_CHARS: usize = 2048;

const NOT_AN_ADDRESS: Wrong = Wrong::new(
    FaultCode::Invalid,
    "must be an absolute http:// or https:// address",
);

/// Where a customer may be sent on to: an absolute `https` address without credentials.
/// In test mode plain `http` will do too, because shops are built on `http://localhost`.
///
/// Kept in the form that browsers bring it to: ASCII, without anything that could end a
/// header line or an attribute.
pub(in crate::api::v1) fn return_url(text: &str, mode: Mode) -> Result<String, Wrong> {
    if text.is_empty() || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(NOT_AN_ADDRESS);
    }
    if text.chars().count() > MAX_CHARS {
        return Err(Wrong::new(
            FaultCode::TooLong,
            "must be at most 2048 characters",
        ));
    }
    let url: Url = text.parse().map_err(|_| NOT_AN_ADDRESS)?;
    match (url.scheme(), mode) {
        ("https", Mode::Test | Mode::Live) | ("http", Mode::Test) => {}
        ("http", Mode::Live) => {
            return Err(Wrong::new(
                FaultCode::Unsupported,
                "must be https:// in live mode",
            ));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_without_credentials_are_gone_to() {
        for text in [
            "https://shop.example/thanks?a=b#c",
            "http://localhost:3000/",
        ] {
            assert_eq!(return_url(text, Mode::Test).as_deref().ok(), Some(text));
        }
        for text in [
            "",
            "/thanks",
            "shop.example",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "ftp://shop.example/",
            "https://user@shop.example/",
            "https://u:p@shop.example/",
            "https://shop.example/\r\nSet-Cookie: a=b",
            "https://shop.example/a b",
            "//shop.example/",
        ] {
            assert!(return_url(text, Mode::Test).is_err(), "{text:?}");
        }
        assert!(return_url("http://shop.example/", Mode::Live).is_err());
        assert!(
            return_url(
                &format!("https://shop.example/{}", "a".repeat(2048)),
                Mode::Test
            )
            .is_err()
        );
        assert!(
            return_url(
                &format!("https://shop.example/{}", "é".repeat(1000)),
                Mode::Test
            )
            .is_err()
        );
    }

    #[test]
    fn an_address_is_kept_in_ascii() {
        let kept = return_url("https://boutique.example/merci/é\"<", Mode::Live);
        assert_eq!(
            kept.ok().as_deref(),
            Some("https://boutique.example/merci/%C3%A9%22%3C")
        );
    }
}
