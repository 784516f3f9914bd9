//! What a step tells about the customer's way.

use payment::Claim;

use super::{Stage, Step};

impl Step {
    /// What the step claims about the flow. A step that we do not know claims nothing.
    #[must_use]
    pub const fn claim(&self) -> Claim {
        match self {
            Self::Success | Self::Redirect => Claim::Done,
            Self::GuaranteeFailed
            | Self::ComponentPadWarningScreenExit
            | Self::ComponentOtherFundingOptionsSelected
            | Self::ComponentNboReturnToClientSelected
            | Self::Close
            | Self::ComponentDenyConsent
            | Self::ComponentDenyTerms
            | Self::ComponentCloseSession => Claim::Over,
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
            | Self::AppOnline
            | Self::AppOffline
            | Self::ComponentLoadConsent
            | Self::ComponentAcceptConsent
            | Self::ComponentAcceptTerms
            | Self::ComponentClickTermsUrl
            | Self::ComponentLoadInstitutionSelector
            | Self::DisabledInstitution
            | Self::ComponentLoadCredential
            | Self::ComponentLoadCredentialRetry
            | Self::ComponentClickResetPassword
            | Self::ComponentLoadMfa
            | Self::ComponentLoadMfaRetry
            | Self::ComponentHelp2faInfo
            | Self::ComponentHelp2faTroubleshooting
            | Self::EnhancedMfaHasQuestions
            | Self::EnhancedMfaNoQuestions
            | Self::ComponentAcceptProviderConsent
            | Self::ComponentLoadAccountSelection
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
            | Self::InstitutionSelection
            | Self::ComponentLoadConsent
            | Self::ComponentAcceptConsent
            | Self::ComponentAcceptTerms
            | Self::ComponentLoadInstitutionSelector => Some(Stage::Opened),
            Self::InstitutionSelected
            | Self::ComponentLoadCredential
            | Self::ComponentLoadCredentialRetry
            | Self::ComponentLoadMfa
            | Self::ComponentLoadMfaRetry => Some(Stage::Bank),
            Self::SubmitCredential
            | Self::SubmitMfa
            | Self::EnhancedMfaHasQuestions
            | Self::EnhancedMfaNoQuestions
            | Self::ComponentAcceptProviderConsent
            | Self::ComponentLoadAccountSelection => Some(Stage::SignIn),
            Self::AccountSelected | Self::Redirect => Some(Stage::Account),
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
            | Self::AppOnline
            | Self::AppOffline
            | Self::ComponentDenyConsent
            | Self::ComponentDenyTerms
            | Self::ComponentClickTermsUrl
            | Self::DisabledInstitution
            | Self::ComponentClickResetPassword
            | Self::ComponentHelp2faInfo
            | Self::ComponentHelp2faTroubleshooting
            | Self::ComponentCloseSession
            | Self::Unknown(_) => None,
        }
    }
}
