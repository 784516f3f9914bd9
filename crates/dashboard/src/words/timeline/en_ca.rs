use app::format;
use flinks::return_code::{Decision, ReturnCode};
use payment::{
    Api, CanceledBy, CaseKind, Claim, CloseReason, Delivery, End, Event, Failure, FailureCode,
    GuaranteeAnswer, Locale, Method, Money, Reading, Recorded, Said, Screen,
};

use super::Timeline;

pub(super) static TIMELINE: Timeline = Timeline {
    fact,
    why,
    case,
    screen,
};

fn fact(recorded: &Recorded) -> String {
    match &recorded.event {
        Event::CheckoutCreated { order, .. } => match (&order.payment_link, order.amount) {
            (None, None) => "You made the checkout. The customer says how much to pay.".into(),
            (None, Some(amount)) => format!("You made the checkout for {}.", money(amount)),
            (Some(_), None) => {
                "A customer came by your payment link. They say how much to pay.".into()
            }
            (Some(_), Some(amount)) => format!(
                "A customer came by your payment link, and the checkout was made for {}.",
                money(amount)
            ),
        },
        Event::AttemptStarted {
            method,
            amount,
            delivery,
            ..
        } => {
            let (amount, method) = (money(*amount), by(*method));
            match delivery {
                Delivery::Page => format!("The customer started to pay {amount} by {method}."),
                Delivery::Email => {
                    format!("The customer asked for a link by e-mail to pay {amount} by {method}.")
                }
            }
        }
        Event::LinkingBegan { .. } => {
            "The customer is asked to sign in at their bank, to link an account.".into()
        }
        Event::LoginReceived { .. } => "The bank frame said that the customer signed in.".into(),
        Event::AccountsAsked { .. } => "Flinks is reading the customer’s accounts.".into(),
        Event::AccountsRead { accounts, .. } => match accounts.len() {
            1 => "Flinks read the accounts. One in the payer’s name can be debited.".into(),
            count => {
                format!("Flinks read the accounts. {count} in the payer’s name can be debited.")
            }
        },
        Event::AccountChosen { .. } => "The customer chose the account to pay from.".into(),
        Event::DebitAsked { .. } => "Flinks is being asked for the debit, once.".into(),
        Event::SessionOpened { session, .. } => match session.api {
            Api::V2 => "Flinks opened a session: the customer can pay.".into(),
            Api::ETransferV1 => {
                "Flinks opened an e-Transfer request (version 1): the customer can pay.".into()
            }
            Api::EftV1 => "Flinks made the debit. Its agreement is not signed yet.".into(),
        },
        Event::AgreementOffered { .. } => {
            "Flinks told where the customer signs the debit agreement.".into()
        }
        Event::GuaranteeAnswered { answer, .. } => match answer {
            GuaranteeAnswer::Accepted => "Flinks offered its guarantee. It was accepted.".into(),
            GuaranteeAnswer::Refused => {
                "Flinks offered its guarantee. It was refused: nobody wants this attempt any more."
                    .into()
            }
        },
        Event::StepSeen { step, claim, .. } => match claim {
            Claim::Underway => format!("The bank frame showed {step}."),
            Claim::Done => format!("The bank frame said {step}: it claims that all went well."),
            Claim::Over => format!("The bank frame said {step}: it claims to be over, unpaid."),
        },
        Event::WebhookReceived { said, .. } => format!(
            "Flinks sent {}. It is being asked whether that is so.",
            words_of(said)
        ),
        Event::ReadingChanged { reading, said, .. } => {
            format!("Flinks answers {}: {}.", words_of(said), meaning(reading))
        }
        Event::StopAsked { by, .. } => {
            format!(
                "{} asked to stop. Flinks is being asked to cancel.",
                who(*by)
            )
        }
        Event::AttemptEnded { end, .. } => match end {
            End::Paid {
                amount,
                guaranteed: true,
            } => format!(
                "The attempt brought {}, guaranteed by Flinks.",
                money(*amount)
            ),
            End::Paid {
                amount,
                guaranteed: false,
            } => format!(
                "The attempt brought {}. A bank may still return it.",
                money(*amount)
            ),
            End::Failed(failure) => format!("The attempt failed: {}.", why(failure)),
            End::Canceled(by) => match by {
                CanceledBy::Customer => "The customer stopped the attempt.".into(),
                CanceledBy::Merchant => {
                    "The attempt ended because you cancelled the checkout.".into()
                }
                CanceledBy::Clock => "The attempt ended because its time was up.".into(),
            },
            End::Superseded => "Another attempt took its place.".into(),
        },
        Event::CheckoutPaid { .. } => "The checkout is paid. This is final.".into(),
        Event::CaseOpened {
            kind,
            amount,
            detail,
            ..
        } => format!("{}: {}", money(*amount), case(*kind, detail.as_deref())),
        Event::CheckoutExtended { .. } => {
            "The customer asked for more time. The page stays open for longer.".into()
        }
        Event::ClosingBegan { reason } => match reason {
            CloseReason::Expired => {
                "The checkout’s time is up. The last word on the live attempt is awaited.".into()
            }
            CloseReason::Canceled => {
                "You cancelled the checkout. The last word on the live attempt is awaited.".into()
            }
        },
        Event::CheckoutClosed { reason } => match reason {
            CloseReason::Expired => "The checkout expired unpaid. This is final.".into(),
            CloseReason::Canceled => "The checkout was cancelled unpaid. This is final.".into(),
        },
        Event::CheckoutClaimed { order } => {
            format!("Your server claimed the payment for the order {order}.")
        }
    }
}

fn money(amount: Money) -> String {
    format::money(amount, Locale::EnCa)
}

const fn by(method: Method) -> &'static str {
    match method {
        Method::GuaranteedEft => "guaranteed EFT",
        Method::ETransfer => "Interac e-Transfer",
        Method::Eft => "EFT",
    }
}

const fn who(by: CanceledBy) -> &'static str {
    match by {
        CanceledBy::Customer => "The customer",
        CanceledBy::Merchant => "You",
        CanceledBy::Clock => "Our clock",
    }
}

/// The provider's own words, which are short codes.
fn words_of(said: &Said) -> String {
    match &said.detail {
        None => format!("“{}”", said.status),
        Some(detail) => format!("“{}” ({detail})", said.status),
    }
}

fn meaning(reading: &Reading) -> String {
    match reading {
        Reading::Undecided => "nothing is decided yet".into(),
        Reading::AgreementMissing => {
            "the debit agreement is not signed, so this is not paid".into()
        }
        Reading::Scheduled => {
            "the agreement is signed; the bank has not taken the debit yet".into()
        }
        Reading::Paid { amount, .. } => amount.map_or_else(
            || "the money is on its way".into(),
            |amount| format!("{} is on its way", money(amount)),
        ),
        Reading::Failed(failure) => format!("no payment will come of it; {}", why(failure)),
        Reading::Canceled => "the session is cancelled".into(),
        Reading::Expired => "the session is out of time".into(),
        Reading::Returned { code } => returned(Some(code)),
    }
}

fn why(failure: &Failure) -> String {
    match failure.code {
        FailureCode::SignInFailed => "the bank refused the sign-in".into(),
        FailureCode::NotGuaranteed => "the payment could not be guaranteed".into(),
        FailureCode::NameMismatch => "the account holder’s name is not the payer’s".into(),
        FailureCode::LowBalance => "the account does not hold enough".into(),
        FailureCode::Declined => "the customer or their bank declined".into(),
        FailureCode::SessionExpired => "the bank session ran out of time".into(),
        FailureCode::ProviderUnavailable => "Flinks could not be reached".into(),
        FailureCode::ProviderRefused => "Flinks refused to open a session".into(),
        FailureCode::Returned => returned(failure.detail.as_deref()),
        FailureCode::Unknown => "Flinks gave no reason that is known".into(),
    }
}

/// What a return means for the merchant `[E-fail]`.
fn returned(code: Option<&str>) -> String {
    let Some(code) = code.and_then(|code| code.parse::<ReturnCode>().ok()) else {
        return format!(
            "the bank returned the debit; {}",
            next(Decision::Investigate)
        );
    };
    let dispute = if code.is_dispute() {
        " and disputes the debit agreement, so the money goes back by itself"
    } else {
        ""
    };
    let next = next(code.decision());
    format!("the bank returned the debit with code {code}{dispute}; {next}")
}

const fn next(decision: Decision) -> &'static str {
    match decision {
        Decision::CancelSchedule => "do not debit this account again",
        Decision::ContactPayer => "ask the customer, then take a new payment",
        Decision::Review => "clear it up with the customer before anything else",
        Decision::Investigate => "look into it with Flinks",
    }
}

fn case(kind: CaseKind, detail: Option<&str>) -> String {
    match kind {
        CaseKind::DuplicatePayment => {
            "this came although the checkout was paid already. Somebody must look at it and give it back.".into()
        }
        CaseKind::LatePayment => {
            "this came after the checkout had ended. Somebody must decide: fulfil the order, or give it back.".into()
        }
        CaseKind::ReturnedPayment => format!("this went back: {}.", returned(detail)),
    }
}

fn screen(screen: Screen) -> &'static str {
    match screen {
        Screen::Choose => "The choice of a method",
        Screen::Opening => "“One moment”: the bank’s page is being opened",
        Screen::Link => "The bank’s sign-in, to link an account",
        Screen::Account => "The choice of an account",
        Screen::Sent => "“Look into your e-mail”",
        Screen::Bank => "The bank frame",
        Screen::Checking => "“We are checking with your bank”",
        Screen::Agreement => "The debit agreement, to be signed",
        Screen::Paid => "“Paid”",
        Screen::NotGuaranteed => "“This payment cannot be guaranteed”",
        Screen::LowBalance => "“The account does not hold enough”",
        Screen::NameMismatch => "“The names do not match”",
        Screen::SignInFailed => "“The sign-in failed”",
        Screen::Declined => "“Declined”",
        Screen::SessionExpired => "“The bank’s page ran out of time”",
        Screen::Unavailable => "“The bank’s page could not be opened”",
        Screen::Returned => "“Your bank returned the debit”",
        Screen::Failed => "“This did not work”",
        Screen::CanceledByYou => "“You stopped the payment”",
        Screen::CanceledByShop => "“The shop cancelled the order”",
        Screen::Expired => "“This page has expired”",
    }
}
