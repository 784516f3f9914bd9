use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header::CONTENT_TYPE};
use payment::{EventId, NotificationKind, Timestamp};
use serde::Serialize;
use store::EndpointSecret;

use super::{fault::Fault, subject::Subject, trial::Trial};
use crate::{clock::rfc3339, notify, random};

const ID: HeaderName = HeaderName::from_static("webhook-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// How far away what is late was signed: twice what may be between two clocks.
const AWAY: Duration = Duration::from_secs(10 * 60);

/// A type that no version of Guichet has.
const UNHEARD_OF: &str = "checkout.unheard_of";

/// A notification, ready to be sent.
pub(super) struct Envelope {
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) pace: Pace,
}

/// How a body goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    AtOnce,
    InPieces,
}

/// Makes all the notifications of a run.
pub(super) struct Writer {
    subject: Subject,
    secret: EndpointSecret,
    stranger: EndpointSecret,
    /// The id of the valid one, which comes again.
    valid: EventId,
}

#[derive(Serialize)]
struct Body<'a, T> {
    r#type: &'a str,
    timestamp: String,
    data: T,
}

/// Reads a secret as the merchant was shown it. The Ed25519 half stays with Guichet: here any
/// does, as only who has the public key could tell.
pub(super) fn secret(text: &str) -> Result<EndpointSecret, Fault> {
    let key = text
        .trim()
        .strip_prefix("whsec_")
        .and_then(|text| STANDARD.decode(text).ok())
        .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
        .ok_or(Fault::Secret)?;
    Ok(EndpointSecret::new(key, random::secret()))
}

impl Writer {
    pub(super) fn new(subject: Subject, secret: EndpointSecret) -> Self {
        Self {
            subject,
            secret,
            stranger: EndpointSecret::new(random::secret(), random::secret()),
            valid: EventId::from_bytes(random::ordered()),
        }
    }

    /// What the notifications tell of.
    pub(super) const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The notification of a trial that is sent now.
    pub(super) fn write(&self, trial: Trial, now: Timestamp) -> Envelope {
        let body = self.body(trial);
        let id = self.id(trial);
        let sign = |id: &EventId, at, body: &[u8]| {
            let ours = std::slice::from_ref(&self.secret);
            notify::sign(id, at, body, ours)
        };
        let (then, later) = (now.minus(AWAY), now.plus(AWAY));
        let mut headers = match trial {
            Trial::Unsigned => without(sign(&id, now, &body), &[SIGNATURE]),
            Trial::Bare => without(sign(&id, now, &body), &[ID, TIMESTAMP, SIGNATURE]),
            Trial::Forged => notify::sign(&id, now, &body, std::slice::from_ref(&self.stranger)),
            Trial::OtherBody => sign(&id, now, &self.body(Trial::Valid)),
            Trial::OtherId => {
                let other = EventId::from_bytes(random::ordered());
                replaced(sign(&other, now, &body), &ID, &sign(&id, now, &body))
            }
            Trial::Redated => replaced(sign(&id, then, &body), &TIMESTAMP, &sign(&id, now, &body)),
            Trial::Late | Trial::Replayed => sign(&id, then, &body),
            Trial::Future => sign(&id, later, &body),
            Trial::TwoSecrets => {
                let both = [self.stranger.clone(), self.secret.clone()];
                notify::sign(&id, now, &body, &both)
            }
            Trial::OtherKindFirst => backwards(sign(&id, now, &body)),
            Trial::Valid
            | Trial::Repeated
            | Trial::OutOfOrder
            | Trial::Sorted
            | Trial::Spaced
            | Trial::UnknownType
            | Trial::Dribbled
            | Trial::Large => sign(&id, now, &body),
        };
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Envelope {
            headers,
            body,
            pace: if trial == Trial::Dribbled {
                Pace::InPieces
            } else {
                Pace::AtOnce
            },
        }
    }

    fn id(&self, trial: Trial) -> EventId {
        match trial {
            Trial::Valid | Trial::Repeated | Trial::Replayed => self.valid.clone(),
            Trial::Unsigned
            | Trial::Bare
            | Trial::Forged
            | Trial::OtherBody
            | Trial::OtherId
            | Trial::Redated
            | Trial::Late
            | Trial::Future
            | Trial::OutOfOrder
            | Trial::TwoSecrets
            | Trial::OtherKindFirst
            | Trial::Sorted
            | Trial::Spaced
            | Trial::UnknownType
            | Trial::Dribbled
            | Trial::Large => EventId::from_bytes(random::ordered()),
        }
    }

    fn body(&self, trial: Trial) -> Vec<u8> {
        let subject = &self.subject;
        let paid = NotificationKind::Paid;
        match trial {
            Trial::OtherBody => self.told(paid.as_str(), subject.altered()),
            Trial::OutOfOrder => {
                self.told(NotificationKind::AttemptFailed.as_str(), subject.unpaid())
            }
            Trial::Sorted => sorted(&self.told(paid.as_str(), subject.parts())),
            Trial::Spaced => spaced(&self.told(paid.as_str(), subject.parts())),
            Trial::UnknownType => self.told(UNHEARD_OF, subject.paid()),
            Trial::Large => self.told(paid.as_str(), subject.large()),
            Trial::Unsigned
            | Trial::Bare
            | Trial::Forged
            | Trial::OtherId
            | Trial::Redated
            | Trial::Late
            | Trial::Future
            | Trial::Valid
            | Trial::Repeated
            | Trial::TwoSecrets
            | Trial::OtherKindFirst
            | Trial::Dribbled
            | Trial::Replayed => self.told(paid.as_str(), subject.paid()),
        }
    }

    fn told(&self, r#type: &str, data: impl Serialize) -> Vec<u8> {
        let body = Body {
            r#type,
            timestamp: self.at(),
            data,
        };
        serde_json::to_vec(&body).expect("texts, numbers and lists of them can always be written")
    }

    /// When it was paid: a body never changes, whenever it is sent.
    fn at(&self) -> String {
        let paid_at = &self.subject.parts()["payment"]["paid_at"];
        paid_at
            .as_str()
            .map_or_else(|| rfc3339(Timestamp::from_micros(0)), str::to_owned)
    }
}

fn without(mut headers: HeaderMap, names: &[HeaderName]) -> HeaderMap {
    for name in names {
        headers.remove(name);
    }
    headers
}

/// The header of that name as the others have it.
fn replaced(mut headers: HeaderMap, name: &HeaderName, others: &HeaderMap) -> HeaderMap {
    headers.insert(name, others[name].clone());
    headers
}

fn backwards(mut headers: HeaderMap) -> HeaderMap {
    let text = headers[&SIGNATURE].to_str().expect("base 64 is ASCII");
    let turned: Vec<&str> = text.rsplit(' ').collect();
    let turned = HeaderValue::from_str(&turned.join(" ")).expect("it was a header before");
    headers.insert(SIGNATURE, turned);
    headers
}

fn sorted(body: &[u8]) -> Vec<u8> {
    let mut value: serde_json::Value =
        serde_json::from_slice(body).expect("it was written as JSON");
    value.sort_all_objects();
    value.to_string().into_bytes()
}

/// The same values, and hardly a byte the same.
fn spaced(body: &[u8]) -> Vec<u8> {
    let value: serde_json::Value = serde_json::from_slice(body).expect("it was written as JSON");
    let text = serde_json::to_string_pretty(&value).expect("what was read can be written");
    let escaped: String = text
        .chars()
        .map(|char| {
            if char.is_ascii() {
                return char.to_string();
            }
            let mut units = [0; 2];
            let units = char.encode_utf16(&mut units).iter();
            units.map(|unit| format!("\\u{unit:04x}")).collect()
        })
        .collect();
    escaped.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOWN: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    fn now() -> Timestamp {
        Timestamp::from_micros(1_795_189_200_000_000)
    }

    fn writer() -> Writer {
        Writer::new(Subject::made_up(now()), secret(SHOWN).expect("a secret"))
    }

    #[test]
    fn a_receiver_that_verifies_takes_what_it_should_and_nothing_else() {
        let writer = writer();
        for trial in Trial::ALL {
            let Envelope { headers, body, .. } = writer.write(trial, now());
            let verified = notify::verify(&headers, &body, SHOWN, now()).is_ok();
            let wanted = trial.expected() == super::super::trial::Expected::Taken;
            assert_eq!(verified, wanted, "{trial:?}");
            let read: Result<serde_json::Value, _> = serde_json::from_slice(&body);
            assert!(read.is_ok(), "{trial:?}");
        }
    }

    #[test]
    fn the_repeated_one_is_the_valid_one_byte_for_byte() {
        let writer = writer();
        let [one, two] = [Trial::Valid, Trial::Repeated].map(|trial| writer.write(trial, now()));
        assert_eq!((&one.headers[ID], &one.body), (&two.headers[ID], &two.body));
        let sorted = writer.write(Trial::Sorted, now());
        assert_ne!(one.body, sorted.body);
        let of = |envelope: &Envelope| {
            serde_json::from_slice::<serde_json::Value>(&envelope.body).expect("JSON")
        };
        assert_eq!(of(&one), of(&sorted));
        assert_eq!(of(&one), of(&writer.write(Trial::Spaced, now())));
    }

    #[test]
    fn a_secret_that_guichet_never_showed_is_none() {
        for text in [
            "",
            "whsec_",
            "whsec_AAAA",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=",
        ] {
            assert_eq!(secret(text).err(), Some(Fault::Secret), "{text}");
        }
        assert!(secret(&format!(" {SHOWN}\n")).is_ok());
    }
}
