use crate::words::DebitWords;

pub(super) const WORDS: DebitWords = DebitWords {
    amount: "Amount of the debit",
    taken: "Leaves your account",
    taken_on: |day| format!("on or after {day}"),
    seen: "Reaches the shop",
    seen_on: |day| format!("around {day}"),
    disputable: "Can be disputed",
    disputable_on: |day| format!("for 90 days, until {day} at the least"),
    signed_today: |day| {
        format!("If you sign today, the money leaves your account on or after {day}.")
    },
};
