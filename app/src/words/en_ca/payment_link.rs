use crate::words::{PaymentLinkWords, Telling};

pub(super) const WORDS: PaymentLinkWords = PaymentLinkWords {
    title: |shop| format!("Payment to {shop}"),
    fixed: |amount, shop| {
        format!("You pay {amount} to {shop} from your bank. On the next page you choose how.")
    },
    open: |shop| {
        format!("Say how much you want to pay to {shop}. On the next page you choose how.")
    },
    submit: "Continue",
    purpose: "For",
    crowded: "Many people are paying at this moment. Wait a few seconds, then press the button again. Nothing was taken.",
    taken: |shop| {
        Telling::new(
            "A payment is under way",
            "Every payment that this link allows has been made or is being made right now.",
            format!(
                "If it is yours, finish it where you began. If it does not come through, this link opens again. Questions? Ask {shop}."
            ),
        )
    },
    used_up: |shop| {
        Telling::new(
            "This link has been used",
            format!(
                "It has taken as many payments as {shop} allows. No further payment can be made with it."
            ),
            format!(
                "If you have paid, there is nothing left to do. If you have not, ask {shop} for another link."
            ),
        )
    },
    expired: |shop, when| {
        Telling::new(
            "This link has expired",
            format!("It could be used until {when}. Nothing was taken."),
            format!("Ask {shop} for a new one."),
        )
    },
    inactive: |shop| {
        Telling::new(
            "This link is switched off",
            format!("{shop} takes no payments by it at the moment. Nothing was taken."),
            format!("Ask {shop} when you can pay."),
        )
    },
};
