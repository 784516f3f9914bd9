use std::{fmt, str::FromStr};

/// What somebody is to a merchant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// May do everything the merchant may.
    Owner,
    /// Works in the shop: sees everything that is about payments, and acts on it.
    Staff,
    /// Sees what staff sees and changes nothing.
    ReadOnly,
}

/// What a page or an action of the dashboard takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Power {
    /// Look at payments and figures.
    Look,
    /// Act on payments: make, cancel, replay.
    Work,
    /// Change who may do what, who is told, and how the merchant looks; and see who did what.
    Govern,
}

/// The text names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role is owner, staff or read_only")]
pub struct UnknownRole;

impl Role {
    /// All of them, the strongest first.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Staff, Self::ReadOnly];

    /// Its name in forms and tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Staff => "staff",
            Self::ReadOnly => "read_only",
        }
    }

    /// Whether somebody of this role may do what takes that.
    #[must_use]
    pub const fn may(self, power: Power) -> bool {
        match (self, power) {
            (Self::Owner, Power::Look | Power::Work | Power::Govern)
            | (Self::Staff, Power::Look | Power::Work)
            | (Self::ReadOnly, Power::Look) => true,
            (Self::Staff, Power::Govern) | (Self::ReadOnly, Power::Work | Power::Govern) => false,
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.as_str() == text)
            .ok_or(UnknownRole)
    }
}
