use payment::{CaseKind, Claim, CloseReason, Delivery, End, Event, Recorded};

use super::words::{
    api_words, case_words, failure_words, guarantee_words, method_words, reading_words, said_words,
    who,
};

/// A fact in plain words, for whoever answers a customer's question. Nothing personal.
pub(super) fn summary(recorded: &Recorded) -> String {
    match &recorded.event {
        Event::CheckoutCreated { order, .. } => order.amount.map_or_else(
            || "You made the checkout; the customer says how much to pay.".into(),
            |amount| format!("You made the checkout for {amount} CAD."),
        ),
        Event::AttemptStarted {
            method,
            amount,
            delivery,
            ..
        } => {
            let method = method_words(*method);
            match delivery {
                Delivery::Page => format!("The customer started to pay {amount} CAD by {method}."),
                Delivery::Email => format!(
                    "Flinks is asked to e-mail the customer a link to pay {amount} CAD by {method}."
                ),
            }
        }
        Event::LinkingBegan { .. } => {
            "The customer is asked to sign in at their bank, to link an account.".into()
        }
        Event::LoginReceived { .. } => {
            "The bank frame said that the customer signed in. A hint from the browser.".into()
        }
        Event::AccountsAsked { .. } => "Flinks is reading the customer's accounts.".into(),
        Event::AccountsRead { accounts, .. } => format!(
            "Flinks read the accounts; {} in the payer's name can be debited.",
            accounts.len()
        ),
        Event::AccountChosen { .. } => "The customer chose the account to pay from.".into(),
        Event::DebitAsked { .. } => "Flinks is asked for the debit, once.".into(),
        Event::SessionOpened { session, .. } => {
            format!("Flinks opened {} for it.", api_words(session.api))
        }
        Event::AgreementOffered { .. } => {
            "Flinks told where the customer signs the debit agreement.".into()
        }
        Event::GuaranteeAnswered { answer, .. } => {
            format!(
                "Flinks offered its guarantee; {}.",
                guarantee_words(*answer)
            )
        }
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
            End::Failed(failure) => format!("The attempt failed: {}.", failure_words(failure)),
            End::Canceled(by) => format!("The attempt was stopped by {}.", who(*by).to_lowercase()),
            End::Superseded => "Another attempt took its place.".into(),
        },
        Event::CheckoutPaid { .. } => "The checkout is paid.".into(),
        Event::CaseOpened {
            kind,
            amount,
            detail,
            ..
        } => {
            let words = case_words(*kind, detail.as_deref());
            match kind {
                CaseKind::DuplicatePayment | CaseKind::LatePayment => {
                    format!("{amount} CAD: {words}.")
                }
                CaseKind::ReturnedPayment => format!("{amount} CAD went back: {words}."),
            }
        }
        Event::CheckoutExtended { .. } => {
            "The customer asked for more time: the page stays open for longer.".into()
        }
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
        Event::CheckoutClaimed { order } => {
            format!("You claimed the payment for the order {order}.")
        }
    }
}
