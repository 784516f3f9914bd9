//! What this browser has begun by a link. It is kept by the browser, for going back to a page
//! asks for it anew: the same form comes again, so that sending it again leads to the same
//! checkout, and a link that lets in no more brings the browser back there.

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderValue, header};
use payment::{Money, PageToken, PaymentLinkToken};
use sha2::Sha256;

use crate::random;

const COOKIE: &str = "begun";

/// As long as a checkout of a link can take, in seconds.
const A_DAY: u32 = 86_400;

/// The longest text that a form is told apart by.
const MAX_FORM: usize = 64;

/// A form that was sent, and how much it said.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Begun {
    pub(super) form: String,
    pub(super) amount: Option<Money>,
}

impl Begun {
    /// A form and how much it says; `None` where it does not say which form it is.
    pub(super) fn of(form: &str, amount: Option<Money>) -> Option<Self> {
        let is_form = (1..=MAX_FORM).contains(&form.len())
            && form.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        is_form.then(|| Self {
            form: form.to_owned(),
            amount,
        })
    }

    /// What a browser brings.
    pub(super) fn read(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(header::COOKIE).iter();
        let value = cookies
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find_map(|(name, value)| (name == COOKIE).then_some(value))?;
        let (form, cents) = value.split_once('.')?;
        let amount = match cents {
            "" => None,
            cents => Some(Money::from_cents(cents.parse().ok()?).ok()?),
        };
        Self::of(form, amount)
    }

    /// What has a browser bring it to this link and nowhere else. In a shop's page, too, where
    /// the frame is another site's: each shop's page has one of its own then.
    pub(super) fn cookie(&self, link: &PaymentLinkToken, secure: bool) -> Option<HeaderValue> {
        let site = if secure {
            "SameSite=None; Secure; Partitioned"
        } else {
            "SameSite=Lax"
        };
        let cents = self.amount.map(|amount| amount.cents().to_string());
        let (form, cents, link) = (&self.form, cents.unwrap_or_default(), link.as_str());
        HeaderValue::try_from(format!(
            "{COOKIE}={form}.{cents}; Path=/l/{link}; Max-Age={A_DAY}; HttpOnly; {site}"
        ))
        .ok()
    }

    /// The page of the checkout that it makes. Another amount makes another one.
    pub(super) fn page(&self, secret: &[u8; 32]) -> PageToken {
        let cents = self.amount.map_or(-1, Money::cents);
        let mut mac =
            Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
        mac.update(&cents.to_be_bytes());
        mac.update(self.form.as_bytes());
        let hash: [u8; 32] = mac.finalize().into_bytes().into();
        let mut half = [0; 16];
        half.copy_from_slice(&hash[..16]);
        PageToken::from_bytes(half)
    }
}

/// What a form is told apart by from every other.
pub(super) fn fresh_form() -> String {
    hex::encode(random::secret::<16>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
        headers
    }

    #[test]
    fn a_page_follows_from_the_form_the_amount_and_the_links_secret() {
        let begun =
            |form, cents: i64| Begun::of(form, Money::from_cents(cents).ok()).expect("a form");
        let page = begun("a", 100).page(&[1; 32]);
        assert_eq!(begun("a", 100).page(&[1; 32]), page);
        assert_ne!(begun("b", 100).page(&[1; 32]), page);
        assert_ne!(begun("a", 101).page(&[1; 32]), page);
        assert_ne!(begun("a", 100).page(&[2; 32]), page);
    }

    #[test]
    fn a_frame_in_a_shops_page_brings_it_where_browsers_let_it() {
        let begun = Begun::of("ab", None).expect("a form");
        let link = PaymentLinkToken::from_bytes([1; 16]);
        let cookie = |secure| {
            let cookie = begun.cookie(&link, secure).expect("a header");
            cookie.to_str().expect("ASCII").to_owned()
        };
        assert!(cookie(true).ends_with("; HttpOnly; SameSite=None; Secure; Partitioned"));
        assert!(cookie(false).ends_with("; HttpOnly; SameSite=Lax"));
    }

    #[test]
    fn what_no_page_of_ours_wrote_is_not_read() {
        assert!(Begun::read(&headers("page_lang=fr-CA; begun=ab-1.250")).is_some());
        assert!(Begun::read(&headers("begun=ab.")).is_some());
        for cookie in [
            "",
            "begun=",
            "begun=ab",
            "begun=.5",
            "begun=a b.5",
            "begun=ab.-5",
            "begun=ab.x",
        ] {
            assert!(Begun::read(&headers(cookie)).is_none(), "{cookie}");
        }
    }
}
