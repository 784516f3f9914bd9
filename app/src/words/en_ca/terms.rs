use payment::Method;

use crate::words::{Bounds, TermsWords};

pub(super) const WORDS: TermsWords = TermsWords {
    time: |method, day| match method {
        Method::GuaranteedEft => "Confirmed at once".to_owned(),
        Method::ETransfer => "Confirmed once you accept".to_owned(),
        Method::Eft => format!("Expected to leave your account on or after {day}"),
    },
    limit: |most| format!("up to {most}"),
    usual_limit: |most| format!("many banks cap one transfer at {most}"),
    // Assumption: an e-Transfer that the provider reports accepted is complete. Whether that is
    // said of every state that counts as paid is an open question of its documents.
    guarantee: |method| match method {
        Method::GuaranteedEft | Method::ETransfer => "guaranteed",
        Method::Eft => "not guaranteed: your bank can still return it",
    },
    over_usual: |amount, other| {
        let cap = format!("{amount} is more than many banks allow in one transfer.");
        match other {
            Some(other) => format!("{cap} “{other}” does not have that limit."),
            None => format!("{cap} Ask your bank what it allows before you begin."),
        }
    },
    beyond: |amount, Bounds { least, most }, shop| {
        format!(
            "{shop} can take from {least} to {most} in one payment, and this one is of {amount}. Ask {shop} how to pay it."
        )
    },
};
