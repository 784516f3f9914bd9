use crate::words::DebitWords;

pub(super) const WORDS: DebitWords = DebitWords {
    amount: "Amount of the debit",
    taken: "Leaves your account",
    taken_on: |day| format!("expected on or after {day}"),
    seen: "Money arrives",
    seen_on: |day| format!("around {day}"),
    disputable: "Can be disputed",
    disputable_on: |day| {
        format!(
            "personal account: for 90 days, until {day} at the least; business account: for 10 business days"
        )
    },
    signed_today: |day| {
        format!("If you sign today, the money is expected to leave your account on or after {day}.")
    },
};
