//! What the screens tell.

use flinks::return_code::Decision;
use payment::{Method, Screen};

use crate::words::{DebitStanding, Facts, ReturnWords, Taken, Telling, WaitingFor};

const fn taken(facts: &Facts<'_>) -> &'static str {
    match facts.taken {
        Taken::Nothing => "Nothing was taken.",
        Taken::NothingSeen => "We have seen no payment.",
        Taken::Something => "A payment was received.",
        Taken::Returned => "A payment was received, and your bank took it back.",
    }
}

const fn another_way(facts: &Facts<'_>) -> &'static str {
    if facts.other_methods {
        "You can pay another way on this page."
    } else {
        "You can try again on this page, from another account."
    }
}

const fn again(facts: &Facts<'_>) -> &'static str {
    if facts.other_methods {
        "You can try again, or pay another way."
    } else {
        "You can try again on this page."
    }
}

pub(super) fn telling(screen: Screen, facts: &Facts<'_>) -> Telling {
    let (shop, taken) = (facts.shop, taken(facts));
    match screen {
        Screen::Choose => Telling::new(
            "Choose how to pay",
            format!("Pay {shop} straight from your bank account."),
            "Your bank’s page opens next, and you approve the payment there.",
        ),
        Screen::Opening => opening(facts),
        Screen::Bank => Telling::new(
            "Pay at your bank",
            format!("You sign in with your bank. {shop} never sees your password."),
            "When you have finished, this page says so by itself.",
        ),
        Screen::Link => Telling::new(
            "Choose the account to pay from",
            format!("You sign in with your bank. {shop} never sees your password."),
            "You see the account and the amount once more before any money is asked for.",
        ),
        Screen::Checking => checking(facts),
        Screen::Account => Telling::new(
            "Confirm the account",
            "Your bank has answered. No money has been asked for yet.",
            "The payment begins when you press the button.",
        ),
        Screen::Sent => Telling::new(
            "Look in your inbox",
            format!("Your link to pay {shop} is on its way by email."),
            format!(
                "Open the email, follow its link and approve the payment at your bank. {}",
                updates_anew(facts)
            ),
        ),
        Screen::Agreement => Telling::new(
            "One step left: sign the debit agreement",
            "You have not paid yet.",
            "Sign the agreement to finish. Nothing is taken before you do.",
        ),
        Screen::Paid => paid(facts),
        Screen::NotGuaranteed => Telling::new(
            "This payment cannot be guaranteed",
            format!("{taken} {shop} can accept this kind of payment only with a guarantee."),
            another_way(facts),
        ),
        Screen::LowBalance => Telling::new(
            "The account does not hold enough",
            format!(
                "{taken} The balance available in the account you chose is less than the amount."
            ),
            if facts.other_methods {
                "You can use another account or pay another way on this page."
            } else {
                "You can try again on this page, from another account."
            },
        ),
        Screen::NameMismatch => Telling::new(
            "The names do not match",
            format!("The name on the account does not match the name on the order. {taken}"),
            if facts.name_from_shop {
                format!(
                    "Use an account in your own name, or ask {shop} to correct the name on the order."
                )
            } else {
                "Use an account in your own name, or write the name as it is at your bank."
                    .to_owned()
            },
        ),
        Screen::SignInFailed => Telling::new(
            "Your bank did not accept the sign-in",
            format!("{taken} The user name or the password may have been mistyped."),
            again(facts),
        ),
        Screen::Declined => Telling::new(
            "The payment was declined",
            if facts.over_usual {
                format!(
                    "{taken} You or your bank declined the request. {} is more than many banks allow in one transfer.",
                    facts.amount
                )
            } else {
                format!("{taken} You or your bank declined the request.")
            },
            another_way(facts),
        ),
        Screen::Returned => {
            let ReturnWords { why, next, only } = returned(facts.returned);
            Telling::new(
                "Your bank returned the payment",
                format!("{why} {shop} has no money from it."),
                if facts.other_methods { next } else { only },
            )
        }
        Screen::SessionExpired => Telling::new(
            "Your bank’s page timed out",
            format!("{taken} Banks close a page that has been still for a while."),
            "You can open it again; your order is still here.",
        ),
        Screen::Unavailable if facts.unheard && facts.method == Some(Method::Eft) => Telling::new(
            "We do not know whether the debit was prepared",
            format!("You have signed nothing. {taken} The payment service did not answer in time."),
            if facts.other_methods {
                "Do not sign a debit agreement that you did not ask for. You can pay another way on this page.".to_owned()
            } else {
                format!(
                    "Do not sign a debit agreement that you did not ask for. Ask {shop} how to pay."
                )
            },
        ),
        Screen::Unavailable if facts.unheard => Telling::new(
            "We do not know whether the email was sent",
            format!("{taken} The payment service did not answer in time."),
            if facts.other_methods {
                "If a link comes by email, pay with it or on this page, never with both.".to_owned()
            } else {
                format!("If a link comes by email, pay with it. If none comes, ask {shop}.")
            },
        ),
        Screen::Unavailable => Telling::new(
            "Your bank’s page could not be opened",
            format!("{taken} The payment service is not answering as it should."),
            if facts.other_methods {
                "You can try again in a moment, or pay another way."
            } else {
                "You can try again in a moment."
            },
        ),
        Screen::Failed => Telling::new(
            "The payment did not go through",
            format!("{taken} The payment service gave no reason."),
            again(facts),
        ),
        Screen::CanceledByYou => Telling::new(
            "You cancelled this payment",
            format!("{taken} Your order is still open."),
            "You can start again whenever you like while this page is open.",
        ),
        Screen::CanceledByShop => Telling::new(
            "This order was cancelled",
            format!("{shop} cancelled the order. {taken}"),
            format!("If you did not expect this, ask {shop}."),
        ),
        Screen::Expired => Telling::new(
            "This payment page has expired",
            match facts.taken {
                Taken::NothingSeen => "We have seen no payment, and we are still checking.",
                Taken::Nothing | Taken::Something | Taken::Returned => taken,
            },
            expired(facts),
        ),
    }
}

/// Only where nothing can have been paid is anybody sent to pay again.
fn expired(facts: &Facts<'_>) -> String {
    let shop = facts.shop;
    match facts.taken {
        Taken::Nothing if facts.anew => "You can start a new payment.".to_owned(),
        Taken::Nothing => format!("Ask {shop} for a new one."),
        Taken::NothingSeen => {
            format!("Do not pay again before you have asked {shop}, and quote the reference.")
        }
        Taken::Something | Taken::Returned => {
            format!("Do not pay again. Ask {shop} how to settle it, and quote the reference.")
        }
    }
}

/// That the page shows what comes next, at the end of a sentence; or how to see it, where it does
/// not look by itself.
const fn moves_on(facts: &Facts<'_>) -> &'static str {
    if facts.still {
        "reload this page for news."
    } else {
        "the page moves on by itself."
    }
}

/// The same of a page on which less changes.
const fn updates(facts: &Facts<'_>) -> &'static str {
    if facts.still {
        "reload this page for news."
    } else {
        "this page updates by itself."
    }
}

/// The same in a sentence of its own.
const fn updates_anew(facts: &Facts<'_>) -> &'static str {
    if facts.still {
        "Reload this page for news."
    } else {
        "This page updates by itself."
    }
}

fn opening(facts: &Facts<'_>) -> Telling {
    match facts.waiting_for {
        WaitingFor::Debit => Telling::new(
            "Preparing the debit agreement",
            "We are asking for one debit from the account that you chose.",
            format!("Nothing is taken before you sign; {}", moves_on(facts)),
        ),
        WaitingFor::Mail => Telling::new(
            "Sending your link",
            "We are asking for an email with your payment link.",
            format!("This takes a few seconds; {}", moves_on(facts)),
        ),
        WaitingFor::Page
        | WaitingFor::Accounts
        | WaitingFor::Stop
        | WaitingFor::Day
        | WaitingFor::Payment => Telling::new(
            "Opening your bank’s page",
            "We are asking for a secure page for your payment.",
            format!("This takes a few seconds; {}", moves_on(facts)),
        ),
    }
}

fn checking(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    match facts.waiting_for {
        WaitingFor::Stop => Telling::new(
            "Stopping this payment",
            "We are asking that it be cancelled, and checking that nothing was taken.",
            format!("Do not pay again yet; {}", updates(facts)),
        ),
        WaitingFor::Accounts => Telling::new(
            "Reading your account",
            "We are reading your account at your bank. No money has been asked for.",
            format!("This can take a minute or two; {}", moves_on(facts)),
        ),
        WaitingFor::Day => {
            let day = match &facts.debit {
                Some(days) if days.standing == DebitStanding::ToCome => {
                    format!("on or after {}", days.taken)
                }
                Some(_) | None => "any day now".to_owned(),
            };
            Telling::new(
                "Your debit is scheduled",
                format!(
                    "The agreement is signed. Your bank is expected to take {amount} for {shop} {day}."
                ),
                format!(
                    "Do not pay again. Keep enough in the account until the debit has gone through; {}",
                    updates(facts)
                ),
            )
        }
        WaitingFor::Payment | WaitingFor::Page | WaitingFor::Debit | WaitingFor::Mail => {
            Telling::new(
                "Checking with your bank",
                "We are checking with your bank whether the payment went through.",
                format!("Do not pay again; {}", updates(facts)),
            )
        }
    }
}

fn paid(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    if facts.taken == Taken::Returned {
        let ReturnWords { why, .. } = returned(facts.returned);
        return Telling::new(
            if facts.guaranteed {
                "Paid, and returned by your bank"
            } else {
                "Your bank took the debit back"
            },
            format!("Your bank has taken {amount} back from {shop}. {why}"),
            format!("{shop} has been told. Ask how to settle it, and quote the reference."),
        );
    }
    match (facts.method, facts.guaranteed) {
        (Some(Method::Eft | Method::GuaranteedEft) | None, false) => debit(facts),
        (Some(Method::ETransfer), _) => Telling::new(
            "Paid",
            format!("You sent {amount} to {shop} by Interac e-Transfer."),
            KEEP,
        ),
        (Some(Method::Eft | Method::GuaranteedEft) | None, true) => Telling::new(
            "Paid",
            format!("Your bank confirmed {amount} to {shop}."),
            match &facts.debit {
                Some(days) if days.standing == DebitStanding::ToCome => {
                    format!("The money can leave your account from now on. {KEEP}")
                }
                Some(_) | None => KEEP.to_owned(),
            },
        ),
    }
}

const KEEP: &str = "You can close this page. Keep the reference for your records.";

/// A debit that counts and that nobody guarantees: never "paid", as it can still come back.
fn debit(facts: &Facts<'_>) -> Telling {
    let (shop, amount) = (facts.shop, &facts.amount);
    let Some(days) = &facts.debit else {
        return Telling::new(
            "Your debit is scheduled",
            format!("Your bank is to take {amount} for {shop}."),
            "Do not pay again. Keep enough in the account until the debit has gone through. It is not guaranteed: your bank can still return it.",
        );
    };
    let taken = &days.taken;
    let seen = |day| format!("{shop} should see the money around {day}.");
    let seen = days.seen.as_ref().map(seen);
    match days.standing {
        DebitStanding::ToCome => Telling::new(
            "Your debit is scheduled",
            format!("Your bank is expected to take {amount} for {shop} on or after {taken}."),
            format!(
                "There is nothing left to do but to keep enough in the account from now on. {}",
                seen.unwrap_or_default()
            )
            .trim_end(),
        ),
        DebitStanding::Due => Telling::new(
            "Your debit was scheduled",
            format!(
                "Your bank was to take {amount} for {shop} on or after {taken}. We have not heard that it was returned."
            ),
            format!(
                "Your bank statement shows whether it was taken. Do not pay again before you have asked {shop}, and quote the reference."
            ),
        ),
        DebitStanding::Accepted => Telling::new(
            "Your debit was accepted",
            format!("The debit of {amount} to {shop} was accepted."),
            match seen {
                Some(seen) => {
                    format!(
                        "{seen} Keep enough in the account until then. You can close this page."
                    )
                }
                None => KEEP.to_owned(),
            },
        ),
    }
}

pub(super) const fn returned(decision: Option<Decision>) -> ReturnWords {
    match decision {
        Some(Decision::CancelSchedule) => ReturnWords {
            why: "This account does not take debits: it may be closed or of another kind, or the agreement is no longer in force.",
            next: "Use another account or pay another way on this page.",
            only: "Use another account.",
        },
        Some(Decision::ContactPayer) => ReturnWords {
            why: "There was not enough in the account on the day of the debit.",
            next: "Make sure that the account holds enough, then try again, or pay another way.",
            only: "Make sure that the account holds enough, then try again.",
        },
        Some(Decision::Review) => ReturnWords {
            why: "The debit was stopped, or it did not agree with what your bank has on file.",
            next: "Ask your bank what stopped it before you try again, or pay another way.",
            only: "Ask your bank what stopped it before you try again.",
        },
        Some(Decision::Investigate) => ReturnWords {
            why: "Your bank could not process the debit. That need not be about your account.",
            next: "You can pay another way on this page.",
            only: "You can try again on this page, from another account.",
        },
        None => ReturnWords {
            why: "It gave a reason that we do not know.",
            next: "Ask your bank about it, or pay another way.",
            only: "Ask your bank about it before you try again.",
        },
    }
}
