//! The columns of a report.

/// A column of the file.
///
/// Assumption: its names. The provider lists what the columns tell `[ET-guide]`, and not what
/// they are called; the rest of its API writes names like these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// `referenceId`
    Reference,
    /// `amount`
    Amount,
    /// `customerName`
    Customer,
    /// `customerEmail`
    Email,
    /// `createdAt`
    Created,
    /// `completedAt`
    Completed,
}

impl Column {
    /// Every column, in the order in which the provider lists what they tell.
    pub const ALL: [Self; 6] = [
        Self::Reference,
        Self::Amount,
        Self::Customer,
        Self::Email,
        Self::Created,
        Self::Completed,
    ];

    /// The column's name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reference => "referenceId",
            Self::Amount => "amount",
            Self::Customer => "customerName",
            Self::Email => "customerEmail",
            Self::Created => "createdAt",
            Self::Completed => "completedAt",
        }
    }

    /// The names that a heading is known by, in small letters and digits.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Reference => &["referenceid", "reference", "crossreferencenumber"],
            Self::Amount => &["amount", "transactionamount"],
            Self::Customer => &["customername", "name", "payorname", "customer"],
            Self::Email => &[
                "customeremail",
                "customeremailaddress",
                "email",
                "emailaddress",
            ],
            Self::Created => &[
                "createdat",
                "created",
                "createddate",
                "datecreated",
                "requestcreated",
            ],
            Self::Completed => &["completedat", "completed", "completeddate", "datecompleted"],
        }
    }

    /// The column that a heading names.
    pub(super) fn of(heading: &[u8]) -> Option<Self> {
        let heading: String = String::from_utf8_lossy(heading)
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        Self::ALL
            .into_iter()
            .find(|column| column.names().contains(&heading.as_str()))
    }
}
