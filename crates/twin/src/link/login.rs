use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{LinkedAccount, TestUser};
use crate::{journey::Institution, random::Random};

/// What a customer did in Connect: signed in at a bank.
#[derive(Clone, Debug)]
pub(crate) struct NewLogin {
    pub(crate) institution: Institution,
    /// The user name that was typed.
    pub(crate) user: String,
    /// Whose accounts they are; found by the user name when absent.
    pub(crate) holder: Option<String>,
}

/// A connection to a bank, and what is seen through it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Login {
    /// The `loginId`.
    pub(crate) id: Uuid,
    pub(crate) institution: Institution,
    pub(crate) user: String,
    pub(crate) accounts: Vec<LinkedAccount>,
    pub(crate) linked_at: Timestamp,
}

impl Login {
    /// A login with its accounts: chequing, savings and a joint one.
    pub(super) fn of(new: NewLogin, random: &mut Random, linked_at: Timestamp) -> Self {
        let user = TestUser::of(&new.user);
        let holder = new.holder.unwrap_or_else(|| user.holder());
        Self {
            id: random.uuid(),
            institution: new.institution,
            accounts: LinkedAccount::all(&user, &holder, new.institution, random),
            user: new.user,
            linked_at,
        }
    }

    /// Whose login it is, as the twin sees it.
    pub(crate) fn test_user(&self) -> TestUser {
        TestUser::of(&self.user)
    }
}

/// A bank as Connect writes it: one word, `FlinksCapital` `[PAY-start]`.
pub(crate) fn institution_word(bank: Institution) -> String {
    bank.name()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}
