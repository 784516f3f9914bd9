use crate::words::{Telling3, TimeWords, WaitingFor};

pub(super) const WORDS: TimeWords = TimeWords {
    title: "Time left",
    left: |minutes| match minutes {
        0 | 1 => "Less than a minute left on this page.".to_owned(),
        minutes => format!("Less than {minutes} minutes left on this page."),
    },
    at_bank: "Your bank’s page can have a time limit of its own.",
    more: "I need more time",
    // A time of day ends with a full stop of its own.
    given: |until| format!("You have more time. This page is open until {until}"),
    no_more: |shop| {
        format!("It cannot stay open for longer. If it closes too soon, ask {shop} for a new one.")
    },
    failed: "That did not reach us. Check your connection and press the button again.",
    until: |until| format!("This page is open until {until}"),
    need_more: "Need more time?",
    slow: |waiting_for| match waiting_for {
        WaitingFor::Page => {
            "This is taking longer than usual. If we do not hear from the payment service within two minutes, this page says so."
        }
        WaitingFor::Debit => {
            "This is taking longer than usual. You have signed nothing, and you need not do anything."
        }
        WaitingFor::Mail => {
            "This is taking longer than usual. If we do not hear within two minutes whether the email was sent, this page says so."
        }
        WaitingFor::Accounts => {
            "This is taking longer than usual. Some banks need several minutes. You can leave this page and come back to it."
        }
        WaitingFor::Stop => {
            "This is taking longer than usual. There is no answer yet, so we cannot say that it is cancelled."
        }
        WaitingFor::Payment => {
            "This is taking longer than usual. There is no answer yet. Do not pay again; you can leave this page and come back to it."
        }
        WaitingFor::Day => "",
    },
    unlisted: Telling3 {
        title: "My bank is not in the list",
        lead: "Then it cannot be used this way. Search for its short name too, such as RBC or BMO.",
        next: "Pay another way; your order and what you typed are kept.",
    },
    unlisted_only: |shop| {
        format!("Nothing else is offered for this order. Ask {shop} how else you can pay.")
    },
    begin_anew: "Start a new payment",
};
