//! What goes wrong on demand: by name, by hand or by seed; everywhere, or for one payment.
//!
//! A fault is an [`Effect`] with an aim (an endpoint, a session, a reference) and a number of
//! times. Who can suffer from it asks [`Faults`] at the moment it matters: requests in
//! `api/strike.rs`, webhooks when they are posted, pages through [`PageEffects`].

pub(crate) mod distort;
mod effect;
mod endpoint;
mod in_force;
mod lag;
mod page;
mod preset;
mod reading;
mod storm;
mod subject;
mod token;
mod value;
mod webhook;

use serde::Serialize;

pub(crate) use effect::{Effect, FrameFault};
pub(crate) use endpoint::Endpoint;
pub(crate) use in_force::Faults;
pub(crate) use page::PageEffects;
pub(crate) use preset::Preset;
pub use preset::{NamedFault, Strikes, faults};
pub(crate) use reading::read;
pub(crate) use subject::Subject;
pub(crate) use webhook::WebhookFault;

/// One fault in force.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fault {
    /// The name that it was asked for by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<&'static str>,
    #[serde(flatten)]
    pub(crate) effect: Effect,
    /// Which request it strikes; every one that can suffer from it when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) endpoint: Option<Endpoint>,
    /// Which session it strikes; all when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) session: Option<String>,
    /// Whose reference it strikes; anybody's when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reference: Option<String>,
    /// Whether the request is still carried out.
    pub(crate) moment: Moment,
    /// How often it will strike; until it is cleared when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) times: Option<u32>,
    /// `Retry-After` of a refusal, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) retry_after: Option<u32>,
    /// How much later a webhook comes, in seconds of the twin's clock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seconds: Option<u32>,
    /// How many requests in a hundred a storm strikes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rate: Option<u8>,
    /// How often it has struck.
    pub(crate) struck: u64,
}

impl From<Effect> for Fault {
    fn from(effect: Effect) -> Self {
        Self {
            name: None,
            effect,
            endpoint: None,
            session: None,
            reference: None,
            moment: Moment::default(),
            times: None,
            retry_after: None,
            seconds: None,
            rate: None,
            struck: 0,
        }
    }
}

/// Whether a request that is struck still has its effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Moment {
    /// The fault comes first: the request has no effect unless it is only slowed down.
    #[default]
    Before,
    /// The request is carried out and its answer is lost: the session is made, and nobody
    /// learns its id.
    After,
}

impl Fault {
    pub(super) fn is_about(&self, subject: &Subject) -> bool {
        let hits = |aim: &Option<String>, at: &Option<String>| aim.is_none() || aim == at;
        hits(&self.session, &subject.session) && hits(&self.reference, &subject.reference)
    }

    /// What it is called in a trace: its name, else its effect.
    pub(crate) fn word(&self) -> &'static str {
        self.name.unwrap_or_else(|| self.effect.word())
    }

    /// What it does to a webhook.
    pub(crate) fn webhook(&self) -> Option<WebhookFault> {
        let Effect::Webhook(kind) = self.effect else {
            return None;
        };
        Some(kind)
    }

    /// By how many seconds it puts times off.
    pub(crate) fn skew(&self) -> Option<i32> {
        let Effect::ClockSkewSeconds(seconds) = self.effect else {
            return None;
        };
        Some(seconds)
    }

    /// Whom it is aimed at; nobody in particular where it names nobody.
    pub(crate) fn aim(self) -> Subject {
        Subject {
            session: self.session,
            reference: self.reference,
        }
    }

    pub(super) fn is_at(&self, endpoint: Endpoint) -> bool {
        match self.endpoint {
            Some(aim) => aim == endpoint,
            None => endpoint != Endpoint::Webhook && self.effect.concerns(endpoint),
        }
    }

    /// Notes one strike. Says whether the fault stays in force.
    pub(super) fn strike(&mut self) -> bool {
        self.struck += 1;
        match &mut self.times {
            Some(times) => {
                *times = times.saturating_sub(1);
                *times > 0
            }
            None => true,
        }
    }
}
