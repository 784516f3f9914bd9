use crate::words::ScenarioWords;

pub(super) fn scenario(name: &str) -> Option<ScenarioWords> {
    let sign_in = (name == "WrongPassword")
        .then_some("At the bank, sign in as Happy1 with any password but Everyday.");
    let (name, happens) = match name {
        "Happy1" => ("Everything works", "The bank guarantees the whole amount."),
        "Happy2" => (
            "A lower offer",
            "The bank can guarantee less, and offers that amount.",
        ),
        "Happy3" => (
            "In French",
            "The same as the first, with the bank’s page in French.",
        ),
        "Unhappy1" => (
            "No guarantee",
            "The payment cannot be guaranteed; another way is offered.",
        ),
        "WrongName" => ("Another name", "The account belongs to somebody else."),
        "LowBalance" => ("Low balance", "No account holds enough."),
        "StopBeforeAgreement" => (
            "Left unsigned",
            "Leave the bank’s page at the debit agreement, then come back and sign.",
        ),
        "WrongPassword" => ("Wrong password", "The bank refuses the sign-in."),
        "EFT-Link" => (
            "A linked account",
            "You choose an account at the bank, see it here, and sign the agreement.",
        ),
        "EFT-WrongName" => (
            "A linked account, another name",
            "The account belongs to somebody else.",
        ),
        "EFT-ClosedLogin" => (
            "A linked account, closed",
            "The bank does not let this customer in.",
        ),
        "ET-Accept" => ("e-Transfer, accepted", "The bank confirms the request."),
        "ET-Decline" => (
            "e-Transfer, declined",
            "The request is declined at the bank.",
        ),
        "ET-Expire" => (
            "e-Transfer, too late",
            "The request runs out of time at the bank.",
        ),
        "ET-Close" => (
            "e-Transfer, closed",
            "Close the bank’s page and confirm that you want to cancel.",
        ),
        "ET-NameMismatch" => (
            "e-Transfer, another name",
            "The account belongs to somebody else.",
        ),
        _ => return None,
    };
    Some(ScenarioWords {
        name,
        happens,
        sign_in,
    })
}
