//! Whether merchants hear of everything, and of nothing twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use serde_json::json;

use super::check::Unheard;
use super::life::{keyed, text};
use super::world::{Heard, World};
use crate::house::lock;
use crate::sink::{MOODY, Sink};

/// The endpoints that the merchant has, all of them at one sink.
#[derive(Debug)]
pub(super) struct Endpoints {
    sink: Sink,
    /// The paths of those whose creation was answered, with the answer.
    known: Mutex<Vec<(String, Vec<u8>)>>,
}

/// What arrived, counted.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Heeded {
    /// Different notifications.
    pub(super) notifications: usize,
    /// Arrivals of one that had arrived before.
    pub(super) again: usize,
}

/// The first endpoint: it takes everything at once.
const FIRST: &str = "/good";

impl Endpoints {
    pub(super) fn new(sink: Sink) -> Endpoints {
        Endpoints {
            sink,
            known: Mutex::default(),
        }
    }

    /// Registers the next endpoint, if it is answered. The first takes everything at once,
    /// the others at the second try.
    pub(super) fn register(&self, world: &World) {
        let number = lock(&self.known).len();
        let path = match number {
            0 => FIRST.to_owned(),
            number => format!("{MOODY}/{number}"),
        };
        if let Ok(answer) = self.ask(world, &path) {
            lock(&self.known).push((path, answer));
        }
    }

    fn ask(&self, world: &World, path: &str) -> Result<Vec<u8>, Unheard> {
        let body = json!({ "url": self.sink.url(path) }).to_string();
        let request = keyed(world.post("/webhook_endpoints", &body), path);
        match world.change(&request) {
            Heard::Answer(answer) if answer.status == 201 => Ok(answer.body),
            // A server that is gone may have been at it.
            Heard::Answer(answer) if answer.status == 409 => Err(Unheard),
            Heard::Answer(answer) => {
                let said = answer.text();
                world.ledger.accuse(format!(
                    "{path}: registering was answered {}: {said}",
                    answer.status
                ));
                Err(Unheard)
            }
            Heard::Nothing => Err(Unheard),
        }
    }

    /// Whether every endpoint whose creation was answered is there.
    pub(super) fn check(&self, world: &World) -> Result<(), Unheard> {
        let known = lock(&self.known).clone();
        for (path, answer) in known {
            if self.ask(world, &path)? != answer {
                world
                    .ledger
                    .accuse(format!("{path}: registering again was answered otherwise"));
            }
            let made: serde_json::Value = serde_json::from_slice(&answer).unwrap_or_default();
            let id = text(&made, "id");
            match world.look(&world.get(&format!("/webhook_endpoints/{id}"))) {
                Heard::Answer(found) if found.status == 200 => {}
                Heard::Answer(found) => {
                    let what = format!("{path}: the endpoint is lost: {}", found.status);
                    world.ledger.accuse(what);
                }
                Heard::Nothing => return Err(Unheard),
            }
        }
        Ok(())
    }

    /// The checkouts that ended and that the first endpoint has not heard of.
    pub(super) fn unheard(&self, world: &World) -> BTreeSet<String> {
        let heard: BTreeSet<_> = self.final_news().into_keys().collect();
        let accounts = world.ledger.accounts();
        let ended = accounts.iter().filter_map(|account| {
            let account = lock(account);
            account.ended.as_ref().map(|_| account.checkout.clone())
        });
        ended.filter(|checkout| !heard.contains(checkout)).collect()
    }

    /// Whether each checkout's end was told once, and in the same words every time.
    pub(super) fn audit(&self, world: &World) -> Heeded {
        let mut words: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let arrivals = self.sink.arrivals();
        for arrival in &arrivals {
            let first = words
                .entry(arrival.id.clone())
                .or_insert_with(|| arrival.body.clone());
            if *first != arrival.body {
                let what = format!("{}: sent in different words", arrival.id);
                world.ledger.accuse(what);
            }
        }
        for (checkout, ids) in self.final_news() {
            if ids.len() > 1 {
                world.ledger.accuse(format!(
                    "{checkout}: {} notifications of its end",
                    ids.len()
                ));
            }
        }
        let distinct: BTreeSet<_> = arrivals
            .iter()
            .map(|arrival| (&arrival.path, &arrival.id))
            .collect();
        Heeded {
            notifications: words.len(),
            again: arrivals.len() - distinct.len(),
        }
    }

    /// The ids of the notifications that tell of each checkout's end, at the first endpoint.
    fn final_news(&self) -> BTreeMap<String, BTreeSet<String>> {
        const FINAL: [&str; 3] = ["checkout.paid", "checkout.canceled", "checkout.expired"];
        let mut news: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for arrival in self.sink.arrivals() {
            let (kind, checkout) = arrival.about();
            if arrival.path == FIRST && FINAL.contains(&kind.as_str()) {
                news.entry(checkout).or_default().insert(arrival.id);
            }
        }
        news
    }
}
