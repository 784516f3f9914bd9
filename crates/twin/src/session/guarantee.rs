use payment::Money;
use serde::{Deserialize, Serialize};

use super::{Cause, Phase, Product, Session};

/// Where the guarantee of a session stands `[G-conf]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Guarantee {
    /// None was issued.
    #[default]
    None,
    /// Issued a moment ago; whether the merchant is asked is not settled yet.
    Issued,
    /// The merchant was asked and has not answered.
    Waiting,
    /// Accepted, by the merchant or because the merchant is not asked.
    Accepted,
    /// Refused by the merchant, or never answered for.
    Refused,
}

impl Session {
    /// Where the guarantee stands.
    pub(crate) fn guarantee(&self) -> Guarantee {
        self.guarantee
    }

    /// A guarantee is given for this amount. Only a guaranteed EFT has one.
    pub(crate) fn issue_guarantee(&mut self, amount: Option<Money>) {
        if self.product == Product::GuaranteedEft {
            self.amount = amount.or(self.amount);
            self.guarantee = Guarantee::Issued;
        }
    }

    /// The merchant is asked, and the session waits for the answer.
    pub(crate) fn await_guarantee(&mut self) {
        self.guarantee = Guarantee::Waiting;
    }

    /// The guarantee is accepted, and the session goes on.
    pub(crate) fn accept_guarantee(&mut self) {
        self.guarantee = Guarantee::Accepted;
    }

    /// The guarantee is refused, and the session fails.
    pub(crate) fn refuse_guarantee(&mut self) {
        self.guarantee = Guarantee::Refused;
        self.journey.tell_guarantee_failed();
        self.enter(Phase::Failed(Cause::NotGuaranteed));
    }

    /// Whether the session waits for the merchant's answer.
    pub(crate) fn awaits_guarantee(&self) -> bool {
        self.guarantee == Guarantee::Waiting && self.phase.is_unfinished()
    }
}
