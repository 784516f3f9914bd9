use store::Power;

use crate::words::shell::Shell;

/// A part of the dashboard that is reached from everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Where everybody begins.
    Home,
    /// What was and is to be paid.
    Payments,
    /// Standing offers.
    PaymentLinks,
    /// How business goes.
    Figures,
    /// How customers' pages look.
    Branding,
    /// Where customers' pages are.
    Domain,
    /// Where the merchant is told what happens.
    Endpoints,
    /// Who has access.
    People,
    /// What the merchant's programs are known by.
    Keys,
    /// Who did what.
    Audit,
}

impl Section {
    /// All of them, in the order in which they stand.
    pub const ALL: &[Self] = &[
        Self::Home,
        Self::Payments,
        Self::PaymentLinks,
        Self::Figures,
        Self::Branding,
        Self::Domain,
        Self::Endpoints,
        Self::Keys,
        Self::People,
        Self::Audit,
    ];

    /// Where it is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Home => "/dashboard",
            Self::Payments => "/dashboard/payments",
            Self::PaymentLinks => "/dashboard/payment-links",
            Self::Figures => "/dashboard/figures",
            Self::Branding => "/dashboard/branding",
            Self::Domain => "/dashboard/domain",
            Self::Endpoints => "/dashboard/endpoints",
            Self::People => "/dashboard/people",
            Self::Keys => "/dashboard/keys",
            Self::Audit => "/dashboard/audit",
        }
    }

    /// What it takes to see it.
    #[must_use]
    pub const fn power(self) -> Power {
        match self {
            Self::Home
            | Self::Payments
            | Self::PaymentLinks
            | Self::Figures
            | Self::Endpoints
            | Self::Branding
            | Self::Domain => Power::Look,
            Self::People | Self::Keys | Self::Audit => Power::Govern,
        }
    }

    pub(super) const fn words(self, words: &Shell) -> &'static str {
        match self {
            Self::Home => words.home,
            Self::Payments => words.payments,
            Self::PaymentLinks => words.payment_links,
            Self::Figures => words.figures,
            Self::Branding => words.branding,
            Self::Domain => words.domain,
            Self::Endpoints => words.endpoints,
            Self::People => words.people,
            Self::Keys => words.keys,
            Self::Audit => words.audit,
        }
    }

    /// The section that a path is in.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let is_in = |section: &Self| {
            path.strip_prefix(section.path()).is_some_and(|rest| {
                rest.is_empty() || *section != Self::Home && rest.starts_with('/')
            })
        };
        Self::ALL.iter().copied().find(is_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_in_the_section_that_it_lies_under() {
        assert_eq!(Section::of("/dashboard"), Some(Section::Home));
        assert_eq!(Section::of("/dashboard/people"), Some(Section::People));
        assert_eq!(
            Section::of("/dashboard/people/per_1/role"),
            Some(Section::People)
        );
        assert_eq!(Section::of("/dashboard/peoples"), None);
        assert_eq!(Section::of("/dashboard/account"), None);
    }
}
