//! The steps that the provider's frames report, of all three products.

mod meaning;

use payment::StepName;

pub use crate::stage::Stage;

/// What the customer is doing inside the bank frame, as the frame tells it: a hint.
///
/// Every documented event of the e-Transfer app `[ET-evt]`, of the guaranteed EFT widget
/// `[G-evt]` and of Connect, in which a customer links a bank account `[C-evt]`. The
/// provider's tables may go on, so names that we do not know are kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// `APP_MOUNTED`: the app is loaded. Every product.
    AppMounted,
    /// `APP_INITIATED`: the session's data was found. e-Transfer.
    AppInitiated,
    /// `CONFIRMATION`: the first page, which confirms the transfer, is shown. e-Transfer.
    Confirmation,
    /// `CONSENT_DISABLED`: the merchant shows a consent page of its own. EFT.
    ConsentDisabled,
    /// `INSTITUTION_SELECTION`: the list of banks is shown. e-Transfer.
    InstitutionSelection,
    /// `INSTITUTION_SELECTED`: a bank is chosen. Every product; for Connect known from public
    /// code only `[AK]`.
    InstitutionSelected,
    /// `SUBMIT_CREDENTIAL`: the bank sign-in was sent. EFT; Connect `[AK]`.
    SubmitCredential,
    /// `SUBMIT_MFA`: the answers to the bank's security questions were sent. EFT; Connect `[AK]`.
    SubmitMfa,
    /// `ACCOUNT_SELECTED`: an account is picked. EFT and Connect.
    AccountSelected,
    /// `COMPONENT_DEPOSIT_CONTINUE`: the amount is entered or confirmed. EFT.
    ComponentDepositContinue,
    /// `GUARANTEE_OFFERED`: the payment can be guaranteed. EFT.
    GuaranteeOffered,
    /// `COMPONENT_PAD_DOWNLOADED`: the debit agreement was downloaded or signed. EFT.
    ComponentPadDownloaded,
    /// `SUCCESS`: the flow is finished. EFT and e-Transfer.
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
    /// `APP_ONLINE`: the browser is connected again. Connect.
    AppOnline,
    /// `APP_OFFLINE`: the browser lost its connection. Connect.
    AppOffline,
    /// `COMPONENT_LOAD_CONSENT`: the consent page is shown. Connect.
    ComponentLoadConsent,
    /// `COMPONENT_ACCEPT_CONSENT`: the customer consented. Connect.
    ComponentAcceptConsent,
    /// `COMPONENT_DENY_CONSENT`: the customer did not consent. Connect.
    /// Assumption: this ends the flow.
    ComponentDenyConsent,
    /// `COMPONENT_ACCEPT_TERMS`: the customer accepted the terms. Connect.
    ComponentAcceptTerms,
    /// `COMPONENT_DENY_TERMS`: the customer did not accept the terms. Connect.
    /// Assumption: this ends the flow.
    ComponentDenyTerms,
    /// `COMPONENT_CLICK_TERMS_URL`: the customer opened the terms. Connect.
    ComponentClickTermsUrl,
    /// `COMPONENT_LOAD_INSTITUTION_SELECTOR`: the list of banks is shown. Connect.
    ComponentLoadInstitutionSelector,
    /// `DISABLED_INSTITUTION`: the chosen bank cannot be linked for now. Connect.
    DisabledInstitution,
    /// `COMPONENT_LOAD_CREDENTIAL`: the bank's sign-in is shown. Connect.
    ComponentLoadCredential,
    /// `COMPONENT_LOAD_CREDENTIAL_RETRY`: the bank refused the sign-in, which is shown
    /// again. Connect.
    ComponentLoadCredentialRetry,
    /// `COMPONENT_CLICK_RESET_PASSWORD`: the customer forgot the password. Connect.
    ComponentClickResetPassword,
    /// `COMPONENT_LOAD_MFA`: the bank asks its security questions. Connect.
    ComponentLoadMfa,
    /// `COMPONENT_LOAD_MFA_RETRY`: an answer was wrong, and the bank asks again. Connect.
    ComponentLoadMfaRetry,
    /// `COMPONENT_HELP2FA_INFO`: help on the security code is shown. Connect.
    ComponentHelp2faInfo,
    /// `COMPONENT_HELP2FA_TROUBLESHOOTING`: more help on the security code is shown.
    /// Connect.
    ComponentHelp2faTroubleshooting,
    /// `ENHANCED_MFA_HAS_QUESTIONS`: the bank has further questions. Connect.
    EnhancedMfaHasQuestions,
    /// `ENHANCED_MFA_NO_QUESTIONS`: the bank has no further questions. Connect.
    EnhancedMfaNoQuestions,
    /// `COMPONENT_ACCEPT_PROVIDER_CONSENT`: the customer consented at the bank. Connect,
    /// known from public code only `[AK]`.
    ComponentAcceptProviderConsent,
    /// `COMPONENT_LOAD_ACCOUNT_SELECTION`: the accounts are shown. Connect.
    ComponentLoadAccountSelection,
    /// `COMPONENT_CLOSE_SESSION`: the customer closed the frame. Connect.
    ComponentCloseSession,
    /// `REDIRECT`: the account is linked; the message brings the [link](crate::event::Link).
    /// Connect `[C-evt-help, AK]`.
    Redirect,
    /// A step that is not documented. Made by [`Step::from_name`], which never puts a
    /// documented name here.
    Unknown(StepName),
}

impl Step {
    /// Every documented step.
    pub const ALL: [Self; 44] = [
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
        Self::AppOnline,
        Self::AppOffline,
        Self::ComponentLoadConsent,
        Self::ComponentAcceptConsent,
        Self::ComponentDenyConsent,
        Self::ComponentAcceptTerms,
        Self::ComponentDenyTerms,
        Self::ComponentClickTermsUrl,
        Self::ComponentLoadInstitutionSelector,
        Self::DisabledInstitution,
        Self::ComponentLoadCredential,
        Self::ComponentLoadCredentialRetry,
        Self::ComponentClickResetPassword,
        Self::ComponentLoadMfa,
        Self::ComponentLoadMfaRetry,
        Self::ComponentHelp2faInfo,
        Self::ComponentHelp2faTroubleshooting,
        Self::EnhancedMfaHasQuestions,
        Self::EnhancedMfaNoQuestions,
        Self::ComponentAcceptProviderConsent,
        Self::ComponentLoadAccountSelection,
        Self::ComponentCloseSession,
        Self::Redirect,
    ];

    /// The step that the provider calls `name`.
    #[must_use]
    pub fn from_name(name: &StepName) -> Self {
        Self::ALL
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
            Self::AppOnline => "APP_ONLINE",
            Self::AppOffline => "APP_OFFLINE",
            Self::ComponentLoadConsent => "COMPONENT_LOAD_CONSENT",
            Self::ComponentAcceptConsent => "COMPONENT_ACCEPT_CONSENT",
            Self::ComponentDenyConsent => "COMPONENT_DENY_CONSENT",
            Self::ComponentAcceptTerms => "COMPONENT_ACCEPT_TERMS",
            Self::ComponentDenyTerms => "COMPONENT_DENY_TERMS",
            Self::ComponentClickTermsUrl => "COMPONENT_CLICK_TERMS_URL",
            Self::ComponentLoadInstitutionSelector => "COMPONENT_LOAD_INSTITUTION_SELECTOR",
            Self::DisabledInstitution => "DISABLED_INSTITUTION",
            Self::ComponentLoadCredential => "COMPONENT_LOAD_CREDENTIAL",
            Self::ComponentLoadCredentialRetry => "COMPONENT_LOAD_CREDENTIAL_RETRY",
            Self::ComponentClickResetPassword => "COMPONENT_CLICK_RESET_PASSWORD",
            Self::ComponentLoadMfa => "COMPONENT_LOAD_MFA",
            Self::ComponentLoadMfaRetry => "COMPONENT_LOAD_MFA_RETRY",
            Self::ComponentHelp2faInfo => "COMPONENT_HELP2FA_INFO",
            Self::ComponentHelp2faTroubleshooting => "COMPONENT_HELP2FA_TROUBLESHOOTING",
            Self::EnhancedMfaHasQuestions => "ENHANCED_MFA_HAS_QUESTIONS",
            Self::EnhancedMfaNoQuestions => "ENHANCED_MFA_NO_QUESTIONS",
            Self::ComponentAcceptProviderConsent => "COMPONENT_ACCEPT_PROVIDER_CONSENT",
            Self::ComponentLoadAccountSelection => "COMPONENT_LOAD_ACCOUNT_SELECTION",
            Self::ComponentCloseSession => "COMPONENT_CLOSE_SESSION",
            Self::Redirect => "REDIRECT",
            Self::Unknown(name) => name.as_str(),
        }
    }
}
