use std::collections::BTreeSet;

use payment::NotificationKind;

/// What an endpoint wants to be told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kinds {
    /// Everything, also what a later version of this program adds.
    All,
    /// These and no others.
    Only(BTreeSet<NotificationKind>),
}

impl Kinds {
    /// Whether this one is among them.
    #[must_use]
    pub fn contain(&self, kind: NotificationKind) -> bool {
        match self {
            Self::All => true,
            Self::Only(kinds) => kinds.contains(&kind),
        }
    }

    pub(super) fn to_sql(&self) -> String {
        match self {
            Self::All => "*".into(),
            Self::Only(kinds) => kinds
                .iter()
                .fold(String::from(","), |text, kind| text + kind.as_str() + ","),
        }
    }

    pub(super) fn from_sql(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::All);
        }
        text.split(',')
            .filter(|word| !word.is_empty())
            .map(|word| word.parse().ok())
            .collect::<Option<_>>()
            .map(Self::Only)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_read_back_as_they_were_written() {
        let some = BTreeSet::from([NotificationKind::Paid, NotificationKind::Expired]);
        for kinds in [Kinds::All, Kinds::Only(some), Kinds::Only(BTreeSet::new())] {
            assert_eq!(Kinds::from_sql(&kinds.to_sql()), Some(kinds));
        }
        assert_eq!(Kinds::from_sql(",checkout.imagined,"), None);
    }
}
