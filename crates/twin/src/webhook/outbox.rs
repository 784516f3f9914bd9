use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use jiff::Timestamp;
use tokio::sync::watch;
use uuid::Uuid;

use super::{
    Notice,
    delivery::{Deliveries, Delivery},
    letter::{Asked, Letter, Signing, Way},
};
use crate::{
    fault::{Fault, Faults, Subject, WebhookFault, distort},
    trace::{Mark, Trace},
};

/// How much later a webhook comes that was to come after the next one, when none follows.
const PATIENCE: Duration = Duration::from_secs(600);

/// Webhooks on their way. What happens to each is settled when it is put in, under the lock
/// that the change was made under; so the same calls send the same webhooks in the same
/// order, however long the receiver takes.
pub(crate) struct Outbox {
    ready: VecDeque<Letter>,
    held: Vec<Held>,
    deliveries: Deliveries,
    /// Webhooks about guarantees that nobody has sent yet.
    asked: HashMap<Uuid, Asked>,
    /// How many are ready or being sent.
    unanswered: watch::Sender<usize>,
}

struct Held {
    letter: Letter,
    until: Until,
}

/// What releases a webhook that is held back.
enum Until {
    /// This moment.
    Moment(Timestamp),
    /// The next move of the clock.
    ClockMoved,
    /// The next webhook about this subject, or this moment.
    Next(Subject, Timestamp),
}

impl Default for Outbox {
    fn default() -> Self {
        Self {
            ready: VecDeque::new(),
            held: Vec::new(),
            deliveries: Deliveries::default(),
            asked: HashMap::new(),
            unanswered: watch::Sender::new(0),
        }
    }
}

impl Outbox {
    /// Puts a webhook in, and settles what goes wrong with it.
    pub(crate) fn post(
        &mut self,
        notice: &Notice,
        faults: &mut Faults,
        trace: &mut Trace,
        now: Timestamp,
    ) {
        let subject = notice.subject();
        let body = distort::answer(notice.body(), &faults.strike_webhook_body(&subject));
        let struck = faults.strike_webhook(&subject);
        let kind = struck.as_ref().and_then(Fault::webhook);
        let letter = Letter {
            delivery: self.deliveries.note(&body, kind),
            body,
            signing: Signing::under(kind),
            fault: kind,
            subject,
            mark: Mark::default(),
        };
        let later = || match struck.as_ref().and_then(|fault| fault.seconds) {
            Some(seconds) => Until::Moment(after(now, Duration::from_secs(seconds.into()))),
            None => Until::ClockMoved,
        };
        match kind {
            None | Some(WebhookFault::BadlySigned | WebhookFault::OtherStyle) => {
                self.send(letter, trace, now);
            }
            Some(WebhookFault::Lost) => {
                trace.webhook(now, &letter.body, letter.fault.map(WebhookFault::word));
            }
            Some(WebhookFault::Doubled) => {
                self.send(letter.clone(), trace, now);
                self.send(letter, trace, now);
            }
            Some(WebhookFault::Late) => self.hold(letter, later()),
            Some(WebhookFault::Replayed) => {
                self.send(letter.clone(), trace, now);
                self.hold(letter, later());
            }
            Some(WebhookFault::Reordered) if self.awaits(&letter.subject) => {
                self.send(letter, trace, now);
            }
            Some(WebhookFault::Reordered) => {
                let next = struck.map(Fault::aim).unwrap_or_default();
                self.hold(letter, Until::Next(next, after(now, PATIENCE)));
            }
        }
    }

    /// Sends everything whose moment has come.
    pub(crate) fn release(&mut self, trace: &mut Trace, now: Timestamp) {
        self.free(trace, now, |held| match &held.until {
            Until::Moment(moment) | Until::Next(_, moment) => *moment <= now,
            Until::ClockMoved => false,
        });
    }

    /// The clock was moved by hand.
    pub(crate) fn clock_moved(&mut self, trace: &mut Trace, now: Timestamp) {
        self.free(trace, now, |held| match held.until {
            Until::ClockMoved => true,
            Until::Moment(_) | Until::Next(..) => false,
        });
        self.release(trace, now);
    }

    /// When the next one is due that waits for a moment.
    pub(crate) fn due(&self) -> Option<Timestamp> {
        let moments = self.held.iter().filter_map(|held| match held.until {
            Until::Moment(moment) | Until::Next(_, moment) => Some(moment),
            Until::ClockMoved => None,
        });
        moments.min()
    }

    /// Whether there is one to send.
    pub(crate) fn is_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// The next one to send.
    pub(super) fn take(&mut self) -> Option<Letter> {
        self.ready.pop_front()
    }

    /// One that was taken is answered, or will not be.
    pub(super) fn answered(&mut self, letter: &Letter, status: Option<u16>) {
        self.deliveries.answered(letter.delivery, status);
        self.dropped();
    }

    /// One that was taken is not sent: nobody listens.
    pub(super) fn dropped(&mut self) {
        self.unanswered.send_modify(|count| *count -= 1);
    }

    /// A guarantee waits for the merchant: its webhook is sent, and tried again, by whoever
    /// takes it with [`asked`](Self::asked).
    pub(crate) fn ask(
        &mut self,
        session: Uuid,
        notice: &Notice,
        faults: &mut Faults,
        trace: &mut Trace,
        now: Timestamp,
    ) {
        let subject = notice.subject();
        let body = distort::answer(notice.body(), &faults.strike_webhook_body(&subject));
        let fault = faults.strike_tries(&subject);
        let asked = Asked {
            delivery: self.deliveries.note(&body, fault),
            mark: trace.webhook(now, &body, fault.map(WebhookFault::word)),
            signing: Signing::under(fault),
            way: match fault {
                Some(WebhookFault::Lost) => Way::Lost,
                Some(_) | None => Way::Open,
            },
            body,
        };
        self.unanswered.send_modify(|count| *count += 1);
        self.asked.insert(session, asked);
    }

    /// The webhook about that session's guarantee.
    pub(super) fn asked(&mut self, session: Uuid) -> Option<Asked> {
        self.asked.remove(&session)
    }

    /// One try of such a webhook.
    pub(super) fn tried(&mut self, asked: &Asked, status: Option<u16>) {
        self.deliveries.answered(asked.delivery, status);
    }

    /// How many are on their way, for whoever wants to wait for them.
    pub(crate) fn unanswered(&self) -> watch::Receiver<usize> {
        self.unanswered.subscribe()
    }

    /// What became of each, oldest first.
    pub(crate) fn list(&self) -> Vec<Delivery> {
        self.deliveries.list()
    }

    fn send(&mut self, mut letter: Letter, trace: &mut Trace, now: Timestamp) {
        letter.mark = trace.webhook(now, &letter.body, letter.fault.map(WebhookFault::word));
        let subject = letter.subject.clone();
        self.unanswered.send_modify(|count| *count += 1);
        self.ready.push_back(letter);
        self.free(trace, now, |held| match &held.until {
            Until::Next(aim, _) => aim.covers(&subject),
            Until::Moment(_) | Until::ClockMoved => false,
        });
    }

    fn hold(&mut self, letter: Letter, until: Until) {
        self.held.push(Held { letter, until });
    }

    fn awaits(&self, subject: &Subject) -> bool {
        self.held.iter().any(|held| match &held.until {
            Until::Next(aim, _) => aim.covers(subject),
            Until::Moment(_) | Until::ClockMoved => false,
        })
    }

    fn free(&mut self, trace: &mut Trace, now: Timestamp, is_free: impl Fn(&Held) -> bool) {
        let (free, held) = std::mem::take(&mut self.held)
            .into_iter()
            .partition(|held| is_free(held));
        self.held = held;
        let free: Vec<Held> = free;
        for Held { letter, .. } in free {
            self.send(letter, trace, now);
        }
    }
}

fn after(now: Timestamp, by: Duration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}
