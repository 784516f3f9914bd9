use payment::Money;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::TestUser;
use crate::{
    journey::{AccountKind, Institution},
    random::Random,
};

/// The branch of every account: that of the provider's example `[PAY-start]`.
const TRANSIT: &str = "77777";

/// A bank account that is seen through a login.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LinkedAccount {
    /// The account's `Id`.
    pub(crate) id: Uuid,
    pub(crate) kind: AccountKind,
    pub(crate) institution_number: String,
    pub(crate) transit_number: String,
    pub(crate) account_number: String,
    /// Whose account it is; both names of a joint one.
    pub(crate) holder: String,
    pub(crate) balance: Money,
}

impl LinkedAccount {
    /// What somebody has at a bank.
    pub(super) fn all(
        user: &TestUser,
        holder: &str,
        bank: Institution,
        random: &mut Random,
    ) -> Vec<Self> {
        AccountKind::ALL
            .into_iter()
            .zip([4_999_396_i64, 1_230_415, 91_208])
            .map(|(kind, cents)| {
                let id = random.uuid();
                let cents = if user.is_poor() { 1_240 } else { cents };
                Self {
                    id,
                    kind,
                    institution_number: bank.code().to_owned(),
                    transit_number: TRANSIT.to_owned(),
                    account_number: format!("{:07}", id.as_u128() % 10_000_000),
                    holder: match kind {
                        AccountKind::Chequing | AccountKind::Savings => holder.to_owned(),
                        AccountKind::Joint => joint(holder),
                    },
                    balance: Money::from_cents(cents).unwrap_or(Money::ZERO),
                }
            })
            .collect()
    }

    /// The account as Connect calls it: `Chequing CAD` `[PAY-start]`.
    pub(crate) fn title(&self) -> String {
        format!("{} CAD", self.type_word())
    }

    /// Its `Type`. Assumption: a joint account is a chequing account with two holders.
    pub(crate) const fn type_word(&self) -> &'static str {
        match self.kind {
            AccountKind::Chequing | AccountKind::Joint => "Chequing",
            AccountKind::Savings => "Savings",
        }
    }

    /// The last four digits of its number.
    pub(crate) fn last_digits(&self) -> &str {
        let from = self.account_number.len().saturating_sub(4);
        &self.account_number[from..]
    }
}

/// The two holders of the household's account.
fn joint(holder: &str) -> String {
    let family = holder.split_whitespace().last().unwrap_or(holder);
    format!("{holder} and Jane {family}")
}
