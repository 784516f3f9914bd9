//! What customers do on our page.

use payment::{Attempt, Checkout, Linking, PageToken, Screen, screen};

use super::{
    agenda::Appointment, failure::Broken, life::Server, perform::Flow, step::Step, story::Temper,
    world::World,
};

impl World {
    /// The customer looks at the page and does something, or nothing more.
    pub(super) async fn customer(
        &mut self,
        server: &mut Server,
        place: usize,
    ) -> Result<Flow, Broken> {
        let story = &self.stories[place];
        let Some(checkout) = story.witness.checkout().cloned() else {
            return Ok(Flow::On);
        };
        if story.patience == 0 {
            return Ok(Flow::On);
        }
        if checkout.more_time(self.now).is_some() && self.needs_time(place) {
            self.meet(5, 60, Appointment::Customer(place));
            let extend = Step::Extend(self.token(place));
            return self.perform(server, Some(place), extend).await;
        }
        match screen(&checkout) {
            Screen::Choose
            | Screen::Unavailable
            | Screen::NotGuaranteed
            | Screen::LowBalance
            | Screen::NameMismatch
            | Screen::SignInFailed
            | Screen::SessionExpired
            | Screen::Declined
            | Screen::Returned
            | Screen::Failed
            | Screen::CanceledByYou => self.start(server, place, &checkout).await,
            Screen::Bank => self.at_the_bank(server, place, &checkout).await,
            Screen::Agreement => self.sign(server, place, &checkout).await,
            Screen::Link => self.log_in(server, place, &checkout).await,
            Screen::Account => self.choose(server, place, &checkout).await,
            Screen::Sent => self.pay_by_link(place, &checkout).await,
            Screen::Opening | Screen::Checking => {
                self.stories[place].patience -= 1;
                self.meet(15, 90, Appointment::Customer(place));
                Ok(Flow::On)
            }
            Screen::Paid | Screen::CanceledByShop | Screen::Expired => {
                self.think_back(place, &checkout);
                Ok(Flow::On)
            }
        }
    }

    /// Some take so long that they ask for more time.
    fn needs_time(&mut self, place: usize) -> bool {
        let chance = match self.stories[place].temper {
            Temper::Slow => 70,
            Temper::Clumsy => 20,
            Temper::Plain | Temper::Leaves | Temper::Restless | Temper::PaysTwice => 3,
        };
        self.dice.percent(chance)
    }

    /// Starts an attempt, where the page offers one.
    pub(super) async fn start(
        &mut self,
        server: &mut Server,
        place: usize,
        checkout: &Checkout,
    ) -> Result<Flow, Broken> {
        let story = &mut self.stories[place];
        if story.temper == Temper::Leaves {
            return Ok(Flow::On);
        }
        story.patience -= 1;
        let Some(start) = story.start(checkout, &mut self.dice, self.now) else {
            return Ok(Flow::On);
        };
        let token = story.token.clone();
        match story.temper {
            Temper::Slow => self.meet(600, 6_000, Appointment::Customer(place)),
            Temper::Plain
            | Temper::Leaves
            | Temper::Restless
            | Temper::PaysTwice
            | Temper::Clumsy => self.meet(5, 60, Appointment::Customer(place)),
        }
        if !checkout.attempts.is_empty() {
            self.think_back(place, checkout);
        }
        let start = Step::Start(token, Box::new(start));
        self.perform(server, Some(place), start).await
    }

    /// Some have another tab open, in which they could go on.
    pub(super) fn think_back(&mut self, place: usize, checkout: &Checkout) {
        let chance = match self.stories[place].temper {
            Temper::PaysTwice => 80,
            Temper::Restless => 30,
            Temper::Plain | Temper::Leaves | Temper::Slow | Temper::Clumsy => 4,
        };
        if checkout.attempts.len() > 1 && self.dice.percent(chance) {
            self.meet(1, 900, Appointment::OldTab(place));
        }
    }

    /// Stops the attempt.
    pub(super) async fn stop(
        &mut self,
        server: &mut Server,
        place: usize,
        attempt: &Attempt,
    ) -> Result<Flow, Broken> {
        self.meet(10, 60, Appointment::Customer(place));
        let stop = Step::Stop(self.token(place), attempt.id.clone());
        self.perform(server, Some(place), stop).await
    }

    /// Signs in at the bank in the frame, as themselves or as somebody else, and comes back.
    async fn log_in(
        &mut self,
        server: &mut Server,
        place: usize,
        checkout: &Checkout,
    ) -> Result<Flow, Broken> {
        let Some(live) = checkout.live() else {
            return Ok(Flow::On);
        };
        let drawn = self.dice.below(100);
        if drawn < 6 {
            return self.start(server, place, checkout).await;
        }
        if drawn < 10 {
            return self.stop(server, place, live).await;
        }
        if drawn < 18 {
            return Ok(Flow::On);
        }
        self.meet(10, 60, Appointment::Customer(place));
        let login = match drawn {
            18..21 => "00000000-0000-4000-8000-000000000000".to_owned(),
            21..26 => self.bank.log_in("Jane Roe").await?,
            _ => self.bank.log_in("DOE, JOHN").await?,
        };
        let login = login
            .parse()
            .map_err(|error| Broken::machine("the twin", &error))?;
        let login = Step::Login(self.token(place), live.id.clone(), login);
        self.perform(server, Some(place), login).await
    }

    /// Says yes to the account that the page shows.
    async fn choose(
        &mut self,
        server: &mut Server,
        place: usize,
        checkout: &Checkout,
    ) -> Result<Flow, Broken> {
        let Some(live) = checkout.live() else {
            return Ok(Flow::On);
        };
        let Some(Linking::Choosing { accounts, .. }) = live.linking() else {
            return Ok(Flow::On);
        };
        let Some(account) = accounts.first().map(|account| account.id.clone()) else {
            return Ok(Flow::On);
        };
        if self.dice.percent(10) {
            return self.stop(server, place, live).await;
        }
        self.meet(5, 60, Appointment::Customer(place));
        let choose = Step::Choose(self.token(place), live.id.clone(), account);
        self.perform(server, Some(place), choose).await
    }

    /// The customer's frame posts a message, true or not.
    pub(super) async fn message(
        &mut self,
        server: &mut Server,
        place: usize,
        attempt: &Attempt,
        step: &str,
    ) -> Result<Flow, Broken> {
        let step = step
            .parse()
            .map_err(|error| Broken::machine("a message", &error))?;
        let hint = Step::Hint(self.token(place), attempt.id.clone(), step);
        self.perform(server, Some(place), hint).await
    }

    fn token(&self, place: usize) -> PageToken {
        self.stories[place].token.clone()
    }
}
