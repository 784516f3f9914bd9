//! What customers do at their bank, and what comes of it.

use payment::{Api, Attempt, Checkout, Method, Session};

use super::{
    agenda::Appointment, failure::Broken, life::Server, perform::Flow, story::Temper, world::World,
};

const DAY: u64 = 24 * 60 * 60;

/// How a session ends that brings no money, by what a session of its kind can be driven to.
const NO_EFT: [&str; 4] = ["EFT0401", "EFT0402", "EFT0403", "EFT0404"];
const NO_TRANSFER: [&str; 3] = ["Declined", "Failed", "EFT0401"];

/// What frames tell on the way, true, false or unheard of.
const MESSAGES: [&str; 6] = [
    "APP_MOUNTED",
    "INSTITUTION_SELECTED",
    "SUCCESS",
    "REDIRECT",
    "CLOSE",
    "NEVER_SEEN_BEFORE",
];

/// The name by which the twin knows a session: that of its payment request where it has one.
pub(super) fn name_at_bank(session: &Session) -> &str {
    session
        .request
        .as_ref()
        .map_or(session.id.as_str(), |request| request.as_str())
}

impl World {
    /// In the bank's frame.
    pub(super) async fn at_the_bank(
        &mut self,
        server: &mut Server,
        place: usize,
        checkout: &Checkout,
    ) -> Result<Flow, Broken> {
        let Some((live, session)) = live_session(checkout) else {
            return Ok(Flow::On);
        };
        let temper = self.stories[place].temper;
        let drawn = self.dice.below(100);
        // Before anything is true, somebody says that it is.
        if self.dice.percent(10) {
            let message = self.dice.pick(&MESSAGES);
            if self.message(server, place, live, message).await? == Flow::Crash {
                return Ok(Flow::Crash);
            }
        }
        match temper {
            Temper::Clumsy if drawn < 70 => {
                let ends: &[&str] = match live.method {
                    Method::ETransfer => &NO_TRANSFER,
                    Method::GuaranteedEft | Method::Eft => &NO_EFT,
                };
                let to = self.dice.pick(ends);
                self.drive_if_open(place, name_at_bank(session), to).await?;
                self.meet(5, 90, Appointment::Customer(place));
                Ok(Flow::On)
            }
            Temper::Restless | Temper::PaysTwice if drawn < 45 => {
                self.start(server, place, checkout).await
            }
            Temper::Restless if drawn < 60 => self.stop(server, place, live).await,
            Temper::Slow if drawn < 40 => {
                self.meet(600, DAY, Appointment::Customer(place));
                Ok(Flow::On)
            }
            // They close the tab.
            Temper::Clumsy if drawn < 80 => Ok(Flow::On),
            _ if drawn >= 94 => self.go_half_way(place, live, session).await,
            Temper::Plain
            | Temper::Leaves
            | Temper::Restless
            | Temper::Slow
            | Temper::PaysTwice
            | Temper::Clumsy => {
                self.pay_if_open(place, live, session).await?;
                self.meet(60, 600, Appointment::Customer(place));
                if self.dice.percent(60) {
                    return self.message(server, place, live, "SUCCESS").await;
                }
                Ok(Flow::On)
            }
        }
    }

    /// The account is confirmed and the agreement not signed, or the transfer is on its way.
    async fn go_half_way(
        &mut self,
        place: usize,
        live: &Attempt,
        session: &Session,
    ) -> Result<Flow, Broken> {
        let to = match live.method {
            Method::ETransfer => "Processing",
            Method::GuaranteedEft | Method::Eft => "EFT0302",
        };
        self.drive_if_open(place, name_at_bank(session), to).await?;
        self.meet(30, 300, Appointment::Customer(place));
        if live.method == Method::ETransfer {
            self.meet(60, 5 * DAY, Appointment::Settle(place));
        }
        Ok(Flow::On)
    }

    /// Reads the agreement; most sign it, some later.
    pub(super) async fn sign(
        &mut self,
        server: &mut Server,
        place: usize,
        checkout: &Checkout,
    ) -> Result<Flow, Broken> {
        let Some((live, session)) = live_session(checkout) else {
            return Ok(Flow::On);
        };
        match self.dice.below(100) {
            0..5 => self.stop(server, place, live).await,
            5..10 => self.start(server, place, checkout).await,
            10..20 => {
                self.meet(3_600, 10 * DAY, Appointment::OldTab(place));
                Ok(Flow::On)
            }
            _ => {
                self.pay_if_open(place, live, session).await?;
                if session.api == Api::EftV1 && self.dice.percent(12) {
                    self.meet(2 * DAY, 60 * DAY, Appointment::TakeBack(place));
                }
                Ok(Flow::On)
            }
        }
    }

    /// The link came by e-mail: most pay, by and by.
    pub(super) async fn pay_by_link(
        &mut self,
        place: usize,
        checkout: &Checkout,
    ) -> Result<Flow, Broken> {
        let Some((live, session)) = live_session(checkout) else {
            return Ok(Flow::On);
        };
        if self.dice.percent(40) {
            self.stories[place].patience -= 1;
            self.meet(60, 3_600, Appointment::Customer(place));
            return Ok(Flow::On);
        }
        self.pay_if_open(place, live, session).await?;
        Ok(Flow::On)
    }

    /// A tab that was left open shows a session of before. Where the bank still takes money
    /// there, it may be paid.
    pub(super) async fn old_tab(&mut self, place: usize) -> Result<Flow, Broken> {
        let Some(checkout) = self.stories[place].witness.checkout().cloned() else {
            return Ok(Flow::On);
        };
        for attempt in &checkout.attempts {
            if let Some(session) = &attempt.session
                && self.dice.percent(70)
            {
                self.pay_if_open(place, attempt, session).await?;
            }
        }
        Ok(Flow::On)
    }

    /// A transfer that was on its way arrives, or does not.
    pub(super) async fn settle(&mut self, place: usize) -> Result<Flow, Broken> {
        let Some(checkout) = self.stories[place].witness.checkout().cloned() else {
            return Ok(Flow::On);
        };
        for attempt in &checkout.attempts {
            let Some(session) = &attempt.session else {
                continue;
            };
            let name = name_at_bank(session);
            let standing = self.bank.standing(name).await?;
            if !standing.is_some_and(|it| it.is_on_its_way()) {
                continue;
            }
            if self.dice.percent(80) {
                self.tell_bank(place, "Accepted");
                self.bank.pay(name, "Accepted", attempt.amount).await?;
            } else {
                self.tell_bank(place, "Declined");
                self.bank.drive(name, "Declined").await?;
            }
        }
        Ok(Flow::On)
    }

    /// A debit comes back.
    pub(super) async fn take_back(&mut self, place: usize) -> Result<Flow, Broken> {
        let Some(checkout) = self.stories[place].witness.checkout().cloned() else {
            return Ok(Flow::On);
        };
        let is_debit = |session: &&Session| session.api == Api::EftV1;
        let paid = checkout.attempts.iter().filter(|it| it.is_paid());
        for session in paid.filter_map(|it| it.session.as_ref()).filter(is_debit) {
            let code = self.dice.pick(&[901, 905]);
            self.tell_bank(place, "Returned");
            self.bank.take_back(name_at_bank(session), code).await?;
        }
        Ok(Flow::On)
    }

    fn tell_bank(&mut self, place: usize, to: &str) {
        self.trace.note(format_args!("c{place} at the bank: {to}"));
    }

    async fn pay_if_open(
        &mut self,
        place: usize,
        attempt: &Attempt,
        session: &Session,
    ) -> Result<(), Broken> {
        let name = name_at_bank(session);
        let standing = self.bank.standing(name).await?;
        if standing.is_some_and(|it| it.is_open()) {
            let to = match (session.api, attempt.method) {
                (Api::EftV1, _) | (_, Method::ETransfer) => "Accepted",
                (Api::V2 | Api::ETransferV1, Method::GuaranteedEft | Method::Eft) => "EFT0301",
            };
            self.tell_bank(place, to);
            self.bank.pay(name, to, attempt.amount).await?;
        }
        Ok(())
    }

    async fn drive_if_open(&mut self, place: usize, name: &str, to: &str) -> Result<(), Broken> {
        let standing = self.bank.standing(name).await?;
        if standing.is_some_and(|it| it.is_open()) {
            self.tell_bank(place, to);
            self.bank.drive(name, to).await?;
        }
        Ok(())
    }
}

fn live_session(checkout: &Checkout) -> Option<(&Attempt, &Session)> {
    let live = checkout.live()?;
    Some((live, live.session.as_ref()?))
}
