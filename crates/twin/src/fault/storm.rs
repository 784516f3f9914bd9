use std::collections::HashMap;

use axum::http::StatusCode;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{
    Effect, Endpoint, Fault, Moment, Subject, WebhookFault,
    value::{Always, ContentType, Refusal},
};

/// How many requests in a hundred are struck when nobody says.
pub(super) const RATE: u8 = 20;

/// How often something of each kind has come by. The nth status read of a payment suffers
/// the same in every run of a seed, whatever other payments do in between: a payment is told
/// from another by its reference, and only without one by its id.
#[derive(Default)]
pub(super) struct Storms(HashMap<Place, u64>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Place {
    seed: u64,
    endpoint: Endpoint,
    about: String,
}

impl Storms {
    /// What happens to this request, if anything does.
    pub(super) fn request(
        &mut self,
        seed: u64,
        rate: u8,
        endpoint: Endpoint,
        subject: &Subject,
    ) -> Option<Fault> {
        let draw = self.draw(seed, endpoint, subject);
        if !draw.strikes(rate) {
            return None;
        }
        let refuse = |status| Effect::Status(Refusal::of(status));
        let (moment, effect) = match draw.choice % 12 {
            0 => (Moment::Before, refuse(StatusCode::UNAUTHORIZED)),
            1 => (Moment::Before, refuse(StatusCode::TOO_MANY_REQUESTS)),
            2 => (Moment::Before, refuse(StatusCode::INTERNAL_SERVER_ERROR)),
            3 => (Moment::After, refuse(StatusCode::INTERNAL_SERVER_ERROR)),
            4 => (Moment::Before, refuse(StatusCode::SERVICE_UNAVAILABLE)),
            5 => (Moment::Before, Effect::Reset(Always)),
            6 => (Moment::After, Effect::Reset(Always)),
            7 => (Moment::After, Effect::HalfBody(Always)),
            8 => (Moment::Before, Effect::ContentType(ContentType::html())),
            9 => (Moment::Before, Effect::Nonsense(Always)),
            10 => (Moment::After, Effect::UnknownField(Always)),
            _ => (Moment::Before, Effect::SlowMs(50)),
        };
        Some(Fault {
            moment,
            ..effect.into()
        })
    }

    /// What happens to this webhook, if anything does.
    pub(super) fn webhook(&mut self, seed: u64, rate: u8, subject: &Subject) -> Option<Fault> {
        let draw = self.draw(seed, Endpoint::Webhook, subject);
        if !draw.strikes(rate) {
            return None;
        }
        let (kind, seconds) = match draw.choice % 6 {
            0 => (WebhookFault::Lost, None),
            1 => (WebhookFault::Doubled, None),
            2 => (WebhookFault::Late, Some(30)),
            3 => (WebhookFault::Reordered, None),
            4 => (WebhookFault::BadlySigned, None),
            _ => (WebhookFault::Replayed, Some(60)),
        };
        Some(Fault {
            seconds,
            ..Effect::Webhook(kind).into()
        })
    }

    fn draw(&mut self, seed: u64, endpoint: Endpoint, subject: &Subject) -> Draw {
        let known = subject.reference.as_ref().or(subject.session.as_ref());
        let place = Place {
            seed,
            endpoint,
            about: known.cloned().unwrap_or_default(),
        };
        let nth = self.0.entry(place.clone()).or_default();
        *nth += 1;
        Draw::of(&place, *nth)
    }
}

/// Two numbers that depend on seed, place and count alone.
struct Draw {
    luck: u16,
    choice: u16,
}

impl Draw {
    fn of(place: &Place, nth: u64) -> Self {
        let mut mac = Hmac::<Sha256>::new_from_slice(&place.seed.to_be_bytes())
            .expect("HMAC takes a key of any length");
        mac.update(format!("{:?}\n{}\n{nth}", place.endpoint, place.about).as_bytes());
        let block = mac.finalize().into_bytes();
        let number = |at: usize| u16::from_be_bytes([block[at], block[at + 1]]);
        Self {
            luck: number(0),
            choice: number(2),
        }
    }

    fn strikes(&self, rate: u8) -> bool {
        self.luck % 100 < u16::from(rate)
    }
}
