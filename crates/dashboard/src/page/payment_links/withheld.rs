//! What is left out of the form of a payment link, and why.

use super::field::LinkField;

/// Why some fields are not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// Those of another account: whoever asks has no say over where money goes.
    AccountByRole,
    /// The same: they have one, and showed too long ago who they are.
    AccountUntilSignedIn,
    /// The notes: they hold what the field cannot say, and would be changed by it.
    Notes,
}

impl Withheld {
    /// The field that stands for all that are left out.
    #[must_use]
    pub const fn field(self) -> LinkField {
        match self {
            Self::AccountByRole | Self::AccountUntilSignedIn => LinkField::PayeeAccount,
            Self::Notes => LinkField::Metadata,
        }
    }

    /// The fields that are left out.
    #[must_use]
    pub const fn fields(self) -> &'static [LinkField] {
        match self {
            Self::AccountByRole | Self::AccountUntilSignedIn => &[
                LinkField::PayeeAccount,
                LinkField::Institution,
                LinkField::Transit,
                LinkField::Account,
                LinkField::AccountLabel,
            ],
            Self::Notes => &[LinkField::Metadata],
        }
    }
}
