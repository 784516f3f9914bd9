/// A page of Connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Screen {
    /// What will be shared, and with whom.
    Consent,
    /// The list of banks.
    Bank,
    /// User name and password.
    SignIn,
    /// A security question.
    Question,
    /// Which account.
    Account,
    /// It is linked.
    Done,
    /// The bank does not let the customer in.
    Trouble(Trouble),
    /// The customer has left.
    Closed,
}

/// What the bank answered instead of letting the customer in `[C-err, C-test]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The login is disabled.
    Disabled,
    /// The bank is down.
    Unavailable,
    /// Too many wrong passwords.
    Password,
    /// Too many wrong answers.
    Answer,
}

impl Screen {
    /// Its part of the address, and its name for whoever drives the page.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Bank => "bank",
            Self::SignIn => "sign-in",
            Self::Question => "question",
            Self::Account => "account",
            Self::Done => "done",
            Self::Trouble(_) => "trouble",
            Self::Closed => "closed",
        }
    }

    /// Which stage it belongs to, and of how many.
    pub(super) const fn stage(self) -> Option<(u8, u8)> {
        match self {
            Self::Consent => Some((1, 4)),
            Self::Bank => Some((2, 4)),
            Self::SignIn | Self::Question => Some((3, 4)),
            Self::Account => Some((4, 4)),
            Self::Done | Self::Trouble(_) | Self::Closed => None,
        }
    }

    /// Whether there is nothing left to do.
    pub(super) const fn is_last(self) -> bool {
        match self {
            Self::Done | Self::Closed => true,
            Self::Consent
            | Self::Bank
            | Self::SignIn
            | Self::Question
            | Self::Account
            | Self::Trouble(_) => false,
        }
    }
}

impl Trouble {
    /// Its code.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Disabled => "DISABLED_LOGIN",
            Self::Unavailable => "RETRY_LATER",
            Self::Password => "INVALID_LOGIN",
            Self::Answer => "INVALID_SECURITY_RESPONSE",
        }
    }
}
