//! What happens next, and how time passes.

use std::time::Duration;

use payment::Timestamp;

use super::{
    agenda::Appointment,
    failure::Broken,
    life::Server,
    perform::Flow,
    step::Step,
    world::{End, START, World},
};
use crate::worker::LEASE;

/// How many tasks the worker takes on at once.
const AT_ONCE: u32 = 64;

/// While new customers come.
const FULL: Duration = Duration::from_secs(22 * 60);

/// While most are there.
const BUSY: Duration = Duration::from_secs(3 * 60 * 60);

/// When they are gone, whoever wants something within this time does it with the others.
const SOON: Duration = Duration::from_secs(4 * 60 * 60);

/// Somebody who is ready to do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Appointment,
    Work,
    Letter,
    Held,
}

impl World {
    /// One life of the server, until it dies or nothing is left to do.
    pub(super) async fn live(&mut self, server: &mut Server) -> Result<End, Broken> {
        self.look_again(server).await?;
        loop {
            while let Some(next) = self.next(server).await? {
                if self.happen(server, next).await? == Flow::Crash {
                    return Ok(End::Crash);
                }
            }
            self.notify(server).await?;
            if !self.pass(server).await? {
                return Ok(End::Over);
            }
        }
    }

    /// Who is next, of all who are ready.
    async fn next(&mut self, server: &Server) -> Result<Option<Next>, Broken> {
        let mut ready = Vec::with_capacity(4);
        if self.agenda.next().is_some_and(|at| at <= self.now) {
            ready.push(Next::Appointment);
        }
        if !self.work.is_empty() {
            ready.push(Next::Work);
        }
        if !self.letters.is_empty() {
            ready.push(Next::Letter);
        }
        if !self.held.is_empty() && self.dice.percent(25) {
            ready.push(Next::Held);
        }
        if ready.is_empty() && self.take_on(server).await? {
            ready.push(Next::Work);
        }
        Ok((!ready.is_empty()).then(|| self.dice.pick(&ready)))
    }

    async fn happen(&mut self, server: &mut Server, next: Next) -> Result<Flow, Broken> {
        match next {
            Next::Appointment => match self.agenda.take(self.now) {
                Some(what) => self.keep(server, what).await,
                None => Ok(Flow::On),
            },
            Next::Work => {
                let place = self.dice.place(self.work.len());
                let task = self.work.swap_remove(place);
                let about = self.by_id.get(&task.checkout).copied();
                self.perform(server, about, Step::Work(Box::new(task)))
                    .await
            }
            Next::Letter => self.deliver(server).await,
            Next::Held => {
                let place = self.dice.place(self.held.len());
                self.go_on(server, place).await.map(|()| Flow::On)
            }
        }
    }

    async fn keep(&mut self, server: &mut Server, what: Appointment) -> Result<Flow, Broken> {
        match what {
            Appointment::Order(place) => self.order(server, place).await,
            Appointment::Customer(place) => self.customer(server, place).await,
            Appointment::OldTab(place) => self.old_tab(place).await,
            Appointment::Settle(place) => self.settle(place).await,
            Appointment::TakeBack(place) => self.take_back(place).await,
            Appointment::Claim(place) => self.claim(server, place).await,
            Appointment::CallOff(place) => self.call_off(server, place).await,
            Appointment::Forge(place) => self.forge(server, place).await,
            Appointment::ShopLeaves => {
                self.shop_leaves();
                Ok(Flow::On)
            }
            Appointment::ShopReturns => {
                self.shop_returns();
                Ok(Flow::On)
            }
            Appointment::Trouble => self.trouble().await,
            Appointment::Calm => self.calm().await,
        }
    }

    /// The worker takes on what is due, if anything is.
    async fn take_on(&mut self, server: &Server) -> Result<bool, Broken> {
        let (store, now) = (&server.state.store, server.state.clock.now());
        let failed = |error| Broken::machine("the store", &error);
        let due = store.next_due().await.map_err(failed)?;
        if due.is_none_or(|due| due > now) {
            return Ok(false);
        }
        self.work = store.claim_due(now, LEASE, AT_ONCE).await.map_err(failed)?;
        Ok(!self.work.is_empty())
    }

    /// Lets time pass to where something is to be done, or a little further. `false` where
    /// there is nothing left.
    async fn pass(&mut self, server: &mut Server) -> Result<bool, Broken> {
        let wait = match self.until_next(server).await? {
            Some(wait) => wait,
            None if self.held.is_empty() => return self.wait_for_notifications(server).await,
            None => Duration::ZERO,
        };
        let least = self.at_least();
        let mut wait = wait.max(least);
        // What stands still goes on before whoever waits for it has given up.
        let until = self.held.iter().map(|held| held.until).min();
        if let Some(until) = until {
            wait = wait.min(until.since(self.now));
        }
        self.advance(server, wait).await?;
        let mut place = 0;
        while place < self.held.len() {
            if self.held[place].until <= self.now {
                self.go_on(server, place).await?;
            } else {
                place += 1;
            }
        }
        Ok(true)
    }

    /// When nothing else is left, there may be something that merchants have not heard.
    async fn wait_for_notifications(&mut self, server: &mut Server) -> Result<bool, Broken> {
        let now = server.state.clock.now();
        let due = server.state.store.next_delivery_due(now).await;
        let due = due.map_err(|error| Broken::machine("the store", &error))?;
        let Some(due) = due else {
            return Ok(false);
        };
        let wait = due.since(now);
        self.now = self.now.plus(wait);
        server.state.clock.advance(wait);
        Ok(true)
    }

    /// How long nobody looks: a moment while all are there, longer when most have gone, and
    /// once there is nothing but returns and old sessions to wait for, hours and days.
    fn at_least(&mut self) -> Duration {
        let age = self.now.since(START);
        if age < FULL {
            return self.dice.seconds(30, 150);
        }
        if age < BUSY {
            return self.dice.seconds(240, 1_800);
        }
        let hours = self.dice.pick(&[1, 6, 24, 5 * 24, 12 * 24, 20 * 24]);
        let leap = Duration::from_secs(hours * 60 * 60);
        let next = self.agenda.next().map(|at| at.since(self.now));
        next.map_or(leap, |next| leap.min(next.max(SOON)))
    }

    async fn until_next(&self, server: &Server) -> Result<Option<Duration>, Broken> {
        let due = server.state.store.next_due().await;
        let due = due.map_err(|error| Broken::machine("the store", &error))?;
        let due = due.map(|due: Timestamp| due.since(server.state.clock.now()));
        let meant = self.agenda.next().map(|at| at.since(self.now));
        Ok(due.into_iter().chain(meant).min())
    }

    async fn advance(&mut self, server: &mut Server, by: Duration) -> Result<(), Broken> {
        self.now = self.now.plus(by);
        server.state.clock.advance(by);
        self.bank.pass(by).await?;
        if self.dice.percent(20) {
            self.perform(server, None, Step::Mark).await?;
        }
        self.look(server).await
    }
}
