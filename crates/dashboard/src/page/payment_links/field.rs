//! What can be said of a payment link.

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkField {
    /// What everybody pays.
    Amount,
    /// The least that a customer can say.
    MinAmount,
    /// The most that a customer can say.
    MaxAmount,
    /// What stands there before a customer types.
    SuggestedAmount,
    /// What it is for.
    Description,
    /// What references begin with.
    ReferencePrefix,
    /// The ways to pay.
    Methods,
    /// Another account to pay into, as a whole.
    PayeeAccount,
    /// The account's institution.
    Institution,
    /// The account's transit.
    Transit,
    /// The account's number.
    Account,
    /// The account's name.
    AccountLabel,
    /// The language of the page.
    Locale,
    /// By which light the page is shown.
    Theme,
    /// Where a customer goes on to who has paid.
    SuccessUrl,
    /// Where a customer goes back to who gave up.
    CancelUrl,
    /// The merchant's notes.
    Metadata,
    /// How many can pay.
    MaxUses,
    /// Until when.
    ExpiresAt,
    /// Whether anybody is let in.
    Active,
}

impl LinkField {
    /// Every field.
    pub const ALL: [Self; 20] = [
        Self::Amount,
        Self::MinAmount,
        Self::MaxAmount,
        Self::SuggestedAmount,
        Self::Description,
        Self::ReferencePrefix,
        Self::Methods,
        Self::PayeeAccount,
        Self::Institution,
        Self::Transit,
        Self::Account,
        Self::AccountLabel,
        Self::Locale,
        Self::Theme,
        Self::SuccessUrl,
        Self::CancelUrl,
        Self::Metadata,
        Self::MaxUses,
        Self::ExpiresAt,
        Self::Active,
    ];

    /// Its name in the API, and in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::MinAmount => "min_amount",
            Self::MaxAmount => "max_amount",
            Self::SuggestedAmount => "suggested_amount",
            Self::Description => "description",
            Self::ReferencePrefix => "reference_prefix",
            Self::Methods => "methods",
            Self::PayeeAccount => "payee_account",
            Self::Institution => "institution",
            Self::Transit => "transit",
            Self::Account => "account",
            Self::AccountLabel => "label",
            Self::Locale => "locale",
            Self::Theme => "theme",
            Self::SuccessUrl => "success_url",
            Self::CancelUrl => "cancel_url",
            Self::Metadata => "metadata",
            Self::MaxUses => "max_uses",
            Self::ExpiresAt => "expires_at",
            Self::Active => "active",
        }
    }
}
