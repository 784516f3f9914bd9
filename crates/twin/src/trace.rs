//! What happened, in the order in which it was decided: requests, pages, orders of the control
//! plane, and webhooks. With a seed, the same calls give the same trace byte for byte.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{clock, cut::Cut};

/// How many events are remembered.
const KEPT: usize = 10_000;

/// The newest ten thousand events, oldest first.
#[derive(Default)]
pub(crate) struct Trace {
    kept: VecDeque<Event>,
    last: u64,
}

/// A place in the trace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mark(u64);

/// One thing that happened.
#[derive(Clone, Debug, Serialize)]
struct Event {
    number: u64,
    at: String,
    #[serde(flatten)]
    what: What,
    /// The status of the answer, once there is one.
    answered: Option<u16>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum What {
    Request {
        request: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        body: Option<Box<RawValue>>,
        /// The faults that struck it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        faults: Vec<&'static str>,
        /// How the connection was lost.
        #[serde(skip_serializing_if = "Option::is_none")]
        cut: Option<Cut>,
        #[serde(skip_serializing_if = "Option::is_none")]
        answer: Option<Box<RawValue>>,
    },
    Webhook {
        webhook: Box<RawValue>,
        #[serde(skip_serializing_if = "Option::is_none")]
        fault: Option<&'static str>,
    },
}

/// How a request ended.
pub(crate) struct Ending {
    pub(crate) faults: Vec<&'static str>,
    pub(crate) cut: Option<Cut>,
    pub(crate) answer: Option<Box<RawValue>>,
    pub(crate) answered: u16,
}

impl Trace {
    /// A request came in.
    pub(crate) fn began(
        &mut self,
        now: Timestamp,
        request: String,
        body: Option<Box<RawValue>>,
    ) -> Mark {
        let what = What::Request {
            request,
            body,
            faults: Vec::new(),
            cut: None,
            answer: None,
        };
        self.note(now, what)
    }

    /// It was answered.
    pub(crate) fn ended(&mut self, mark: Mark, ending: Ending) {
        let Some(event) = self.at(mark) else { return };
        event.answered = Some(ending.answered);
        if let What::Request {
            faults,
            cut,
            answer,
            ..
        } = &mut event.what
        {
            *faults = ending.faults;
            *cut = ending.cut;
            *answer = ending.answer;
        }
    }

    /// A webhook is about to be sent.
    pub(crate) fn webhook(
        &mut self,
        now: Timestamp,
        body: &str,
        fault: Option<&'static str>,
    ) -> Mark {
        let webhook = RawValue::from_string(body.to_owned()).unwrap_or_default();
        self.note(now, What::Webhook { webhook, fault })
    }

    /// How the receiver answered.
    pub(crate) fn answered(&mut self, mark: Mark, status: Option<u16>) {
        if let Some(event) = self.at(mark) {
            event.answered = status;
        }
    }

    /// All of it: a JSON array with one event to a line.
    pub(crate) fn written(&self) -> String {
        let lines: Vec<String> = self
            .kept
            .iter()
            .filter_map(|event| serde_json::to_string(event).ok())
            .collect();
        format!("[\n{}\n]\n", lines.join(",\n"))
    }

    fn note(&mut self, now: Timestamp, what: What) -> Mark {
        self.last += 1;
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(Event {
            number: self.last,
            at: clock::written(now),
            what,
            answered: None,
        });
        Mark(self.last)
    }

    fn at(&mut self, mark: Mark) -> Option<&mut Event> {
        let mut newest_first = self.kept.iter_mut().rev();
        newest_first.find(|event| event.number == mark.0)
    }
}
