use serde::Serialize;

use crate::{
    scenario::Scenario,
    session::{Product, Rail},
};

/// Which scenario new sessions play whose reference names none: one for each way that money
/// takes, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) struct Casting {
    eft: Option<Scenario>,
    e_transfer: Option<Scenario>,
}

impl Casting {
    /// What a new session of that kind plays.
    pub(crate) fn of(self, product: Product) -> Option<Scenario> {
        match product.rail() {
            Rail::Eft => self.eft,
            Rail::ETransfer => self.e_transfer,
        }
    }

    /// From now on they play this.
    pub(crate) fn cast(&mut self, scenario: Scenario) {
        *self.place(scenario) = Some(scenario);
    }

    /// From now on they no longer play this.
    pub(crate) fn dismiss(&mut self, scenario: Scenario) {
        let place = self.place(scenario);
        if *place == Some(scenario) {
            *place = None;
        }
    }

    /// Whether they play this.
    pub(crate) fn plays(self, scenario: Scenario) -> bool {
        self.of(scenario.product()) == Some(scenario)
    }

    fn place(&mut self, scenario: Scenario) -> &mut Option<Scenario> {
        match scenario.product().rail() {
            Rail::Eft => &mut self.eft,
            Rail::ETransfer => &mut self.e_transfer,
        }
    }
}
