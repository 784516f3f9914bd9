//! What merchants do.

use std::time::Duration;

use super::{
    Planted,
    agenda::Appointment,
    failure::Broken,
    life::Server,
    perform::Flow,
    shop::Mood,
    step::Step,
    world::{START, World},
};

const DAY: u64 = 24 * 60 * 60;

/// While an endpoint comes and goes.
const LONG: Duration = Duration::from_secs(30 * DAY);

/// The door that is often away.
const AWAY: usize = 1;

impl World {
    /// Orders a checkout; again where the first time brought no answer.
    pub(super) async fn order(
        &mut self,
        server: &mut Server,
        place: usize,
    ) -> Result<Flow, Broken> {
        let story = &mut self.stories[place];
        let is_again = std::mem::replace(&mut story.is_asked, true);
        let ordered = story.order(self.now);
        if !is_again {
            self.meet(1, 120, Appointment::Customer(place));
            self.meet(60, 1_200, Appointment::Claim(place));
            if self.dice.percent(4) {
                self.meet(10, 2_400, Appointment::CallOff(place));
            }
            let forged = match self.planted {
                Planted::Nothing => 6,
                // A few checkouts are enough then.
                Planted::Credulity => 100,
            };
            if self.dice.percent(forged) {
                self.meet(10, 1_200, Appointment::Forge(place));
            }
        }
        let create = Step::Create(Box::new(ordered));
        self.perform(server, Some(place), create).await
    }

    /// Calls the checkout off, sometimes twice.
    pub(super) async fn call_off(
        &mut self,
        server: &mut Server,
        place: usize,
    ) -> Result<Flow, Broken> {
        if self.dice.percent(20) {
            self.meet(1, 60, Appointment::CallOff(place));
        }
        let id = self.stories[place].id.clone();
        self.perform(server, Some(place), Step::CallOff(id)).await
    }

    /// Claims the payment, whether it is there or not: most merchants once it is, some before,
    /// some again, and some for something else.
    pub(super) async fn claim(
        &mut self,
        server: &mut Server,
        place: usize,
    ) -> Result<Flow, Broken> {
        let story = &self.stories[place];
        let Some(checkout) = story.witness.checkout() else {
            return Ok(Flow::On);
        };
        let (is_paid, is_over) = (checkout.payment().is_some(), checkout.status().is_final());
        let is_mixed_up = self.dice.percent(8);
        let order = if is_mixed_up {
            story.mixes_up()
        } else {
            story.fulfils()
        };
        let is_claimed = checkout.fulfilment.is_some();
        let checkout_made = checkout.created_at;
        if !is_over || (is_paid && (is_mixed_up || !is_claimed)) {
            // The longer it takes, the longer they wait.
            let age = self.now.since(checkout_made).as_secs();
            self.meet(600 + age / 2, 3_600 + age, Appointment::Claim(place));
        } else if self.dice.percent(8) {
            self.meet(60, 86_400, Appointment::Claim(place));
        }
        if !is_paid && !self.dice.percent(8) {
            return Ok(Flow::On);
        }
        let claim = Step::Claim(self.stories[place].id.clone(), order);
        self.perform(server, Some(place), claim).await
    }

    /// One of the merchant's endpoints goes away: for a moment, or for so long that what is
    /// sent there becomes dead letters.
    pub(super) fn shop_leaves(&mut self) {
        self.shop.turn(AWAY, Mood::Away);
        let is_long = self.dice.percent(30);
        let (from, to) = if is_long {
            (4 * DAY, 9 * DAY)
        } else {
            (60, 7_200)
        };
        self.meet(from, to, Appointment::ShopReturns);
    }

    /// It comes back.
    pub(super) fn shop_returns(&mut self) {
        self.shop.turn(AWAY, Mood::Well);
        if self.now.since(START) < LONG {
            self.meet(600, 10 * DAY, Appointment::ShopLeaves);
        }
    }
}
