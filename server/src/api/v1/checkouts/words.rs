use flinks::return_code::{Decision, ReturnCode};
use payment::{Api, CanceledBy, CaseKind, Failure, FailureCode, GuaranteeAnswer, Method, Reading};

pub(super) const fn method_words(method: Method) -> &'static str {
    match method {
        Method::GuaranteedEft => "guaranteed EFT",
        Method::ETransfer => "Interac e-Transfer",
        Method::Eft => "EFT",
    }
}

pub(super) const fn who(by: CanceledBy) -> &'static str {
    match by {
        CanceledBy::Customer => "The customer",
        CanceledBy::Merchant => "The merchant",
        CanceledBy::Clock => "The clock",
    }
}

pub(super) fn said_words(status: &str, detail: Option<&str>) -> String {
    detail.map_or_else(
        || status.to_owned(),
        |detail| format!("{status} ({detail})"),
    )
}

pub(super) fn reading_words(reading: &Reading) -> String {
    match reading {
        Reading::Undecided => "nothing is decided yet".into(),
        Reading::AgreementMissing => {
            "the debit agreement is not signed, so this is not paid".into()
        }
        Reading::Scheduled => {
            "the agreement is signed; the bank has not taken the debit yet".into()
        }
        Reading::Paid { amount, .. } => {
            amount.map_or_else(|| "paid".into(), |amount| format!("paid, {amount} CAD"))
        }
        Reading::Failed(failure) => format!("failed, {}", failure_words(failure)),
        Reading::Canceled => "cancelled".into(),
        Reading::Expired => "out of time".into(),
        Reading::Returned { .. } => "the bank returned the debit".into(),
    }
}

pub(super) const fn api_words(api: Api) -> &'static str {
    match api {
        Api::V2 => "a session",
        Api::ETransferV1 => "an e-Transfer request of the first version",
        Api::EftV1 => "a debit",
    }
}

pub(super) const fn guarantee_words(answer: GuaranteeAnswer) -> &'static str {
    match answer {
        GuaranteeAnswer::Accepted => "it was accepted",
        GuaranteeAnswer::Refused => "it was refused, because this attempt is no longer wanted",
    }
}

/// Why an attempt failed.
pub(super) fn failure_words(failure: &Failure) -> String {
    match failure.code {
        FailureCode::SignInFailed => "the bank refused the sign-in".into(),
        FailureCode::NotGuaranteed => "the payment could not be guaranteed".into(),
        FailureCode::NameMismatch => "the account holder's name is not the payer's".into(),
        FailureCode::LowBalance => "the account does not hold enough".into(),
        FailureCode::Declined => "the customer or their bank declined".into(),
        FailureCode::SessionExpired => "the bank session ran out of time".into(),
        FailureCode::ProviderUnavailable => "Flinks could not be reached".into(),
        FailureCode::ProviderRefused => "Flinks refused to open a session".into(),
        FailureCode::Returned => return_words(failure.detail.as_deref()),
        FailureCode::Unknown => "Flinks gave no reason that is known".into(),
    }
}

/// What is the matter with money that cannot count or went back, and what to do.
pub(super) fn case_words(kind: CaseKind, detail: Option<&str>) -> String {
    match kind {
        CaseKind::DuplicatePayment => {
            "money came although the checkout was paid already; somebody must look at it".into()
        }
        CaseKind::LatePayment => {
            "money came after the checkout had ended; somebody must look at it".into()
        }
        CaseKind::ReturnedPayment => return_words(detail),
    }
}

/// What a return means for the merchant `[E-fail]`.
fn return_words(code: Option<&str>) -> String {
    let known = code.and_then(|code| code.parse::<ReturnCode>().ok());
    let Some(code) = known else {
        return format!(
            "the bank returned the debit; {}",
            decision_words(Decision::Investigate)
        );
    };
    let dispute = if code.is_dispute() {
        " and disputes the debit agreement, so the money goes back by itself"
    } else {
        ""
    };
    format!(
        "the bank returned the debit with code {code}{dispute}; {}",
        decision_words(code.decision())
    )
}

const fn decision_words(decision: Decision) -> &'static str {
    match decision {
        Decision::CancelSchedule => "do not debit this account again",
        Decision::ContactPayer => "ask the customer, then take a new payment",
        Decision::Review => "clear it up with the customer before anything else",
        Decision::Investigate => "look into it with Flinks",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn returned(detail: &str) -> String {
        failure_words(&Failure {
            code: FailureCode::Returned,
            detail: Some(detail.into()),
        })
    }

    #[test]
    fn a_return_says_what_it_is_and_what_to_do() {
        assert_eq!(
            returned("901"),
            "the bank returned the debit with code 901; ask the customer, then take a new payment"
        );
        assert_eq!(
            returned("905"),
            "the bank returned the debit with code 905 and disputes the debit agreement, so the \
             money goes back by itself; do not debit this account again"
        );
        for odd in ["", "John Doe", "7"] {
            assert_eq!(
                returned(odd),
                "the bank returned the debit; look into it with Flinks"
            );
        }
    }
}
