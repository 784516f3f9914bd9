use payment::Locale;

use super::{
    Account, Agreement, Amount, Approve, Bank, Close, Confirm, Consent, Done, Ended, Frame, Hint,
    Home, Inactive, Label, Missing, Offer, Outcomes, OwnWindow, Question, Review, SignIn, Unsigned,
    Waiting, Words, connect, grouped, signing,
};

pub(super) const WORDS: Words = Words {
    locale: Locale::EnCa,
    money: |amount| format!("${}", grouped(amount, ",", ".")),
    frame: Frame {
        tag: "twin",
        note: "Test bank. No money moves.",
        other_language: "Français",
        close: "Close",
        back: "Back",
        go_on: "Continue",
        stage: |now, all| format!("Step {now} of {all}"),
        fault: "Error: ",
    },
    label: Label {
        amount: "Amount",
        from: "From",
        to: "To",
        reference: "Reference",
        merchant: "The merchant",
    },
    hint: Hint {
        title: "For testing",
        user: "User name",
        password: "Password",
        any_user: "Any user name works. A scenario’s name plays that scenario.",
        answer: "Answer",
        leave: "In this scenario, choose “Not now”.",
        press_close: "In this scenario, close the payment.",
    },
    consent: Consent {
        title: "Pay from your bank",
        title_with_amount: |amount| format!("Pay {amount} from your bank"),
        lead: "Your bank shares this with Flinks Pay, once, for this payment only:",
        points: [
            ("Your name", "to check that the account is yours"),
            ("Your account number", "to set up the debit"),
            ("Your balance", "to guarantee the payment"),
        ],
        balance_unguaranteed: "to check that the debit can be made",
        assurance: "You sign in with your bank. The merchant never sees your password.",
        agree: "Agree and continue",
    },
    confirm: Confirm {
        title: "Confirm your e-Transfer",
        lead: "You will approve this request at your own bank.",
        choose: "Choose your bank",
    },
    bank: Bank {
        title: "Choose your bank",
        search: "Search for your bank",
        find: "Search",
        none: "No bank here is called that. Try fewer letters.",
        list: "Banks",
        pick: "Choose a bank from the list.",
    },
    sign_in: SignIn {
        title: |bank| format!("Sign in to {bank}"),
        user: "User name",
        password: "Password",
        submit: "Sign in",
        give_up: "I cannot sign in",
        missing: "Enter your user name and your password.",
        wrong: |left| match left {
            1 => "This user name and password do not go together. One try left.".to_owned(),
            left => format!("This user name and password do not go together. {left} tries left."),
        },
    },
    question: Question {
        title: "One more check",
        lead: |bank| format!("{bank} asks you a security question."),
        city: "In which city were you born?",
        country: "What is the best country?",
        shape: "What is your favourite shape?",
        missing: "Enter your answer.",
        wrong: |left| match left {
            1 => "That is not the answer your bank knows. One try left.".to_owned(),
            left => format!("That is not the answer your bank knows. {left} tries left."),
        },
    },
    account: Account {
        title: "Choose an account",
        holder: |name| format!("Accounts of {name}"),
        available: "available",
        missing: "Choose the account to pay from.",
    },
    amount: Amount {
        title: "Confirm the amount",
        locked: "Set by the merchant. It cannot be changed here.",
        enter: "How much do you want to pay?",
        wrong: |least, most| format!("Enter an amount between {least} and {most}."),
    },
    offer: Offer {
        title: "A lower amount can be guaranteed",
        lead: |asked, offered| {
            format!("{asked} cannot be guaranteed today. You can pay {offered} instead.")
        },
        accept: |offered| format!("Pay {offered}"),
        decline: "Go back to the merchant",
    },
    waiting: Waiting {
        title: "One moment",
        lead: "We are checking the guarantee with the merchant. This page goes on by itself.",
        again: "Check again",
    },
    review: Review {
        title: "Check your payment",
        guaranteed: "Guaranteed by Flinks Pay",
        submit: "Continue to the agreement",
    },
    agreement: Agreement {
        title: "Pre-authorized debit agreement",
        lead: |amount| {
            format!(
                "You authorize one debit of {amount} from your account. You have not paid until you sign."
            )
        },
        category: ("Category", "Personal"),
        timing: ("When", "Once, within two business days of signing"),
        notice: (
            "Notice",
            "You give up the 10 days’ notice before this one debit.",
        ),
        cancel: (
            "Cancelling",
            "Tell the merchant before the debit is made. Your bank and payments.ca have a sample form.",
        ),
        recourse: (
            "Your rights",
            "You can be paid back for a debit that you did not authorize or that does not match this agreement. More at your bank or at payments.ca.",
        ),
        contact: ("Questions", "Ask the merchant, with the reference above."),
        sign: |name| format!("I am {name}, I have read this agreement, and I sign it."),
        submit: |amount| format!("Sign and pay {amount}"),
        not_now: "Not now",
        missing: "Check the box to sign the agreement.",
    },
    unsigned: Unsigned {
        title: "Not signed yet",
        lead: "Your account is confirmed, but you have not paid. Sign the agreement to finish.",
        back: "Back to the agreement",
    },
    approve: Approve {
        title: "Approve this request?",
        lead: "Interac e-Transfer request",
        approve: "Approve",
        decline: "Decline",
    },
    close: Close {
        title: "Cancel this payment?",
        lead: "Nothing has been taken. If you cancel, the merchant has to start a new payment.",
        confirm: "Yes, cancel the payment",
        back: "No, go back",
    },
    done: Done {
        debit: (
            "Your payment is confirmed",
            "The debit is scheduled and guaranteed. You can close this page.",
        ),
        unguaranteed: (
            "Your debit is set up",
            "It will be made within two business days. You can close this page.",
        ),
        transfer: (
            "Your transfer is approved",
            "Your bank has accepted the request. You can close this page.",
        ),
        back: "Back to the merchant",
    },
    ended: Ended {
        sign_in: (
            "We could not sign you in",
            "Your bank refused the sign-in. Nothing was taken.",
        ),
        not_guaranteed: (
            "This payment cannot be guaranteed",
            "Nothing was taken. You can pay another way.",
        ),
        name_mismatch: (
            "We cannot go on with this account",
            "Its details do not match the order’s. Nothing was taken.",
        ),
        low_balance: (
            "The balance is too low",
            "The account does not hold enough for this payment. Nothing was taken.",
        ),
        declined: ("The request was declined", "Nothing was taken."),
        unstated: ("This payment did not go through", "Nothing was taken."),
        canceled: ("This payment was cancelled", "Nothing was taken."),
        expired: (
            "This page has timed out",
            "Nothing was taken. Start again at the merchant.",
        ),
        another_way: "Choose another way to pay",
        go_on_there: "You can go on at the merchant’s page.",
        back: "Back to the merchant",
    },
    missing: Missing {
        title: "There is no such payment",
        lead: "The address is incomplete, or the payment is gone.",
    },
    inactive: Inactive {
        title: "This payment is not ready",
        lead: "The merchant has not started this payment yet. Nothing was taken. Try again in a moment.",
        again: "Try again",
    },
    own_window: OwnWindow {
        blocked: "Your bank wanted to open a window of its own, and your browser blocked it. You can go on here instead.",
    },
    connect: connect::EN,
    signing: signing::EN,
    home: Home {
        title: "An offline twin of Flinks Pay",
        lead: "It answers the same requests, shows the same kind of bank journey and sends the same webhooks. No money moves, and nothing leaves this machine. It is not made by Flinks.",
        scenarios: "Scenarios",
        scenarios_lead: "Send the name as the session’s referenceId, or type it as the user name at the bank. The password is always Everyday; the answers are Montreal, Canada and Triangle. Any other user name is the payer’s own and behaves as Happy1.",
        name: "Name",
        payer: "Payer",
        any_payer: "anybody",
        outcome: "What happens",
        ours: "our own",
        outcomes: Outcomes {
            happy1: "Guaranteed in full: Completed, EFT0301",
            happy2: "A lower amount is offered; once accepted: Completed, EFT0301",
            happy3: "The whole journey in French: Completed, EFT0301",
            unhappy1: "No guarantee: Failed, EFT0402",
            wrong_name: "The account belongs to somebody else: Failed, EFT0403",
            low_balance: "No account holds enough: Failed, EFT0404",
            stop: "Leave at the agreement: Completed, EFT0302; come back and sign: EFT0301",
            accept: "The bank confirms: Completed, Accepted",
            decline: "The bank declines: Failed, Declined",
            expire: "Time runs out at the bank: Expired",
            close: "The customer is asked whether to cancel: Cancelled",
            name_mismatch: "The account belongs to somebody else: Failed, EFT0403",
        },
        control: "The control plane",
        control_lead: "JSON over HTTP, for tests that need something to happen.",
        control_rows: [
            ("GET /_twin/sessions", "every session, oldest first"),
            (
                "POST /_twin/sessions/{id}/drive",
                "{\"to\": \"EFT0301\"} moves a session without a browser",
            ),
            ("POST /_twin/clock", "{\"advance_seconds\": 600}"),
            (
                "POST /_twin/faults",
                "{\"name\": \"status_503\", \"reference\": \"ORDER-1\", \"times\": 2}",
            ),
            ("GET /_twin/faults", "the faults that are in force"),
            (
                "POST /_twin/scenario",
                "{\"name\": \"Unhappy1\"}: played by sessions that name none",
            ),
            (
                "GET /_twin/trace",
                "what happened; with a seed the same each time",
            ),
            ("GET /_twin/requests", "what was received, secrets masked"),
            (
                "GET /_twin/webhooks",
                "what was sent, and how it was answered",
            ),
        ],
    },
};
