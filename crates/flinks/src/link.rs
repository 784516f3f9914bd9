//! What a customer has linked, as Connect's frame tells it.

use payment::{LinkedAccountId, LoginId, Name};

/// A bank login that a customer has linked: a hint, as everything from a browser is. Whoever
/// asks the provider with it learns whether it is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The login.
    pub login: LoginId,
    /// The account that the customer picked, where the frame let them `[AK]`.
    pub account: Option<LinkedAccountId>,
    /// The bank, as the provider calls it.
    pub institution: Option<Name>,
}

/// The fields of a message, or of an address that Connect redirects to, that can tell a link.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fields<'a> {
    /// `loginId` `[AK]`
    pub login_id: Option<&'a str>,
    /// `accountId` `[AK]`
    pub account_id: Option<&'a str>,
    /// `institution` `[C-evt-help]`
    pub institution: Option<&'a str>,
    /// `url`: an address whose query has the same fields `[C-evt-help]`.
    pub url: Option<&'a str>,
}

impl Link {
    /// The link that the fields tell. What a field says counts before what the query of
    /// `url` says. `None` without a sound login; an account or a bank that is not sound is
    /// left out.
    #[must_use]
    pub fn of(fields: Fields<'_>) -> Option<Self> {
        let say = |field: Option<&str>, key| match field {
            Some(text) => Some(text.to_owned()),
            None => parameter(fields.url?, key),
        };
        Some(Self {
            login: say(fields.login_id, "loginId")?.parse().ok()?,
            account: say(fields.account_id, "accountId").and_then(|id| id.parse().ok()),
            institution: say(fields.institution, "institution").and_then(|name| name.parse().ok()),
        })
    }

    /// The link in the query of the page that Connect redirects to, without the `?`: what a
    /// browser without scripts brings.
    #[must_use]
    pub fn of_query(query: &str) -> Option<Self> {
        Self::of(Fields {
            url: Some(&format!("?{query}")),
            ..Fields::default()
        })
    }
}

/// The first value of a key in the query of an address. Read by hand: a URL parser is more
/// than the browser needs for it.
fn parameter(url: &str, key: &str) -> Option<String> {
    let (before_fragment, _) = url.split_once('#').unwrap_or((url, ""));
    let (_, query) = before_fragment.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == key)
        .and_then(|(_, value)| decoded(value))
}

/// Undoes the coding of forms; `None` for what is no text then.
fn decoded(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let high = char::from(rest.next()?).to_digit(16)?;
                let low = char::from(rest.next()?).to_digit(16)?;
                u8::try_from(high * 16 + low).ok()?
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_url(url: &str) -> Option<Link> {
        Link::of(Fields {
            url: Some(url),
            ..Fields::default()
        })
    }

    #[test]
    fn a_link_is_read_from_the_address_that_the_frame_names() {
        let link = of_url(
            "https://shop.example/back?tag=a&loginId=5e115eac-1209&accountId=ae1dac72&institution=Banque+%C3%A9toile#x",
        )
        .expect("a link");
        assert_eq!(link.login.as_str(), "5e115eac-1209");
        assert_eq!(
            link.account.as_ref().map(LinkedAccountId::as_str),
            Some("ae1dac72")
        );
        assert_eq!(
            link.institution.as_ref().map(Name::as_str),
            Some("Banque étoile")
        );
    }

    #[test]
    fn a_field_counts_before_the_address() {
        let link = Link::of(Fields {
            login_id: Some("one"),
            url: Some("?loginId=two&accountId=three"),
            ..Fields::default()
        })
        .expect("a link");
        assert_eq!(link.login.as_str(), "one");
        assert_eq!(
            link.account.as_ref().map(LinkedAccountId::as_str),
            Some("three")
        );
    }

    #[test]
    fn without_a_sound_login_there_is_no_link() {
        for url in [
            "",
            "loginId=a",
            "?loginId=",
            "?loginid=a",
            "?loginId=a%20b",
            "?loginId=%ff",
            "?loginId=%4",
            "?loginId=%zz",
            "?loginId=%+1",
            "#?loginId=a",
        ] {
            assert_eq!(of_url(url), None, "{url}");
        }
    }

    #[test]
    fn a_bank_or_an_account_that_is_not_sound_is_left_out() {
        let link = of_url("?loginId=a&accountId=a/b&institution=%00").expect("a link");
        assert_eq!((link.account, link.institution), (None, None));
    }

    #[test]
    fn a_browser_without_scripts_brings_the_link_in_its_query() {
        let link = Link::of_query("loginId=abc&institution=FlinksCapital").expect("a link");
        assert_eq!(link.login.as_str(), "abc");
    }

    #[test]
    fn a_link_does_not_print_itself() {
        let link = of_url("?loginId=canary1&accountId=canary2&institution=canary3");
        assert!(!format!("{link:?}").contains("canary"));
    }

    proptest! {
        #[test]
        fn no_address_makes_it_panic(url in ".{0,80}", tail in "[?&=%+#a-zA-Z0-9]{0,40}") {
            let _ = of_url(&url);
            let _ = of_url(&format!("?loginId={tail}"));
        }
    }
}
