use payment::{
    CanceledBy, CaseKind, Claim, CloseReason, End, Event, FailureCode, Method, Reading, Recorded,
};

/// A fact in plain words, for whoever answers a customer's question. Nothing personal.
pub(super) fn summary(recorded: &Recorded) -> String {
    match &recorded.event {
        Event::CheckoutCreated { order, .. } => order.amount.map_or_else(
            || "You made the checkout; the customer says how much to pay.".into(),
            |amount| format!("You made the checkout for {amount} CAD."),
        ),
        Event::AttemptStarted { method, amount, .. } => {
            format!(
                "The customer started to pay {amount} CAD by {}.",
                method_words(*method)
            )
        }
        Event::SessionOpened { .. } => "Flinks opened a session for it.".into(),
        Event::StepSeen { step, claim, .. } => match claim {
            Claim::Underway => format!("The bank frame showed {step}. A hint from the browser."),
            Claim::Done => format!(
                "The bank frame said {step}: it claims to be done. A hint from the browser."
            ),
            Claim::Over => format!(
                "The bank frame said {step}: it claims to be over, unpaid. A hint from the browser."
            ),
        },
        Event::WebhookReceived { said, .. } => format!(
            "Flinks sent a signed notification: {}. It is confirmed by a status read before it counts.",
            said_words(&said.status, said.detail.as_deref())
        ),
        Event::ReadingChanged { reading, said, .. } => format!(
            "Flinks answers {}: {}.",
            said_words(&said.status, said.detail.as_deref()),
            reading_words(reading)
        ),
        Event::StopAsked { by, .. } => {
            format!(
                "{} asked to stop the attempt; Flinks is being asked to cancel it.",
                who(*by)
            )
        }
        Event::AttemptEnded { end, .. } => match end {
            End::Paid {
                amount,
                guaranteed: true,
            } => {
                format!("The attempt brought {amount} CAD, guaranteed by Flinks.")
            }
            End::Paid {
                amount,
                guaranteed: false,
            } => format!("The attempt brought {amount} CAD."),
            End::Failed(failure) => format!("The attempt failed: {}.", failure_words(failure.code)),
            End::Canceled(by) => format!("The attempt was stopped by {}.", who(*by).to_lowercase()),
            End::Superseded => "Another attempt took its place.".into(),
        },
        Event::CheckoutPaid { .. } => "The checkout is paid.".into(),
        Event::CaseOpened { kind, amount, .. } => match kind {
            CaseKind::DuplicatePayment => {
                format!(
                    "Another {amount} CAD came although the checkout was paid already. Somebody must look at it."
                )
            }
            CaseKind::LatePayment => {
                format!("{amount} CAD came after the checkout had ended. Somebody must look at it.")
            }
        },
        Event::ClosingBegan { reason } => match reason {
            CloseReason::Expired => {
                "The checkout's time is up; the last word on the live attempt is awaited.".into()
            }
            CloseReason::Canceled => {
                "You cancelled the checkout; the last word on the live attempt is awaited.".into()
            }
        },
        Event::CheckoutClosed { reason } => match reason {
            CloseReason::Expired => "The checkout expired unpaid.".into(),
            CloseReason::Canceled => "The checkout was cancelled unpaid.".into(),
        },
    }
}

const fn method_words(method: Method) -> &'static str {
    match method {
        Method::GuaranteedEft => "guaranteed EFT",
        Method::ETransfer => "Interac e-Transfer",
        Method::Eft => "EFT",
    }
}

const fn who(by: CanceledBy) -> &'static str {
    match by {
        CanceledBy::Customer => "The customer",
        CanceledBy::Merchant => "The merchant",
        CanceledBy::Clock => "The clock",
    }
}

fn said_words(status: &str, detail: Option<&str>) -> String {
    detail.map_or_else(
        || status.to_owned(),
        |detail| format!("{status} ({detail})"),
    )
}

fn reading_words(reading: &Reading) -> String {
    match reading {
        Reading::Undecided => "nothing is decided yet".into(),
        Reading::AgreementMissing => {
            "the debit agreement is not signed, so this is not paid".into()
        }
        Reading::Paid { amount, .. } => {
            amount.map_or_else(|| "paid".into(), |amount| format!("paid, {amount} CAD"))
        }
        Reading::Failed(failure) => format!("failed, {}", failure_words(failure.code)),
        Reading::Canceled => "cancelled".into(),
        Reading::Expired => "out of time".into(),
    }
}

const fn failure_words(code: FailureCode) -> &'static str {
    match code {
        FailureCode::SignInFailed => "the bank refused the sign-in",
        FailureCode::NotGuaranteed => "the payment could not be guaranteed",
        FailureCode::NameMismatch => "the account holder's name is not the payer's",
        FailureCode::LowBalance => "the account does not hold enough",
        FailureCode::Declined => "the customer or their bank declined",
        FailureCode::SessionExpired => "the bank session ran out of time",
        FailureCode::ProviderUnavailable => "Flinks could not be reached",
        FailureCode::ProviderRefused => "Flinks refused to open a session",
        FailureCode::Unknown => "Flinks gave no reason that is known",
    }
}
