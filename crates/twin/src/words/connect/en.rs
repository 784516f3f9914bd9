use super::{
    Connect, LinkAccount, LinkBank, LinkClosed, LinkConsent, LinkDone, LinkQuestion, LinkSignIn,
    Refused, Trouble,
};

pub(in crate::words) const CONNECT: Connect = Connect {
    consent: LinkConsent {
        title: "Link your bank account",
        lead: |merchant| {
            let merchant = merchant.unwrap_or("The merchant");
            format!(
                "{merchant} uses Flinks to find the account that you want to pay from. Your bank shares this:"
            )
        },
        points: [
            ("Your name", "to check that the account is yours"),
            ("Your account number", "to set up the debit"),
            ("Your balance", "to show you the right account"),
        ],
        assurance: |merchant| {
            let merchant = merchant.unwrap_or("The merchant");
            format!("You sign in with your bank. {merchant} never sees your password.")
        },
        terms: "Terms and privacy",
        agree: "Agree and continue",
        decline: "I do not agree",
    },
    bank: LinkBank {
        closed: |bank| format!("{bank} cannot be linked at the moment. Choose another bank."),
    },
    question: LinkQuestion {
        why: (
            "Why does my bank ask this?",
            "Your bank makes sure that it is you. You chose the question when you opened your online access.",
        ),
        stuck: (
            "My answer is not accepted",
            "Type it as you typed it at your bank. If it has changed, ask your bank.",
        ),
    },
    sign_in: LinkSignIn {
        own_consent: |bank| {
            format!(
                "{bank} asks for your consent, too: by signing in you let it share your name, your account numbers and your balances."
            )
        },
        forgotten: "Forgot your password?",
        forgotten_help: "Your bank can give you a new one. Come back here when you have it.",
        users: "Greatday is asked a question, greatday_nomfa is not. A name such as marie.tremblay is the holder’s.",
    },
    account: LinkAccount {
        title: "Choose the account to link",
        foreign: "not in Canadian dollars",
        foreign_title: "US Dollar Savings",
        missing: "Choose the account to link.",
        help: "An account is missing?",
        help_text: "Only accounts in Canadian dollars can be debited.",
    },
    done: LinkDone {
        title: "Your account is linked",
        lead: |merchant| match merchant {
            Some(merchant) => format!("You can go on at {merchant}. Nothing has been paid yet."),
            None => "You can go on at the merchant’s page. Nothing has been paid yet.".to_owned(),
        },
        slow: "Your bank takes longer than usual. The merchant’s page goes on by itself.",
        account: "Account",
        go_on: "Back to the merchant",
    },
    closed: LinkClosed {
        title: "No account was linked",
        lead: "Nothing was shared and nothing was taken. You can go on at the merchant’s page.",
    },
    trouble: Trouble {
        disabled: (
            "Your online access is closed",
            "Your bank has disabled this sign-in. Ask your bank to open it again.",
        ),
        unavailable: (
            "Your bank is not available",
            "Your bank’s service does not answer at the moment. Try again later.",
        ),
        sign_in: (
            "We could not sign you in",
            "Your bank refused the sign-in. Nothing was shared.",
        ),
        again: "Try again",
        other_bank: "Choose another bank",
    },
    refused: Refused {
        title: "This page cannot be opened",
        missing: "The address has no key. Go back to the merchant and start again.",
        unusable: "The key in the address was used before or is too old. Go back to the merchant and start again.",
        over: "This visit is over. Go back to the merchant and start again.",
    },
};
