//! Whatever somebody posts as a webhook: nothing panics, only our own signature fits, and
//! what is kept of it is short.
#![no_main]

use flinks::{
    drift::sanitize,
    webhook::{SignatureStyle, Webhook},
};
use libfuzzer_sys::fuzz_target;
use secrecy::SecretString;

fuzz_target!(|body: &[u8]| {
    let secret = SecretString::from("whsec");
    let forged = std::str::from_utf8(&body[..body.len().min(80)]).unwrap_or_default();
    for style in SignatureStyle::ALL {
        let good = style.sign(&secret, body);
        assert_eq!(style.verify(&secret, body, &good), Ok(()));
        assert!(style.verify(&secret, body, forged).is_err(), "a forgery fits");
    }
    if let Ok(webhook) = Webhook::decode(body) {
        assert!(!webhook.session_id().as_str().is_empty());
    }
    assert!(sanitize(body).len() <= 2_048, "a sample that is no sample");
});
