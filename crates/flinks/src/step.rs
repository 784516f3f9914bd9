//! The steps that the bank frame reports, of both products.

use payment::{Claim, StepName};

pub use crate::stage::Stage;

/// What the customer is doing inside the bank frame, as the frame tells it: a hint.
///
/// Every documented event of the e-Transfer app `[ET-evt]` and of the guaranteed EFT widget
/// `[G-evt]`. The provider's table may go on, so names that we do not know are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// `APP_MOUNTED`: the app is loaded. Both products.
    AppMounted,
    /// `APP_INITIATED`: the session's data was found. e-Transfer.
    AppInitiated,
    /// `CONFIRMATION`: the first page, which confirms the transfer, is shown. e-Transfer.
    Confirmation,
    /// `CONSENT_DISABLED`: the merchant shows a consent page of its own. EFT.
    ConsentDisabled,
    /// `INSTITUTION_SELECTION`: the list of banks is shown. e-Transfer.
    InstitutionSelection,
    /// `INSTITUTION_SELECTED`: a bank is chosen. Both products.
    InstitutionSelected,
    /// `SUBMIT_CREDENTIAL`: the bank sign-in was sent. EFT.
    SubmitCredential,
    /// `SUBMIT_MFA`: the answers to the bank's security questions were sent. EFT.
    SubmitMfa,
    /// `ACCOUNT_SELECTED`: an account is picked. EFT.
    AccountSelected,
    /// `COMPONENT_DEPOSIT_CONTINUE`: the amount is entered or confirmed. EFT.
    ComponentDepositContinue,
    /// `GUARANTEE_OFFERED`: the payment can be guaranteed. EFT.
    GuaranteeOffered,
    /// `COMPONENT_PAD_DOWNLOADED`: the debit agreement was downloaded or signed. EFT.
    ComponentPadDownloaded,
    /// `SUCCESS`: the flow is finished. Both products.
    Success,
    /// `GUARANTEE_FAILED`: no guarantee; another method is needed. EFT.
    GuaranteeFailed,
    /// `COMPONENT_PAD_WARNING_SCREEN_EXIT`: the customer declined the agreement and left. EFT.
    ComponentPadWarningScreenExit,
    /// `COMPONENT_OTHER_FUNDING_OPTIONS_SELECTED`: no guarantee, another method chosen. EFT.
    ComponentOtherFundingOptionsSelected,
    /// `COMPONENT_NBO_RETURN_TO_CLIENT_SELECTED`: the customer declined the next-best offer.
    /// EFT. Assumption: this ends the flow, as its name says; the page's text was not seen.
    ComponentNboReturnToClientSelected,
    /// `CLOSE_ATTEMPT`: the close button was pressed. e-Transfer.
    CloseAttempt,
    /// `CANCEL_CONFIRMATION`: the page that asks whether to cancel is shown. e-Transfer.
    CancelConfirmation,
    /// `CLOSE`: the customer confirmed cancelling. e-Transfer.
    Close,
    /// `BACK`: the back button was pressed. e-Transfer.
    Back,
    /// A step that is not documented. Made by [`Step::from_name`], which never puts a
    /// documented name here.
    Unknown(StepName),
}

impl Step {
    /// Every documented step.
    pub const DOCUMENTED: [Self; 21] = [
        Self::AppMounted,
        Self::AppInitiated,
        Self::Confirmation,
        Self::ConsentDisabled,
        Self::InstitutionSelection,
        Self::InstitutionSelected,
        Self::SubmitCredential,
        Self::SubmitMfa,
        Self::AccountSelected,
        Self::ComponentDepositContinue,
        Self::GuaranteeOffered,
        Self::ComponentPadDownloaded,
        Self::Success,
        Self::GuaranteeFailed,
        Self::ComponentPadWarningScreenExit,
        Self::ComponentOtherFundingOptionsSelected,
        Self::ComponentNboReturnToClientSelected,
        Self::CloseAttempt,
        Self::CancelConfirmation,
        Self::Close,
        Self::Back,
    ];

    /// The step that the provider calls `name`.
    #[must_use]
    pub fn from_name(name: &StepName) -> Self {
        Self::DOCUMENTED
            .into_iter()
            .find(|step| step.name() == name.as_str())
            .unwrap_or_else(|| Self::Unknown(name.clone()))
    }

    /// The provider's name for the step.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::AppMounted => "APP_MOUNTED",
            Self::AppInitiated => "APP_INITIATED",
            Self::Confirmation => "CONFIRMATION",
            Self::ConsentDisabled => "CONSENT_DISABLED",
            Self::InstitutionSelection => "INSTITUTION_SELECTION",
            Self::InstitutionSelected => "INSTITUTION_SELECTED",
            Self::SubmitCredential => "SUBMIT_CREDENTIAL",
            Self::SubmitMfa => "SUBMIT_MFA",
            Self::AccountSelected => "ACCOUNT_SELECTED",
            Self::ComponentDepositContinue => "COMPONENT_DEPOSIT_CONTINUE",
            Self::GuaranteeOffered => "GUARANTEE_OFFERED",
            Self::ComponentPadDownloaded => "COMPONENT_PAD_DOWNLOADED",
            Self::Success => "SUCCESS",
            Self::GuaranteeFailed => "GUARANTEE_FAILED",
            Self::ComponentPadWarningScreenExit => "COMPONENT_PAD_WARNING_SCREEN_EXIT",
            Self::ComponentOtherFundingOptionsSelected => {
                "COMPONENT_OTHER_FUNDING_OPTIONS_SELECTED"
            }
            Self::ComponentNboReturnToClientSelected => "COMPONENT_NBO_RETURN_TO_CLIENT_SELECTED",
            Self::CloseAttempt => "CLOSE_ATTEMPT",
            Self::CancelConfirmation => "CANCEL_CONFIRMATION",
            Self::Close => "CLOSE",
            Self::Back => "BACK",
            Self::Unknown(name) => name.as_str(),
        }
    }

    /// What the step claims about the flow. A step that we do not know claims nothing.
    #[must_use]
    pub const fn claim(&self) -> Claim {
        match self {
            Self::Success => Claim::Done,
            Self::GuaranteeFailed
            | Self::ComponentPadWarningScreenExit
            | Self::ComponentOtherFundingOptionsSelected
            | Self::ComponentNboReturnToClientSelected
            | Self::Close => Claim::Over,
            Self::AppMounted
            | Self::AppInitiated
            | Self::Confirmation
            | Self::ConsentDisabled
            | Self::InstitutionSelection
            | Self::InstitutionSelected
            | Self::SubmitCredential
            | Self::SubmitMfa
            | Self::AccountSelected
            | Self::ComponentDepositContinue
            | Self::GuaranteeOffered
            | Self::ComponentPadDownloaded
            | Self::CloseAttempt
            | Self::CancelConfirmation
            | Self::Back
            | Self::Unknown(_) => Claim::Underway,
        }
    }

    /// The milestone that the step shows to be behind the customer. `None` where it shows
    /// none: the page then says "in progress" and keeps what it knew.
    #[must_use]
    pub const fn stage(&self) -> Option<Stage> {
        match self {
            Self::AppMounted
            | Self::AppInitiated
            | Self::Confirmation
            | Self::ConsentDisabled
            | Self::InstitutionSelection => Some(Stage::Opened),
            Self::InstitutionSelected => Some(Stage::Bank),
            Self::SubmitCredential | Self::SubmitMfa => Some(Stage::SignIn),
            Self::AccountSelected => Some(Stage::Account),
            Self::ComponentDepositContinue | Self::GuaranteeOffered => Some(Stage::Amount),
            Self::ComponentPadDownloaded => Some(Stage::Agreement),
            Self::Success => Some(Stage::Done),
            Self::GuaranteeFailed
            | Self::ComponentPadWarningScreenExit
            | Self::ComponentOtherFundingOptionsSelected
            | Self::ComponentNboReturnToClientSelected
            | Self::CloseAttempt
            | Self::CancelConfirmation
            | Self::Close
            | Self::Back
            | Self::Unknown(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn named(name: &str) -> Step {
        Step::from_name(&name.parse().expect("a step name"))
    }

    #[test]
    fn every_documented_step_is_found_by_its_own_name() {
        let names: BTreeSet<String> = Step::DOCUMENTED
            .iter()
            .map(|step| step.name().to_owned())
            .collect();
        assert_eq!(names.len(), Step::DOCUMENTED.len());
        for step in Step::DOCUMENTED {
            assert_eq!(named(step.name()), step);
        }
    }

    #[test]
    fn a_step_that_is_not_documented_is_kept_and_claims_nothing() {
        let step = named("COMPONENT_FROM_NEXT_YEAR");
        assert_eq!(step.name(), "COMPONENT_FROM_NEXT_YEAR");
        assert_eq!(step.claim(), Claim::Underway);
        assert_eq!(step.stage(), None);
    }

    #[test]
    fn only_success_claims_that_the_flow_went_well() {
        let claims = |claim: Claim| -> BTreeSet<String> {
            Step::DOCUMENTED
                .iter()
                .filter(|step| step.claim() == claim)
                .map(|step| step.name().to_owned())
                .collect()
        };
        assert_eq!(claims(Claim::Done), BTreeSet::from(["SUCCESS".to_owned()]));
        assert_eq!(
            claims(Claim::Over),
            [
                "GUARANTEE_FAILED",
                "CLOSE",
                "COMPONENT_PAD_WARNING_SCREEN_EXIT",
                "COMPONENT_OTHER_FUNDING_OPTIONS_SELECTED",
                "COMPONENT_NBO_RETURN_TO_CLIENT_SELECTED",
            ]
            .map(str::to_owned)
            .into()
        );
    }
}
