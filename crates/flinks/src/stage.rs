//! The milestones of a customer's way through the bank frame.

use payment::Method;

/// A milestone that is behind the customer once a step shows it. In order: a later one
/// implies the earlier ones of the same [path](Stage::path), reported or not.
///
/// The provider sends no event between "bank chosen" and "done" of an e-Transfer, so
/// [`Stage::Approve`] is never reported by itself: it is where the customer *is* once the
/// bank is chosen (see [`Stage::next`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The bank page is open.
    Opened,
    /// The bank is chosen.
    Bank,
    /// The bank sign-in was sent.
    SignIn,
    /// The account is picked.
    Account,
    /// The amount is confirmed.
    Amount,
    /// The debit agreement is dealt with.
    Agreement,
    /// The transfer is approved at the bank.
    Approve,
    /// The flow is finished.
    Done,
}

impl Stage {
    /// The milestones of a method, in order.
    #[must_use]
    pub const fn path(method: Method) -> &'static [Self] {
        match method {
            // Regular EFT is the same widget without a guarantee `[E2-init]`.
            Method::GuaranteedEft | Method::Eft => &[
                Self::Opened,
                Self::Bank,
                Self::SignIn,
                Self::Account,
                Self::Amount,
                Self::Agreement,
                Self::Done,
            ],
            Method::ETransfer => &[Self::Opened, Self::Bank, Self::Approve, Self::Done],
        }
    }

    /// The milestones of a debit from an account that the customer links: Connect up to the
    /// account, and the page on which the debit agreement is signed. The amount is the
    /// merchant's, so nobody confirms it in a frame.
    pub const LINKING: &[Self] = &[
        Self::Opened,
        Self::Bank,
        Self::SignIn,
        Self::Account,
        Self::Agreement,
        Self::Done,
    ];

    /// The first milestone of `method`'s path that comes after this one: where a customer
    /// is who has this one behind them. `None` after the last.
    #[must_use]
    pub fn next(self, method: Method) -> Option<Self> {
        Self::path(method)
            .iter()
            .copied()
            .find(|stage| *stage > self)
    }

    /// The milestone's name in markup.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Bank => "bank",
            Self::SignIn => "sign_in",
            Self::Account => "account",
            Self::Amount => "amount",
            Self::Agreement => "agreement",
            Self::Approve => "approve",
            Self::Done => "done",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::step::Step;

    #[test]
    fn every_path_goes_forward_from_opened_to_done() {
        for method in Method::ALL {
            let path = Stage::path(method);
            assert!(path.is_sorted(), "{method}");
            assert_eq!(path.first(), Some(&Stage::Opened), "{method}");
            assert_eq!(path.last(), Some(&Stage::Done), "{method}");
            for pair in path.windows(2) {
                assert_eq!(pair[0].next(method), Some(pair[1]), "{method}");
            }
            assert_eq!(Stage::Done.next(method), None, "{method}");
        }
    }

    #[test]
    fn the_documented_happy_path_of_guaranteed_eft_never_goes_back() {
        let happy = [
            Step::AppMounted,
            Step::InstitutionSelected,
            Step::SubmitCredential,
            Step::SubmitMfa,
            Step::AccountSelected,
            Step::ComponentDepositContinue,
            Step::GuaranteeOffered,
            Step::ComponentPadDownloaded,
            Step::Success,
        ];
        let stages: Vec<Stage> = happy.iter().filter_map(Step::stage).collect();
        assert_eq!(stages.len(), happy.len());
        assert!(stages.is_sorted());
        let path = Stage::path(Method::GuaranteedEft);
        assert!(path.iter().all(|stage| stages.contains(stage)));
    }

    #[test]
    fn a_customer_who_links_an_account_never_goes_back() {
        let happy = [
            Step::AppMounted,
            Step::ComponentLoadConsent,
            Step::ComponentAcceptConsent,
            Step::ComponentLoadInstitutionSelector,
            Step::InstitutionSelected,
            Step::ComponentLoadCredential,
            Step::SubmitCredential,
            Step::ComponentLoadAccountSelection,
            Step::AccountSelected,
            Step::Redirect,
        ];
        let stages: Vec<Stage> = happy.iter().filter_map(Step::stage).collect();
        assert_eq!(stages.len(), happy.len());
        assert!(stages.is_sorted());
        assert!(Stage::LINKING.is_sorted());
        assert!(stages.iter().all(|stage| Stage::LINKING.contains(stage)));
    }

    #[test]
    fn a_customer_who_chose_a_bank_is_approving_there() {
        let reached = Step::InstitutionSelected.stage();
        let here = reached.and_then(|stage| stage.next(Method::ETransfer));
        assert_eq!(here, Some(Stage::Approve));
    }
}
