use jiff::Timestamp;

use super::{
    Effect, Endpoint, Fault, PageEffects, Subject, WebhookFault,
    effect::Place,
    lag::Lags,
    storm::{RATE, Storms},
    subject::Kinship,
    token::ShortTokens,
    value::Always,
};

/// The faults that are in force, in the order in which they were asked for.
#[derive(Default)]
pub(crate) struct Faults {
    pub(super) in_force: Vec<Fault>,
    /// Faults that have struck as often as they were asked to.
    spent: Vec<Fault>,
    kinship: Kinship,
    pub(super) lags: Lags,
    tokens: ShortTokens,
    storms: Storms,
}

/// How many spent faults are remembered.
const SPENT: usize = 100;

impl Faults {
    /// Puts one more in force.
    pub(crate) fn add(&mut self, fault: Fault) {
        if fault.times != Some(0) {
            self.in_force.push(fault);
        }
    }

    /// Puts everything right again.
    pub(crate) fn clear(&mut self) {
        self.in_force.clear();
        self.spent.clear();
        self.lags = Lags::default();
        self.tokens = ShortTokens::default();
        self.storms = Storms::default();
    }

    /// Puts right what was asked for by that name.
    pub(crate) fn clear_named(&mut self, name: &str) {
        self.in_force.retain(|fault| fault.name != Some(name));
    }

    /// What is in force.
    pub(crate) fn list(&self) -> &[Fault] {
        &self.in_force
    }

    /// What has struck as often as it was asked to; the newest hundred.
    pub(crate) fn spent(&self) -> &[Fault] {
        &self.spent
    }

    /// Whom a request is about, from what it says of itself.
    pub(crate) fn subject(&self, said: Subject) -> Subject {
        self.kinship.complete(said)
    }

    /// Learns the ids that an answer gave to a payment.
    pub(crate) fn learn(&mut self, subject: &Subject, ids: Vec<String>) {
        self.kinship.learn(subject, ids);
    }

    /// What strikes this request: everything that delays or distorts, and the first fault
    /// that replaces the answer.
    pub(crate) fn strike(&mut self, endpoint: Endpoint, subject: &Subject) -> Vec<Fault> {
        let mut replaced = false;
        let mut struck = self.take(|fault| {
            let here =
                fault.is_at(endpoint) && fault.effect.concerns(endpoint) && fault.is_about(subject);
            here && !(fault.effect.replaces() && std::mem::replace(&mut replaced, true))
        });
        if !replaced {
            struck.extend(self.gust(subject, |storms, seed, rate| {
                storms.request(seed, rate, endpoint, subject)
            }));
        }
        struck
    }

    /// What happens to the webhook that is about to be sent.
    pub(crate) fn strike_webhook(&mut self, subject: &Subject) -> Option<Fault> {
        let is_webhook = |fault: &Fault| matches!(fault.effect, Effect::Webhook(_));
        self.first(subject, |fault| is_webhook(fault).then(|| fault.clone()))
            .or_else(|| {
                self.gust(subject, |storms, seed, rate| {
                    storms.webhook(seed, rate, subject)
                })
            })
    }

    /// What happens to every try of the webhook about a guarantee.
    pub(crate) fn strike_tries(&mut self, subject: &Subject) -> Option<WebhookFault> {
        self.first(subject, |fault| {
            fault.webhook().filter(|kind| kind.strikes_tries())
        })
    }

    /// What distorts the content of that webhook.
    pub(crate) fn strike_webhook_body(&mut self, subject: &Subject) -> Vec<Fault> {
        self.take(|fault| {
            let aimed = fault.endpoint == Some(Endpoint::Webhook);
            let distorts = match fault.effect.place() {
                Place::Event => aimed || fault.endpoint.is_none(),
                // A clock that is off is off everywhere.
                Place::Content => aimed || (fault.skew().is_some() && fault.endpoint.is_none()),
                Place::Words => aimed,
                Place::Answer | Place::Pause | Place::Elsewhere => false,
            };
            distorts && fault.is_about(subject)
        })
    }

    /// Whether this reading of the details still shows the transfer as `Processing`.
    pub(crate) fn strike_processing_read(&mut self, subject: &Subject) -> bool {
        let wanted = Effect::ProcessingReads(Always);
        self.first(subject, |fault| (fault.effect == wanted).then_some(()))
            .is_some()
    }

    /// Whether tokens start one session only.
    pub(crate) fn single_use_tokens(&self) -> bool {
        let wanted = Effect::SingleUseTokens(Always);
        self.in_force.iter().any(|fault| fault.effect == wanted)
    }

    /// Notes that a token was refused because it had started a session already.
    pub(crate) fn struck_single_use(&mut self) {
        let wanted = Effect::SingleUseTokens(Always);
        self.first(&Subject::default(), |fault| {
            (fault.effect == wanted).then_some(())
        });
    }

    /// What the hosted pages have to show of the faults, for one visit.
    pub(crate) fn page_effects(&mut self, subject: Subject) -> PageEffects<'_> {
        PageEffects::new(self, subject)
    }

    /// Notes a token that was handed out, in case it is not to last.
    pub(crate) fn token_issued(&mut self, token: &str, now: Timestamp) {
        let life = self.first(&Subject::default(), |fault| {
            let Effect::TokenExpiresEarly(life) = fault.effect else {
                return None;
            };
            Some(life)
        });
        if let Some(life) = life {
            self.tokens.shorten(token, life, now);
        }
    }

    /// Notes that a token is shown. Says whether it still works.
    pub(crate) fn token_shown(&mut self, token: &str, now: Timestamp) -> bool {
        self.tokens.shown(token, now)
    }

    /// Uses up and returns what a storm has in store, if a storm blows here.
    fn gust(
        &mut self,
        subject: &Subject,
        draw: impl Fn(&mut Storms, u64, u8) -> Option<Fault>,
    ) -> Option<Fault> {
        let mut drawn = None;
        for place in 0..self.in_force.len() {
            let fault = &self.in_force[place];
            let Effect::Seed(seed) = fault.effect else {
                continue;
            };
            if !fault.is_about(subject) {
                continue;
            }
            let rate = fault.rate.unwrap_or(RATE);
            drawn = draw(&mut self.storms, seed, rate);
            if drawn.is_some() {
                if !self.in_force[place].strike() {
                    let spent = self.in_force.remove(place);
                    self.retire(spent);
                }
                break;
            }
        }
        drawn
    }

    /// What the first fault of that kind says, which is used up by it.
    pub(super) fn first<T>(
        &mut self,
        subject: &Subject,
        read: impl Fn(&Fault) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        self.take(|fault| {
            if found.is_some() || !fault.is_about(subject) {
                return false;
            }
            found = read(fault);
            found.is_some()
        });
        found
    }

    /// Uses up and returns the faults that strike.
    fn take(&mut self, mut strikes: impl FnMut(&Fault) -> bool) -> Vec<Fault> {
        let mut struck = Vec::new();
        let mut spent = Vec::new();
        self.in_force.retain_mut(|fault| {
            if !strikes(fault) {
                return true;
            }
            struck.push(fault.clone());
            let stays = fault.strike();
            if !stays {
                spent.push(fault.clone());
            }
            stays
        });
        for fault in spent {
            self.retire(fault);
        }
        struck
    }

    fn retire(&mut self, fault: Fault) {
        if self.spent.len() == SPENT {
            self.spent.remove(0);
        }
        self.spent.push(fault);
    }
}
