//! Having the server do one thing, or some of it.

use std::time::Duration;

use payment::Timestamp;

use super::{
    agenda::Appointment,
    failure::Broken,
    gate::{Came, Point, Stopped},
    invariant,
    life::Server,
    step::{Step, Taking},
    world::World,
};

/// How often a step is cut short by a crash, in a thousand.
const CRASHES: u64 = 2;

/// How often it stands still in its middle while others go on, in a thousand.
const STANDSTILLS: u64 = 25;

/// Whether the server is still there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    On,
    Crash,
}

/// A step that stands still.
#[derive(Debug)]
pub(super) struct Held {
    /// When it goes on at the latest: the client of the provider waits for a minute.
    pub(super) until: Timestamp,
    about: Option<usize>,
    name: &'static str,
    taking: Taking,
    stopped: Option<Stopped>,
}

/// What happens in the middle of a step.
#[derive(Clone, Copy, Debug)]
enum Cut {
    Crash,
    Standstill,
}

impl World {
    /// Has the server do it. `about` is the checkout that it is about, where that is known.
    pub(super) async fn perform(
        &mut self,
        server: &mut Server,
        about: Option<usize>,
        step: Step,
    ) -> Result<Flow, Broken> {
        self.trace.step();
        let name = step.name();
        let cut = self.cut(&step);
        let claimed_for = match &step {
            Step::Claim(_, order) => Some(order.clone()),
            _ => None,
        };
        let before = about.and_then(|about| self.stories[about].witness.checkout().cloned());
        let mut taking = step.take(server.state.clone());
        let (gate, store) = (&self.bank.gate, &server.state.store);
        let stop = cut.map(|(point, _)| point);
        match (gate.pass(&mut taking.0, store, stop).await, cut) {
            (Came::Through(answer), _) => {
                self.tell(about, name, format_args!("{answer}"));
                self.look(server).await?;
                if let (Some(order), Some(about)) = (claimed_for, about) {
                    let story = &mut self.stories[about];
                    invariant::a_claim_is_answered_as_the_log_says(
                        before.as_ref(),
                        &order,
                        &answer,
                        &mut story.claimed,
                    )?;
                }
            }
            (Came::Stopped(_), Some((point, Cut::Crash))) => {
                self.tell(about, name, format_args!("crash at {point:?}"));
                if let Some(about) = about {
                    self.meet(30, 200, self.again(about));
                }
                return Ok(Flow::Crash);
            }
            (Came::Stopped(stopped), Some((point, Cut::Standstill))) => {
                self.tell(about, name, format_args!("stands still at {point:?}"));
                self.counts.standstills += 1;
                let patience = Duration::from_secs(self.dice.between(1, 55));
                self.held.push(Held {
                    until: self.now.plus(patience),
                    about,
                    name,
                    taking,
                    stopped,
                });
                self.look(server).await?;
            }
            (Came::Stopped(_), None) => return Err(Broken::plan("a step stopped by itself")),
        }
        Ok(Flow::On)
    }

    /// Has a step that stood still go on to its end.
    pub(super) async fn go_on(&mut self, server: &mut Server, place: usize) -> Result<(), Broken> {
        let Held {
            about,
            name,
            mut taking,
            stopped,
            ..
        } = self.held.swap_remove(place);
        self.trace.step();
        if let Some(stopped) = stopped {
            stopped.go_on();
        }
        let (gate, store) = (&self.bank.gate, &server.state.store);
        match gate.pass(&mut taking.0, store, None).await {
            Came::Through(answer) => self.tell(about, name, format_args!("goes on: {answer}")),
            Came::Stopped(_) => return Err(Broken::plan("a step stopped by itself")),
        }
        self.look(server).await
    }

    /// Looks at every log that has grown, and at every webhook that the bank has posted.
    pub(super) async fn look(&mut self, server: &mut Server) -> Result<(), Broken> {
        self.bank.posted().await;
        self.letters.extend(self.post.collect());
        let mut grown = Vec::new();
        while let Ok(change) = server.changes.try_recv() {
            if let Some(place) = self.by_id.get(&change.checkout)
                && !grown.contains(place)
            {
                grown.push(*place);
            }
        }
        for place in grown {
            let story = &mut self.stories[place];
            let count = story.witness.look(&server.state.store, &self.bank).await?;
            self.tell_news(place, count);
        }
        Ok(())
    }

    /// Looks at everything anew: after a crash nothing that was seen may be gone.
    pub(super) async fn look_again(&mut self, server: &Server) -> Result<(), Broken> {
        for place in 0..self.stories.len() {
            let story = &mut self.stories[place];
            if !story.is_asked {
                continue;
            }
            let store = &server.state.store;
            let count = story.witness.look_again(store, &self.bank).await?;
            self.tell_news(place, count);
        }
        Ok(())
    }

    /// What somebody does whose request was cut off: whatever they did, they try again.
    fn again(&self, about: usize) -> Appointment {
        match self.stories[about].witness.checkout() {
            Some(_) => Appointment::Customer(about),
            None => Appointment::Order(about),
        }
    }

    fn cut(&mut self, step: &Step) -> Option<(Point, Cut)> {
        let drawn = self.dice.below(1_000);
        let cut = if drawn < CRASHES {
            Cut::Crash
        } else if drawn < CRASHES + STANDSTILLS {
            Cut::Standstill
        } else {
            return None;
        };
        let count = self.dice.between(1, 2);
        let point = match self.dice.below(3) {
            0 if step.is_of_one_piece() => Point::Written(count),
            0 | 1 => Point::Asked(count),
            _ => Point::Done(count),
        };
        Some((point, cut))
    }

    fn tell(&mut self, about: Option<usize>, name: &str, what: std::fmt::Arguments<'_>) {
        match about {
            Some(about) => self.trace.note(format_args!("c{about} {name}: {what}")),
            None => self.trace.note(format_args!("{name}: {what}")),
        }
    }

    fn tell_news(&mut self, place: usize, count: usize) {
        let log = self.stories[place].witness.log();
        for logged in &log[log.len() - count..] {
            self.counts.note(&logged.recorded);
            self.trace.note(format_args!(
                "    c{place} #{} {} by {}",
                logged.seq,
                logged.recorded.event.name(),
                logged.recorded.evidence.as_str()
            ));
        }
    }
}
