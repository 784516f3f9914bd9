//! What everybody who lives through the crashes shares, and how they ask.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use serde_json::Value;

use super::aim::{Aim, Trigger};
use super::ledger::Ledger;
use super::notice::Endpoints;
use crate::house::{House, merchant};
use crate::http::{Answer, Lost, Request};
use crate::sink::Sink;

/// How long somebody who is told that the server cannot just now waits before asking again.
const AFTER_5XX: Duration = Duration::from_millis(5);

#[derive(Debug)]
pub(super) struct World {
    pub(super) house: House,
    pub(super) ledger: Ledger,
    pub(super) endpoints: Endpoints,
    pub(super) trigger: Trigger,
    /// Everybody goes home.
    pub(super) is_over: AtomicBool,
    /// Nobody begins anything new.
    pub(super) is_closing: AtomicBool,
    /// Answers that were not understood to be a yes or a no.
    pub(super) unavailable: AtomicU64,
}

/// What became of a request.
#[derive(Debug)]
pub(super) enum Heard {
    /// It was answered, with a yes or a no.
    Answer(Answer),
    /// Nobody knows what it led to; ask again.
    Nothing,
}

impl World {
    pub(super) fn new(house: House, sink: Sink) -> World {
        World {
            house,
            ledger: Ledger::default(),
            endpoints: Endpoints::new(sink),
            trigger: Trigger::default(),
            is_over: AtomicBool::new(false),
            is_closing: AtomicBool::new(false),
            unavailable: AtomicU64::new(0),
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    pub(super) fn is_closing(&self) -> bool {
        self.is_closing.load(Ordering::Relaxed)
    }

    /// Asks for a change; kills the server around it where that is what is aimed at.
    pub(super) fn change(&self, request: &Request) -> Heard {
        let sent = || {
            if let Some(after) = self.trigger.is_for(Aim::Asked) {
                std::thread::sleep(after);
                self.house.kill();
            }
        };
        let outcome = request.send_and(sent);
        if outcome.is_ok() && self.trigger.is_for(Aim::Answered).is_some() {
            self.house.kill();
        }
        self.hear(outcome)
    }

    /// Asks for something to look at.
    pub(super) fn look(&self, request: &Request) -> Heard {
        self.hear(request.send())
    }

    fn hear(&self, outcome: Result<Answer, Lost>) -> Heard {
        match outcome {
            Ok(answer) if answer.status < 500 => Heard::Answer(answer),
            Ok(_) => {
                self.unavailable.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(AFTER_5XX);
                Heard::Nothing
            }
            Err(_) => {
                self.house.wait_until_up();
                Heard::Nothing
            }
        }
    }

    pub(super) fn get(&self, path: &str) -> Request {
        merchant::get(&self.house, path)
    }

    pub(super) fn post(&self, path: &str, body: &str) -> Request {
        merchant::post(&self.house, path, body)
    }

    /// Tells the twin something; what it answers.
    pub(super) fn tell_twin(&self, path: &str, body: &Value) -> Option<Value> {
        let url = format!("{}{path}", self.house.twin_url);
        let answer = Request::post_json(url, body.to_string()).send().ok()?;
        answer.is_success().then(|| answer.json())
    }

    /// Every session that the twin has.
    pub(super) fn sessions(&self) -> Vec<Value> {
        let url = format!("{}/_twin/sessions", self.house.twin_url);
        let answer = Request::get(url).send();
        match answer.map(|answer| answer.json()) {
            Ok(Value::Array(sessions)) => sessions,
            _ => Vec::new(),
        }
    }
}
